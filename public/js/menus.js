// <details class="menu"> and pickers close on Escape, on a click elsewhere, and when another one opens.
const menus = 'details.menu, details.type-picker';

function closeOthers(kept) {
  for (const menu of document.querySelectorAll(menus)) {
    if (menu !== kept) menu.removeAttribute('open');
  }
}

document.addEventListener('click', (event) => closeOthers(event.target.closest(menus)));

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector('details.menu[open], details.type-picker[open]');
  if (!open) return;
  open.removeAttribute('open');
  open.querySelector('summary').focus();
});

// A picker opens to where there is room, and never reaches out of the window: what does not fit is scrolled.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.open || !target.matches?.('details.type-picker')) return;
    const panel = target.querySelector('.type-panel');
    target.classList.remove('type-picker-up');
    panel.style.removeProperty('--room');
    if (getComputedStyle(panel).position !== 'absolute') return;
    const { top, bottom } = target.getBoundingClientRect();
    const bar = document.querySelector('.topbar')?.offsetHeight ?? 0;
    const below = innerHeight - bottom - 18;
    const above = top - bar - 18;
    const wanted = panel.scrollHeight + 2;
    const up = below < Math.min(wanted, 320) && above > below;
    target.classList.toggle('type-picker-up', up);
    panel.style.setProperty('--room', `${Math.max(200, up ? above : below)}px`);
  },
  true,
);
