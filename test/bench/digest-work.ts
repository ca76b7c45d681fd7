/** Due digests for the benchmarks: many subscriptions, written into a store at once while the bots that deliver them run. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { DAYS } from '../../src/digest/schedule/days.ts';
import { newId } from '../../src/digest/ids.ts';
import type { ChannelRef, Subscription } from '../../src/digest/subscription.ts';
import { type Engine, inTransaction } from '../../src/store/engine.ts';
import { fromSubscription } from '../../src/store/rows.ts';

/** Both engines limit the values of a statement. */
const ROWS_A_STATEMENT = 1_000;
const LOOK_MS = 500;
const GIVE_UP_MS = 180_000;

/** Returns the project's own records. */
export function ownCatalogue(): Catalogue {
  const { catalogue } = checkCatalogue('briefs', Temporal.Now.instant());
  if (catalogue === undefined) throw new Error('the records have faults; see npm run -s attache -- check');
  return catalogue;
}

/** Returns a daily subscription of each place that is due at an instant: in turns a first digest and one that tells all there is, in English and in Chinese. */
export function createSubscriptions(channels: readonly ChannelRef[], dueAt: Temporal.Instant): Subscription[] {
  const due = dueAt.toZonedDateTimeISO('UTC');
  return channels.map((channelRef, index) => ({
    id: newId(),
    channelRef,
    topics: 'all',
    schedule: { days: [...DAYS], time: due.toPlainTime().toString({ smallestUnit: 'minute' }), zone: 'UTC' },
    language: index % 4 < 2 ? 'en' : 'zh',
    whenQuiet: 'rotate',
    owner: '',
    createdAt: dueAt.subtract({ hours: 24 }),
    pausedBecause: undefined,
    pausedDetail: '',
    dueAt,
    baseline: [],
    introduced: index % 2 === 1,
    rotated: undefined,
  }));
}

/** Writes subscriptions in one step, so that all of them are there at the same moment. */
export function insert(engine: Engine, subscriptions: readonly Subscription[]): Promise<void> {
  return inTransaction(engine, async (db) => {
    for (let from = 0; from < subscriptions.length; from += ROWS_A_STATEMENT)
      await db
        .insertInto('subscriptions')
        .values(subscriptions.slice(from, from + ROWS_A_STATEMENT).map(fromSubscription))
        .execute();
  });
}

/** Returns the minute that has just begun: what is due then is due now and not late. */
export const thisMinute = (): Temporal.Instant =>
  Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' });

/** Settles once the store calls so many deliveries sent; rejects where that takes too long. */
export async function allSent({ db }: Engine, count: number): Promise<void> {
  for (const startedAt = performance.now(); performance.now() - startedAt < GIVE_UP_MS;) {
    const rows = await db
      .selectFrom('deliveries')
      .select((select) => ['state', select.fn.countAll<number>().as('count')])
      .groupBy('state')
      .execute();
    if (rows.some((row) => row.state === 'sent' && row.count >= count)) return;
    await wait(LOOK_MS);
  }
  throw new Error(`${count} digests were not sent within ${GIVE_UP_MS / 1_000} s`);
}
