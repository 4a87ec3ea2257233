// / search · n main action · j k rows · x chooses the row · Enter open · ? help
function isTyping(target) {
  return target.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== 'checkbox');
}

function moveRow(step) {
  const rows = [...document.querySelectorAll('a.row-link')];
  if (!rows.length) return;
  const here = rows.findIndex((row) => row.closest('tr').contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next].focus();
  rows[next].closest('tr').scrollIntoView({ block: 'nearest' });
}

// The row with the focus, where rows can be chosen.
function chooseRow() {
  document.activeElement?.closest('tr')?.querySelector('input.row-choice')?.click();
}

const actions = {
  '/': () => document.querySelector('[data-shortcut="search"]')?.focus(),
  n: () => document.querySelector('[data-primary]')?.click(),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  x: chooseRow,
  '?': () => document.getElementById('shortcuts')?.showModal(),
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector('dialog[open]')) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
