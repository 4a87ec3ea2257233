// Rows of a queue that are chosen: all at once, counted; on a phone the bar comes with the first one.
const bar = document.querySelector('.selection-bar');
const rows = [...document.querySelectorAll('input.row-choice')];

if (bar && rows.length) {
  const label = bar.querySelector('.choose-all');
  const all = label.querySelector('input');
  const count = label.querySelector('[data-chosen]');
  const show = () => {
    const chosen = rows.filter((row) => row.checked).length;
    all.checked = chosen === rows.length;
    all.indeterminate = chosen > 0 && chosen < rows.length;
    count.textContent = count.dataset.chosen.replace('%n', chosen);
    bar.classList.toggle('is-empty', chosen === 0);
  };
  label.hidden = false;
  all.addEventListener('change', () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  document.addEventListener('change', (event) => event.target.matches('input.row-choice') && show());
  addEventListener('pageshow', show);
  show();
}
