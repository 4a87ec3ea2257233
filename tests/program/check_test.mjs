// The rules of the tree are really enforced: tools/check.mjs accepts this tree and names each kind of offence.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/program.mjs';

const check = (folder) => spawnSync(process.execPath, [join(root, 'tools/check.mjs'), folder], { encoding: 'utf8' });

test('this tree keeps its rules', () => {
  const { status, stdout } = check(root);
  assert.equal(status, 0, stdout);
});

const offences = [
  ['src/sales/invoice.h', '#include "claims/claim.h"\n', /sales may not include claims/],
  ['src/claims/claim.h', '#include "db/database.h"\n', /know no database/],
  ['src/claims/claim_store.h', '#include "claims/claim_actions.h"\n', /store may not include action/],
  ['src/claims/claim_pages.cpp', 'void f() { database.write([](auto&) {}); }\n', /only actions, jobs and commands/],
  ['src/http/router.h', '#include <boost/beast.hpp>\n', /live in src\/http\/server/],
  ['src/claims/claim_api.cpp', '#include <sqlite3.h>\n', /live in src\/db/],
  ['src/claims/clock.cpp', 'auto t = std::chrono::system_clock::now();\n', /time is passed in/],
  ['src/mystery/thing.h', '\n', /not in the arrow/],
];
for (const [path, text, expected] of offences) {
  test(`${path} with ${text.trim() || 'an unknown folder'} is refused`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'recours-check-'));
    try {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      const { status, stdout } = check(folder);
      assert.equal(status, 1);
      assert.match(stdout, expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
