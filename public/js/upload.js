// One file on its way to the server, and the words about it. Shared by the form at the desk and the phone's page.

// "{name} was added." with what stands for {name}.
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// 2,4 Mo; units of the reader's language: bytes, kB, MB.
export function sizeLabel(bytes, units) {
  const number = (value, digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits }).format(value);
  if (bytes < 1024) return `${number(bytes, 0)}\u00a0${units[0]}`;
  if (bytes < 1024 * 1024 - 512) return `${number(bytes / 1024, 0)}\u00a0${units[1]}`;
  return `${number(bytes / 1024 / 1024, 1)}\u00a0${units[2]}`;
}

export function progressText(texts, done, size) {
  if (done >= size) return texts.checking;
  const percent = Math.floor((done / size) * 100);
  return fill(texts.progress, { done: sizeLabel(done, texts.units), size: sizeLabel(size, texts.units), percent });
}

function bodyOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return null;
  }
}

// What came of it: { outcome: 'done' | 'refused' | 'over' | 'stale' | 'signed_out' | 'busy' | 'lost' | 'failed' | 'cancelled', body }.
function outcomeOf(request, url) {
  const body = bodyOf(request);
  if (body?.over) return { outcome: 'over', body };
  if (request.status === 200 && body) return { outcome: 'done', body };
  if (request.status === 422 && body) return { outcome: 'refused', body };
  if (request.status === 413) return { outcome: 'too_large' };
  if (request.status === 403) return { outcome: 'stale' };
  if (request.status === 503) return { outcome: 'busy' };
  if (new URL(request.responseURL, location.href).pathname !== url) return { outcome: 'signed_out' };
  return { outcome: 'failed' };
}

// Answers { finished, cancel }; `finished` never rejects.
export function sendFile(url, fields, file, onProgress) {
  const request = new XMLHttpRequest();
  const finished = new Promise((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.min(loaded, total), total));
    request.addEventListener('load', () => resolve(outcomeOf(request, url)));
    request.addEventListener('error', () => resolve({ outcome: 'lost' }));
    request.addEventListener('timeout', () => resolve({ outcome: 'lost' }));
    request.addEventListener('abort', () => resolve({ outcome: 'cancelled' }));
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('files', file, file.name);
  request.open('POST', url);
  request.setRequestHeader('Accept', 'application/json');
  request.send(form);
  return { finished, cancel: () => request.abort() };
}

// The row or block of a file on its way: progress bar, words, buttons that fit how far it is.
export function showSending(element, texts, done, size) {
  element.querySelector('progress').value = size ? Math.floor((done / size) * 100) : 0;
  element.querySelector('[data-progress]').textContent = progressText(texts, done, size);
}

export function showStage(element, stage, sentence = '') {
  element.dataset.stage = stage; // waiting, sending, lost, refused
  const error = element.querySelector('.field-error');
  error.hidden = !sentence;
  error.querySelector('span').textContent = sentence;
}
