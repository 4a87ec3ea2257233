// input[data-stepper]: a minus and a plus beside a number, large enough for a thumb.
function stepButton(input, label, sign, step) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-secondary btn-icon';
  button.textContent = sign;
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => {
    const text = input.value.replace(',', '.');
    const low = input.min === '' ? 0 : Number(input.min);
    const high = input.dataset.max ?? input.max;
    const next = Math.max(low, (Number(text) || 0) + step);
    input.value = String(high === '' || high === undefined ? next : Math.min(next, Number(high)));
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return button;
}

for (const input of document.querySelectorAll('input[data-stepper]')) {
  const box = document.createElement('div');
  box.className = 'stepper';
  input.replaceWith(box);
  const { fewer, more } = document.body.dataset;
  box.append(stepButton(input, fewer, '−', -1), input, stepButton(input, more, '+', 1));
}
