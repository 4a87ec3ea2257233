// The server as strangers meet it, the whole program on real sockets: https with an authority made here and a renewed
// certificate, /metrics, files of strangers, SIGTERM once and twice, the access log. (R-160…R-171)
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, readlinkSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import tls from 'node:tls';
import { makeHouse, password, program } from '../support/program.mjs';

let house;
const running = [];

function environment(more = {}) {
  const { RECOURS_SMTP: _, ...inherited } = process.env;
  return { ...inherited, ...house.environment, ...more };
}

// Serves on a free port; what it printed and logged is kept.
async function serve(more = {}) {
  const child = spawn(program, ['serve', '--listen', '127.0.0.1:0'], { env: environment(more), cwd: house.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { child, log: '', ended: once(child, 'exit') };
  running.push(server);
  child.stderr.on('data', (part) => (server.log += part));
  const said = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
      const address = /(https?):\/\/127\.0\.0\.1:(\d+)/.exec(text);
      if (address) resolve(address);
    });
    child.on('exit', () => reject(new Error(`the server ended at once:\n${server.log}`)));
  });
  server.scheme = said[1];
  server.port = Number(said[2]);
  server.stop = async () => {
    child.kill('SIGTERM');
    return (await server.ended)[0];
  };
  return server;
}

function ask(server, path, { method = 'GET', headers = {}, body, ca } = {}) {
  const library = server.scheme === 'https' ? https : http;
  return new Promise((resolve, reject) => {
    const request = library.request({ host: '127.0.0.1', port: server.port, path, method, headers, ca, servername: 'localhost', agent: false });
    request.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const signInForm = new URLSearchParams({ email: 'admin@essai.example', password }).toString();
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(signInForm) };
const signIn = (server, more = {}) => ask(server, '/sign-in', { method: 'POST', headers: formHeaders, body: signInForm, ...more });

// Certificates, as an authority of a firm would issue them.
function openssl(...args) {
  execFileSync('openssl', args, { cwd: house.folder, stdio: 'pipe' });
}
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
function makeAuthority() {
  openssl('req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=Autorité', '-keyout', 'ca.key', '-out', 'ca.pem');
}
function issue(name, subject) {
  writeFileSync(join(house.folder, 'new.ext'), 'subjectAltName=DNS:localhost\n');
  openssl('req', ...newKey, '-subj', `/CN=${subject}`, '-keyout', 'new.key', '-out', 'new.csr');
  openssl('x509', '-req', '-in', 'new.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1', '-extfile', 'new.ext', '-out', 'new.pem');
  renameSync(join(house.folder, 'new.key'), join(house.folder, `${name}.key`));
  renameSync(join(house.folder, 'new.pem'), join(house.folder, `${name}.pem`));
}
const pair = (certificate, key = certificate) => ({ RECOURS_TLS_CERT: `${certificate}.pem`, RECOURS_TLS_KEY: `${key}.key` });

async function until(isSo, what) {
  const deadline = performance.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < deadline, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the server', () => {
  before(async () => {
    house = await makeHouse('sqlite');
    const done = await house.command(['init', '--organisation', 'Essai', '--admin', 'admin@essai.example']);
    assert.equal(done.code, 0, done.stderr);
    makeAuthority();
    issue('server', 'localhost');
    issue('other', 'other');
  });
  after(async () => {
    for (const server of running) server.child.kill('SIGKILL');
    await house.close();
  });

  test('speaks https by itself and shows a renewed certificate (R-160, R-162)', async () => {
    const server = await serve(pair('server'));
    assert.equal(server.scheme, 'https');
    const ca = readFileSync(join(house.folder, 'ca.pem'));
    const answer = await signIn(server, { ca });
    assert.equal(answer.status, 303);
    assert.match(answer.headers['set-cookie'].join(), /__Host-recours=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure/);
    assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000');
    assert.doesNotMatch(server.log, /plain_http/);
    await assert.rejects(ask(server, '/healthz'), /self-signed|unable to/i, 'strangers to the authority refuse it');

    const shown = () => new Promise((resolve, reject) => {
      const socket = tls.connect({ host: '127.0.0.1', port: server.port, ca, servername: 'localhost' }, () => {
        resolve(socket.getPeerCertificate().subject.CN);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    assert.equal(await shown(), 'localhost');
    issue('server', 'renewed');
    server.child.kill('SIGHUP');
    await until(async () => (await shown()) === 'renewed', 'the renewed certificate is never shown');
    assert.equal(await server.stop(), 0);
  });

  test('names the certificate or key it cannot use (R-161)', async () => {
    const refused = async (more) => {
      const done = await house.command(['serve', '--listen', '127.0.0.1:0'], { environment: more });
      assert.equal(done.code, 1);
      return done.stderr;
    };
    assert.match(await refused(pair('server', 'other')), /tls_key_of_another: La clé privée other\.key n’est pas celle du certificat server\.pem/);
    assert.match(await refused(pair('absent', 'server')), /unreadable_tls_file: .*absent\.pem/);
    assert.match(await refused({ RECOURS_TLS_CERT: 'server.pem' }), /half_tls/);
  });

  test('shows its numbers to this machine or to who has the token (R-170, R-171)', async () => {
    let server = await serve();
    await ask(server, '/sign-in?next=/SECRET');
    await ask(server, '/p/SECRET');
    await until(async () => /recours_job_runs_total\{job="journal",end="done"\} [1-9]/.test((await ask(server, '/metrics')).text), 'no job ran');
    const answer = await ask(server, '/metrics');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
    assert.match(answer.text, /recours_http_requests_total\{method="GET",route="\/sign-in",class="2xx"\} 1\n/);
    assert.match(answer.text, /route="\/p\/\{code\}"/);
    assert.match(answer.text, /recours_build_info\{version="\d[^"]*",engine="[^"]+"\} 1/);
    assert.match(answer.text, /recours_db_connections_lent\{kind="read"\} \d/);
    assert.match(answer.text, /recours_outbox_messages\{state="parked"\} 0/);
    assert.match(answer.text, /process_resident_memory_bytes [1-9]/);
    assert.doesNotMatch(answer.text, /SECRET/);
    assert.equal((await ask(server, '/metrics', { headers: { 'x-forwarded-for': '198.51.100.7' } })).status, 404);
    assert.equal((await ask(server, '/healthz')).text, 'ok\n');
    assert.equal((await ask(server, '/readyz')).text, 'ready\n');
    assert.equal(await server.stop(), 0);
    for (const line of server.log.split('\n').filter((each) => each.startsWith('{'))) {
      const entry = JSON.parse(line);
      assert.ok(entry.request && entry.path && entry.status, line);
      assert.doesNotMatch(line, /SECRET/);
    }
    const token = 'jeton-des-mesures-0123';
    server = await serve({ RECOURS_METRICS_TOKEN: token });
    assert.equal((await ask(server, '/metrics')).status, 404);
    assert.equal((await ask(server, '/metrics', { headers: { authorization: `Bearer ${token}` } })).status, 200);
    assert.equal(await server.stop(), 0);
  });

  test('keeps nothing of what strangers send (R-163)', async () => {
    const server = await serve();
    const cookie = (await signIn(server)).headers['set-cookie'].join('; ').match(/recours=[^;]+/)[0];
    const spooled = () => readdirSync(`/proc/${server.child.pid}/fd`).filter((name) => {
      try {
        return readlinkSync(`/proc/${server.child.pid}/fd/${name}`).includes('/spool/');
      } catch {
        return false;
      }
    }).length;
    // The beginning of a form of 20 MB; answers once the server did, or says how many files it holds.
    const begin = (path, headers) => new Promise((resolve, reject) => {
      const socket = net.connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (part) => (text += part)).on('error', reject).on('close', () => resolve(text));
      socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 20000000\r\n${headers}\r\n`);
      socket.write(`--b\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n${'x'.repeat(100_000)}`);
      until(() => text !== '' || spooled() > 0, 'neither answered nor kept').then(() => socket.end(), reject);
    });
    assert.match(await begin('/api/v1/attachments', ''), /^HTTP\/1\.1 401 /);
    assert.match(await begin('/api/v1/attachments', 'Authorization: Bearer forged\r\n'), /^HTTP\/1\.1 401 /);
    assert.match(await begin('/contacts/import', ''), /^HTTP\/1\.1 303 .*Location: \/sign-in/s);
    assert.match(await begin('/contacts/import', 'Cookie: recours=forged\r\n'), /^HTTP\/1\.1 303 /);
    assert.match(await begin('/contacts/import', `Cookie: ${cookie}\r\nOrigin: https://evil.example\r\n`), /^HTTP\/1\.1 403 /);
    assert.match(await begin('/p/files', ''), /^HTTP\/1\.1 404 /);
    assert.match(await begin('/p/files', 'Cookie: recours-phone=forged\r\n'), /^HTTP\/1\.1 404 /);
    const made = await house.command(['user', 'token', '--email', 'admin@essai.example', '--name', 'essai', '--scope', 'write']);
    assert.equal(made.code, 0, made.stderr);
    for (const known of [`Cookie: ${cookie}`, `Authorization: Bearer ${made.stdout.trim()}`]) {
      const path = known.startsWith('Cookie') ? '/contacts/import' : '/api/v1/attachments';
      assert.equal(await begin(path, `${known}\r\n`), '', 'of who is known it is kept');
      await until(() => spooled() === 0, 'what was aborted is kept');
    }
    assert.equal(await server.stop(), 0);
  });

  test('finishes what runs when it is told to stop (R-169)', async () => {
    const server = await serve();
    const socket = net.connect(server.port, '127.0.0.1');
    let text = '';
    socket.on('data', (part) => (text += part));
    socket.write(`POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${signInForm.length}\r\nExpect: 100-continue\r\n\r\n`);
    await until(() => text.startsWith('HTTP/1.1 100 '), 'the body is not invited');
    server.child.kill('SIGTERM');
    const isRefused = () => new Promise((resolve) => {
      const other = net.connect(server.port, '127.0.0.1').on('connect', () => resolve(other.destroy() && false)).on('error', () => resolve(true));
    });
    await until(isRefused, 'new connections are still taken');
    socket.write(signInForm);
    assert.equal((await server.ended)[0], 0);
    assert.match(text, /HTTP\/1\.1 303 .*Connection: close/s);
  });

  test('does not wait for slow clients when it is told twice (R-169)', async () => {
    const server = await serve();
    const socket = net.connect(server.port, '127.0.0.1').on('error', () => {});
    let text = '';
    socket.on('data', (part) => (text += part));
    socket.write('POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n');
    await until(() => text.startsWith('HTTP/1.1 100 '), 'the body is not invited');
    const told = performance.now();
    server.child.kill('SIGTERM');
    await new Promise((resolve) => net.connect(server.port, '127.0.0.1').on('close', resolve).on('error', resolve));
    server.child.kill('SIGTERM');
    assert.equal((await server.ended)[0], 0);
    assert.ok(performance.now() - told < 8000, 'the drain time is ten seconds');
  });
});
