// The files of one form on their way: two at a time, checked before they leave, kept with their reason when they cannot.
import { fill, sendFile, showSending, showStage } from './upload.js';

const together = 2;

export class Uploads {
  constructor(box) {
    this.box = box;
    this.items = [];
  }

  get underWay() {
    return this.items.filter(({ stage }) => stage === 'waiting' || stage === 'sending');
  }

  get heldBack() {
    return this.items.filter(({ stage }) => stage === 'lost' || stage === 'refused');
  }

  add(files) {
    for (const file of files) {
      const row = this.box.fromTemplate('upload');
      row.querySelector('[data-name-of]').textContent = file.name;
      row.querySelector('[data-progress]').textContent = this.box.texts.waiting;
      row.querySelector('progress').setAttribute('aria-label', file.name);
      this.box.list.append(row);
      const item = { file, row, stage: 'waiting' };
      const objection = this.objection(file);
      this.items.push(item);
      if (objection) this.refuse(item, this.box.texts[objection]);
      else this.stage(item, 'waiting');
    }
    this.next();
  }

  // The same limits as the server's, said before anything is sent.
  objection(file) {
    const { mostBytes, mostTogether, mostFiles, extensions } = this.box.root.dataset;
    const rows = [...this.box.list.querySelectorAll('.file[data-file]:not(.file-removed)')];
    const pending = this.underWay.map((item) => item.file.size);
    const bytes = rows.map((row) => Number(row.dataset.size)).concat(pending).reduce((sum, size) => sum + size, 0);
    if (!extensions.split(' ').includes(file.name.split('.').pop().toLowerCase())) return 'unsupported_type';
    if (file.size === 0) return 'empty';
    if (file.size > Number(mostBytes)) return 'too_large';
    if (rows.length + pending.length >= Number(mostFiles)) return 'too_many_files';
    if (bytes + file.size > Number(mostTogether)) return 'too_large_together';
    return null;
  }

  stage(item, stage, sentence = '') {
    item.stage = stage;
    showStage(item.row, stage, sentence);
  }

  refuse(item, sentence) {
    this.stage(item, 'refused', sentence);
    this.box.announce(`${fill(this.box.texts.refused, { name: item.file.name })} ${sentence}`);
  }

  next() {
    const free = together - this.items.filter(({ stage }) => stage === 'sending').length;
    const waiting = this.items.filter(({ stage }) => stage === 'waiting');
    for (const item of waiting.slice(0, free)) this.send(item);
    if (!this.underWay.length) this.box.settled();
  }

  async send(item, again = false) {
    this.stage(item, 'sending');
    showSending(item.row, this.box.texts, 0, item.file.size);
    const sending = sendFile(this.box.url, { csrf: this.box.csrf }, item.file, (done, size) =>
      showSending(item.row, this.box.texts, done, size));
    item.cancel = sending.cancel;
    const { outcome, body } = await sending.finished;
    // Signed in again in another tab: the page learns the new token and goes on.
    if (outcome === 'stale' && !again && (await this.box.refresh())) return this.send(item, true);
    this.finish(item, outcome, body);
    this.next();
  }

  finish(item, outcome, body) {
    const { texts } = this.box;
    if (outcome === 'done') {
      this.forget(item);
      this.box.changed();
      this.box.merge(body.html, 'added');
      this.box.announce(fill(texts.added, { name: item.file.name }));
    } else if (outcome === 'cancelled') {
      this.forget(item);
      this.box.announce(texts.cancelled);
    } else if (outcome === 'refused') {
      this.refuse(item, body.refusals[0].detail);
    } else if (outcome === 'too_large') {
      this.refuse(item, texts.too_large);
    } else {
      const sentence = texts[outcome === 'stale' ? 'signed_out' : outcome] ?? texts.failed;
      this.stage(item, 'lost', sentence);
      this.box.announce(sentence);
    }
  }

  forget(item) {
    item.row.remove();
    this.items = this.items.filter((each) => each !== item);
  }

  itemOf(row) {
    return this.items.find((item) => item.row === row);
  }

  retry(row) {
    this.stage(this.itemOf(row), 'waiting');
    this.next();
  }

  cancel(row) {
    const item = this.itemOf(row);
    if (item.stage === 'sending') item.cancel();
    else this.forget(item);
    this.box.focusInput();
  }

  dismiss(row) {
    this.forget(this.itemOf(row));
    this.box.focusInput();
  }

  retryAll() {
    for (const item of this.items) if (item.stage === 'lost') this.stage(item, 'waiting');
    this.next();
  }
}
