// Forms of complaints: fields that only one choice asks for are put away with another one (data-shown-for), and a list
// of lines (data-rows) always has an empty one at its end. Without script all fields stand there, with some empty lines.
function follow(chooser) {
  for (const part of document.querySelectorAll(`[data-shown-for="${chooser.dataset.shows}"]`)) {
    part.hidden = Boolean(chooser.value) && !part.dataset.values.split(' ').includes(chooser.value);
  }
}

for (const chooser of document.querySelectorAll('select[data-shows]')) {
  follow(chooser);
  chooser.addEventListener('change', () => follow(chooser));
}

document.addEventListener('input', ({ target }) => {
  const rows = target.closest('[data-rows]');
  if (!rows) return;
  const lines = [...rows.children];
  if (lines.some((line) => line.value.trim() === '')) return;
  const more = lines[0].cloneNode();
  const number = lines.length + 1;
  more.id = `${lines[0].name}-${number}`;
  more.value = '';
  more.setAttribute('value', '');
  more.setAttribute('aria-label', lines[0].getAttribute('aria-label').replace('1', number));
  rows.append(more);
});
