// A real SMTP server on a free port of 127.0.0.1 that keeps what it is sent: 0001.eml and 0001.json (envelope) in FOLDER.
//   node smtp_catcher.mjs FOLDER [--user NAME --password WORD] [--until-stdin-ends] [--port NUMBER]
// Prints its port, then serves until it is killed. A recipient whose local part begins with
// `refuse-451` or `refuse-550` is refused with that code; `greylist…` is refused with 451 the first time.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

const [folder, ...options] = process.argv.slice(2);
const option = (name) => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const user = option('--user');
const password = option('--password');
const greylisted = new Set();
let count = 0;

function refusal(code, text) {
  return Object.assign(new Error(text), { responseCode: code });
}

function keep(name, content) {
  const file = join(folder, name);
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

const server = new SMTPServer({
  authOptional: user === undefined,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  logger: false,
  onAuth(auth, _session, done) {
    if (auth.username === user && auth.password === password) return done(null, { user });
    return done(refusal(535, '5.7.8 Wrong user or password'));
  },
  onRcptTo({ address }, _session, done) {
    const code = /^refuse-(451|550)/.exec(address)?.[1];
    if (code === '451') return done(refusal(451, '4.3.0 Come back later'));
    if (code === '550') return done(refusal(550, '5.1.1 Nobody here by that name'));
    if (address.startsWith('greylist') && !greylisted.has(address)) {
      greylisted.add(address);
      return done(refusal(451, '4.7.1 Greylisted'));
    }
    return done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      count += 1;
      const name = String(count).padStart(4, '0');
      const envelope = {
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        secure: session.secure,
        user: session.user ?? null,
        session: session.id,
      };
      keep(`${name}.json`, JSON.stringify(envelope));
      keep(`${name}.eml`, Buffer.concat(parts));
      done(null, `kept as ${name}`);
    });
  },
});

server.on('error', (error) => {
  // A client that hangs up in the middle is its own business.
  if (error.code !== 'ECONNRESET') console.error(`smtp catcher: ${error.message}`);
});
server.listen(Number(option('--port') ?? 0), '127.0.0.1', () => console.log(server.server.address().port));

// The C++ tests hold a pipe to our standard input: when they end, however they end, we end.
if (options.includes('--until-stdin-ends')) {
  process.stdin.on('end', () => process.exit(0));
  process.stdin.resume();
}
