// [data-import-drop]: names the files chosen and takes files dropped on it. [data-import-work]: asks how far the work is
// until it is done; what else stands on the page then has changed too, so all of it is loaded again.
const box = document.querySelector('[data-import-drop]');
if (box) {
  const input = box.querySelector('input[type=file]');
  const chosen = box.querySelector('[data-chosen]');
  const show = () => {
    const names = [...input.files].map((file) => file.name);
    chosen.textContent = names.length ? `${chosen.dataset.chosen} ${names.join(', ')}` : '';
  };
  const withFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  for (const name of ['dragover', 'dragleave', 'drop']) {
    box.addEventListener(name, (event) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      box.classList.toggle('drop-over', name === 'dragover');
      if (name !== 'drop') return;
      input.files = event.dataTransfer.files;
      show();
    });
  }
  input.addEventListener('change', show);
  show();
}

const betweenQuestions = 1000;
async function ask() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page.querySelector('[data-import-work]');
    if (answer.ok && !now) return location.reload();
    if (now) document.querySelector('[data-import-work]').replaceChildren(...now.childNodes);
  } catch {
    // the server is away for a moment: asked again
  }
  setTimeout(ask, betweenQuestions);
}
if (document.querySelector('[data-import-work]')) setTimeout(ask, betweenQuestions);
