/** Holds the suite to its clock: without it the day of whoever runs the tests decides, and this fails. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { startPostgres } from './peers/postgres.ts';
import { startLocalSlack, localSlackExists, GENERAL } from './peers/slack.ts';
import { useBrowser } from './support/browser.ts';
import { clockEnvironment, startOfSuite } from './support/clock.ts';

const LONGEST_SUITE_MS = 3 * 3_600_000;

/** Expects a moment to lie in the hours after the start of the suite. */
function expectOurs(milliseconds: number): void {
  const since = milliseconds - startOfSuite().epochMilliseconds;
  expect(since).toBeGreaterThanOrEqual(-1_000);
  expect(since).toBeLessThan(LONGEST_SUITE_MS);
}

test('the clock of the suite runs in its own processes', () => {
  expectOurs(Date.now());
  expectOurs(new Date().getTime());
  expectOurs(Date.parse(Date()));
  expectOurs(Temporal.Now.instant().epochMilliseconds);
  expectOurs(Temporal.Now.zonedDateTimeISO('Asia/Shanghai').epochMilliseconds);
});

test.each([
  ['that inherit the environment', process.env],
  ['with an environment of their own', { PATH: process.env.PATH, ...clockEnvironment() }],
])('in processes that it starts, %s', (_, env) => {
  const said = execFileSync(process.execPath, ['-p', 'Temporal.Now.instant().epochMilliseconds'], { env });
  expectOurs(Number(said));
});

test('in their threads', async () => {
  const code = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage(Date.now());`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
  const [at] = (await once(worker, 'message')) as [number];
  await worker.terminate();
  expectOurs(at);
});

test('in the dates of HTTP servers', async () => {
  const server = createServer((_, response) => void response.end('ok')).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expectOurs(Date.parse(response.headers.get('date') ?? ''));
});

test('in databases and schemas of PostgreSQL', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  for (const connectionString of [await postgres.createDatabase(), await postgres.createSchema()]) {
    const client = new Client({ connectionString });
    await client.connect();
    const { rows } = await client.query<{ at: Date }>('select clock_timestamp() as at');
    await client.end();
    expectOurs(rows[0]?.at.getTime() ?? 0);
  }
});

test.runIf(localSlackExists('the clock of local-slack'))('in a Slack that nobody here wrote', async () => {
  const slack = await startLocalSlack({ mode: 'socket' });
  onTestFinished(() => slack.close());
  expectOurs(Number(await slack.write(GENERAL, 'what time is it')) * 1_000);
});

const { open } = useBrowser();

test('in pages of the browser', async () => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<link rel="icon" href="data:,"><title>Clock</title>');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const page = await open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expectOurs(await page.evaluate(() => Date.now()));
  expectOurs(await page.evaluate(() => new Date().getTime()));
  await page.leave();
});
