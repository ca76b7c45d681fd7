/** When work is due by what the database holds, read from outside: so that looking for work that is not there costs nothing. */
import type { Store } from '../../src/store/store.ts';
import type { Database } from './database.ts';

/** The next moment of each kind of work, in epoch milliseconds; null where there is none. */
export type Outlook = {
  readonly due: number | null;
  readonly waiting: number | null;
  readonly unknown: number | null;
  readonly claimed: number | null;
};

const OUTLOOK = `select
  (select min(due_at) from subscriptions where due_at is not null) as due,
  (select min(next_at) from deliveries where state = 'waiting') as waiting,
  (select min(next_at) from deliveries where state = 'unknown') as unknown,
  (select min(next_at) from deliveries where state = 'claimed') as claimed`;

/** Reads the outlook of a database. */
export function readOutlook(database: Database): Outlook {
  const [outlook] = database.rows<Outlook>(OUTLOOK);
  if (outlook === undefined) throw new Error('there is no outlook');
  return outlook;
}

/** Returns when the deliverer has something to do next; Infinity where it has nothing. */
export const nextDelivery = ({ due, waiting, unknown, claimed }: Outlook): number =>
  Math.min(...[due, waiting, unknown, claimed].map((at) => at ?? Infinity));

/**
 * Returns a store that answers at once where a search for work would find nothing: most searches find none, and each takes as
 * long as all else that a process does in a minute. Where the database is slow or gone, it goes the way there and back.
 */
export function quickened(
  store: Store,
  {
    hasServer,
    travel,
    outlook,
    database,
  }: {
    readonly hasServer: boolean;
    readonly travel: () => Promise<void>;
    readonly outlook: () => Outlook;
    readonly database: Pick<Database, 'generation' | 'isWell' | 'serverNow'>;
  },
): Store {
  const isIdle = async (kind: keyof Outlook, now: Temporal.Instant): Promise<boolean> => {
    const before = outlook()[kind];
    if (before !== null && before <= now.epochMilliseconds) return false;
    if (database.isWell()) return true;
    await travel();
    const at = outlook()[kind];
    return at === null || at > now.epochMilliseconds;
  };
  let noted: number | undefined;
  return {
    ...store,
    now: async () => {
      if (!hasServer) return undefined;
      await travel();
      return Temporal.Instant.fromEpochMilliseconds(database.serverNow());
    },
    noteGeneration: async (lookAt) => {
      const present = database.generation();
      if (noted === present) {
        if (!database.isWell()) await travel();
        return undefined;
      }
      const doubtful = await store.noteGeneration(lookAt);
      noted = present;
      return doubtful;
    },
    // How many replicas there are changes nothing here but the pace.
    replicas: async () => ({ position: 0, of: 1 }),
    expireClaims: async (now, lookAt) =>
      (await isIdle('claimed', now)) ? { unknown: 0, waiting: 0 } : await store.expireClaims(now, lookAt),
    planDue: async (now, most, plan) => {
      // A database that has a clock decides by that.
      const at = hasServer ? Temporal.Instant.fromEpochMilliseconds(database.serverNow()) : now;
      return (await isIdle('due', at)) ? { planned: 0, faults: [] } : await store.planDue(now, most, plan);
    },
    claimDeliveries: async (claim) => ((await isIdle('waiting', claim.now)) ? [] : await store.claimDeliveries(claim)),
    claimLookUps: async (claim) => ((await isIdle('unknown', claim.now)) ? [] : await store.claimLookUps(claim)),
  };
}
