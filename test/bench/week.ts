/** Whether a week leaves anything behind in memory: seven days of virtual time in one process, with digests, answers and a saved record each day. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBot } from '../../src/app/bot.ts';
import { createCheckThread } from '../../src/app/check-thread.ts';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import { createChannelSettings } from '../../src/conversation/channel-settings/channel-settings.ts';
import { createBudget } from '../../src/conversation/budget.ts';
import { createDigests } from '../../src/conversation/digests/digests.ts';
import { createFlags } from '../../src/conversation/flags/flags.ts';
import { createSharing } from '../../src/conversation/sharing/sharing.ts';
import { startDelivering } from '../../src/digest/delivery/tick.ts';
import { newId } from '../../src/digest/ids.ts';
import { createResumption } from '../../src/digest/resume-paused.ts';
import { render } from '../../src/chat/slack/render/render.ts';
import { createStore } from '../../src/store/open.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite.ts';
import { reader } from '../support/bot.ts';
import { contentsOf } from '../support/contents.ts';
import { typedTexts } from './answers.ts';
import type { Bench } from './bench.ts';
import { createCourier } from '../support/courier.ts';
import { createSubscriptions, insert } from './digest-work.ts';
import { copyRecords, saveSummary } from './many-records.ts';
import { number } from './table.ts';

const DAYS = 7;
const CHANNELS = 300;
const ANSWERS = 2_000;
const MAX_AT = 1.1;
const READER = reader();
const START = Temporal.Instant.from('2026-11-03T09:00:00Z');

export const bench: Bench = {
  name: 'week',
  about: `objects in memory after a garbage collection at the end of each of ${DAYS} days of virtual time in one process, each with digests to ${CHANNELS} channels, ${ANSWERS} answers composed and rendered, a record saved and taken into service, and what is tidied each night`,
  goal: `after the last day at most ${MAX_AT} times as much as after the second`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    const briefs = join(folder, 'briefs');
    mkdirSync(briefs);
    const topic = copyRecords(briefs, 1);
    let now = START;
    const clock = (): Temporal.Instant => now;
    const log = createLogger('silent');
    const checking = createCheckThread(briefs);
    const records = await openRecords({
      folder: briefs,
      versionsFolder: join(folder, 'versions'),
      now: () => Temporal.Now.instant(),
      log,
      checkInThread: checking.check,
    });
    const catalogue = records.current;
    const engine = openSqlite(join(folder, 'attache.sqlite'), { inWorker: true });
    const opened = await createStore(engine, START);
    let settled = 0;
    let done: (() => void) | undefined;
    const store: typeof opened = {
      ...opened,
      settle: async (...args) => {
        const was = await opened.settle(...args);
        if ((settled += 1) % CHANNELS === 0) done?.();
        return was;
      },
    };
    const courier = createCourier({ platform: 'bench' });
    const couriers = (): ReadonlyMap<string, typeof courier> => new Map([[courier.platform, courier]]);
    const over = { store, catalogue, couriers, now: clock, newId, log, replica: 'week', wake: () => {} };
    const bot = createBot({
      catalogue,
      log,
      now: clock,
      budget: createBudget(() => now.epochMilliseconds),
      services: {
        store,
        replica: 'week',
        digests: createDigests(over),
        sharing: createSharing(over),
        flags: createFlags({ ...over, curators: undefined }),
        resumption: createResumption(over),
        channelSettings: createChannelSettings(over),
      },
    });
    const places = Array.from({ length: CHANNELS }, (_, at) => ({
      platform: courier.platform,
      workspace: 'week',
      channel: `C${at}`,
    }));
    await insert(engine, createSubscriptions(places, START));
    const contents = contentsOf({ store, catalogue, now: clock });
    const serving = startDelivering({ ...over, couriers: [courier], contents });
    const texts = typedTexts();
    const heap: number[] = [];
    try {
      for (let day = 1; day <= DAYS; day += 1) {
        const all = new Promise<void>((resolve) => {
          done = resolve;
        });
        serving.wake();
        await all;
        for (let at = 0; at < ANSWERS; at += 1) {
          const question = texts[(at * 7 + day) % texts.length] ?? '';
          now = now.add({ seconds: 30 });
          bot.conversation.budget.spend({
            platform: 'bench',
            workspace: 'week',
            person: `U${at}`,
            event: `${day}/${at}`,
          });
          await bot.isFirst(`${day}/${at}`);
          render(await bot.conversation.answer({ type: 'ask', question }, READER));
        }
        saveSummary(topic, day);
        await records.reload();
        await serving.tidy();
        now = START.add({ hours: 24 * day });
        globalThis.gc?.();
        globalThis.gc?.();
        heap.push(process.memoryUsage().heapUsed / 1e6);
      }
    } finally {
      await serving.stop();
      records.stop();
      checking.stop();
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    }
    const [, second = Number.NaN] = heap;
    return [
      {
        what: 'objects after the last day against the second',
        figure: (heap.at(-1) ?? Number.NaN) / second,
        unit: 'times',
        atMost: MAX_AT,
        detail: `${heap.map(number).join(', ')} MB after each day; ${settled} digests, ${DAYS * ANSWERS} answers`,
      },
    ];
  },
};
