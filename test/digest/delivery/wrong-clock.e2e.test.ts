/** A real bot whose clock is wrong, against a Slack whose clock is right: nothing is sent until it is right, and then once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi, type TestContext } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { serve } from '../../../src/app/serve.ts';
import { readSettings } from '../../../src/app/settings.ts';
import { DAYS } from '../../../src/digest/schedule/days.ts';
import { platform } from '../../../src/chat/slack/index.ts';
import { openStore } from '../../../src/store/open.ts';
import { freePort } from '../../peers/free-port.ts';
import { SLACK_DIGEST, startSlackDigestPeer } from '../../peers/slack-digest.ts';
import { subscription } from '../../store/samples.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';

const DAY_SECONDS = 86_400;
const WITHIN = { timeout: 60_000, interval: 50 };

/** Starts a bot that has a digest due a minute ago, whose first post is cut after Slack has stored it; `off` is by how many seconds its clock is ahead. */
async function start(off: number, onTestFinished: TestContext['onTestFinished']) {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-clock-'));
  let skipped = 0;
  const clock = { off };
  const truth = (): number => Date.now() + skipped;
  let posts = 0;
  const peer = await startSlackDigestPeer({
    clock: truth,
    trouble: (method) => (method === 'chat.postMessage' && posts++ === 0 ? { kind: 'cut', stored: true } : undefined),
  });
  const store = await openStore(undefined, { dataDir });
  const due = Temporal.Instant.fromEpochMilliseconds(truth())
    .subtract({ minutes: 1 })
    .round({ smallestUnit: 'minute', roundingMode: 'floor' });
  const time = due.toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' });
  await store.addSubscription(
    subscription('s1', {
      channelRef: { platform: 'slack', workspace: SLACK_DIGEST.team, channel: 'C1' },
      schedule: { days: [...DAYS], time, zone: 'UTC' },
      whenQuiet: 'rotate',
      dueAt: due,
    }),
    9,
  );
  const [port, health] = [await freePort(), await freePort()];
  const settings = readSettings(
    {
      DATA_DIR: dataDir,
      SLACK_BOT_TOKEN: SLACK_DIGEST.botToken,
      SLACK_SIGNING_SECRET: SLACK_DIGEST.signingSecret,
      SLACK_API_URL: peer.apiUrl,
      PORT: String(port),
      HEALTH_PORT: String(health),
    },
    new Map([['slack', platform]]),
  );
  const stopped = Promise.withResolvers<'stop'>();
  const catalogue = catalogueOf(recordFiles(), Temporal.Now.instant());
  const code = serve(settings, {
    store: openStore(undefined, { dataDir, serves: true }),
    catalogue: () => catalogue,
    log: createLogger('silent'),
    now: () => Temporal.Instant.fromEpochMilliseconds(truth() + clock.off * 1_000),
    monotonic: () => performance.now() + skipped,
    stopped: stopped.promise,
  });
  onTestFinished(async () => {
    stopped.resolve('stop');
    await code;
    await store.close();
    await peer.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const ready = async (): Promise<string> =>
    (await (await fetch(`http://127.0.0.1:${health}/readyz`).catch(() => undefined))?.text()) ?? '';
  return {
    clock,
    peer,
    ready,
    skip: (seconds: number) => void (skipped += seconds * 1_000),
    deliveries: () => store.digestLog({}, 9),
  };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Looks that the digest is posted, not heard of, looked up and found: one message. */
async function comesOnce({ peer, skip, deliveries }: Started): Promise<void> {
  await vi.waitFor(async () => expect(await deliveries()).toMatchObject([{ state: 'unknown', attempts: 1 }]), WITHIN);
  skip(61);
  await vi.waitFor(async () => expect(await deliveries()).toMatchObject([{ state: 'sent', attempts: 1 }]), WITHIN);
  expect(peer.stored).toHaveLength(1);
}

/** The seconds that a text tells, to the nearest ten. */
const about = (text: string): string =>
  text.replace(/\d+(?= seconds)/u, (one) => String(Math.round(Number(one) / 10) * 10));

// They wait most of the time, so that they wait together.
test.concurrent.for([240, 360, -4_000, 3 * DAY_SECONDS])(
  'a clock that is %d seconds ahead posts, plans and misses nothing; set right, the digest comes once',
  async (off, { onTestFinished }) => {
    const bot = await start(off, onTestFinished);
    const far = `${Math.abs(off)} seconds ${off > 0 ? 'ahead of' : 'behind'}`;
    const told = `the clock of this machine is ${far} that of slack: nothing is posted until it is right\n`;
    await vi.waitFor(async () => expect(about(await bot.ready())).toBe(told), WITHIN);
    expect(await bot.deliveries()).toEqual([]);
    expect(bot.peer.calls.get('chat.postMessage')).toBeUndefined();
    bot.clock.off = 0;
    await comesOnce(bot);
    expect(await bot.ready()).toBe('ready\n');
  },
);

test.concurrent('a clock that jumps while the outcome of a post is unknown looks nothing up and sends nothing until it is right', async ({
  onTestFinished,
}) => {
  const bot = await start(0, onTestFinished);
  await vi.waitFor(async () => expect(await bot.deliveries()).toMatchObject([{ state: 'unknown' }]), WITHIN);
  bot.clock.off = 3 * DAY_SECONDS;
  await vi.waitFor(async () => expect(await bot.ready()).toContain('ahead of'), WITHIN);
  bot.skip(61);
  await vi.waitFor(() => expect(bot.peer.calls.get('api.test')).toBeGreaterThan(1), WITHIN);
  expect(bot.peer.calls.get('conversations.history')).toBeUndefined();
  bot.clock.off = 0;
  await comesOnce(bot);
});
