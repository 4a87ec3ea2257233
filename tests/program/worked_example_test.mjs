// claims.md §5, the example with an invoice of 20/12/2019, through the whole program under a faked clock: imported, seen
// through the API on 07/01/2020 and 20/01/2020, claimed, confirmed, mailed; with a photo where the type asks for one. (R-500,
//
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { api, catchMail, engines, makeHouse, root } from '../support/program.mjs';

const accounts = 'customer_no;name;vat_no;email\n0000100234;Atelier Brindille;FR00100200300;contact@brindille.example\n';
const invoices = [
  'customer_no;invoice_no;invoice_date;type;currency;line_no;kind;article_no;manufacturer_part_no;gtin;manufacturer;description;quantity;unit_price;vat_rate;order_no;delivery_note_no;serials',
  '0000100234;0033442137;20/12/2019;380;EUR;100;Goods;00000000001429251;LX-200;;Lumexa;Écran 24 pouces;3;120,50;20;0020111222;0080333444;SN-A1|SN-A2|SN-A3',
  '0000100234;0033442137;20/12/2019;380;EUR;200;Service;SV-3;;;Lumexa;Extension de garantie 3 ans;1;49.90;20;0020111222;;',
  '0000100234;0033442137;20/12/2019;380;EUR;300;Freight;;;;;Transport;1;9.90;20;;;',
].join('\n');

const codes = (types) => types.filter((type) => type.allowed).map((type) => type.code).sort();

for (const engine of engines) {
  describe(`the worked example on ${engine}`, () => {
    let house, mail, token;
    before(async () => {
      house = await makeHouse(engine);
      mail = await catchMail();
      writeFileSync(join(house.folder, 'accounts.csv'), accounts);
      writeFileSync(join(house.folder, 'invoices.csv'), invoices);
      const at = '2020-01-06 09:00:00';
      const ok = async (...args) => {
        const done = await house.command(args, { at });
        assert.equal(done.code, 0, done.stderr);
        return done.stdout;
      };
      await ok('init', '--organisation', 'Distribution Essai', '--admin', 'admin@essai.example', '--desk', 'claims');
      await ok('import', 'accounts', 'accounts.csv');
      await ok('import', 'invoices', 'invoices.csv');
      await ok('user', 'add', '--email', 'lea@brindille.example', '--name', 'Léa Morvan', '--role', 'reseller', '--account', '0000100234');
      token = (await ok('user', 'token', '--email', 'lea@brindille.example', '--name', 'essai', '--scope', 'write')).trim();
    });
    after(async () => {
      await house.close();
      mail.close();
    });

    const linesOn = async (at, use) => {
      const server = await house.serve({ at, environment: { RECOURS_SMTP: mail.url, RECOURS_MAIL_FROM: 'sav@essai.example' } });
      try {
        const client = api(server, token);
        const list = await client.get('/invoices?number=33442137');
        assert.equal(list.status, 200);
        assert.equal(list.body.items.length, 1);
        const invoice = (await client.get(`/invoices/${list.body.items[0].id}`)).body;
        const verdicts = {};
        for (const line of invoice.lines) verdicts[line.line_no] = (await client.get(`/invoice-lines/${line.id}/claim-types`)).body;
        await use({ client, invoice, verdicts, server });
      } finally {
        assert.equal(await server.stop(), 0);
      }
    };
    const list = (body) => body.items ?? body;

    test('on 07/01/2020 goods allow 10, 22, 25, 31, 98; service 52, 98; freight 98', () =>
      linesOn('2020-01-07 10:00:00', async ({ verdicts }) => {
        assert.deepEqual(codes(list(verdicts['100'])), ['10', '22', '25', '31', '98']);
        assert.deepEqual(codes(list(verdicts['200'])), ['52', '98']);
        assert.deepEqual(codes(list(verdicts['300'])), ['98']);
        const mistake = list(verdicts['100']).find((type) => type.code === '01');
        assert.deepEqual(mistake.causes.map(({ cause, ended_on }) => [cause, ended_on]), [['period_over', '2020-01-04']]);
      }));

    test('on 20/01/2020 goods allow 31, 98; service and freight 98', () =>
      linesOn('2020-01-20 10:00:00', async ({ verdicts }) => {
        assert.deepEqual(codes(list(verdicts['100'])), ['31', '98']);
        assert.deepEqual(codes(list(verdicts['200'])), ['98']);
        assert.deepEqual(codes(list(verdicts['300'])), ['98']);
      }));

    test('the day belongs to Paris: at 23:30 UTC on 19/01/2020 it is the 20th', () =>
      linesOn('2020-01-19 23:30:00', async ({ verdicts }) => assert.deepEqual(codes(list(verdicts['100'])), ['31', '98'])));

    test('a sealed return is approved by itself, numbered, mailed once, and the same key answers the same', () =>
      linesOn('2020-01-08 13:28:00', async ({ client, invoice }) => {
        const line = invoice.lines.find(({ line_no }) => line_no === '100');
        assert.equal(line.claimable_quantity, '3');
        const item = await client.post('/basket/items', {
          invoice_line_id: line.id, department: 'CS', code: '22', quantity: '2', condition: 'sealed', serials: ['SN-A1', 'SN-A2'],
          customer_reference: 'RET-7', contact: { name: 'Léa Morvan', email: 'lea@brindille.example' },
        });
        assert.equal(item.status, 201, JSON.stringify(item.body));
        assert.match(item.body.reservation_number, /^R\d{9}$/);
        const key = { 'idempotency-key': `essai-${engine}` };
        const first = await client.post('/basket/confirmation', {}, key);
        assert.equal(first.status, 201, JSON.stringify(first.body));
        assert.match(first.body.claims[0].rma_number, /^\d{12}$/);
        assert.equal(first.body.claims[0].state, 'validated');
        const second = await client.post('/basket/confirmation', {}, key);
        assert.deepEqual(second.body, first.body);
        for (const number of [first.body.claims[0].rma_number, item.body.reservation_number]) {
          assert.equal((await client.get(`/claims/${number}`)).body.id, first.body.claims[0].id);
        }
        const after = (await client.get(`/invoices/${invoice.id}`)).body.lines.find(({ line_no }) => line_no === '100');
        assert.equal(after.claimable_quantity, '1');
        const messages = await mail.waitFor(1);
        assert.equal(messages.length, 1);
        assert.match(messages[0], new RegExp(first.body.claims[0].rma_number));
      }));

    test('transport damage asks for a photo, which travels with the claim', () =>
      linesOn('2020-01-03 08:00:00', async ({ client, invoice, server }) => {
        const line = invoice.lines.find(({ line_no }) => line_no === '100');
        const item = {
          invoice_line_id: line.id, department: 'CS', code: '03', variant: 'apparent', quantity: '1', serials: ['SN-A3'],
          contact: { name: 'Léa Morvan', email: 'lea@brindille.example' },
        };
        const missing = await client.post('/basket/items', item);
        assert.equal(missing.status, 422);
        assert.deepEqual(missing.body.errors.map(({ field, code }) => [field, code]), [['attachments', 'photo_required']]);
        const photo = readFileSync(join(root, 'src/cli/demo/photo-packaging.jpg'));
        const form = new FormData();
        form.set('file', new Blob([photo], { type: 'image/jpeg' }), 'carton.jpg');
        form.set('kind', 'packaging');
        const sent = await fetch(`${server.url}/api/v1/attachments`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
        const attachment = await sent.json();
        assert.equal(sent.status, 201, JSON.stringify(attachment));
        const added = await client.post('/basket/items', { ...item, attachments: [attachment.id] });
        assert.equal(added.status, 201, JSON.stringify(added.body));
        const confirmed = await client.post('/basket/confirmation', {});
        assert.equal(confirmed.status, 201, JSON.stringify(confirmed.body));
        const claim = (await client.get(`/claims/${confirmed.body.claims[0].number}`)).body;
        assert.deepEqual(claim.lines[0].attachments.map(({ id, name, kind, media_type }) => ({ id, name, kind, media_type })),
          [{ id: attachment.id, name: 'carton.jpg', kind: 'packaging', media_type: 'image/jpeg' }]);
        const download = await fetch(`${server.url}/api/v1/attachments/${attachment.id}`, { headers: { authorization: `Bearer ${token}` } });
        const stored = Buffer.from(await download.arrayBuffer());
        assert.equal(createHash('sha256').update(stored).digest('hex'), claim.lines[0].attachments[0].sha256);
      }));

    test('importing the same file again changes nothing', async () => {
      const again = await house.command(['import', 'invoices', 'invoices.csv', '--json']);
      assert.equal(again.code, 0, again.stderr);
      const report = JSON.parse(again.stdout);
      assert.deepEqual(report.files.map(({ created, unchanged }) => [created, unchanged]), [[0, 1]]);
    });
  });
}
