// docs/operations.md names every setting and every finding the program knows, and none it does not; what systemd would refuse
// is not installed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/program.mjs';

const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const sources = readdirSync(join(root, 'src/cli')).filter((name) => name.endsWith('.cpp'))
  .map((name) => readFileSync(join(root, 'src/cli', name), 'utf8')).join('\n');
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match.slice(1).join(' ')).sort();
const unique = (list) => [...new Set(list)];

test('the table of settings is the one of the program', () => {
  const known = unique(all(sources, /\{"(RECOURS_\w+)",\s*"(\w+)"\}/g));
  const described = all(guide, /^\| `(RECOURS_\w+)` \| `(\w+)` \|/gm);
  assert.ok(known.length >= 10);
  assert.deepEqual(described, known);
});

test('each finding of the configuration is explained', () => {
  const known = unique([
    ...all(sources, /(?:refuse|warn)\(findings,\s*"(\w+)"/g),
    ...all(sources, /\{Severity::\w+,\s*"(\w+)"/g),
  ]).sort();
  const described = all(guide, /^\| `([a-z_]+)` \|/gm);
  assert.ok(known.length >= 20);
  assert.deepEqual(described, known);
});

test('systemd understands the units', { skip: !existsSync('/usr/bin/systemd-analyze') && 'no systemd-analyze here' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'recours-units-'));
  try {
    const units = readdirSync(join(root, 'packaging')).filter((name) => /\.(service\.in|timer)$/.test(name));
    for (const unit of units) {
      const text = readFileSync(join(root, 'packaging', unit), 'utf8');
      // Any program that exists: verify looks for it.
      writeFileSync(join(folder, unit.replace(/\.in$/, '')), text.replaceAll('@CMAKE_INSTALL_FULL_BINDIR@/recours', '/bin/true').replaceAll('@CMAKE_INSTALL_FULL_DOCDIR@', '/usr/share/doc'));
    }
    for (const unit of readdirSync(folder)) {
      const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', join(folder, unit)], { encoding: 'utf8' });
      assert.equal(stdout + stderr, '', unit);
      assert.equal(status, 0, unit);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
