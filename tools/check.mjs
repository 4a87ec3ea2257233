// The rules of the tree, as docs/architecture.md states them. Usage: node tools/check.mjs [FOLDER]
// Prints one line per offence (file:line: rule) and ends with 1 when there is any.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');
const offences = [];
const offend = (file, line, rule) => offences.push(`${relative(root, file)}:${line}: ${rule}`);

function* walk(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}
const isSource = (path) => /\.(cpp|h|inl)$/.test(path);
const sources = [...walk(join(root, 'src'))].filter(isSource);
const tests = [...walk(join(root, 'tests'))];

// ---- the arrow between folders: what each may include, besides itself
const ground = ['base', 'calendar'];
const machinery = [...ground, 'db', 'http', 'ui'];
const mayInclude = {
  base: [],
  calendar: ['base'],
  db: ['base'],
  http: ['base'],
  inspect: ['base'],
  print: ['base'],
  sheet: ['base'],
  ui: ['base', 'http'],
  journal: [...ground, 'db'],
  mail: [...ground, 'db'],
  accounts: [...machinery, 'journal', 'mail'],
  guide: [...machinery, 'journal', 'mail', 'accounts'],
  contacts: [...machinery, 'journal', 'mail', 'accounts'],
  sales: [...machinery, 'journal', 'mail', 'accounts'],
  attachments: [...machinery, 'journal', 'mail', 'accounts', 'guide'],
  claims: [...machinery, 'journal', 'mail', 'accounts', 'guide', 'contacts', 'sales', 'attachments', 'print', 'sheet'],
  complaints: [...machinery, 'journal', 'mail', 'accounts', 'guide', 'contacts', 'sales', 'attachments', 'print', 'sheet'],
  webhooks: [...machinery, 'journal', 'accounts'],
  imports: [...machinery, 'journal', 'mail', 'accounts', 'sales', 'attachments'],
  jobs: [...machinery, 'journal', 'mail', 'accounts'],
  backup: [...machinery, 'attachments'],
};
mayInclude.reports = [...mayInclude.claims, 'claims', 'complaints'];
mayInclude.cli = [...mayInclude.reports, 'reports', 'imports', 'webhooks', 'jobs', 'backup'];

// ---- layers inside a feature: rule and values ← store ← actions ← pages, API
const layerOf = (file) => {
  const name = basename(file).replace(/\.(cpp|h|inl)$/, '');
  if (/^(blobs?|owners|upload_form)(_|$)/.test(name)) return 1; // of attachments: interfaces that reach the database
  if (name === 'download') return 3; // of attachments: the answer pages and API share
  if (/_(pages|api|page|view|form|picker|parts|step)$/.test(name)) return 3; // pages and the parts they are made of
  if (/_actions$/.test(name)) return 2;
  if (/_store$/.test(name)) return 1;
  return 0;
};
const layerNames = ['value or rule', 'store', 'action', 'page or API'];
const features = ['attachments', 'claims', 'sales', 'calendar', 'complaints', 'contacts', 'imports', 'webhooks'];

// ---- headers of libraries that one place only knows
const confined = [
  [/<boost\/(beast|asio)/, /^src\/http\/server/, 'Boost.Beast and Asio live in src/http/server*.cpp'],
  [/<sqlite3\.h>|<libpq-fe\.h>/, /^src\/db\//, 'the engines live in src/db'],
  [/<pugixml\.hpp>/, /^src\/sales\/import\//, 'XML is read in src/sales/import'],
  [/<gmime\//, /^src\/mail\//, 'MIME lives in src/mail'],
  [/<curl\//, /^src\/(mail|webhooks)\//, 'what leaves by libcurl: mail in src/mail, events in src/webhooks'],
  [/<vips\/|<qpdf\/|<gsf\/|<exiv2\/|<magic\.h>|<seccomp\.h>/, /^src\/inspect\//, 'files of others are opened in src/inspect'],
  [/<archive\.h>|<archive_entry\.h>/, /^src\/(inspect|backup)\//, 'archives are opened in src/inspect, our own in src/backup'],
  [/<cairo|<pango\//, /^src\/print\//, 'pages are printed in src/print'],
  [/<xlsxwriter/, /^src\/sheet\//, 'sheets are written in src/sheet'],
  [/<cmark\.h>/, /^src\/guide\//, 'Markdown is read in src/guide'],
  [/<zint\.h>/, /^src\/ui\//, 'barcodes are drawn in src/ui'],
  [/<liboath\//, /^src\/accounts\/totp/, 'one-time codes are computed in src/accounts/totp.cpp'],
  [/<CLI\/|<toml\+\+/, /^src\/cli\//, 'command line and configuration live in src/cli'],
];

for (const file of sources) {
  const path = relative(root, file);
  const folder = path.split('/')[1];
  const lines = readFileSync(file, 'utf8').split('\n');
  const allowed = folder.includes('.') ? null : mayInclude[folder];
  if (allowed === undefined) offend(file, 1, `folder ${folder} is not in the arrow (tools/check.mjs)`);
  lines.forEach((line, index) => {
    const at = index + 1;
    const include = /^\s*#include "([^"]+)"/.exec(line)?.[1];
    if (include) {
      const target = include.split('/')[0];
      if (allowed && target !== folder && !allowed.includes(target)) {
        offend(file, at, `${folder} may not include ${target} (arrow between folders)`);
      }
      if (target === folder && features.includes(folder) && layerOf(include) > layerOf(file)) {
        offend(file, at, `${layerNames[layerOf(file)]} may not include ${layerNames[layerOf(include)]} (layers)`);
      }
      if (features.includes(folder) && layerOf(file) === 0 && (target === 'db' || include === 'http/server.h')) {
        offend(file, at, 'values and rules know no database and no server (layers)');
      }
    }
    for (const [pattern, home, rule] of confined) {
      if (line.includes('#include') && pattern.test(line) && !home.test(path)) offend(file, at, rule);
    }
    if (/\.write\(\[|->write\(\[|\bdatabase\.write\(/.test(line) && !/_actions\.cpp$|^src\/(cli|jobs|db|mail|journal)\/|^src\/attachments\/blob/.test(path)) {
      offend(file, at, 'only actions, jobs and commands open a write transaction');
    }
    if (/system_clock::now|std::time\(/.test(line) && !/^src\/(base\/clock\.h|http\/answering\.cpp)$/.test(path)) // Date header, access log
      offend(file, at, 'time is passed in (base/clock.h)');
    if (/\b(OFFSET|CURRENT_TIMESTAMP)\b|\bnow\(\)\s*(,|\)|-)/.test(line) && /"/.test(line)) offend(file, at, 'no OFFSET and no now() in SQL');
    if (/\bstyle\b.*=\\"|{"style",/.test(line) && /src\/(ui|claims|accounts|jobs)\//.test(path) && !/mail/.test(path)) {
      offend(file, at, 'no inline style (Content-Security-Policy)');
    }
  });
  if (lines.length > 600) offend(file, lines.length, 'more than 600 lines: is it one thing?');
}

// ---- every sentence has its French: keys of the sources against locales/fr/recours.po
function catalogueKeys(text) {
  const keys = new Map();
  for (const block of text.split(/\n\n+/)) {
    if (/^#~/m.test(block)) continue;
    const unquoted = (name) => {
      const match = new RegExp(`^${name} ((?:"(?:[^"\\\\]|\\\\.)*"\\s*)+)`, 'm').exec(block);
      return match && [...match[1].matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((part) => part[1]).join('');
    };
    const key = unquoted('msgid');
    if (!key) continue;
    const sources = [key, unquoted('msgid_plural')].filter(Boolean);
    const translations = [unquoted('msgstr'), unquoted('msgstr\\[0\\]'), unquoted('msgstr\\[1\\]')].filter(Boolean);
    keys.set(key, { sources, translations, fuzzy: /^#, .*fuzzy/m.test(block) });
  }
  return keys;
}
const po = join(root, 'locales/fr/recours.po');
if (existsSync(po)) {
  const work = mkdtempSync(join(tmpdir(), 'recours-check-'));
  const list = join(work, 'files');
  writeFileSync(list, sources.join('\n'));
  const pot = join(work, 'all.pot');
  execFileSync('xgettext', ['--language=C++', '--from-code=UTF-8', '--keyword', '--keyword=tr:2', '--keyword=trn:2,3', '--keyword=msg:1',
    '--keyword=key:1', '--keyword=navigation:1', `--files-from=${list}`, `--output=${pot}`], { stdio: ['ignore', 'ignore', 'ignore'] });
  const wanted = catalogueKeys(readFileSync(pot, 'utf8'));
  const have = catalogueKeys(readFileSync(po, 'utf8'));
  rmSync(work, { recursive: true });
  for (const key of wanted.keys()) {
    const entry = have.get(key);
    if (!entry || entry.translations.length === 0 || entry.fuzzy) offend(po, 1, `no French for "${key}"`);
  }
  for (const [key, { sources: said, translations }] of have) {
    if (!wanted.has(key)) offend(po, 1, `nobody says "${key}" any more`);
    const holes = (texts) => [...new Set(texts.join().match(/\{\d+\}/g) ?? [])].sort().join();
    if (holes(said) !== holes(translations)) offend(po, 1, `placeholders differ in "${key}"`);
    for (const text of translations) {
      if (/ [;!?:»]|« /.test(text)) offend(po, 1, `plain space where French wants a no-break one in "${text}"`);
    }
  }
}

// ---- requirements: cited ones exist, written ones are cited by the rule and by a test
const requirements = join(root, 'docs/requirements.md');
if (existsSync(requirements)) {
  const written = new Set(readFileSync(requirements, 'utf8').match(/\bR-\d{3}\b/g) ?? []);
  const cited = (files) => {
    const found = new Map();
    for (const file of files) for (const id of readFileSync(file, 'utf8').match(/\bR-\d{3}\b/g) ?? []) found.set(id, file);
    return found;
  };
  const inSources = cited(sources);
  const inTests = cited(tests.filter((path) => /\.(cpp|h|mjs)$/.test(path)));
  for (const [id, file] of [...inSources, ...inTests]) if (!written.has(id)) offend(file, 1, `${id} is not in docs/requirements.md`);
  for (const id of written) {
    if (!inSources.has(id)) offend(requirements, 1, `${id} is cited by no rule`);
    if (!inTests.has(id)) offend(requirements, 1, `${id} is cited by no test`);
  }
}

// ---- words and paths that do not belong
const others = ['docs', 'migrations', 'public', 'cmake', 'bin', 'tools', '.ci', 'bench', 'locales'].flatMap((f) => [...walk(join(root, f))]);
const unwanted = [
  [/\/(work|root|home)\/[A-Za-z.]/, 'absolute path of a machine'],
  [/\b(TODO|FIXME|XXX|HACK)\b/, 'unfinished work'],
  [/registry\.npmjs|deb\.debian\.org/, 'host of a package registry'],
];
for (const file of [...sources, ...tests, ...others]) {
  if (/check\.mjs$|\.(png|woff2|pdf|ico)$/.test(file)) continue;
  readFileSync(file, 'utf8').split('\n').forEach((line, index) => {
    for (const [pattern, rule] of unwanted) if (pattern.test(line)) offend(file, index + 1, rule);
  });
}

for (const offence of offences) console.log(offence);
console.log(offences.length === 0 ? `check: ${sources.length} sources, no offence` : `check: ${offences.length} offence(s)`);
process.exit(offences.length === 0 ? 0 : 1);
