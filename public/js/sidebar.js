// Side bar: narrow or wide (remembered on this device), and a drawer on phones. The drawer's links work by :target
// alone; here they also keep the focus and leave no trace in the history.
const root = document.documentElement;
const sidebar = document.getElementById('sidebar');

document.querySelector('.sidebar-fold')?.addEventListener('click', () => {
  const narrow = root.classList.toggle('sidebar-narrow');
  try {
    localStorage.setItem('sidebar', narrow ? 'narrow' : 'wide');
  } catch {
    // Storage may be forbidden; then nothing is remembered.
  }
});

function setDrawer(open) {
  root.classList.toggle('drawer', open);
  const target = open ? sidebar.querySelector('a.nav-link') : document.querySelector('.drawer-open');
  target?.focus();
}

for (const link of document.querySelectorAll('.drawer-open, .drawer-close, .drawer-shade')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    setDrawer(link.classList.contains('drawer-open'));
  });
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && root.classList.contains('drawer')) setDrawer(false);
});
