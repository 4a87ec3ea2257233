// input[data-scan]: the field of a scanner keeps the focus. What a scanner sends while nothing has it goes there, too, so
// that no scan is lost; whoever types elsewhere is left alone.
const field = document.querySelector('input[data-scan]');

function isIdle() {
  const here = document.activeElement;
  return !here || here === document.body || here === document.documentElement;
}

if (field) {
  document.addEventListener('keydown', (event) => {
    if (!isIdle() || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (document.querySelector('dialog[open]')) return;
    event.stopImmediatePropagation();
    field.focus();
  }, true);
  addEventListener('pageshow', () => {
    if (field.form?.action.endsWith('/goods-in')) field.value = '';
    field.focus();
  });
}
