import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { platforms } from '../../src/app/platforms.ts';
import { freePort } from '../peers/free-port.ts';
import { clockEnvironment } from '../support/clock.ts';
import { DOCUMENT, folderOf, OWN, recordFiles } from '../support/records.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const MAIN = join(ROOT, 'src', 'main.ts');

/** An environment that connects nothing, whatever .env and the environment of the tests say. */
async function environment(over: Readonly<Record<string, string>> = {}): Promise<NodeJS.ProcessEnv> {
  const variables = [...(await platforms()).values()].flatMap((platform) => platform.variables);
  const unset = Object.fromEntries([...variables, 'DATABASE_URL', 'LOG_LEVEL'].map((name) => [name, '']));
  return {
    ...process.env,
    ...unset,
    ...clockEnvironment(),
    FORCE_COLOR: undefined,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    BRIEFS_DIR: folderOf(recordFiles()),
    ...over,
  };
}

type Running = {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly errors: () => string;
  readonly ended: Promise<number | string>;
};

/** Starts a process whose output is kept; it and what it started are ended with the test. */
function started(command: string, args: readonly string[], env: NodeJS.ProcessEnv, cwd = ROOT): Running {
  const child = spawn(command, args, { cwd, env, stdio: 'pipe', detached: true });
  let said = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (errors += text));
  child.stdin.on('error', () => {});
  const ended = new Promise<number | string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  onTestFinished(() => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended, as it should.
    }
  });
  return { child, said: () => said, errors: () => errors, ended };
}

async function ran(
  command: string,
  args: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
) {
  const running = started(command, args, await environment(env));
  running.child.stdin?.end(input);
  return { code: await running.ended, output: running.said(), errors: running.errors() };
}
const attache = (args: readonly string[], options?: Parameters<typeof ran>[2]) =>
  ran(process.execPath, [MAIN, ...args], options);

/** The processes of a group that still run. */
function groupOf(id: number): string[] {
  return readdirSync('/proc').filter((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(group) === id && state !== 'Z';
    } catch {
      return false;
    }
  });
}

describe('the command line', () => {
  test('by npm run -s attache -- writes nothing but its answer', async () => {
    const topics = await ran('npm', ['run', '-s', 'attache', '--', 'topics']);
    expect(topics).toEqual({
      code: 0,
      output: 'grain-corridor  The grain corridor: What is known of the grain corridor\n',
      errors: '',
    });
  });

  test('answers 1,000 questions in one process, in their order', async () => {
    const questions = Array.from({ length: 1_000 }, (_, index) =>
      index % 3 === 0 ? `grain corridor ${index}` : index % 3 === 1 ? '' : `zebra ${index}`,
    );
    const { code, output, errors } = await attache(['ask', '--lines'], { input: questions.join('\n') });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    const told = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly question: string; readonly result: string });
    expect(told.map(({ question }) => question)).toEqual(questions);
    expect(told.filter(({ question }) => question === '').every(({ result }) => result === 'none')).toBe(true);
  });

  test('tells a failure by 1 and misuse by 2', async () => {
    const [failed, misused] = await Promise.all([
      attache(['check'], { env: { BRIEFS_DIR: '/nowhere' } }),
      attache(['check', '--fly']),
    ]);
    expect([failed.code, misused.code]).toEqual([1, 2]);
    expect(failed.errors).toContain('/nowhere:1:1  cannot be read');
  });

  test('verifies a document from any folder', async () => {
    const folder = folderOf({ 'document.txt': DOCUMENT.join('\n\n') });
    const {
      child: _child,
      ended,
      said,
    } = started(process.execPath, [MAIN, 'verify', 'document.txt'], await environment(), folder);
    expect(await ended).toBe(0);
    expect(said()).toContain('all 4 paragraphs match');
  });

  test('reads .env in the folder that it is started in, and lets the environment win', async () => {
    const folder = folderOf({
      '.env': 'LOG_LEVEL=loud\n',
      ...Object.fromEntries(Object.entries(recordFiles()).map(([name, content]) => [`briefs/${name}`, content])),
    });
    const env = { ...(await environment()), BRIEFS_DIR: undefined, LOG_LEVEL: undefined };
    const wrong = started(process.execPath, [MAIN, 'start'], env, folder);
    wrong.child.stdin?.end();
    expect(await wrong.ended).toBe(1);
    expect(wrong.errors()).toContain('LOG_LEVEL is "loud"');
    const right = started(process.execPath, [MAIN, 'start'], { ...env, LOG_LEVEL: 'info' }, folder);
    right.child.stdin?.end('grain-corridor\n');
    expect(await right.ended).toBe(0);
    expect(right.said()).toContain('The grain corridor');
  });

  test.skipIf(process.platform === 'win32')('does not mind a reader that has had enough', async () => {
    const data = folderOf({});
    const env = await environment({ BRIEFS_DIR: OWN, DATA_DIR: data });
    const { ended, errors, child } = started(
      'sh',
      ['-c', `"${process.execPath}" "${MAIN}" ask --lines | head -n 1; true`],
      env,
    );
    child.stdin?.end('energy\n'.repeat(5_000));
    expect(await ended).toBe(0);
    expect(errors()).toBe('');
  });
});

describe('npm start', () => {
  test('with input piped into it answers, and exits with 0 at the end of the input', async () => {
    const { code, output, errors } = await ran('npm', ['start', '--silent'], {
      input: '/brief\nwhat about the grain corridor\n',
    });
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/No chat is connected[\s\S]*\nTopics\n[\s\S]*\nThe grain corridor\n/u);
    expect(output).not.toContain('\u001B');
  });

  test.skipIf(process.platform !== 'linux').each(['SIGTERM', 'SIGINT'] as const)(
    'ends at %s with 0 while its input is open, and leaves no process behind',
    async (signal) => {
      const port = String(await freePort());
      const data = folderOf({});
      const env = await environment({ DESK_PORT: port, DATA_DIR: data });
      const { child, said, errors, ended } = started('npm', ['start', '--silent'], env);
      const group = child.pid ?? 0;
      await expect.poll(said, { timeout: 15_000 }).toContain(`The desk is open at http://127.0.0.1:${port} `);
      const page = await fetch(`http://127.0.0.1:${port}/`);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Attaché</title>')]);
      expect(groupOf(group).length).toBeGreaterThan(1);
      child.kill(signal);
      expect(await ended).toBe(0);
      await expect.poll(() => groupOf(group), { timeout: 5_000 }).toEqual([]);
      expect(errors()).toMatch(
        new RegExp(
          `^To work on the records there, open this link .*\\nhttp://127\\.0\\.0\\.1:${port}/sign-in#[\\w-]{43}\\n$`,
          'u',
        ),
      );
    },
  );

  test('whose port is taken says so and what to do, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const { code, errors } = await ran('npm', ['start', '--silent'], {
      env: { DESK_PORT: port, DATA_DIR: folderOf({}) },
    });
    expect(code).toBe(1);
    expect(errors).toContain(
      `DESK_PORT ${port} on 127.0.0.1 cannot be had (EADDRINUSE); set DESK_PORT to a port that is free.`,
    );
  });
});

describe('the guard before every script', () => {
  const guard = join(ROOT, 'src', 'cli', 'node.sh');

  /** Runs the guard where `node` is this shell script, or nothing at all. */
  async function guarded(node: string | undefined) {
    const folder = folderOf({ 'bin/node': `#!/bin/sh\n${node ?? ''}\n` });
    chmodSync(join(folder, 'bin', 'node'), node === undefined ? 0o644 : 0o755);
    const { ended, said, errors } = started('/bin/sh', [guard, 'src/main.ts', 'topics'], { PATH: join(folder, 'bin') });
    return { code: await ended, output: said(), errors: errors() };
  }

  test('tells an old Node.js by its version, with what to do', async () => {
    const { code, output, errors } = await guarded('echo v20.20.2');
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toMatch(/^attache: this needs Node\.js 26, and found v20\.20\.2 at .*\nRun 'npm ci --omit=dev'/u);
  });
  test('tells a missing Node.js', async () => {
    const { code, errors } = await guarded(undefined);
    expect(code).toBe(1);
    expect(errors).toMatch(/^attache: no Node\.js was found\./u);
  });
  test('tells a Node.js that does not start, and names the library that it lacks', async () => {
    const { code, errors } = await guarded(
      'echo "node: error while loading shared libraries: libatomic.so.1: cannot open" >&2; exit 127',
    );
    expect(code).toBe(1);
    expect(errors).toContain('apt-get install libatomic1');
    expect((await guarded('echo broken >&2; exit 1')).errors).toContain(
      'Remove node_modules and run: npm ci --omit=dev',
    );
  });
  test('lets Node.js keep what it compiles beside the packages', async () => {
    const node = 'if [ "$1" = -p ]; then echo ok; else echo "$NODE_COMPILE_CACHE"; fi';
    expect((await guarded(node)).output).toBe(`${join(ROOT, 'node_modules', '.cache', 'attache')}\n`);
  });
  test('runs the right one in its own place, so that signals reach it and its exit code is passed on', async () => {
    const { code, output } = await guarded('if [ "$1" = -p ]; then echo ok; else echo "$@"; exit 7; fi');
    expect({ code, output }).toEqual({ code: 7, output: 'src/main.ts topics\n' });
  });
});
