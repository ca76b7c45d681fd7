/** Leads: of several replicas one holds a name, and only that one serves it; when it dies another takes over. */
import type { Logger } from './log.ts';
import type { Connection } from './platforms/platform.ts';
import type { Store } from './store/store.ts';

/** A dead leader is followed after this long. */
const LEASE_SECONDS = 15;
const RENEW_MILLISECONDS = 5_000;

export type Leading = {
  readonly store: Pick<Store, 'lease' | 'releaseLease'>;
  readonly replica: string;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

/** Returns a connection that serves `name` for as long as this replica holds it; the first try to serve rejects with its fault, later ones are logged and tried again. */
export async function lead(
  name: string,
  serve: () => Promise<Connection>,
  { store, replica, now, log }: Leading,
): Promise<Connection> {
  let serving: Connection | undefined;
  let heldUntil = 0;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  const look = async (): Promise<void> => {
    const at = now();
    const until = at.add({ seconds: LEASE_SECONDS });
    const held = await store.lease(name, replica, at, until).catch((error: unknown) => {
      log.warn({ err: error, lease: name }, 'a lease could not be renewed');
      // Until it runs out nobody else can have it.
      return heldUntil > at.epochMilliseconds + RENEW_MILLISECONDS;
    });
    if (held) heldUntil = Math.max(heldUntil, until.epochMilliseconds);
    if (held && serving === undefined && !stopping) {
      log.info({ lease: name }, 'this replica serves now');
      serving = await serve();
    } else if (!held && serving !== undefined) {
      log.warn({ lease: name }, 'another replica serves now');
      const before = serving;
      serving = undefined;
      await before.stop();
    }
  };
  const again = (): void => {
    if (stopping) return;
    timer = setTimeout(() => {
      void look()
        .catch((error: unknown) => log.error({ err: error, lease: name }, 'serving failed; trying again'))
        .finally(again);
    }, RENEW_MILLISECONDS);
  };
  await look();
  again();
  return {
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await serving?.stop();
      await store.releaseLease(name, replica).catch(() => {});
    },
  };
}
