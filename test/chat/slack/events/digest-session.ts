/** A bot with digests, inbox and channel settings for the tests of Slack: a real store in a folder of its own, deliveries, and a clock that the test sets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '../../../../src/app/bot.ts';
import { createContents } from '../../../../src/app/delivery-contents.ts';
import { serveInbox } from '../../../../src/app/serve-inbox.ts';
import { type Deliverer, startDelivering } from '../../../../src/digest/delivery/tick.ts';
import { DAYS } from '../../../../src/digest/schedule/days.ts';
import { nextSlots } from '../../../../src/digest/schedule/next-slot.ts';
import { createDigests } from '../../../../src/conversation/digests/digests.ts';
import { newId } from '../../../../src/digest/ids.ts';
import { createResumption } from '../../../../src/digest/resume-paused.ts';
import type { Courier } from '../../../../src/digest/delivery/courier.ts';
import type { Bot, Connection, Environment } from '../../../../src/chat/platform.ts';
import { changed as changedBot, type BotChange } from '../../../support/bot.ts';
import { platform } from '../../../../src/chat/slack/index.ts';
import { readSettings } from '../../../../src/app/settings.ts';
import type { Catalogue } from '../../../../src/search/catalogue.ts';
import { openStore } from '../../../../src/store/open.ts';
import type { Store } from '../../../../src/store/store.ts';
import { putEmptyStore } from '../../../support/empty-store.ts';
import { TOKENS } from '../../../peers/slack.ts';
import { connectWith, realBot } from '../harness.ts';
import { createSharing } from '../../../../src/conversation/sharing/sharing.ts';

export type DigestBot = {
  /** The clock of the bot; the test sets it. */
  readonly clock: { now: Temporal.Instant };
  readonly store: () => Store;
  readonly deliverer: () => Deliverer;
  readonly courier: () => Courier;
  readonly lines: readonly string[];
  /** Sets the clock and runs the work that is due then. */
  readonly moveTo: (at: string) => void;
  /** Puts other records into service. */
  readonly replaceRecords: (next: Catalogue) => void;
  /** The folder of its store's file. */
  readonly dataDir: string;
  /** Stops the bot and starts it again on the same files, as a new process does, with some settings changed from now on; rejects where it does not connect. */
  readonly restart: (changed?: Environment) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Starts a bot with digests that is connected to a Slack at an address, with some of its parts replaced, at a time. */
export async function startDigestBot(
  apiUrl: string,
  env: Environment = {},
  over: (bot: Bot) => BotChange = () => ({}),
  begin = '2026-11-24T12:00:00Z',
): Promise<DigestBot> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-slack-digest-'));
  await putEmptyStore(dataDir);
  const clock = { now: Temporal.Instant.from(begin) };
  const { bot: plain, lines } = realBot();
  const now = (): Temporal.Instant => clock.now;
  let records = plain.conversation.catalogue();
  const catalogue = (): Catalogue => records;

  type Running = {
    readonly store: Store;
    readonly deliverer: Deliverer;
    readonly connection: Connection;
    readonly courier: Courier;
  };
  const run = async (changed: Environment = {}): Promise<Running> => {
    const store = await openStore(undefined, { dataDir, now });
    const couriers = new Map<string, Courier>();
    const later: { deliverer?: Deliverer } = {};
    const digests = createDigests({
      store,
      catalogue,
      couriers: () => couriers,
      now,
      newId,
      wake: () => later.deliverer?.wake(),
    });
    const set = {
      SLACK_BOT_TOKEN: TOKENS.botToken,
      SLACK_APP_TOKEN: TOKENS.appToken,
      SLACK_API_URL: apiUrl,
      ...env,
      ...changed,
    };
    const { log } = plain;
    const inbox = serveInbox(readSettings(set, new Map([['slack', platform]])), {
      store,
      catalogue,
      log,
      now,
      wake: () => later.deliverer?.wake(),
    });
    const sharing = createSharing({ store, catalogue, couriers: () => couriers, now, newId, log, replica: 'r1' });
    const resumption = createResumption({ store, couriers: () => couriers, now, log });
    const bot = createBot({
      catalogue,
      log,
      now,
      desk: { address: 'https://desk.example.org' },
      services: { store, digests, sharing, resumption, replica: 'r1', ...inbox.bot },
    });
    const connection = await connectWith(set, changedBot(bot, over(bot))).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
    const { courier } = connection;
    if (courier === undefined) throw new Error('Slack connected without a courier');
    couriers.set(courier.platform, courier);
    const deliverer = startDelivering({
      store,
      catalogue,
      couriers: [courier],
      now,
      log: plain.log,
      replica: 'r1',
      newId,
      contents: createContents({ store, catalogue, now, share: sharing.contentOf }),
    });
    later.deliverer = deliverer;
    await inbox.connected(couriers);
    return { store, deliverer, connection, courier };
  };
  const end = async ({ store, deliverer, connection }: Running): Promise<void> => {
    await deliverer.stop();
    await connection.stop();
    await store.close();
  };
  let running: Running | undefined = await run();
  const present = (): Running => {
    if (running === undefined) throw new Error('the bot is not running');
    return running;
  };
  const stop = async (): Promise<void> => {
    const before = running;
    running = undefined;
    if (before !== undefined) await end(before);
  };
  return {
    clock,
    store: () => present().store,
    deliverer: () => present().deliverer,
    courier: () => present().courier,
    lines,
    dataDir,
    replaceRecords: (next) => {
      records = next;
    },
    moveTo: (at) => {
      clock.now = Temporal.Instant.from(at);
      present().deliverer.wake();
    },
    restart: async (changed) => {
      await stop();
      running = await run(changed);
    },
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes the digests of a bot daily, due next: a digest is weekly unless its days are chosen, for which there is a form. */
export async function makeDaily({ store, clock }: DigestBot): Promise<void> {
  for (const { id, schedule } of await store().subscriptions({})) {
    const daily = { ...schedule, days: DAYS };
    await store().changeSubscription(id, { schedule: daily, dueAt: nextSlots(daily, clock.now, 1)[0]?.at });
  }
}
