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
