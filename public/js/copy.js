// [data-copy="text"]: puts the text on the clipboard and says so for a moment.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    copyBySelection(button.dataset.copy);
  }
  const name = button.getAttribute('aria-label');
  button.classList.add('copied');
  button.setAttribute('aria-label', button.dataset.done);
  setTimeout(() => {
    button.classList.remove('copied');
    button.setAttribute('aria-label', name);
  }, 1200);
});

// Plain http has no clipboard for scripts.
function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
