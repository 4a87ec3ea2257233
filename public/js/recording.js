// Forms of complaints: fields that only one choice asks for are put away with another one (data-shown-for names the
// choice, data-values when to show), and a list of lines (data-rows) always has an empty one at its end. Without script
// all fields stand there, with some empty lines. On paper the count of the days stands open.
function follow(part) {
  const chosen = part.closest('form')?.elements[part.dataset.shownFor]?.value;
  part.hidden = Boolean(chosen) && !part.dataset.values.split(' ').includes(chosen);
}

for (const part of document.querySelectorAll('[data-shown-for]')) follow(part);

document.addEventListener('change', ({ target }) => {
  for (const part of document.querySelectorAll('[data-shown-for]')) {
    if (part.dataset.shownFor === target.name) follow(part);
  }
});

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

let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details.why:not([open])')];
  for (const count of opened) count.open = true;
});
addEventListener('afterprint', () => {
  for (const count of opened) count.open = false;
});
