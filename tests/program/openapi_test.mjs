// The description of the API held against real answers: demo data, a real server, both desks and the webhooks. Every answer must be
// described with its status and have the form that is described, every operation is asked at least once.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { engines, makeHouse } from '../support/program.mjs';

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
const dayFromNow = (days) => paris.format(new Date(Date.now() + days * 86_400_000));

// zlib.crc32 is not in Node 18.
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; ++bit) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

// A grey picture of 16 × 16.
function picture(shade) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    const sum = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const rows = Buffer.concat(Array.from({ length: 16 }, () => Buffer.concat([Buffer.of(0), Buffer.alloc(16, shade)])));
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

// A credit note in UBL on two articles, the first for a part of what is claimed: it waits for a person.
function creditNote(cited, article) {
  const line = (id, item, pieces) => `<cac:CreditNoteLine><cbc:ID>${id}</cbc:ID><cbc:CreditedQuantity unitCode="C62">${pieces}</cbc:CreditedQuantity>
    <cbc:LineExtensionAmount currencyID="EUR">1.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Avoir</cbc:Name>
    <cac:SellersItemIdentification><cbc:ID>${item}</cbc:ID></cac:SellersItemIdentification>
    <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="EUR">${1 / pieces}</cbc:PriceAmount></cac:Price></cac:CreditNoteLine>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
    <CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
    <cbc:ID>AV-0077</cbc:ID><cbc:IssueDate>${dayFromNow(0)}</cbc:IssueDate><cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
    <cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${cited}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
    <cac:AccountingSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Orvance</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
    <cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Brindille</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
    ${line(1, article, 1)}${line(2, '999', 1)}</CreditNote>`;
}

// Another program that is told of events.
async function listen() {
  const told = [];
  const server = createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      told.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const waitFor = async (type) => {
    const deadline = performance.now() + 20_000;
    for (;;) {
      const found = told.find(({ body }) => JSON.parse(body).type === type);
      if (found) return found;
      if (performance.now() > deadline) throw new Error(`no ${type} among ${told.map(({ body }) => body)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { url: `http://127.0.0.1:${server.address().port}/hook`, told, waitFor, close: () => server.close() };
}

// Asks as the document says, and believes no answer the document does not describe.
class Asking {
  constructor(server, document) {
    this.server = server;
    this.document = document;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(document, 'api');
    this.answered = new Set();
  }
  operation(method, target) {
    const path = target.split('?')[0];
    const fits = (pattern) => new RegExp(`^${pattern.replaceAll(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '[.]')}$`).test(path);
    const pattern = Object.keys(this.document.paths).filter(fits).sort((a, b) => a.includes('{') - b.includes('{'))[0];
    const operation = this.document.paths[pattern]?.[method.toLowerCase()];
    assert.ok(operation, `${method} ${path} is not described`);
    return { operation, pointer: `/paths/${pattern.replaceAll('/', '~1')}/${method.toLowerCase()}` };
  }
  valid(pointer, value, what) {
    const check = this.ajv.getSchema(`api#${pointer}`) ?? this.ajv.compile({ $ref: `api#${pointer}` });
    assert.ok(check(value), `${what}: ${this.ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 2000)}`);
  }
  async ask(token, method, target, { body, form, headers = {}, status } = {}) {
    const what = `${method} ${target}`;
    const { operation, pointer } = this.operation(method, target);
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${this.server.url}/api/v1${target}`, {
      method, headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...json, ...headers },
      body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (status !== undefined) assert.equal(answer.status, status, `${what}: ${bytes.toString().slice(0, 600)}`);
    const described = operation.responses[answer.status];
    assert.ok(described, `${what}: status ${answer.status} is not described`);
    const media = (answer.headers.get('content-type') ?? '').split(';')[0];
    const value = media.endsWith('json') ? JSON.parse(bytes) : bytes;
    this.check(described, `${pointer}/responses/${answer.status}`, media, value, what);
    if (answer.ok) {
      this.answered.add(operation.operationId);
      if (body !== undefined) this.valid(`${pointer}/requestBody/content/application~1json/schema`, body, `${what} (request)`);
    }
    return value;
  }
  check(described, pointer, media, value, what) {
    if (described.$ref) {
      assert.equal(media, 'application/problem+json', what);
      return this.valid('/components/schemas/Problem', value, what);
    }
    const contents = described.content ?? {};
    if (Object.keys(contents).length === 0) return assert.equal(value.length, 0, `${what} says something`);
    const named = [media, `${media.split('/')[0]}/*`, '*/*'].find((name) => contents[name]);
    assert.ok(named, `${what}: ${media} is not described`);
    if (media.endsWith('json')) this.valid(`${pointer}/content/${named.replaceAll('/', '~1')}/schema`, value, what);
  }
  as(token) {
    return {
      get: (target, status = 200, headers = {}) => this.ask(token, 'GET', target, { status, headers }),
      post: (target, body, status = 200, headers = {}) => this.ask(token, 'POST', target, { body, status, headers }),
      patch: (target, body, version, status = 200) =>
        this.ask(token, 'PATCH', target, { body, status, headers: version === undefined ? {} : { 'if-match': `"${version}"` } }),
      delete: (target, version, status = 204) =>
        this.ask(token, 'DELETE', target, { status, headers: version === undefined ? {} : { 'if-match': `"${version}"` } }),
      send: (target, form, status = 201) => this.ask(token, 'POST', target, { form, status }),
    };
  }
}

for (const engine of engines) {
  describe(`the described API on ${engine}`, () => {
    let house, server, asking, program, lea, claire, remi, ines, paul, solene, berenice, irene, admin;

    before(async () => {
      house = await makeHouse(engine);
      const made = await house.command(['demo']);
      assert.equal(made.code, 0, made.stderr);
      const token = async (email) => (await house.command(['user', 'token', '--email', email, '--name', 'essai', '--scope', 'write'])).stdout.trim().split('\n').at(-1);
      const tokens = {};
      for (const email of ['lea@brindille.example', 'claire@orvance.example', 'remi@orvance.example', 'ines@orvance.example', 'paul@orvance.example', 'solene@orvance.example', 'berenice@orvance.example', 'irene@orvance.example', 'admin@orvance.example'])
        tokens[email.split('@')[0]] = await token(email);
      server = await house.serve({ environment: { RECOURS_WEBHOOKS_PRIVATE: 'yes' } });
      const answer = await fetch(`${server.url}/api/v1/openapi.json`, { headers: { authorization: `Bearer ${tokens.lea}` } });
      asking = new Asking(server, await answer.json());
      [lea, claire, remi, ines, paul, solene, berenice, irene, admin] = ['lea', 'claire', 'remi', 'ines', 'paul', 'solene', 'berenice', 'irene', 'admin'].map((name) => asking.as(tokens[name]));
      program = await listen();
    });
    after(async () => {
      program?.close();
      await house?.close();
    });

    test('the document follows the rules of OpenAPI 3.1', async () => {
      const found = await new Validator().validate(structuredClone(asking.document));
      assert.ok(found.valid, JSON.stringify(found.errors, null, 1));
      assert.equal(asking.document.openapi, '3.1.0');
    });

    let hook;
    test('webhooks: added, tested, signed', async () => {
      hook = await admin.post('/webhooks', { url: program.url, description: 'ERP', events: [] }, 201);
      await admin.post(`/webhooks/${hook.id}/test`, undefined, 201);
      const { headers, body } = await program.waitFor('webhook.test');
      const key = Buffer.from(hook.secret.slice('whsec_'.length), 'base64');
      const own = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64');
      assert.equal(headers['webhook-signature'], `v1,${own}`);
      assert.equal(JSON.parse(body).id, headers['webhook-id']);
    });

    test('account, deadlines and lists', async () => {
      await lea.get('/openapi.json');
      await lea.get('/me');
      await claire.get('/me');
      await solene.get('/deadlines?sent_on=2026-04-30&zone=FR&activity=insurance');
      await solene.get('/deadlines?sent_on=nonsense', 422);
      await lea.get('/carrier-protest-deadline?received_on=2026-11-10&zone=FR');
      for (const name of ['product', 'reason', 'sub_reason', 'solution', 'root_cause', 'corrective_action', 'piece_kind']) await solene.get(`/lists/${name}`);
      await solene.get('/lists/nothing', 404);
    });

    test('what goes wrong has one form', async () => {
      await asking.as('').get('/me', 401);
      await lea.get('/complaints', 403);
      await solene.get('/contacts/999999', 404);
      await solene.get('/contacts?limit=0', 422);
      await solene.post('/contacts', [], 400);
      await solene.patch('/contacts/1', { city: 'Dijon' }, undefined, 428);
      await solene.patch('/contacts/1', { city: 'Dijon' }, 77, 409);
    });

    test('claims', async () => {
      const { items } = await lea.get('/invoices?period=1y&limit=5');
      const invoice = await lea.get(`/invoices/${items[0].id}`);
      await lea.get(`/invoices?number=${invoice.number}&number_type=invoice`);
      for (const line of invoice.lines) await lea.get(`/invoice-lines/${line.id}/claim-types`);
      const group = (await lea.get('/basket')).items[0];
      const item = group.items[0];
      await lea.patch(`/basket/groups/${group.id}`, { reference: 'Ma référence' }, group.version);
      await lea.patch(`/basket/items/${item.id}`, { comment: 'Carton intact' }, item.version);
      const again = { invoice_line_id: item.invoice_line_id, department: group.department, code: group.code, quantity: '1', condition: 'sealed', serials: [] };
      const added = await addAnother(lea, again);
      await lea.delete(`/basket/items/${added.id}`, undefined, 428);
      await lea.delete(`/basket/items/${added.id}`, 1);
      const confirmed = await lea.post('/basket/confirmation', undefined, 201);
      assert.equal(confirmed.claims.length, 1);
      await program.waitFor('claim.confirmed');
      await lea.post('/basket/confirmation', undefined, 422);
      for (const state of ['open', 'closed', 'all']) await lea.get(`/claims?state=${state}`);
      await decideClaims(lea, claire);
      const { number } = confirmed.claims[0];
      await lea.post(`/claims/${number}/messages`, { text: 'Bonjour' }, 201, { 'idempotency-key': 'said-once' });
      await program.waitFor('claim.message');
      await claire.post(`/claims/${number}/messages`, { text: 'À vérifier', internal: true }, 201);
      await lea.post(`/claims/${number}/messages`, { text: 'x', internal: true }, 403);
      await lea.post(`/claims/${number}/messages`, { text: '' }, 422);
      assert.equal((await claire.get(`/claims/${number}/messages?limit=1`)).items.length, 1);
      assert.equal((await lea.get(`/claims/${number}/messages`)).items.length, 1);
    });

    test('claims of staff, and many lines at once', async () => {
      const free = { customer_no: '0000100234', reason: 'Geste', department: 'CS', code: '98', description: 'Station', quantity: '1', unit_price: '10.00',
        vat_rate: '20', comment: 'Sans facture', invoice: { number: '4711', date: '2024-03-12' } };
      await lea.post('/claims', free, 403);
      await claire.post('/claims', { ...free, reason: '' }, 422);
      const { number } = (await claire.post('/claims', free, 201)).claims[0];
      const claim = await claire.get(`/claims/${number}`);
      assert.deepEqual([claim.without_invoice, claim.invoice_id, claim.invoice_number], [true, null, '4711']);
      assert.ok((await claire.get('/claims?state=open')).items.some((one) => one.without_invoice));
      await claire.get(`/claims/${number}/explanation`);
      const lines = [{ invoice_no: '0033442210', line_no: '200', code: '22', quantity: '1', condition: 'sealed' }, { invoice_no: '4711', code: '22' }];
      const tried = await lea.post('/basket/lines?dry_run=true', lines, 200);
      assert.deepEqual(tried.results.map(({ status }) => status), ['accepted', 'refused']);
      assert.equal((await lea.post('/basket/lines', lines, 200)).added, 1);
    });

    // Where the line has one more to claim; the demonstration's own item may have taken the last.
    async function addAnother(who, declaration) {
      const { items } = await who.get('/invoices?period=1m');
      for (const { id } of items) {
        for (const line of (await who.get(`/invoices/${id}`)).lines) {
          const types = await who.get(`/invoice-lines/${line.id}/claim-types`);
          const type = types.find(({ code, allowed }) => allowed && code === '22');
          if (!type || line.claimable_quantity === '0') continue;
          const serials = line.serials.slice(0, 1);
          return who.post('/basket/items', { ...declaration, invoice_line_id: line.id, serials }, 201, { 'idempotency-key': 'once' });
        }
      }
      throw new Error('nothing left to claim');
    }

    async function decideClaims(reseller, service) {
      const open = (await service.get('/claims?state=open')).items;
      const may = async (who, number, command) => (await who.get(`/claims/${number}/commands`)).items.find((one) => one.command === command);
      const done = {};
      for (const { number } of open) {
        const claim = await service.get(`/claims/${number}`);
        if (!done.approve && (await may(service, number, 'approve'))) {
          done.approve = await service.post(`/claims/${number}/approval`, { comment: 'D’accord', lines: [{ id: claim.lines[0].id }] });
        } else if (!done.refuse && (await may(service, number, 'refuse'))) {
          done.refuse = await service.post(`/claims/${number}/refusal`, { reason_code: 'not_covered', comment: 'Hors garantie' });
        }
      }
      for (const { number } of (await reseller.get('/claims?state=open')).items) {
        if (done.cancel || !(await may(reseller, number, 'cancel'))) continue;
        done.cancel = await reseller.post(`/claims/${number}/cancellation`);
      }
      assert.deepEqual(Object.keys(done).sort(), ['approve', 'cancel', 'refuse']);
      await program.waitFor('claim.approved');
    }

    // R-600 R-602 Every command of goods and money, each by whom it is for.
    test('a claim to its end', async () => {
      const { items } = await lea.get('/invoices?period=1y&limit=50');
      let line;
      for (const { id } of items) line ??= (await lea.get(`/invoices/${id}`)).lines.find((one) => one.kind === 'goods');
      const number = await open({ invoice_line_id: line.id, department: 'CS', code: '98', quantity: '1', comment: 'À voir ensemble' });
      const at = `/claims/${number}`;
      const taken = await claire.post(`${at}/taking`);
      const freed = await claire.post(`${at}/assignment`, { assignee: null }, 200, { 'if-match': `"${taken.version}"` });
      assert.equal(freed.assignee, null);
      await claire.post(`${at}/assignment`, { assignee: 'me' }, 409, { 'if-match': `"${taken.version}"` });
      const assigned = await claire.post(`${at}/assignment`, { assignee: 'me' }, 200, { 'if-match': `"${freed.version}"` });
      assert.equal(assigned.assignee.name, 'Claire Aubanel');
      await claire.post(`${at}/assignment`, { assignee: 'me' }, 428);
      await claire.get('/claims?assignee=me&queue=customer_service');
      await claire.post(`${at}/information-request`, { due_on: dayFromNow(3) }, 422);
      await claire.post(`${at}/information-request`, { comment: 'Quelle étiquette ?', due_on: dayFromNow(3) });
      await lea.post(`${at}/information`, { comment: 'LX-1' });
      await claire.post(`${at}/transfer`, { department: 'RMA' });
      await remi.post(`${at}/transfer`, { department: 'CS' });
      const approved = await claire.post(`${at}/approval`, { goods: 'awaiting_goods' });
      const rma = `/claims/${approved.rma_number}`;
      assert.equal((await lea.get(`${rma}/return-slip.pdf?parcels=2`)).subarray(0, 5).toString(), '%PDF-');
      await lea.post(`${rma}/shipment`, { parcels: [{ carrier: 'Transporteur', tracking: 'XY1' }] });
      await ines.post(`${rma}/receipt`, { lines: [{ id: approved.lines[0].id, quantity: '2', difference: 'excess' }] });
      const stray = await ines.post('/parcels', { sender: 'Brindille', tracking: 'XY2', contents: ['LX-1'] }, 201);
      await ines.post('/parcels', {}, 422);
      await ines.post(`/parcels/${stray.id}/match`, { claim: '000000999999' }, 422);
      assert.equal((await ines.post(`/parcels/${stray.id}/match`, { claim: approved.rma_number })).claim, approved.rma_number);
      assert.equal((await ines.get('/parcels?matched=true')).items[0].id, stray.id);
      await ines.post(`${rma}/inspection`, { result: 'confirmed' });
      await ines.post(`${rma}/disposition`, { disposition: 'restock' });
      await paul.post(`${rma}/offer`, { amount: '10.00', valid_until: dayFromNow(5) });
      await lea.post(`${rma}/offer-answer`, { accepted: true });
      const settled = await paul.post(`${rma}/credit`, { number: '0099', date: dayFromNow(0) });
      assert.equal(settled.state, 'closed');
      assert.equal(settled.ledger[0].net.amount, '10.00');
      await program.waitFor('claim.credited');
      await lea.post(`${rma}/reopening`, { comment: 'Pas tout' });
      const rest = async (who, path, body = {}) => {
        const other = await open({ invoice_line_id: line.id, department: 'CS', code: '98', quantity: '1', comment: 'Encore' });
        await claire.post(`/claims/${other}/approval`);
        return who.post(`/claims/${other}/${path}`, body);
      };
      await rest(claire, 'redelivery');
      await rest(claire, 'replacement');
      await rest(claire, 'keeping');
      await rest(paul, 'corrected-invoice', { number: '0098', date: dayFromNow(0) });
      await rest(paul, 'charge', { amount: '5.00' });
      await rest(paul, 'waiver');
      await rest(claire, 'no-credit');
    });

    // R-685 R-686
    test('imported credit notes and what is proposed for electronic invoices', async () => {
      const { items } = await lea.get('/invoices?period=1m&limit=5');
      const invoice = await lea.get(`/invoices/${items[0].id}`);
      const line = invoice.lines.find(({ kind }) => kind === 'goods');
      const number = await open({ invoice_line_id: line.id, department: 'CS', code: '98', quantity: '2', comment: 'À créditer' });
      await claire.post(`/claims/${number}/approval`);
      const file = join(house.folder, 'avoir.xml');
      writeFileSync(file, creditNote(invoice.number, line.article_no));
      const imported = await house.command(['import', 'invoices', file, '--account', (await lea.get('/me')).account.customer_no]);
      assert.equal(imported.code, 0, imported.stdout + imported.stderr);
      const waiting = (await paul.get('/credit-notes')).items.find((one) => one.number === 'AV-0077');
      const told = await paul.get(`/credit-notes/${waiting.id}`);
      assert.equal(told.cites[0], invoice.number);
      const [claimLine] = (await paul.get(`/claims/${number}`)).lines;
      const matched = await paul.post(`/credit-notes/${waiting.id}/match`, { document_line: told.lines[0].id, claim_line: claimLine.id });
      assert.ok(matched.lines[0].placed);
      await paul.post(`/claims/${number}/credit`, { number: '0097', date: dayFromNow(0), amount: { amount: '1.00', currency: 'USD' } }, 422);
      await paul.post(`/credit-notes/${waiting.id}/match`, { document_line: told.lines[0].id, claim_line: claimLine.id }, 409);
      await paul.post(`/credit-notes/${waiting.id}/setting-aside`, { reason: 'Remise' });
      assert.ok((await paul.get('/credit-notes?state=placed')).items.some(({ id }) => id === waiting.id));
      await lea.get('/credit-notes', 403);
      const proposals = (await lea.get('/invoice-statuses?period=1w')).items;
      assert.equal(proposals.find(({ claim }) => claim === matched.lines[0].claim).status, '207');
      await lea.get('/invoice-statuses?from=2026-02-30', 422);
      await lea.post(`/claims/${number}/protest-letter`, {}, 404);
      const lost = await open({ invoice_line_id: line.id, department: 'CS', code: '02', delivered_quantity: '0' });
      await lea.post(`/claims/${lost}/protest-letter`, {}, 422);
      await lea.post(`/claims/${lost}/protest-letter`, { carrier: 'Transports Exemple', address: '69000 Lyon', received_on: dayFromNow(-1) });
    });

    async function open(declaration) {
      await lea.post('/basket/items', declaration, 201);
      return (await lea.post('/basket/confirmation', undefined, 201)).claims.at(-1).number;
    }

    // R-640 R-641 R-642 R-643 R-644 R-645
    test('data of claims: versions, preview, explanation, procedures', async () => {
      await lea.get('/lists/claim_refusal');
      for (const kind of ['types', 'doa-policies', 'auto-approvals', 'fees', 'invoice-statuses', 'departments', 'refusal-reasons', 'settings', 'articles']) await claire.get(`/policies/${kind}`);
      await claire.get('/policies/unheard', 404);
      const fee = { type: 'CS-22', percent: '3', valid_from: dayFromNow(10) };
      const seen = await claire.post('/policies/preview', { kind: 'fees', ...fee });
      assert.ok(seen.changed > 0 && seen.changed === seen.now_other, 'the demonstration has returns');
      await claire.post('/policies/fees', fee, 403);
      const saved = await admin.post('/policies/fees', fee, 201);
      await admin.post('/policies/fees', { ...fee, valid_from: dayFromNow(20) }, 428);
      const next = await admin.post('/policies/fees', { ...fee, valid_from: dayFromNow(20), percent: '4' }, 201, { 'if-match': `"${saved.version}"` });
      const planned = next.versions.at(-1);
      const left = await admin.post('/policies/fees/CS-22/withdrawal', { id: planned.id }, 200, { 'if-match': `"${next.version}"` });
      await admin.post('/policies/fees/CS-22/end', { id: left.versions[0].id, valid_to: dayFromNow(12) }, 200, { 'if-match': `"${left.version}"` });
      assert.equal((await claire.get('/policies/fees/CS-22')).gaps.at(-1).to, null);
      await admin.post('/policies/fees', { ...fee, percent: '300' }, 422, { 'if-match': '"0"' });
      const text = await remi.post('/procedures/general', { text_fr: '## Étapes', valid_from: dayFromNow(5) }, 201);
      await remi.post('/procedures/general/end', { id: text.versions[0].id, valid_to: dayFromNow(6) }, 200, { 'if-match': `"${text.version}"` });
      await remi.post('/procedures/general/withdrawal', { id: text.versions[0].id }, 200, { 'if-match': `"${text.version + 1}"` });
      await remi.get('/procedures/lumexa');
      for (const { number } of (await claire.get('/claims?limit=5')).items) await claire.get(`/claims/${number}/explanation`);
      await lea.get(`/claims/${seen.items[0].claim}/explanation`, 403);
    });

    test('files', async () => {
      const form = (shade, more = {}) => {
        const data = new FormData();
        data.set('file', new Blob([picture(shade)], { type: 'image/png' }), 'photo.png');
        for (const [name, value] of Object.entries(more)) data.set(name, value);
        return data;
      };
      const file = await lea.send('/attachments', form(120, { comment: 'Étiquette' }));
      assert.equal(file.media_type, 'image/png');
      await irene.send('/attachments', form(121), 403);
      await lea.send('/attachments', form(122, { for: 'nonsense' }), 422);
      const one = `/attachments/${file.id}`;
      await lea.get(one, 200, { accept: 'application/json' });
      assert.ok((await lea.get(one)).length > 20, 'the bytes');
      assert.equal((await lea.get(one, 206, { range: 'bytes=0-3' })).length, 4);
      await lea.get(`${one}/preview`);
      const described = await lea.patch(one, { comment: 'Autre' }, file.version);
      await lea.delete(one, described.version);
      await lea.post(`${one}/restoration`);
    });

    test('contacts', async () => {
      const contact = await solene.post('/contacts', { kind: 'person', name: 'Verdier', first_name: 'Anne', email: 'anne.verdier@courriel.example' }, 201, { 'idempotency-key': 'c1' });
      await solene.get(`/contacts?q=verd&kind=person&limit=1`);
      await solene.get(`/contacts/${contact.id}`);
      await solene.patch(`/contacts/${contact.id}`, { city: 'Beaune', notes: null }, contact.version);
      await solene.get(`/contacts/${contact.id}/complaints`);
      const records = {
        projects: [{ title: 'Assurance habitation' }, { title: 'Autre titre' }],
        contracts: [{ number: 'K-77', insurer: 'Bellerive', product: 'Habitation', start: '2026-01-01' }, { end: '2026-12-31' }],
        losses: [{ number: 'S-1', date: '2026-05-01' }, { number: 'S-2' }],
      };
      for (const [plural, [body, change]] of Object.entries(records)) {
        const added = await solene.post(`/${plural}`, { contact_id: contact.id, ...body }, 201);
        await solene.get(`/${plural}?contact_id=${contact.id}`);
        await solene.get(`/${plural}/${added.id}`);
        await solene.patch(`/${plural}/${added.id}`, change, added.version);
        await solene.post(`/${plural}`, body, 422);
      }
    });

    const registration = (more = {}) => ({
      contact_id: 1, sent_on: dayFromNow(0), received_on: dayFromNow(0), proof_of_sending: 'email_header', complexity: 'low', channel: 'email',
      medium: 'durable', subject: 'other', title: 'Frais prélevés deux fois', details: 'La cotisation est prélevée deux fois.', reason: 'sales',
      activity: 'insurance', capacity: 'client', ...more,
    });
    const register = (more) => solene.post('/complaints', registration(more), 201);
    const posted = { via: 'letter', posted_on: dayFromNow(0) };

    test('a complaint from its arrival to its closing', async () => {
      await solene.post('/complaints', {}, 422);
      const key = { 'idempotency-key': 'complaint-1' };
      const { number, version } = await solene.post('/complaints', registration(), 201, key);
      assert.equal((await solene.post('/complaints', registration(), 201, key)).number, number);
      const at = `/complaints/${number}`;
      await solene.patch(at, { title: 'Frais en double', persons: null }, version);
      await solene.patch(at, { state: 'closed' }, version + 1, 422);
      await solene.post(`${at}/acknowledgements`, posted, 201);
      await solene.post(`${at}/acknowledgements`, posted, 422);
      await solene.post(`${at}/progress-letters`, posted, 201);
      await berenice.post(`${at}/handling`, {});
      await berenice.post(`${at}/holding-letters`, { ...posted, reason: 'Expertise attendue', new_date: dayFromNow(20) }, 201);
      await berenice.post(`${at}/notes`, { text: 'Rappelée ce matin' }, 201);
      const grieved = await berenice.post(`${at}/grievances`, { text: 'Prélevée deux fois' }, 201);
      await berenice.post(`${at}/grievances/${grieved.grievances[0].id}/finding`, { finding: 'founded' });
      const written = await berenice.post(`${at}/answers`, { text: 'Nous remboursons la cotisation.' }, 201);
      const answer = `${at}/answers/${written.answers[0].id}`;
      await solene.post(`${answer}/review`, { approved: true });
      await berenice.post(`${answer}/sending`, posted);
      await solene.post(`${at}/resumption`, { reason: 'Une pièce est arrivée' });
      await program.waitFor('complaint.reopened');
      const second = await berenice.post(`${at}/answers`, { text: 'Nous remboursons aussi les frais.' }, 201);
      const draft = second.answers.find(({ state }) => state !== 'sent');
      await solene.post(`${at}/answers/${draft.id}/review`, { approved: true });
      await berenice.post(`${at}/answers/${draft.id}/sending`, posted);
      await berenice.post(`${at}/decision`, { decision: 'favourable', finding: 'founded', solution: 'refund', amount: '19.005' }, 422);
      await berenice.post(`${at}/decision`, { decision: 'favourable', finding: 'founded', solution: 'refund', root_cause: 'human_error', amount: { amount: '19.90', currency: 'EUR' } });
      const kind = (await solene.get('/lists/corrective_action')).items[0].code;
      const acted = await berenice.post(`${at}/corrective-actions`, { kind, owner: 'berenice@orvance.example', due_on: dayFromNow(30) }, 201);
      await berenice.post(`${at}/corrective-actions/${acted.corrective_actions[0].id}/completion`, { state: 'done', proof: 'Note interne' });
      await berenice.post(`${at}/mediation`, { event: 'referred', on: dayFromNow(0) }, 201);
      await berenice.post(`${at}/closure`, {});
      await solene.post(`${at}/reopening`, { reason: 'Nouveau courrier' });
      const { body } = await program.waitFor('complaint.closed');
      asking.valid('/components/schemas/WebhookMessage', JSON.parse(body), 'a message');
      assert.equal(JSON.parse(body).data.number, number);
      await solene.get(at);
      await solene.get(`/complaints?q=${number}&state=open&sort=due&limit=2`);
      await solene.get(`/complaints?late=week&channel=email`);
    });

    test('other ways a complaint goes', async () => {
      const oral = await register({ medium: 'oral', channel: 'phone', sent_on: null, proof_of_sending: null });
      await solene.post(`/complaints/${oral.number}/invitation`, posted, 201);
      await solene.post(`/complaints/${oral.number}/written-complaint`, { sent_on: dayFromNow(0), received_on: dayFromNow(0), proof_of_sending: 'letter_date' }, 201);
      const late = `/complaints/${(await register()).number}`;
      const { version: acknowledged } = await solene.post(`${late}/acknowledgements`, posted, 201);
      await solene.post(`${late}/delay-reasons`, { what: 'acknowledgement', reason: 'En temps voulu' }, 422);
      await solene.patch(late, { sent_on: dayFromNow(-40), change_reason: 'Cachet relu' }, acknowledged);
      await solene.post(`${late}/delay-reasons`, { what: 'acknowledgement', reason: 'Lettre égarée' }, 201);
      await solene.post(`/complaints/${(await register()).number}/cancellation`, { reason: 'Doublon' });
      await solene.post(`/complaints/${(await register()).number}/requalification`, { kind: 'information_request', reason: 'Simple question' });
      await solene.post(`/complaints/${(await register()).number}/transfer`, { institution: 'Aurore Vie', reason: 'Contrat géré par elle', ...posted });
      await solene.post(`/complaints/${(await register()).number}/closure`, { waiver: 'withdrawn', reason: 'Retirée' });
      await solene.get('/delegations');
      const given = await solene.post('/delegations', { delegate: 'berenice@orvance.example', from: dayFromNow(200), to: dayFromNow(210) }, 201);
      await solene.delete(`/delegations/${given.id}`, undefined, 200);
    });

    test('webhooks: looked at, changed, paused, removed', async () => {
      const one = `/webhooks/${hook.id}`;
      await admin.get('/webhooks');
      const sent = await admin.get(`${one}/deliveries?limit=3`);
      await admin.get(`${one}/deliveries?cursor=${sent.next}`);
      const heard = program.told.length;
      await admin.post(`${one}/deliveries/${sent.items.at(-1).id}/retry`);
      const deadline = performance.now() + 20_000;
      while (program.told.length === heard && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(program.told.length > heard, 'sent again');
      await admin.post(`${one}/pause`);
      await admin.post(`${one}/resumption`);
      await admin.post(`${one}/secret`, undefined, 201);
      const { version } = await admin.get(one);
      await admin.patch(one, { events: ['complaint.closed'] }, version);
      await admin.post('/webhooks', { url: 'ftp://erp.example/' }, 422);
      await solene.get('/webhooks', 403);
      await admin.delete(one);
      assert.ok(!program.told.some(({ body }) => /Delorme|Durand|Brindille/.test(body)), 'no names');
    });

    test('what any operation may answer', async () => {
      assert.equal((await solene.get('/me?cursor=%00', 400)).code, 'malformed');
      const empty = await makeHouse(engine);
      try {
        const nobody = new Asking(await empty.serve(), asking.document).as(undefined);
        assert.equal((await nobody.get('/me', 503)).code, 'not_set_up');
        assert.equal((await nobody.get('/me?cursor=%00', 400)).code, 'malformed');
      } finally {
        await empty.close();
      }
    });

    test('every operation was asked', () => {
      const described = Object.values(asking.document.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
      assert.deepEqual(described.filter((name) => !asking.answered.has(name)), []);
    });
  });
}
