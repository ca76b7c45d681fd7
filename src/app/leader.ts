/** Leader election: of several replicas one holds the lease on a name and serves it; when it fails, another takes over. */
import type { Logger } from '../shared/logger.ts';
import type { Connection } from '../chat/platform.ts';
import type { Store } from '../store/store.ts';

/** The time after which the lease of a failed leader expires. */
const LEASE_SECONDS = 15;
const RENEW_MS = 5_000;
/** After the platform refused it, a replica leaves the lease to others for so many renewals: half a minute. */
const REFUSED_RENEWALS = 6;

export type LeaderOptions = {
  readonly store: Pick<Store, 'lease' | 'releaseLease'>;
  readonly replica: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

/** Returns a connection that serves `name` while this replica holds the lease; it rejects if the first attempt to serve fails, later failures are logged and retried. */
export async function lead(
  name: string,
  serve: () => Promise<Connection>,
  { store, replica, now, log }: LeaderOptions,
): Promise<Connection> {
  let serving: Connection | undefined;
  let isServedElsewhere = false;
  let renewalsLeft = 0;
  let starting: Promise<void> | undefined;
  let renewing: Promise<void> = Promise.resolve();
  let refused: { readonly error: unknown } | undefined;
  let isFirst = true;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  const release = (): Promise<void> => store.releaseLease(name, replica).catch(() => {});
  const start = async (): Promise<void> => {
    log.info({ lease: name }, 'this replica serves now');
    try {
      const connection = await serve();
      serving = connection;
      void connection.refused?.then(() => leave(connection));
    } catch (error) {
      if (isFirst) refused = { error };
      else {
        log.error({ err: error, lease: name }, 'serving failed; trying again');
        renewalsLeft = REFUSED_RENEWALS;
      }
      // Another replica may succeed.
      await release();
    } finally {
      starting = undefined;
    }
  };
  // What the platform refuses is ended at once, so that another replica may try.
  const leave = async (connection: Connection): Promise<void> => {
    if (serving !== connection || stopping) return;
    log.warn({ lease: name }, 'the platform refused this replica; another may serve');
    renewalsLeft = REFUSED_RENEWALS;
    await end();
    await release();
  };
  const end = async (): Promise<void> => {
    // A connection that is still starting is stopped once it has started.
    await starting;
    const before = serving;
    serving = undefined;
    await before?.stop();
  };
  const renewLease = async (): Promise<void> => {
    if (serving === undefined && renewalsLeft > 0) {
      renewalsLeft -= 1;
      return;
    }
    const at = now();
    const held = await store.lease(name, replica, at, at.add({ seconds: LEASE_SECONDS })).catch((error: unknown) => {
      log.warn({ err: error, lease: name }, 'a lease could not be renewed');
      // Without the store the leader is unknown: a double answer is better than none.
      return serving !== undefined || starting !== undefined;
    });
    isServedElsewhere = !held;
    if (!held && (serving !== undefined || starting !== undefined)) {
      log.warn({ lease: name }, 'another replica serves now');
      await end();
    }
    // Not awaited: it may take longer than the lease, which is renewed meanwhile.
    if (held && serving === undefined && !stopping) starting ??= start();
  };
  const scheduleRenewal = (): void => {
    if (stopping) return;
    timer = setTimeout(() => {
      renewing = renewLease()
        .catch((error: unknown) => log.error({ err: error, lease: name }, 'a lease could not be looked after'))
        .finally(scheduleRenewal);
    }, RENEW_MS);
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    clearTimeout(timer);
    await renewing;
    try {
      await end();
    } finally {
      await release();
    }
  };
  await renewLease();
  scheduleRenewal();
  await starting;
  isFirst = false;
  if (refused !== undefined) {
    await stop();
    throw refused.error;
  }
  // A replica has nothing to be connected to where another one serves.
  return { stop, isUp: () => (serving === undefined ? isServedElsewhere : (serving.isUp?.() ?? true)) };
}
