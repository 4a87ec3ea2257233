// The whole program as a user starts it, for tests/program and tests/browser: a database of either engine, commands, a
// server on a free port, an SMTP catcher, a faked system clock.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = process.env.RECOURS_PROGRAM ?? join(root, 'build/release/recours');
export const corpus = process.env.RECOURS_CORPUS ?? join(root, '../shared/fixtures');
export const password = 'mot de passe des essais';

const faketimeLibrary = readdirSync('/usr/lib', { withFileTypes: true })
  .map(({ name }) => join('/usr/lib', name, 'faketime/libfaketimeMT.so.1'))
  .find(existsSync);

export const engines = ['sqlite', ...(process.env.RECOURS_TEST_POSTGRES ? ['postgresql'] : [])];

async function psql(address, statement) {
  await run('psql', ['-q', '-d', address, '-c', statement]);
}

// A place to live: folder and empty database, both gone after close().
// `at`: the address of another PostgreSQL server than that of the tests.
export async function makeHouse(engine, at = process.env.RECOURS_TEST_POSTGRES) {
  const folder = mkdtempSync(join(tmpdir(), 'recours-program-'));
  const name = `recours_${process.pid}_${Math.random().toString(36).slice(2)}`;
  let database = `sqlite:${join(folder, 'recours.db')}`;
  if (engine === 'postgresql') {
    await psql(at, `CREATE DATABASE ${name}`);
    database = at.replace(/\/postgres(?=\?|$)/, `/${name}`);
  }
  const servers = [];
  const house = {
    folder,
    database,
    environment: { RECOURS_DATABASE: database, RECOURS_PASSWORD: password, LANG: 'fr_FR.UTF-8' },
    // Runs a command at a system time (YYYY-MM-DD HH:MM:SS in UTC, or none for now); resolves with what it printed.
    async command(args, { at, input, environment } = {}) {
      const child = run(program, args, { env: environmentOf(house, environment, at), cwd: folder, maxBuffer: 1 << 26 });
      if (input !== undefined) child.child.stdin.end(input);
      try {
        const { stdout, stderr } = await child;
        return { code: 0, stdout, stderr };
      } catch (failure) {
        if (typeof failure.code !== 'number') throw failure;
        return { code: failure.code, stdout: failure.stdout, stderr: failure.stderr };
      }
    },
    // Serves on a port of the system's choice until stop(); resolves when the address it says answers.
    async serve({ at, environment, args = [] } = {}) {
      const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', ...args], { env: environmentOf(house, environment, at), cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
      let log = '';
      child.stdout.on('data', (part) => (log += part));
      child.stderr.on('data', (part) => (log += part));
      const server = {
        url: undefined,
        log: () => log,
        // kill -9.
        async kill() {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        },
        async stop() {
          if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          return (await ended)[0];
        },
      };
      servers.push(server);
      const deadline = performance.now() + 30_000;
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the server ended at once:\n${log}`);
        server.url ??= /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(log)?.[0];
        const ready = server.url && (await fetch(`${server.url}/readyz`).then((answer) => answer.ok, () => false));
        if (ready) return server;
        if (performance.now() > deadline) throw new Error(`the server does not answer:\n${log}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    // `recours work`; resolves when it says that it works.
    async work({ environment } = {}) {
      const child = spawn(program, ['work'], { env: environmentOf(house, environment), cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
      const worker = {
        async stop() {
          if (child.exitCode !== null) return child.exitCode;
          const ended = once(child, 'exit');
          child.kill('SIGTERM');
          return (await ended)[0];
        },
      };
      servers.push(worker);
      await once(child.stdout, 'data');
      return worker;
    },
    async close() {
      for (const server of servers) await server.stop();
      if (engine === 'postgresql' && at === process.env.RECOURS_TEST_POSTGRES) await psql(at, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return house;
}

// The system clock starts at `at` (YYYY-MM-DD HH:MM:SS, UTC) and goes on from there. The library is loaded directly: the
// faketime command would stand between us and the signals we send.
function environmentOf(house, more = {}, at = undefined) {
  const { RECOURS_SMTP: _, ...inherited } = process.env;
  const faked = at ? { LD_PRELOAD: faketimeLibrary, FAKETIME: `@${at}`, FAKETIME_DONT_FAKE_MONOTONIC: '1' } : {};
  return { ...inherited, TZ: 'UTC', ...faked, ...house.environment, ...more };
}

// The API as one user.
export function api(server, token) {
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body, headers) => call('POST', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
  };
}

// What `look` finds in a folder, as soon as it finds anything there; fails with `what` after half a minute.
function foundIn(folder, look, what) {
  return new Promise((resolve, reject) => {
    let watcher, timer;
    const settle = (end, value) => {
      watcher.close();
      clearTimeout(timer);
      end(value);
    };
    const lookAgain = () => {
      const found = look();
      if (found) settle(resolve, found);
    };
    timer = setTimeout(() => settle(reject, new Error(what())), 30_000);
    watcher = watch(folder, lookAgain);
    lookAgain();
  });
}

// A real SMTP server that keeps what it is sent (tests/support/smtp_catcher.mjs).
export async function catchMail({ port } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'recours-mail-'));
  const child = spawn(process.execPath, [join(root, 'tests/support/smtp_catcher.mjs'), folder, ...(port ? ['--port', String(port)] : [])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = await once(child.stdout, 'data');
  const listening = Number(/\d+/.exec(String(first))[0]);
  const messages = () => readdirSync(folder).filter((name) => name.endsWith('.eml')).sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return {
    url: `smtp://127.0.0.1:${listening}`,
    messages,
    // All of them, once there are so many.
    waitFor: (count) =>
      foundIn(folder, () => messages().length >= count && messages(), () => `only ${messages().length} of ${count} messages arrived`),
    // What `find` finds in a message, once it finds anything in one.
    arrival: (find) => foundIn(folder, () => messages().map(find).find(Boolean), () => `not among the ${messages().length} messages that arrived: ${find}`),
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
