/** Claims what is due for a courier, as much as it has room for, and works on it: deliveries are sent, those of unknown outcome are looked up. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { DeliveryContext } from './context.ts';
import type { Courier } from './courier.ts';
import { lookUp } from './look-up.ts';
import { sendDelivery } from './send.ts';
import { TIMING } from './timing.ts';

/** This part of a courier's concurrency has to be free before more is claimed: each claim costs a look and a write, however much it takes. */
const MIN_FREE_SHARE = 0.25;
/** So many look-ups are under way at once for a platform: some workspaces allow one look a minute, for which the others need not wait. */
const MAX_LOOK_UPS = 5;
/** So many messages are edited at once for a platform: each waits for two turns of its limits, within its claim. */
const MAX_RECALLS = 2;

export type Claims = {
  /** Claims deliveries, all but recalls, and begins to send them; rejects only if the store does. */
  readonly claimDeliveries: (courier: Courier) => Promise<void>;
  /** Claims recalls alone, and begins to send them; rejects only if the store does. */
  readonly claimRecalls: (courier: Courier) => Promise<void>;
  /** Claims deliveries of unknown outcome, and begins to look them up; rejects only if the store does. */
  readonly claimLookUps: (courier: Courier) => Promise<void>;
  /** Resolves once all that is in progress is settled. */
  readonly idle: () => Promise<void>;
};

/** The records for which recalls were planned last; undefined where they are to be planned again. */
export type RecallsPlanned = { for: Catalogue | undefined };

export type ClaimsContext = DeliveryContext & {
  readonly isStopping: () => boolean;
  /** Is called where there is room for more. */
  readonly wake: () => void;
  /** Is emptied where a message arrived that may show what was corrected meanwhile. */
  readonly recallsPlanned: RecallsPlanned;
};

/** What is in progress for each platform. */
type InProgress = Map<Courier, Set<Promise<void>>>;

const hasRoom = ({ concurrency }: Courier, { size }: ReadonlySet<unknown>): boolean =>
  concurrency - size >= concurrency * MIN_FREE_SHARE;

/** Returns what claims work for the couriers of a process. */
export function createClaims(context: ClaimsContext): Claims {
  const { store, now, log, replica, contents, timing = TIMING, isStopping, wake, recallsPlanned } = context;
  const sending: InProgress = new Map();
  const recalling: InProgress = new Map();
  const lookingUp: InProgress = new Map();
  const ofCourier = (all: InProgress, courier: Courier): Set<Promise<void>> =>
    all.getOrInsertComputed(courier, () => new Set());

  const claim = async (courier: Courier, recalls: boolean): Promise<void> => {
    const inProgress = ofCourier(recalls ? recalling : sending, courier);
    const isFree = (): boolean => (recalls ? inProgress.size < MAX_RECALLS : hasRoom(courier, inProgress));
    if (!isFree() || courier.acceptsWork?.() === false || isStopping()) return;
    const at = now();
    const claimed = await store.claimDeliveries({
      platforms: [courier.platform],
      now: at,
      until: at.add({ seconds: timing.claimSeconds }),
      most: (recalls ? MAX_RECALLS : courier.concurrency) - inProgress.size,
      by: replica,
      recalls,
    });
    for (const delivery of claimed) {
      const plannedBefore = recallsPlanned.for;
      const giveBack = async (): Promise<void> =>
        void (await store.settle(
          delivery,
          { state: 'waiting', reason: delivery.reason, nextAt: at, isUncomposed: true },
          now(),
        ));
      // Not begun yet: released, so that another process or the next start can claim it at once.
      const work = (
        isStopping() ? giveBack() : sendDelivery(delivery, courier, { ...context, contentOf: contents[delivery.kind] })
      )
        .catch((error: unknown) =>
          log.error({ err: error, delivery: delivery.id }, 'a delivery could not be settled; its claim will run out'),
        )
        .finally(() => {
          inProgress.delete(work);
          // What it shows may have been corrected while it was on its way.
          if (recallsPlanned.for !== plannedBefore) recallsPlanned.for = undefined;
          if (isFree()) wake();
        });
      inProgress.add(work);
    }
  };

  const claimLookUps = async (courier: Courier): Promise<void> => {
    const inProgress = ofCourier(lookingUp, courier);
    const free = MAX_LOOK_UPS - inProgress.size;
    if (free <= 0 || courier.acceptsWork?.() === false || isStopping()) return;
    const at = now();
    const until = at.add({ seconds: timing.lookClaimSeconds });
    for (const delivery of await store.claimLookUps({ platforms: [courier.platform], now: at, until, most: free })) {
      const look = async (): Promise<void> => {
        // What is found may show what was corrected since it was sent.
        if (await lookUp(delivery, courier, context)) recallsPlanned.for = undefined;
      };
      const work = look()
        .catch((error: unknown) => log.error({ err: error }, 'a look-up failed; it is taken up again'))
        .finally(() => {
          inProgress.delete(work);
          wake();
        });
      inProgress.add(work);
    }
  };

  return {
    claimDeliveries: (courier) => claim(courier, false),
    claimRecalls: (courier) => claim(courier, true),
    claimLookUps,
    idle: async () => {
      const all = [...sending.values(), ...lookingUp.values(), ...recalling.values()];
      await Promise.all(all.map((inProgress) => Promise.all(inProgress)));
    },
  };
}
