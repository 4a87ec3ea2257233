// Before the first paint: scripts are there, and the side bar as it was left.
const root = document.documentElement;
root.classList.add('js');
try {
  if (localStorage.getItem('sidebar') === 'narrow') root.classList.add('sidebar-narrow');
} catch {
  // Storage may be forbidden; then nothing is remembered.
}
