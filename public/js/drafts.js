// What was typed in a guarded form survives an ended session: it is kept in this tab until the answer shows that it arrived,
// and given back to the same person on the same page.
const prefix = 'draft ';
const here = prefix + location.pathname + location.search;
const person = () => document.querySelector('.bar-name')?.textContent ?? '';
const kept = new Set(['hidden', 'file', 'password']);
const fields = (form) => [...form.elements].filter(({ name, type }) => name && !kept.has(type));

function keep(form) {
  const values = fields(form).map(({ name, value, type, checked }) =>
    type === 'radio' || type === 'checkbox' ? [name, value, checked] : [name, value]);
  sessionStorage.setItem(here, JSON.stringify({ person: person(), values }));
}

function giveBack(form, { values }) {
  let changed = false;
  for (const [name, value, checked] of values) {
    const field = fields(form).find((each) => each.name === name && (checked === undefined || each.value === value));
    if (!field || (checked === undefined ? field.value === value : field.checked === checked)) continue;
    if (checked === undefined) field.value = value;
    else field.checked = checked;
    changed = true;
  }
  const notice = form.querySelector('template[data-kept]');
  if (changed && notice) form.prepend(notice.content.cloneNode(true));
}

document.addEventListener('submit', ({ target }) => {
  if (target.hasAttribute('data-guard')) keep(target);
  if (target.getAttribute('action') === '/sign-out') sessionStorage.clear();
});

const draft = JSON.parse(sessionStorage.getItem(here) ?? 'null');
const guarded = document.querySelector('form[data-guard]');
if (draft && guarded && draft.person === person()) giveBack(guarded, draft);
// Any other page than the one to sign in means that what was sent has been answered.
if (person()) {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
}
