// R-186 A disk that is full, and one that is read-only from the start: said in words and in the log, nothing half-written, and
// everything goes on by itself once there is room. Real file systems of a few MiB, which root may mount.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, rmdirSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { api, engines, makeHouse, root } from '../support/program.mjs';
import { populate, tablesOf } from '../support/crash_load.mjs';
import { ownPostgres } from '../support/own_postgres.mjs';

function mounted(mebibytes) {
  const folder = mkdtempSync(join(tmpdir(), 'recours-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=755`, 'recours-essai', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    // Until not a byte more fits.
    fill() {
      const file = openSync(filler, 'w');
      for (let size = 1 << 20; size > 0; size = Math.floor(size / 2)) {
        for (let fits = true; fits;) {
          try {
            fits = writeSync(file, Buffer.alloc(size)) === size;
          } catch (error) {
            assert.equal(error.code, 'ENOSPC');
            fits = false;
          }
        }
      }
      closeSync(file);
    },
    empty: () => rmSync(filler, { force: true }),
    readOnly: () => execFileSync('mount', ['-o', 'remount,ro', folder]),
    close() {
      execFileSync('umount', ['-l', folder]);
      rmdirSync(folder);
    },
  };
}

const probe = mounted(1);
probe?.close();
const skip = probe === null && 'NOT TESTED: this machine lets nobody mount a file system';
const complaint = (title, details = 'Essai.') => ({
  complainant: { kind: 'person', name: 'Essai', email: 'zoe@mail.example' }, sent_on: '2026-01-05', received_on: '2026-01-05',
  proof_of_sending: 'email_header', complexity: 'low', channel: 'email', subject: 'other', title, details,
  reason: 'other', activity: 'insurance', capacity: 'client', grievances: ['Un grief'],
});
const full = 'Rien n’a été enregistré\u00a0: son disque est plein. Prévenez l’administrateur et recommencez plus tard.';

async function upload(server, token) {
  const form = new FormData();
  form.set('file', new Blob([readFileSync(join(root, 'src/cli/demo/photo-packaging.jpg'))], { type: 'image/jpeg' }), 'carton.jpg');
  form.set('kind', 'packaging');
  const answer = await fetch(`${server.url}/api/v1/attachments`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form });
  return { status: answer.status, body: await answer.json() };
}

// Complaints until one is refused, each with its key; returns how many were taken, and the refusal.
async function untilRefused(client, details) {
  for (let taken = 0; taken < 2000; ++taken) {
    const answer = await client.post('/complaints', complaint(`plein ${taken}`, details), { 'idempotency-key': `plein-${taken}` });
    if (answer.status !== 201) return { taken, answer };
  }
  throw new Error('the disk does not get full');
}

const disks = {
  sqlite: async () => {
    const disk = mounted(24);
    const house = await makeHouse('sqlite');
    mkdirSync(join(disk.folder, 'data'));
    house.environment.RECOURS_DATABASE = `sqlite:${join(disk.folder, 'data/recours.db')}`;
    return { disk, house };
  },
  postgresql: async () => {
    const disk = mounted(192);
    const postgres = await ownPostgres({ within: disk.folder });
    return { disk, postgres, house: await makeHouse('postgresql', postgres.url) };
  },
};

for (const engine of engines) {
  describe(`a full disk of ${engine}`, { skip }, () => {
    let place;
    before(async () => (place = await disks[engine]()));
    after(async () => {
      await place?.house.close();
      await place?.postgres?.close();
      place?.disk.close();
    });

    test('is said, and forgotten once there is room', { timeout: 120_000 }, async () => {
      const { disk, house } = place;
      const tokens = await populate(house);
      const server = await house.serve();
      const client = api(server, tokens.compliance);
      disk.fill();
      // Long enough that no page of the database has room for it.
      const details = Array.from({ length: 900 }, (_, i) => `essai${(i * 7919) % 10007}`).join(' ');
      const { taken, answer } = await untilRefused(client, details);
      assert.equal(answer.status, 507, JSON.stringify(answer.body));
      assert.equal(answer.body.code, 'storage_full');
      assert.equal(answer.body.detail, full);
      const photo = await upload(server, tokens.resellers[0]);
      assert.equal(photo.status, 507, JSON.stringify(photo.body));
      assert.equal((await client.get('/complaints')).status, 200, 'reading goes on');
      assert.equal((await fetch(`${server.url}/sign-in`)).status, 200, 'pages too');
      const backup = await house.command(['backup', join(disk.folder, 'essai.tar.zst')]);
      assert.equal(backup.code, 1);
      assert.match(backup.stderr, /ne peut pas être écrite dans .*le disque est plein/);
      assert.match(server.log(), / error the disk is full: .*\(request /);

      disk.empty();
      const again = await client.post('/complaints', complaint(`plein ${taken}`, details), { 'idempotency-key': `plein-${taken}` });
      assert.equal(again.status, 201, JSON.stringify(again.body));
      assert.equal((await upload(server, tokens.resellers[0])).status, 201);
      const tables = await tablesOf(house);
      assert.equal(tables.complaint.length, taken + 1, 'nothing half-written');
      assert.equal(tables.journal_content.length, tables.journal_entry.length);
      assert.equal(tables.journal_entry.filter(({ action }) => action === 'complaint.registered').length, taken + 1);
      assert.equal(tables.attachment.length, 1);
      assert.equal(await server.stop(), 0);
    });
  });
}

describe('a read-only disk', { skip }, () => {
  test('is said when serving begins', { timeout: 60_000 }, async () => {
    const { disk, house } = await disks.sqlite();
    try {
      await populate(house);
      disk.readOnly();
      const refused = await house.command(['serve', '--listen', '127.0.0.1:0']);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, /recours: Le disque de la base de données est en lecture seule/);
      const user = await house.command(['user', 'add', '--email', 'x@essai.example', '--name', 'X', '--role', 'compliance']);
      assert.equal(user.code, 1);
      assert.match(user.stderr, /recours: Le disque de la base de données est en lecture seule/);
    } finally {
      await house.close();
      disk.close();
    }
  });
});
