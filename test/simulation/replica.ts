/** One process of the bot in a history: the real code over the simulated database, platform and clocks. */
import { createContents } from '../../src/app/contents.ts';
import { createDigests } from '../../src/conversation/digests/digests.ts';
import type { Digests } from '../../src/conversation/digests/types.ts';
import { createFlags } from '../../src/conversation/flags/flags.ts';
import type { Flags } from '../../src/conversation/flags/types.ts';
import { createSharing } from '../../src/conversation/sharing/sharing.ts';
import type { Sharing } from '../../src/conversation/sharing/types.ts';
import type { DeliveryContext } from '../../src/digest/delivery/context.ts';
import type { Courier, OutgoingMessage } from '../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../src/digest/delivery/deliver.ts';
import type { Timers } from '../../src/digest/delivery/timers.ts';
import { TIMING } from '../../src/digest/delivery/timing.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Logger } from '../../src/shared/logger.ts';
import type { Store } from '../../src/store/store.ts';
import type { Clock } from './clock.ts';
import type { Planted } from './planted.ts';
import type { Platform } from './platform.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export const CURATORS: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'CURATORS' };

const LONGEST_MILLISECONDS = 30 * 24 * 3_600_000;

/** A place in which one process after another runs, with the clock of its machine. */
export type Place = { readonly index: number; owner: Owner; readonly clock: Clock; replica: Replica | undefined };

export type Replica = {
  readonly id: string;
  readonly owner: Owner;
  readonly clock: Clock;
  readonly digests: Digests;
  readonly sharing: Sharing;
  readonly flags: Flags;
  readonly deliverer: Deliverer;
  /** Looks for work again if it waits for its next poll. */
  readonly stir: () => void;
};

export type ReplicaOptions = {
  readonly scheduler: Scheduler;
  readonly platform: Platform;
  readonly place: Place;
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly newId: () => string;
  readonly pollMilliseconds: number;
  /** When work is due next by what the database holds, in epoch milliseconds; Infinity where none is. */
  readonly nextWork: () => number;
  readonly log: Logger;
  readonly onLeave: (delivery: OutgoingMessage, replica: string) => void;
  readonly planted: Planted | undefined;
};

/** Starts a process in a place. */
export function startReplica({
  scheduler,
  platform,
  place,
  store: real,
  catalogue,
  newId,
  pollMilliseconds,
  nextWork,
  log,
  onLeave,
  planted,
}: ReplicaOptions): Replica {
  const { owner, clock } = place;
  const id = newId().slice(0, 12);
  const store = planted?.store?.(real) ?? real;
  const plain = platform.courierOf({ owner, clock, onLeave: (delivery) => onLeave(delivery, id) });
  const courier: Courier = planted?.courier?.(plain) ?? plain;
  const couriers = new Map([[courier.platform, courier]]);

  // A poll of a store in which nothing is due does nothing, so it is left out until something is, or something changes.
  let stir = (): void => {};
  const poll = (work: () => void): (() => void) => {
    let callOff = (): void => {};
    let armedFor = Infinity;
    const wait = (): void => {
      const milliseconds = Math.max(pollMilliseconds, Math.min(clock.until(nextWork()), LONGEST_MILLISECONDS));
      if (scheduler.now() + milliseconds >= armedFor) return;
      callOff();
      armedFor = scheduler.now() + milliseconds;
      callOff = scheduler.after(milliseconds, work, owner);
    };
    wait();
    stir = wait;
    return () => {
      callOff();
      stir = () => {};
    };
  };
  const timers: Timers = {
    after: (milliseconds, work) =>
      milliseconds === pollMilliseconds ? poll(work) : scheduler.after(milliseconds, work, owner),
    every: (milliseconds, work) => {
      let callOff = (): void => {};
      const again = (): void => {
        callOff = scheduler.after(
          milliseconds,
          () => {
            again();
            work();
          },
          owner,
        );
      };
      again();
      return () => callOff();
    },
  };

  const shared: Omit<DeliveryContext, 'couriers' | 'contents' | 'store'> = {
    catalogue,
    now: clock.now,
    log,
    replica: id,
    newId,
    timing: { ...TIMING, pollMilliseconds, ...planted?.timing },
    timers,
  };
  const sharing = createSharing({ ...shared, store, couriers: () => couriers });
  let deliverer: Deliverer | undefined;
  const contents = createContents({ store, catalogue, now: clock.now, share: sharing.contentOf });
  const context = { ...shared, store, couriers: [courier], contents };
  deliverer = startDelivering(context);
  const digests = createDigests({
    store,
    catalogue,
    couriers: () => couriers,
    now: clock.now,
    newId,
    wake: () => deliverer?.wake(),
  });
  const wake = (): void => deliverer?.wake();
  const flags = createFlags({ store, catalogue, now: clock.now, newId, curators: CURATORS, wake });
  return { id, owner, clock, digests, sharing, flags, deliverer, stir: () => stir() };
}
