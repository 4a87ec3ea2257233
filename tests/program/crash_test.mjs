// R-183 What was acknowledged survives kill -9 of the server at any moment, on both engines and both desks; nothing is done
// twice. R-184 Mail neither: but for what the mail server had taken when we died, which goes again under the same
// Message-ID because nobody can know (SMTP has no transaction with us).
// RECOURS_CRASH_SECONDS (of killing per engine, 8 in CI) makes it as long as one likes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catchMail, engines, makeHouse } from '../support/program.mjs';
import { assertNothingLostNorDoubled, populate, startLoad, tablesOf } from '../support/crash_load.mjs';

const seconds = Number(process.env.RECOURS_CRASH_SECONDS ?? 8);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const stamp = (date) => date.toISOString().slice(0, 19).replace('T', ' ');

async function untilAllMailIsSent(house, environment) {
  for (;;) {
    const tables = await tablesOf(house, environment);
    if (tables.outbox_message.every(({ state }) => state === 'sent') && tables.journal_unsealed.length === 0) return tables;
    assert.ok(!tables.outbox_message.some(({ state }) => state === 'parked'), 'nothing is given up');
    await pause(500);
  }
}

for (const engine of engines) {
  describe(`kill -9 of the server on ${engine}`, () => {
    test('loses nothing and doubles nothing', { timeout: (seconds + 120) * 1000 }, async (t) => {
      const house = await makeHouse(engine);
      const mail = await catchMail();
      const environment = { RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'sav@essai.example' };
      let load;
      try {
        const tokens = await populate(house);
        let server = await house.serve({ environment });
        load = startLoad(() => server.url, tokens);
        let kills = 0;
        for (const deadline = performance.now() + seconds * 1000; kills < 3 || performance.now() < deadline; ++kills) {
          if (kills % 2 === 0) await load.progress();
          await pause(Math.random() * 600);
          await server.kill();
          server = await house.serve({ environment });
        }
        await load.stop();
        await server.stop();
        // Later than the lease of what was being sent: it goes again.
        server = await house.serve({ environment, at: stamp(new Date(Date.now() + 15 * 60_000)) });
        const tables = await untilAllMailIsSent(house, environment);
        await server.stop();

        assertNothingLostNorDoubled(tables, load);
        const { items, complaints } = load.acknowledged;
        assert.ok(items.size >= 5 && complaints.size >= 5, `${items.size} items, ${complaints.size} complaints`);
        const sent = mail.messages().map((message) => /^message-id: *(\S+)/im.exec(message)[1]);
        const different = new Set(sent);
        assert.equal(different.size, tables.outbox_message.length, 'every message arrived');
        const again = tables.outbox_message.filter(({ attempts }) => attempts > 1).length;
        assert.ok(sent.length - different.size <= again, 'twice only what was on its way when we died');
        assert.ok(again <= kills, `${again} on their way at ${kills} kills`);
        t.diagnostic(`${engine}: ${kills} kills, ${items.size} claims, ${complaints.size} complaints, ${load.seen.repeated} requests repeated, ` +
          `${different.size} messages, ${sent.length - different.size} sent again; lost 0, doubled 0`);
      } finally {
        await load?.abandon();
        await house.close();
        mail.close();
      }
    });
  });
}
