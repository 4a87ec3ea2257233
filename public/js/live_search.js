// form[data-live-search="#id"]: what a search finds follows what is typed. The page of the search is asked, and its part with
// that id takes the place of ours; the button does the same without this.
const pause = 200;

function follow(form) {
  const part = form.dataset.liveSearch;
  let timer;
  let asked = 0;
  async function ask() {
    const address = `${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`;
    const mine = ++asked;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok || mine !== asked) return; // what was typed since is being asked
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(part);
    if (found && mine === asked) document.querySelector(part)?.replaceWith(found);
  }
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
}

for (const form of document.querySelectorAll('form[data-live-search]')) follow(form);
