// [data-files]: files join a form one by one as they are chosen, dropped or pasted; their list is changed in place.
import { Live } from './file_live.js';
import { closeEditor, openEditor, remove, restore, save } from './file_rows.js';
import { Uploads } from './file_uploads.js';
import { fill } from './upload.js';

class FilesBox {
  constructor(root) {
    this.root = root;
    this.list = root.querySelector('[data-file-list]');
    this.texts = JSON.parse(root.dataset.texts);
    this.csrf = root.dataset.csrf;
    this.form = root.closest('form');
    this.changes = 0;
    this.known = new Set(); // files the server named as this form's; others may be listed, such as loose ones
    this.takesFiles = Boolean(root.dataset.form);
    root.addEventListener('click', (event) => this.act(event.target.closest('[data-act]')));
    if (!this.takesFiles) return;
    this.url = `/upload-forms/${root.dataset.form}/files`;
    this.uploads = new Uploads(this);
    this.live = new Live(this);
    for (const input of root.querySelectorAll('[data-files-input]')) this.listen(input);
    this.takeDrops();
    addEventListener('online', () => this.uploads.retryAll());
  }

  // Also what was chosen before this script was there.
  listen(input) {
    const take = () => {
      const files = [...input.files];
      input.value = '';
      this.uploads.add(files);
    };
    input.addEventListener('change', take);
    if (input.files.length) take();
  }

  takeDrops() {
    const { root } = this;
    const withFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    const mark = (event) => {
      if (!withFiles(event)) return;
      event.preventDefault();
      root.classList.toggle('files-over', event.type === 'dragover');
    };
    root.addEventListener('dragover', mark);
    root.addEventListener('dragleave', mark);
    root.addEventListener('drop', (event) => {
      mark(event);
      if (withFiles(event)) this.uploads.add([...event.dataTransfer.files]);
    });
  }

  act(button) {
    if (!button) return;
    const row = button.closest('.file');
    const acts = {
      edit: () => openEditor(this, row),
      close: () => closeEditor(row),
      save: () => this.change(() => save(this, row)),
      remove: () => this.change(() => remove(this, row)),
      restore: () => this.change(() => restore(this, row)),
      retry: () => this.uploads.retry(row),
      cancel: () => this.uploads.cancel(row),
      dismiss: () => this.uploads.dismiss(row),
      'new-code': () => this.live.newCode(button),
    };
    acts[button.dataset.act]?.();
  }

  // A list asked for before the change was made is out of date when it comes.
  async change(work) {
    this.changed();
    await work();
    this.changed();
  }

  changed() {
    this.changes += 1;
    if (this.live) this.live.tag = '';
  }

  fromTemplate(name) {
    return this.root.querySelector(`template[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  announce(sentence) {
    this.root.querySelector('[data-announce]').textContent = sentence;
  }

  focusInput() {
    this.root.querySelector('#files')?.focus();
  }

  // The list and the token as the server knows them now.
  refresh() {
    return this.live ? this.live.ask() : Promise.resolve(false);
  }

  // `what`: all; added, for an answer that may be older than another one and so takes no row away; token alone.
  merge(html, what) {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    const live = holder.content.querySelector('[data-live]');
    if (!live) return;
    this.csrf = live.dataset.csrf;
    for (const token of this.form?.querySelectorAll('input[name="csrf"]') ?? []) token.value = this.csrf;
    if (what === 'token') return;
    this.mergeRows(live.querySelector('[data-file-list]'), what === 'all');
    this.live.showState(live.querySelector('[data-phone-state]'));
  }

  mergeRows(fresh, isComplete) {
    const rows = new Map([...fresh.children].map((row) => [row.dataset.file, row]));
    const named = new Set(rows.keys());
    for (const row of [...this.list.children]) {
      const now = rows.get(row.dataset.file);
      if (!row.dataset.file) continue; // on its way
      rows.delete(row.dataset.file);
      if (!isComplete) continue;
      const isEdited = row.querySelector('.file-editor');
      if (now && now.outerHTML !== row.outerHTML && !isEdited) row.replaceWith(now);
      else if (!now && this.known.has(row.dataset.file) && !row.classList.contains('file-removed')) row.remove();
    }
    for (const id of named) this.known.add(id);
    const onTheirWay = this.list.querySelector('.file-upload');
    for (const row of rows.values()) {
      this.list.insertBefore(row, onTheirWay);
      this.announce(fill(this.texts.added, { name: row.dataset.name }));
    }
  }

  // ---- the form around is sent when all have arrived

  hold(submitter) {
    this.submitter = submitter ?? null;
    this.holding = true;
    this.say(this.texts.holding);
  }

  settled() {
    if (!this.holding) return;
    this.holding = false;
    if (this.uploads.heldBack.length) {
      this.say(this.texts.held_back);
      return;
    }
    this.say('');
    this.form.requestSubmit(this.submitter);
  }

  say(sentence) {
    const line = this.root.querySelector('[data-holding]');
    line.hidden = !sentence;
    line.textContent = sentence;
  }
}

const boxes = [...document.querySelectorAll('[data-files]')].map((root) => new FilesBox(root));
const withUploads = boxes.filter((box) => box.takesFiles);

// Before the other listeners, which would take the form for sent.
document.addEventListener('submit', (event) => {
  const box = withUploads.find(({ form, uploads }) => form === event.target && uploads.underWay.length);
  if (!box) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  box.hold(event.submitter);
}, true);

addEventListener('beforeunload', (event) => {
  if (withUploads.some(({ uploads }) => uploads.underWay.length)) event.preventDefault();
});

// A screenshot from the clipboard.
document.addEventListener('paste', (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  const [box] = withUploads;
  if (!box || !files.length) return;
  event.preventDefault();
  const time = new Date().toLocaleTimeString(document.documentElement.lang).replaceAll(':', '-');
  box.uploads.add(files.map((file) =>
    file.name === 'image.png' ? new File([file], `${fill(box.texts.pasted, { time })}.png`, { type: file.type }) : file));
});
