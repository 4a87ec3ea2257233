// The commands as an administrator uses them: backed up while it is served, restored on the other engine, served
// again; killed in the middle of a restore and restored again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { api, engines, makeHouse, program } from '../support/program.mjs';

const ways = engines.flatMap((from) => engines.filter((to) => engines.length === 1 || to !== from).map((to) => [from, to]));

for (const [from, to] of ways) {
  describe(`backup from ${from} to ${to}`, () => {
    test('is served again with its files, numbers and tokens', { timeout: 180_000 }, async () => {
      const source = await makeHouse(from);
      const target = await makeHouse(to);
      try {
        const ok = async (house, ...args) => {
          const done = await house.command(args);
          assert.equal(done.code, 0, done.stderr);
          return done;
        };
        await ok(source, 'demo');
        const token = (await ok(source, 'user', 'token', '--email', 'solene@orvance.example', '--name', 'essai', '--scope', 'write')).stdout.trim();
        const served = await source.serve();
        const before = api(served, token);
        const { stdout } = await ok(source, 'backup', 'essai.tar.zst', '--json');
        const report = JSON.parse(stdout);
        const archive = join(source.folder, 'essai.tar.zst');
        assert.equal(report.bytes, statSync(archive).size);
        assert.deepEqual(report.lost_files, []);
        assert.equal(statSync(archive).mode & 0o777, 0o600);
        copyFileSync(archive, join(target.folder, 'essai.tar.zst'));
        copyFileSync(archive, join(target.folder, 'cut.tar.zst'));
        truncateSync(join(target.folder, 'cut.tar.zst'), report.bytes - 10);

        const cut = await target.command(['restore', 'cut.tar.zst']);
        assert.equal(cut.code, 1);
        assert.match(cut.stderr, /endommagé.*Rien n’a été restauré/);
        // Killed at several moments, then done.
        for (const milliseconds of [30, 120, 300]) {
          const environment = { ...process.env, ...target.environment, RECOURS_FILES: join(target.folder, 'files') };
          const child = spawn(program, ['restore', 'essai.tar.zst'], { cwd: target.folder, env: environment, stdio: 'ignore' });
          const ended = once(child, 'exit');
          setTimeout(() => child.kill('SIGKILL'), milliseconds);
          await ended;
          if (child.exitCode === 0) break; // it was faster
        }
        target.environment.RECOURS_FILES = join(target.folder, 'files');
        const restored = await target.command(['restore', 'essai.tar.zst', '--json']);
        // 1: the last of those killed was faster.
        if (restored.code === 0) assert.equal(JSON.parse(restored.stdout).rows, report.rows);
        else assert.match(restored.stderr, /n’est pas vide/);
        assert.ok(!existsSync(join(target.folder, 'files/.restoring')));
        assert.match((await target.command(['restore', 'essai.tar.zst'])).stderr, /n’est pas vide/);

        const again = await target.serve({ args: ['--no-jobs'] });
        const after = api(again, token);
        const lists = await Promise.all([before, after].map((client) => client.get('/complaints?limit=200')));
        assert.ok(lists[0].body.items.length > 20);
        assert.deepEqual(lists[1].body, lists[0].body);
        // The bytes of a file, through the server.
        const folder = join(target.folder, 'files');
        const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => /^[0-9a-f]{64}$/.test(entry.name) && entry.isFile());
        assert.equal(kept.length, report.files);
        for (const { name } of kept) {
          const bytes = readFileSync(join(folder, name.slice(0, 2), name.slice(2, 4), name));
          assert.equal(createHash('sha256').update(bytes).digest('hex'), name);
        }
        // The next number is the same in both.
        const complaint = {
          complainant: { kind: 'person', name: 'Essai', email: 'zoe@mail.example' }, sent_on: '2026-01-05', received_on: '2026-01-05',
          proof_of_sending: 'email_header', complexity: 'low', channel: 'email', subject: 'other', title: 'suite', details: 'Essai.',
          reason: 'other', activity: 'insurance', capacity: 'client', grievances: ['Un grief'],
        };
        const numbers = [];
        for (const client of [before, after]) {
          const made = await client.post('/complaints', complaint);
          assert.equal(made.status, 201, JSON.stringify(made.body));
          numbers.push(made.body.number);
        }
        assert.equal(numbers[0], numbers[1]);
        const refused = await source.command(['restore', 'essai.tar.zst']);
        assert.equal(refused.code, 1);
        assert.match(refused.stderr, from === 'sqlite' ? /Arrêtez d’abord `recours serve`/ : /n’est pas vide/);
      } finally {
        await source.close();
        await target.close();
      }
    });
  });
}
