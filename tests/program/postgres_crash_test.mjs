// R-183 kill -9 of PostgreSQL (its own, with fsync) under load on both desks: who was answered finds what was done, who was
// not repeats with the same key, the server goes on by itself. RECOURS_CRASH_SECONDS makes it longer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, engines, makeHouse } from '../support/program.mjs';
import { assertNothingLostNorDoubled, populate, startLoad, tablesOf } from '../support/crash_load.mjs';
import { ownPostgres } from '../support/own_postgres.mjs';

const seconds = Number(process.env.RECOURS_CRASH_SECONDS ?? 10);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('kill -9 of PostgreSQL loses nothing and doubles nothing', {
  timeout: (seconds + 180) * 1000,
  skip: !engines.includes('postgresql') && 'RECOURS_TEST_POSTGRES is not set',
}, async (t) => {
  const postgres = await ownPostgres();
  let house, load;
  try {
    house = await makeHouse('postgresql', postgres.url);
    const tokens = await populate(house);
    const server = await house.serve();
    load = startLoad(() => server.url, tokens);
    let kills = 0;
    for (const deadline = performance.now() + seconds * 1000; kills < 2 || performance.now() < deadline; ++kills) {
      await load.progress();
      await pause(Math.random() * 500);
      await postgres.kill();
      // Meanwhile the server lives, says that it is not ready, and answers in words.
      const ready = await fetch(`${server.url}/readyz`);
      assert.equal(ready.status, 503);
      assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
      const problem = await api(server, tokens.compliance).get('/complaints');
      assert.equal(problem.status, 503);
      assert.equal(problem.headers.get('retry-after'), '5');
      assert.equal(problem.body.code, 'unavailable');
      assert.equal(problem.body.detail, 'Rien n’a été enregistré. Patientez quelques secondes et recommencez.');
      await postgres.start();
    }
    await load.stop();
    let tables = await tablesOf(house);
    while (tables.journal_unsealed.length > 0) {
      await pause(300);
      tables = await tablesOf(house);
    }
    assertNothingLostNorDoubled(tables, load);
    const { items, complaints } = load.acknowledged;
    assert.ok(items.size >= 5 && complaints.size >= 5, `${items.size} items, ${complaints.size} complaints`);
    assert.equal(tables.outbox_message.length, items.size, 'one mail a claim, in its transaction');
    assert.equal(await server.stop(), 0);
    t.diagnostic(`${kills} kills, ${items.size} claims, ${complaints.size} complaints, ${load.seen.repeated} requests repeated, ` +
      `answers ${JSON.stringify(load.seen.statuses)}; lost 0, doubled 0`);
  } finally {
    await load?.abandon();
    await house?.close();
    await postgres.close();
  }
});
