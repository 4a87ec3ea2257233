// What the phone sends appears by itself: while the page is seen and a code is valid or a phone is connected, the list is
// asked for about once a second; otherwise seldom.
const quick = 1000;
const seldom = 15_000;

export class Live {
  constructor(box) {
    this.box = box;
    this.panel = box.root.querySelector('[data-phone]');
    this.tag = '';
    if (!this.panel) return;
    document.addEventListener('visibilitychange', () => this.plan(0));
    this.plan();
  }

  get state() {
    return this.panel?.querySelector('[data-phone-state]')?.dataset.phoneState ?? 'none';
  }

  plan(delay) {
    clearTimeout(this.timer);
    if (document.hidden) return;
    const expecting = ['waiting', 'connected'].includes(this.state) && this.panel.offsetParent;
    this.timer = setTimeout(() => this.ask().finally(() => this.plan()), delay ?? (expecting ? quick : seldom));
  }

  // Whether the list is known as it is now.
  async ask() {
    const { box } = this;
    const changes = box.changes;
    let answer;
    try {
      answer = await fetch(box.url, { redirect: 'manual', cache: 'no-store', headers: { 'if-none-match': this.tag } });
      if (answer.status === 304) return true;
      if (!answer.ok) return false;
      const html = await answer.text();
      // Something was done here meanwhile: the rows of the answer are older than what is shown.
      const isCurrent = changes === box.changes;
      this.tag = isCurrent ? answer.headers.get('etag') ?? '' : '';
      box.merge(html, isCurrent ? 'all' : 'token');
      return true;
    } catch {
      return false; // asked again soon; what the person does herself says when the connection is lost
    }
  }

  showState(fresh) {
    const shown = this.panel?.querySelector('[data-phone-state]');
    if (!fresh || !shown || shown.outerHTML === fresh.outerHTML) return;
    const said = [...fresh.childNodes].map(({ textContent }) => textContent.trim()).join(' – ');
    shown.replaceWith(fresh);
    if (fresh.dataset.phoneState !== shown.dataset.phoneState) this.box.announce(said);
  }

  async newCode(button) {
    button.disabled = true;
    const answer = await fetch(`/upload-forms/${this.box.root.dataset.form}/phone-code`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ csrf: this.box.csrf }),
    }).catch(() => null);
    if (answer?.ok) {
      this.panel.innerHTML = await answer.text();
      this.panel.querySelector('[data-act="new-code"]')?.focus();
    } else {
      button.disabled = false;
      this.box.announce(!answer ? this.box.texts.lost : answer.type === 'opaqueredirect' ? this.box.texts.signed_out : this.box.texts.failed);
    }
    this.plan();
  }
}
