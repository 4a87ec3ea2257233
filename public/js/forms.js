// Forms: sent once, not left by accident (data-guard), errors in view.
const changed = new WeakSet();
let leaving = false;

document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (form?.hasAttribute('data-guard')) changed.add(form);
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'dialog') return;
  if (event.submitter?.formTarget) return; // shown in another window: this one stays as it is
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
  form.setAttribute('aria-busy', 'true');
  leaving = true;
});

// Coming back by the browser's history shows the form as it was: it can be sent again.
addEventListener('pageshow', () => {
  leaving = false;
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.removeAttribute('aria-busy');
  }
});

addEventListener('beforeunload', (event) => {
  if (leaving) return;
  const open = [...document.querySelectorAll('form[data-guard]')].some((form) => changed.has(form));
  if (open) event.preventDefault();
});

// "Veuillez remplir ce champ" says more with the name of the field before it.
for (const link of document.querySelectorAll('.error-summary a[href^="#"]')) {
  const field = document.getElementById(link.hash.slice(1));
  const label = field?.closest('fieldset.field')?.querySelector('legend') ?? field?.labels?.[0];
  const name = label?.firstChild?.textContent.trim();
  if (name) link.prepend(`${name} – `);
}

// A summary of errors takes the focus, so that it is read first.
document.querySelector('[data-focus]')?.focus();
