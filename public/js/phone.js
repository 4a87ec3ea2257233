// The phone's page: the code opens by itself, photos go off as soon as they are taken, one after the other.
import { fill, sendFile, showSending, showStage } from './upload.js';

document.querySelector('form[data-submit-at-once]')?.requestSubmit();

const seldom = 6000;

class PhonePage {
  constructor(page) {
    this.page = page;
    this.texts = JSON.parse(page.dataset.texts);
    this.waiting = [];
    this.area = document.createElement('div');
    this.area.className = 'sending-area';
    this.spoken = document.createElement('p');
    this.spoken.className = 'visually-hidden';
    this.spoken.setAttribute('role', 'status');
    page.after(this.area, this.spoken);
    document.addEventListener('change', ({ target }) => {
      const form = target.closest('form[data-phone-form]');
      if (form && target.type === 'file') this.take(form, target);
    });
    this.area.addEventListener('click', ({ target }) => this.act(target.closest('[data-act]')));
    document.addEventListener('visibilitychange', () => this.look());
    setInterval(() => this.look(), seldom);
    addEventListener('beforeunload', (event) => {
      if (this.area.querySelector('[data-stage="sending"], [data-stage="waiting"]')) event.preventDefault();
    });
  }

  take(form, input) {
    const { token, kind } = form.elements;
    for (const file of input.files) {
      const block = this.page.querySelector('template[data-template="sending"]').content.firstElementChild.cloneNode(true);
      const item = { file, block, fields: { token: token.value, kind: kind.value } };
      block.querySelector('progress').setAttribute('aria-label', file.name);
      block.item = item;
      this.area.append(block);
      const objection = file.size === 0 ? 'empty' : file.size > this.texts.most ? 'too_large' : '';
      showStage(block, objection ? 'refused' : 'waiting', objection && this.texts[objection]);
      if (!objection) this.waiting.push(item);
    }
    input.value = '';
    this.next();
  }

  async next() {
    if (this.sending || !this.waiting.length) return;
    const item = (this.sending = this.waiting.shift());
    showStage(item.block, 'sending');
    showSending(item.block, this.texts, 0, item.file.size);
    const { finished, cancel } = sendFile('/p/files', item.fields, item.file, (done, size) => showSending(item.block, this.texts, done, size));
    item.cancel = cancel;
    const { outcome, body } = await finished;
    this.finish(item, outcome, body);
    this.sending = null;
    this.next();
  }

  finish({ block, file }, outcome, body) {
    if (outcome === 'over') this.reload();
    else if (outcome === 'done') {
      block.remove();
      this.show(body.html);
      this.spoken.textContent = fill(this.texts.added, { name: file.name });
    } else if (outcome === 'cancelled') block.remove();
    else if (outcome === 'refused') showStage(block, 'refused', body.refusals[0].detail);
    else showStage(block, outcome === 'too_large' ? 'refused' : 'lost', this.texts[outcome] ?? this.texts.failed);
  }

  // The steps as the server sees them now; the thumb finds the next one where it left off.
  show(html) {
    const holder = document.createElement('template');
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    this.page.replaceWith(fresh);
    this.page = fresh;
  }

  act(button) {
    if (!button) return;
    const { item } = button.closest('.sending');
    const acts = {
      retry: () => {
        showStage(item.block, 'waiting');
        this.waiting.push(item);
        this.next();
      },
      cancel: () => {
        if (this.sending === item) return item.cancel();
        this.waiting = this.waiting.filter((each) => each !== item);
        item.block.remove();
      },
      dismiss: () => item.block.remove(),
    };
    acts[button.dataset.act]?.();
  }

  // The form may have been sent on the computer meanwhile.
  async look() {
    if (document.hidden || this.sending) return;
    const answer = await fetch('/p', { headers: { accept: 'application/json' }, cache: 'no-store' }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (body?.over) this.reload();
  }

  reload() {
    this.area.replaceChildren();
    location.reload();
  }
}

const page = document.querySelector('[data-phone-page]');
if (page) new PhonePage(page);
