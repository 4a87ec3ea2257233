// R-652 R-653 R-655 Mail both ways with the whole program: what leaves over SMTP names a reply address, what comes back through
// `recours intake mail` joins the claim, once, however often and by however many at the same time it is handed over.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { api, catchMail, engines, makeHouse } from '../support/program.mjs';
import { populate } from '../support/crash_load.mjs';

const header = (mail, name) => new RegExp(`^${name}: *((?:.|\\r\\n[ \\t])*)`, 'im').exec(mail)?.[1].replaceAll(/\r\n\s+/g, ' ');
const bare = (value) => /<?([^<>\s]+@[^<>\s]+)>?\s*$/.exec(value)[1];

for (const engine of engines) {
  describe(`answers by mail on ${engine}`, () => {
    test('a conversation by mail', { timeout: 120_000 }, async () => {
      const house = await makeHouse(engine);
      const mail = await catchMail();
      try {
        const tokens = await populate(house);
        const environment = {
          RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'sav@essai.example', RECOURS_MAIL_INTAKE: 'reponses@essai.example',
          RECOURS_PUBLIC_URL: 'http://127.0.0.1:8080',
        };
        const server = await house.serve({ environment });
        const [reseller, staff] = [api(server, tokens.resellers[0]), api(server, tokens.compliance)];
        const invoice = (await reseller.get('/invoices?period=1m')).body.items[0];
        const line = (await reseller.get(`/invoices/${invoice.id}`)).body.lines[0];
        const contact = { name: 'Alice Essai', email: 'alice@client.example' };
        const item = { invoice_line_id: line.id, department: 'CS', code: '22', quantity: '1', condition: 'opened', contact };
        assert.equal((await reseller.post('/basket/items', item)).status, 201);
        const { number } = (await reseller.post('/basket/confirmation', {})).body.claims[0];
        assert.equal((await staff.post(`/claims/${number}/messages`, { text: 'Quel est le numéro de série ?' })).status, 201);
        assert.equal((await staff.post(`/claims/${number}/messages`, { text: 'Prudence zibeline', internal: true })).status, 201);
        const sent = (await mail.waitFor(2)).find((one) => /Quel est le num/.test(one));
        const replyTo = bare(header(sent, 'Reply-To'));
        assert.match(replyTo, /^reponses\+[0-9a-f]{32}@essai\.example$/);
        assert.match(header(sent, 'In-Reply-To'), /<[0-9a-f]{32}@essai\.example>/);
        const others = mail.messages().filter((one) => one !== sent).map((one) => bare(header(one, 'Reply-To')));
        assert.ok(!others.includes(replyTo), 'each mail has a token of its own');

        const answer = (id, text, headers = []) => [
          ...headers, 'From: Alice Essai <alice@client.example>', `To: ${replyTo}`, `Message-ID: <${id}@client.example>`,
          `In-Reply-To: ${header(sent, 'Message-Id')}`, `Date: ${new Date().toUTCString()}`, 'Subject: Re: votre message',
          'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
        const takeIn = (input) => house.command(['intake', 'mail'], { input, environment });
        const reply = answer('a1', 'SN-4711\r\n\r\nLe 12 nov. 2026, Essai a écrit :\r\n> Quel est le numéro de série ?');
        const together = await Promise.all([takeIn(reply), takeIn(reply), takeIn(reply)]);
        for (const { code, stderr } of together) assert.equal(code, 0, stderr);
        assert.equal(together.filter(({ stdout }) => stdout.includes(number)).length, 1, together.map(({ stdout }) => stdout).join());
        const items = async (who) => (await who.get(`/claims/${number}/messages`)).body.items;
        const [newest, ...earlier] = await items(reseller);
        assert.equal(newest.text, 'SN-4711');
        assert.ok(newest.by_mail);
        assert.equal(earlier.length, 1, 'the message of staff; no note');
        const told = (await mail.waitFor(3)).at(-1);
        assert.match(told, /SN-4711/);
        assert.equal(header(told, 'Reply-To'), undefined, 'departments answer on the page');

        const away = await takeIn(answer('a2', 'Je suis absente.', ['Auto-Submitted: auto-replied']));
        assert.equal(away.code, 0, away.stderr);
        const own = await takeIn(sent);
        assert.equal(own.code, 0, own.stderr);
        assert.equal((await takeIn('From: x@y.example\nSubject: Bonjour\n\nRien à voir\n')).code, 0);
        assert.equal((await items(reseller)).length, 2, 'neither a machine nor a stranger is heard');
        assert.equal((await items(staff)).filter(({ kind }) => kind === 'automatic').length, 2);
        assert.equal((await takeIn('')).code, 1);
        assert.equal((await house.command(['intake'])).code, 2);
        assert.equal((await takeIn(Buffer.alloc((64 << 20) + 1, 'x'))).code, 1, 'too large: it stays with the mail server');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        assert.equal(mail.messages().length, 3, 'machines are not written to');
        assert.ok(!mail.messages().some((one) => /zibeline/.test(one)), 'a note leaves by no mail');
        assert.doesNotMatch(server.log(), new RegExp(replyTo.slice(9, 41)), 'no token in the log');
        await server.stop();
      } finally {
        await house.close();
        mail.close();
      }
    });
  });
}
