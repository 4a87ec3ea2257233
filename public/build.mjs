// Builds what browsers load: node public/build.mjs OUT
// One style sheet (Tabler, reduced to what the sources name, then ours), two scripts, one icon sprite, one font in two
// subsets; names carry a hash of the content, manifest.json maps plain names to them, text is precompressed.
// The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { buildSync, transformSync } from 'esbuild';
import postcss from 'postcss';
import { PurgeCSS } from 'purgecss';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..');
const modules = join(root, 'node_modules');
const out = resolve(process.argv[2] ?? fail('usage: node public/build.mjs OUT'));
const manifest = {};

function fail(message) {
  console.error(`public/build.mjs: ${message}`);
  process.exit(1);
}

function read(...path) {
  return readFileSync(join(...path), 'utf8');
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(cpp|h)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

// Writes `name` under a hashed name (or its own) with .br and .gz beside it; answers the name it got.
function emit(name, content, { hashed = true, compress = true } = {}) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const file = hashed ? `${name.slice(0, -extension.length)}-${hash}${extension}` : name;
  writeFileSync(join(out, file), bytes);
  if (compress) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params }));
    writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = file;
  return file;
}

// ---- icons: public/icons.json lists them; a name the sources use and the list lacks stops the build

function sprite(texts) {
  const listed = JSON.parse(read(here, 'icons.json'));
  const named = new Set(texts.flatMap((text) => [...text.matchAll(/\bicon\("([a-z0-9-]+)"/g)].map((match) => match[1])));
  const missing = [...named].filter((name) => !listed.includes(name));
  if (missing.length) fail(`icons named in src/ but not listed in public/icons.json: ${missing.join(', ')}`);
  const symbols = [...new Set(listed)].sort().map((name) => {
    const svg = read(modules, '@tabler/icons/icons/outline', `${name}.svg`);
    const shapes = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/<path stroke="none"[^>]*\/>/, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

// ---- style sheet

// Only what stands in string literals can be a class or an element.
function words(text) {
  const literals = text.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g) ?? [];
  return literals.flatMap((literal) => literal.match(/[A-Za-z][A-Za-z0-9_-]*/g) ?? []);
}

async function reducedTabler(texts) {
  const [result] = await new PurgeCSS().purge({
    content: texts.map((raw) => ({ raw, extension: 'txt' })),
    css: [{ raw: read(modules, '@tabler/core/dist/css/tabler.min.css') }],
    extractors: [{ extensions: ['txt'], extractor: words }],
    safelist: { standard: ['html', 'body', ':root'], greedy: [] },
    // These names are ours alone.
    blocklist: ['steps', 'timeline', 'empty', 'toolbar', 'avatar', 'nav-link', 'badge', 'table', 'lead'].map(
      (name) => new RegExp(`^${name}(-.*)?$`),
    ),
    keyframes: true,
    variables: true,
  });
  const sheet = postcss.parse(result.css);
  sheet.walkComments((comment) => comment.remove());
  sheet.walkAtRules(/^(charset|font-face|page)$/, (rule) => rule.remove());
  // Pictures inside the style sheet would need a wider Content-Security-Policy; ours are drawn otherwise.
  sheet.walkDecls((declaration) => {
    if (declaration.value.includes('data:')) declaration.remove();
  });
  return `@layer tabler{${sheet.toString()}}`;
}

// [data-bs-theme=dark] also holds for [data-bs-theme=auto] on a device set to dark: no script, no flash.
function withAutomaticTheme(css) {
  const sheet = postcss.parse(css);
  const dark = /\[data-bs-theme=["']?dark["']?\]/;
  sheet.walkRules((rule) => {
    const selectors = rule.selectors.filter((selector) => dark.test(selector) && !/:not\(\[data-bs-theme/.test(selector));
    if (!selectors.length || rule.parent.params === '(prefers-color-scheme: dark)') return;
    const twin = rule.clone({ selectors: selectors.map((selector) => selector.replace(dark, '[data-bs-theme=auto]')) });
    const media = postcss.atRule({ name: 'media', params: '(prefers-color-scheme: dark)' });
    media.append(twin);
    rule.after(media);
  });
  return sheet.toString();
}

async function styleSheet(texts, fonts) {
  let own = read(here, 'app.css').replace(/@import '([^']+)';/g, (_, part) => read(here, part));
  for (const [name, file] of Object.entries(fonts)) own = own.replaceAll(`url(${name})`, `url(${file})`);
  const css = withAutomaticTheme(`${await reducedTabler(texts)}\n${own}`);
  return transformSync(css, { loader: 'css', minify: true, legalComments: 'none' }).code;
}

// ---- scripts

function script(name) {
  const result = buildSync({
    entryPoints: [join(here, name)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2020'],
    legalComments: 'none',
    nodePaths: [modules],
    logLevel: 'warning',
  });
  return result.outputFiles[0].text;
}

// ---- all of it

const texts = sources(join(root, 'src')).map((path) => readFileSync(path, 'utf8'));
const scripts = ['boot.js', 'app.js', ...readdirSync(join(here, 'js')).sort().map((name) => join('js', name))];
const markup = [...texts, ...scripts.map((name) => read(here, name))];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const inter = join(modules, '@fontsource-variable/inter/files');
const font = (name, file) => emit(name, readFileSync(join(inter, file)), { compress: false });
const fonts = {
  'inter.woff2': font('inter.woff2', 'inter-latin-wght-normal.woff2'),
  'inter-ext.woff2': font('inter-ext.woff2', 'inter-latin-ext-wght-normal.woff2'),
};
emit('icons.svg', sprite(texts));
emit('app.css', await styleSheet(markup, fonts));
for (const name of ['boot.js', 'app.js']) emit(name, script(name));
for (const name of ['favicon.svg', 'robots.txt']) emit(name, read(here, name), { hashed: false });

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
