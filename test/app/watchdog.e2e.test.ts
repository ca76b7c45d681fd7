/** The watchdog in a process of its own: it ends one that hangs, and no other. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const ENTRY = JSON.stringify(join(import.meta.dirname, '../../src/app/watchdog.ts'));
/** Blocks the event loop for so many milliseconds, and leaves the processor to others meanwhile. */
const BLOCK = 'const block = (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);';
const WAIT = 'const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));';

/** Starts a process with a watchdog that ends it after a second, in which some code runs once it is started. */
function start(code: string, ...options: readonly string[]): ChildProcess {
  const timing = '{ beatMilliseconds: 50, maxMissed: 20 }';
  const script = `
    const { startWatchdog } = await import(${ENTRY});
    const stop = startWatchdog(${timing});
    ${BLOCK} ${WAIT}
    await wait(1_000);
    console.log('started');
    ${code}`;
  return spawn(process.execPath, [...options, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const said = async ({ stderr }: ChildProcess): Promise<string> => (stderr === null ? '' : await text(stderr));

// They wait most of the time, so that they wait together.
test.concurrent('a process whose event loop hangs is ended, and its last line says why', async () => {
  const child = start('for (;;);');
  const [line, [code, signal]] = await Promise.all([said(child), once(child, 'exit')]);
  expect([code, signal]).toEqual([null, 'SIGKILL']);
  expect(JSON.parse(line.trim().split('\n').at(-1) ?? '')).toMatchObject({
    level: 'fatal',
    seconds: 1,
    msg: expect.stringMatching(/watchdog.*event loop has hung/u),
  });
});

test.concurrent('one that is busy, and beats now and then, goes on and ends by itself', async () => {
  const child = start('for (let times = 0; times < 15; times += 1) { block(200); await wait(60); }');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.concurrent('one that was stopped for longer, as by a machine that sleeps, goes on', async () => {
  const child = start('await wait(200);');
  child.stdout?.once('data', () => void child.kill('SIGSTOP'));
  setTimeout(() => void child.kill('SIGCONT'), 5_000);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test.concurrent('one with a debugger is left alone', async () => {
  const child = start('block(3_000); process.exit(7);', '--inspect=127.0.0.1:0');
  expect(await once(child, 'exit')).toEqual([7, null]);
});

test.concurrent('once it was stopped, it ends nothing', async () => {
  const child = start('await stop(); block(3_000); process.exit(7);');
  expect(await once(child, 'exit')).toEqual([7, null]);
});
