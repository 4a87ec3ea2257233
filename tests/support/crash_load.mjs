// Load on both desks through the API for tests that end the program or the database in the middle: every deed has its own
// Idempotency-Key and is repeated with it until it is acknowledged. What was acknowledged is counted in the end against
// what a backup holds, which reads the same from either engine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kResellers = 4;
const kHandlers = 3;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// One organisation with both desks, resellers with an invoice each, people of compliance; returns their tokens.
export async function populate(house) {
  const ok = async (...args) => {
    const done = await house.command(args);
    assert.equal(done.code, 0, done.stderr);
    return done.stdout.trim();
  };
  const today = new Date().toISOString().slice(0, 10);
  const accounts = ['customer_no;name;vat_no;email'];
  const invoices = ['customer_no;invoice_no;invoice_date;type;currency;line_no;kind;article_no;manufacturer_part_no;gtin;manufacturer;description;quantity;unit_price;vat_rate;order_no;delivery_note_no;serials'];
  for (let i = 1; i <= kResellers; ++i) {
    accounts.push(`${i};Revendeur ${i};FR0010020030${i};sav${i}@revendeur.example`);
    invoices.push(`${i};F${i}000;${today};380;EUR;100;Goods;A${i};LX-${i};;Lumexa;Câble;100000;0,10;20;;;`);
  }
  writeFileSync(join(house.folder, 'accounts.csv'), accounts.join('\n'));
  writeFileSync(join(house.folder, 'invoices.csv'), invoices.join('\n'));
  await ok('init', '--organisation', 'Distribution Essai', '--admin', 'admin@essai.example', '--desk', 'both');
  await ok('import', 'accounts', 'accounts.csv');
  await ok('import', 'invoices', 'invoices.csv');
  const token = async (email) => ok('user', 'token', '--email', email, '--name', 'essai', '--scope', 'write');
  const resellers = [];
  for (let i = 1; i <= kResellers; ++i) {
    await ok('user', 'add', '--email', `r${i}@essai.example`, '--name', `Revendeur ${i}`, '--role', 'reseller', '--account', String(i));
    resellers.push(await token(`r${i}@essai.example`));
  }
  return { resellers, compliance: await token('admin@essai.example') };
}

// Clients that work until stop(); `where()` is the address to talk to at the moment.
export function startLoad(where, tokens) {
  const acknowledged = { items: new Map(), confirmations: new Map(), complaints: new Map() };
  const seen = { repeated: 0, refused: [], statuses: {} };
  let over = false;
  let abandoned = false;
  let serial = 0;

  async function once(token, method, path, body, key) {
    const answer = await fetch(`${where()}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(key ? { 'idempotency-key': key } : {}) },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    seen.statuses[answer.status] = (seen.statuses[answer.status] ?? 0) + 1;
    return { status: answer.status, text };
  }
  // Until it is answered: a broken connection and 503 say nothing about what was done.
  async function until(token, method, path, body, key) {
    while (!abandoned) {
      const answer = await once(token, method, path, body, key).catch(() => null);
      if (answer && answer.status < 300) return JSON.parse(answer.text);
      if (answer && answer.status !== 503) {
        seen.refused.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
        return null;
      }
      ++seen.repeated;
      await pause(100);
    }
    return null;
  }

  async function reseller(token, name) {
    const invoices = await until(token, 'GET', '/invoices?period=1m');
    const line = (await until(token, 'GET', `/invoices/${invoices.items[0].id}`)).lines[0];
    while (!over) {
      const id = `${name}-${++serial}`;
      const item = {
        invoice_line_id: line.id, department: 'CS', code: '22', quantity: '1', condition: 'sealed', customer_reference: id,
        contact: { name: 'Essai', email: `${id}@mail.example` },
      };
      const added = await until(token, 'POST', '/basket/items', item, `item-${id}`);
      if (!added) return;
      acknowledged.items.set(id, added.reservation_number);
      const confirmed = await until(token, 'POST', '/basket/confirmation', {}, `confirm-${id}`);
      if (!confirmed) return;
      acknowledged.confirmations.set(id, confirmed.claims.map((claim) => claim.number));
    }
  }
  async function handler(token, name) {
    while (!over) {
      const id = `${name}-${++serial}`;
      const day = new Date().toISOString().slice(0, 10);
      const complaint = {
        complainant: { kind: 'person', name: 'Essai', first_name: 'Zoé', email: 'zoe@mail.example' }, sent_on: day, received_on: day,
        proof_of_sending: 'email_header', complexity: 'low', channel: 'email', subject: 'other', title: id, details: 'Essai de panne.',
        reason: 'other', activity: 'insurance', capacity: 'client', grievances: ['Un grief'],
      };
      const made = await until(token, 'POST', '/complaints', complaint, `complaint-${id}`);
      if (!made) return;
      acknowledged.complaints.set(id, made.number);
    }
  }

  const clients = [
    ...tokens.resellers.map((token, i) => reseller(token, `r${i}`)),
    ...Array.from({ length: kHandlers }, (_, i) => handler(tokens.compliance, `c${i}`)),
  ];
  return {
    acknowledged,
    seen,
    // Until somebody was answered again: a kill between two others that did nothing proves nothing.
    async progress() {
      const done = () => acknowledged.items.size + acknowledged.confirmations.size + acknowledged.complaints.size;
      const before = done();
      while (done() < before + 3 && seen.refused.length === 0) await pause(20);
    },
    async stop() {
      over = true;
      await Promise.all(clients);
    },
    // For a test that failed: whatever was begun is left.
    async abandon() {
      over = abandoned = true;
      await Promise.allSettled(clients);
    },
  };
}

// Every table of the database, read from a backup.
export async function tablesOf(house, environment) {
  const folder = join(house.folder, 'backup');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const made = await house.command(['backup', 'essai.tar.zst'], { environment });
  assert.equal(made.code, 0, made.stderr);
  execFileSync('tar', ['xf', join(house.folder, 'essai.tar.zst'), '-C', folder]);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const rowsOf = (table) => {
    const parts = join(folder, 'tables', table.name);
    if (!existsSync(parts)) return [];
    const lines = readdirSync(parts).sort().flatMap((part) => readFileSync(join(parts, part), 'utf8').trimEnd().split('\n'));
    return lines.map((line) => Object.fromEntries(JSON.parse(line).map((cell, at) => [table.columns[at].name, cell])));
  };
  return Object.fromEntries(manifest.tables.map((table) => [table.name, rowsOf(table)]));
}

function assertGapless(numbers, what) {
  const sorted = [...numbers].sort((a, b) => a - b);
  sorted.forEach((number, at) => assert.equal(number, sorted[0] + at, `${what}: after ${sorted[at - 1]} comes ${number}`));
}
const countBy = (rows, key) => rows.reduce((counts, row) => counts.set(key(row), (counts.get(key(row)) ?? 0) + 1), new Map());

// Acknowledged but lost, done twice, gaps in a series, a journal with holes: none of it.
export function assertNothingLostNorDoubled(tables, { acknowledged, seen }) {
  assert.deepEqual(seen.refused, []);
  const lines = countBy(tables.claim_line, (line) => line.customer_reference);
  for (const [id, reservation] of acknowledged.items) {
    assert.equal(lines.get(id), 1, `item ${id} is there once`);
    assert.ok(tables.claim_line.some((line) => line.customer_reference === id && line.reservation_number === reservation), reservation);
  }
  assert.equal(tables.claim_line.length, acknowledged.items.size, 'no line but those');
  const confirmed = tables.claim.filter((claim) => claim.confirmed_at !== null);
  const numbers = [...acknowledged.confirmations.values()].flat();
  assert.equal(new Set(numbers).size, numbers.length, 'no claim confirmed for two');
  assert.deepEqual(confirmed.map((claim) => claim.number).sort(), numbers.sort());
  const titles = countBy(tables.complaint, (complaint) => complaint.title);
  for (const [id, number] of acknowledged.complaints) {
    assert.equal(titles.get(id), 1, `complaint ${id} is there once`);
    assert.ok(tables.complaint.some((complaint) => complaint.title === id && complaint.number === number), number);
  }
  assert.equal(tables.complaint.length, acknowledged.complaints.size);

  assertGapless(tables.claim_line.map((line) => Number(line.reservation_key)), 'reservation numbers');
  assertGapless(confirmed.flatMap((claim) => (claim.rma_number ? [Number(claim.rma_number)] : [])), 'RMA numbers');
  assertGapless(tables.complaint.map((complaint) => Number(complaint.number.split('-')[2])), 'complaint numbers');

  const entries = countBy(tables.journal_entry, (entry) => `${entry.action} ${entry.subject_id}`);
  for (const complaint of tables.complaint) assert.equal(entries.get(`complaint.registered ${complaint.number}`), 1, complaint.number);
  assert.equal(tables.journal_content.length, tables.journal_entry.length);
  assert.equal(tables.journal_unsealed.length, 0, 'everything is sealed');
  assert.equal(tables.journal_link.length, tables.journal_entry.length);
  assertGapless(tables.journal_link.map((link) => link.position), 'positions of the journal');
}
