// R-184 The mail server is down for an hour (the system clock runs 600 times as fast; pauses of the program are real): mail
// waits, nothing is given up, and all of it arrives once when it is back.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, test } from 'node:test';
import { api, catchMail, engines, makeHouse } from '../support/program.mjs';
import { populate, tablesOf } from '../support/crash_load.mjs';

const kSpeed = 600;
const kMails = 5;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

for (const engine of engines) {
  describe(`an hour without mail server on ${engine}`, () => {
    test('delays mail and does not double it', { timeout: 120_000 }, async (t) => {
      const house = await makeHouse(engine);
      let mail;
      try {
        const tokens = await populate(house);
        const port = await freePort();
        const environment = { RECOURS_SMTP: `smtp://127.0.0.1:${port}`, RECOURS_MAIL_FROM: 'sav@essai.example' };
        // libpq waits by the system clock.
        if (engine === 'postgresql') environment.RECOURS_DATABASE = `${house.database}${house.database.includes('?') ? '&' : '?'}connect_timeout=0`;
        const start = new Date().toISOString().slice(0, 19).replace('T', ' ');
        const server = await house.serve({ environment, at: `${start} x${kSpeed}` });
        const client = api(server, tokens.resellers[0]);
        const invoice = (await client.get('/invoices?period=1m')).body.items[0];
        const line = (await client.get(`/invoices/${invoice.id}`)).body.lines[0];
        for (let i = 0; i < kMails; ++i) {
          const item = { invoice_line_id: line.id, department: 'CS', code: '22', quantity: '1', condition: 'sealed', contact: { name: 'Essai', email: `e${i}@mail.example` } };
          assert.equal((await client.post('/basket/items', item)).status, 201);
          assert.equal((await client.post('/basket/confirmation', {})).status, 201, 'the deed does not wait for the mail');
        }
        // An hour of the program's clock.
        await pause(3600_000 / kSpeed);
        const waiting = (await tablesOf(house)).outbox_message;
        assert.equal(waiting.length, kMails);
        assert.ok(waiting.every(({ state }) => state === 'queued' || state === 'sending'), JSON.stringify(waiting.map(({ state }) => state)));
        assert.ok(waiting.some(({ attempts, last_error }) => attempts >= 2 && last_error !== ''), 'it was tried, and why it failed is kept');
        assert.match(server.log(), /warning mail \d+ \(try \d+\) is queued: /);

        mail = await catchMail({ port });
        await mail.waitFor(kMails);
        await pause(1500);
        const sent = mail.messages().map((message) => /^to: .*<?(e\d)@/im.exec(message)[1]).sort();
        assert.deepEqual(sent, ['e0', 'e1', 'e2', 'e3', 'e4']);
        await server.stop();
        const after = (await tablesOf(house)).outbox_message;
        assert.ok(after.every(({ state }) => state === 'sent'));
        t.diagnostic(`${engine}: tries ${after.map(({ attempts }) => attempts)}`);
      } finally {
        await house.close();
        mail?.close();
      }
    });
  });
}
