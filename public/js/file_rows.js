// What is done with files in their list: edit in place, remove, take back.
import { fill } from './upload.js';

// Posts a form for its JSON: { ok, body, sentence }.
async function post(box, url, fields, again = false) {
  let answer;
  try {
    answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf: box.csrf, ...fields }),
    });
  } catch {
    return { sentence: box.texts.lost };
  }
  if (answer.ok) return { ok: true, body: await answer.json() };
  if (answer.type === 'opaqueredirect') return { sentence: box.texts.signed_out };
  if (answer.status === 403 && !again && (await box.refresh())) return post(box, url, fields, true);
  if (answer.status === 422) return { sentence: (await answer.json()).refusals[0].detail };
  if (answer.status === 409) {
    await box.refresh();
    return { sentence: box.texts.changed };
  }
  return { sentence: answer.status === 503 ? box.texts.busy : box.texts.failed };
}

const detailOf = (box) => ({ detail: box.root.dataset.detail ?? '', back: box.root.dataset.detail ? location.pathname + location.search : '' });

function rowFrom(html) {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  return holder.content.firstElementChild;
}

function sayIn(row, sentence) {
  let error = row.querySelector(':scope .field-error');
  if (!error) {
    error = document.createElement('p');
    error.className = 'field-error';
    error.setAttribute('role', 'alert');
    error.append(document.createElement('span'));
    row.querySelector('.file-body').append(error);
  }
  error.hidden = false;
  error.querySelector('span').textContent = sentence;
}

export function openEditor(box, row) {
  if (row.querySelector('.file-editor')) return closeEditor(row);
  const editor = box.fromTemplate('editor');
  editor.setAttribute('aria-label', row.dataset.name);
  for (const field of editor.querySelectorAll('[data-field]')) field.value = row.dataset[field.dataset.field];
  // The form around must neither take what is typed here for its own, nor be sent by Enter.
  editor.addEventListener('input', (event) => event.stopPropagation());
  editor.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeEditor(row);
    if (event.key !== 'Enter' || event.target.tagName !== 'INPUT') return;
    event.preventDefault();
    save(box, row);
  });
  row.append(editor);
  editor.querySelector('[data-field]').focus();
}

export function closeEditor(row) {
  row.querySelector('.file-editor')?.remove();
  row.querySelector('[data-act="edit"]')?.focus();
}

export async function save(box, row) {
  const fields = Object.fromEntries([...row.querySelectorAll('[data-field]')].map((field) => [field.dataset.field, field.value]));
  fields.kind ??= row.dataset.kind;
  const done = await post(box, `/attachments/${row.dataset.file}`, { ...fields, version: row.dataset.version, ...detailOf(box) });
  if (!done.ok) return sayIn(row, done.sentence);
  const fresh = rowFrom(done.body.row);
  row.replaceWith(fresh);
  fresh.querySelector('[data-act="edit"]')?.focus();
  box.announce(fill(box.texts.saved, { name: fields.name }));
}

export async function remove(box, row) {
  const done = await post(box, `/attachments/${row.dataset.file}/removal`, { version: row.dataset.version, ...detailOf(box) });
  if (!done.ok) return sayIn(row, done.sentence);
  const gone = box.fromTemplate('removed');
  const sentence = fill(box.texts.removed, { name: row.dataset.name });
  gone.dataset.file = row.dataset.file;
  gone.querySelector('[data-name-of]').textContent = sentence;
  row.replaceWith(gone);
  gone.querySelector('[data-act="restore"]').focus();
  box.announce(sentence);
}

export async function restore(box, row) {
  const done = await post(box, `/attachments/${row.dataset.file}/restoration`, detailOf(box));
  if (!done.ok) return sayIn(row, done.sentence);
  const back = rowFrom(done.body.row);
  row.replaceWith(back);
  back.querySelector('[data-act="remove"]')?.focus();
  box.announce(fill(box.texts.added, { name: back.dataset.name }));
}
