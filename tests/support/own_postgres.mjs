// A PostgreSQL server of a test's own, durable as one in use (fsync on), that may be ended by force and started again.
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

function binaries() {
  const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(a) - Number(b));
  return join('/usr/lib/postgresql', versions.at(-1), 'bin');
}

function childrenOf(pid) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
    try {
      return readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1] === String(pid);
    } catch {
      return false; // gone meanwhile
    }
  }).map(Number);
}
const isThere = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '')[0] !== 'Z';
  } catch {
    return false;
  }
};

// `within`: a folder whose disk it fills.
export async function ownPostgres({ within = tmpdir() } = {}) {
  const folder = mkdtempSync(join(within, 'recours-own-pg-'));
  chmodSync(folder, 0o755);
  const isRoot = process.getuid() === 0;
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  // PostgreSQL does not run as root.
  const as = (program, ...args) => (isRoot ? run('runuser', ['-u', 'postgres', '--', program, ...args], { cwd: folder }) : run(program, args, { cwd: folder }));
  const data = join(folder, 'data');
  await as(join(binaries(), 'initdb'), '-D', data, '-U', 'recours', '--auth=trust', '--locale=C.UTF-8', '-E', 'UTF8');
  const server = {
    url: `postgresql://recours@/postgres?host=${folder}`,
    start: () => as(join(binaries(), 'pg_ctl'), '-D', data, '-l', join(folder, 'log'), '-w', '-s', '-o', `-k ${folder} -c listen_addresses= -c fsync=on -c recovery_init_sync_method=syncfs`, 'start'),
    // kill -9 of all of its processes at once, as when the machine loses its memory but not its disk.
    async kill() {
      const main = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(main, 'SIGSTOP'); // makes no more children
      const all = [...childrenOf(main), main];
      for (const pid of all) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch (error) {
          if (error.code !== 'ESRCH') throw error;
        }
      }
      while (all.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 10));
      // Where nobody reaps the dead (a container) their numbers seem to be in use still.
      for (const lock of [join(data, 'postmaster.pid'), join(folder, '.s.PGSQL.5432.lock')]) rmSync(lock, { force: true });
    },
    stop: () => as(join(binaries(), 'pg_ctl'), '-D', data, '-m', 'fast', '-s', '-w', 'stop'),
    async close() {
      await server.stop().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}
