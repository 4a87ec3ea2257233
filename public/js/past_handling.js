// [data-past]: of what was done already, only what the chosen state needs is asked; the rest is not sent.
function showNeeded(group) {
  const state = group.querySelector('select[name=state]').value;
  const box = group.querySelector('details');
  box.hidden = state === 'new';
  if (state !== 'new') box.open = true;
  for (const part of box.querySelectorAll('[data-states]')) {
    const needed = part.dataset.states.split(' ').includes(state);
    part.hidden = !needed;
    part.disabled = !needed;
  }
}

for (const group of document.querySelectorAll('[data-past]')) {
  group.querySelector('select[name=state]').addEventListener('change', () => showNeeded(group));
  showNeeded(group);
}
