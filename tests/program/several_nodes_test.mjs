// R-185 Two servers and a worker on one PostgreSQL: each mail once, numbers without gap, nothing done twice, whichever server
// was asked and whoever sends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api, catchMail, engines, makeHouse } from '../support/program.mjs';
import { assertNothingLostNorDoubled, populate, startLoad, tablesOf } from '../support/crash_load.mjs';

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('two servers and a worker share one PostgreSQL', {
  timeout: 120_000,
  skip: !engines.includes('postgresql') && 'RECOURS_TEST_POSTGRES is not set',
}, async (t) => {
  const house = await makeHouse('postgresql');
  const mail = await catchMail();
  const environment = { RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'sav@essai.example' };
  let load;
  try {
    const tokens = await populate(house);
    // The second one does jobs too: two deliverers beside each other.
    const servers = [await house.serve({ environment, args: ['--no-jobs'] }), await house.serve({ environment })];
    await house.work({ environment });
    let turn = 0;
    load = startLoad(() => servers[++turn % 2].url, tokens);
    await pause(3000);

    // The same key at both at once: one deed, one answer.
    const complaint = {
      complainant: { kind: 'person', name: 'Essai', email: 'zoe@mail.example' }, sent_on: '2026-01-05', received_on: '2026-01-05',
      proof_of_sending: 'email_header', complexity: 'low', channel: 'email', subject: 'other', title: 'les deux', details: 'Essai.',
      reason: 'other', activity: 'insurance', capacity: 'client', grievances: ['Un grief'],
    };
    const answers = await Promise.all([0, 1, 0, 1].map((at) =>
      api(servers[at], tokens.compliance).post('/complaints', complaint, { 'idempotency-key': 'les-deux' })));
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201, 201], JSON.stringify(answers[0].body));
    assert.equal(new Set(answers.map(({ body }) => body.number)).size, 1);
    load.acknowledged.complaints.set('les deux', answers[0].body.number);

    await load.stop();
    let tables = await tablesOf(house);
    while (tables.outbox_message.some(({ state }) => state !== 'sent') || tables.journal_unsealed.length > 0) {
      await pause(300);
      tables = await tablesOf(house);
    }
    assertNothingLostNorDoubled(tables, load);
    const { items, complaints } = load.acknowledged;
    assert.ok(items.size >= 10 && complaints.size >= 10, `${items.size} items, ${complaints.size} complaints`);
    const sent = mail.messages().map((message) => /^message-id: *(\S+)/im.exec(message)[1]);
    assert.equal(sent.length, items.size, 'each mail once');
    assert.equal(new Set(sent).size, sent.length);
    assert.ok(tables.outbox_message.every(({ attempts }) => attempts === 1), 'claimed once each');
    t.diagnostic(`${items.size} claims, ${complaints.size} complaints, ${sent.length} mails`);
  } finally {
    await load?.abandon();
    await house.close();
    mail.close();
  }
});
