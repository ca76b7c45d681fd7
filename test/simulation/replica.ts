/** One process of the bot in a history: the real code over the simulated database, platform and clocks. */
import { createDigests } from '../../src/conversation/digests/digests.ts';
import type { Digests } from '../../src/conversation/digests/digest-actions.ts';
import { createFlags, type Flags } from '../../src/conversation/flags/flags.ts';
import { createSharing } from '../../src/conversation/sharing/sharing.ts';
import type { Sharing } from '../../src/conversation/sharing/share.ts';
import type { DeliveryContext } from '../../src/digest/delivery/context.ts';
import { createClock } from '../../src/digest/delivery/clock.ts';
import { createResumption } from '../../src/digest/resume-paused.ts';
import type { Courier, OutgoingMessage } from '../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../src/digest/delivery/tick.ts';
import { TIMING, type Timers } from '../../src/digest/delivery/timing.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { createContents } from '../../src/app/delivery-contents.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Logger } from '../../src/shared/logger.ts';
import type { Store } from '../../src/store/store.ts';
import type { Clock } from './clock.ts';
import { nextDelivery, type Outlook } from './outlook.ts';
import type { Planted } from './planted.ts';
import type { Platform } from './platform.ts';
import type { Owner, Scheduler } from './scheduler.ts';

export const CURATORS: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'CURATORS' };

/** A clock that is wrong is compared again this often: more often shows nothing else. */
const UNRELIED_MS = 30_000;
const HOUR_MS = 3_600_000;
const LONGEST_MS = 30 * 24 * 3_600_000;

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
  readonly outlook: () => Outlook;
  /** Whether a platform is why some subscription rests. */
  readonly hasPaused: () => boolean;
  readonly log: Logger;
  readonly onBegun: (delivery: OutgoingMessage) => void;
  readonly onLeave: (delivery: OutgoingMessage, replica: string) => void;
  readonly planted: Planted | undefined;
};

const nothingToCallOff = (): void => {};

/** Starts a process in a place. */
export function startReplica({
  scheduler,
  platform,
  place,
  store: real,
  catalogue,
  newId,
  pollMilliseconds,
  outlook,
  hasPaused,
  log,
  onBegun,
  onLeave,
  planted,
}: ReplicaOptions): Replica {
  const { owner, clock } = place;
  const id = newId().slice(0, 12);
  const relied = createClock({ now: clock.now, monotonic: clock.monotonic, storeNow: real.now, log });
  const store = planted?.store?.(real) ?? real;
  const plain = platform.courierOf({
    owner,
    clock,
    heard: (headers, took) => relied.recordDate('slack', headers, took),
    now: relied.now,
    onBegun,
    onLeave: (delivery) => onLeave(delivery, id),
  });
  const courier: Courier = planted?.courier?.(plain) ?? plain;
  const couriers = new Map([[courier.platform, courier]]);

  // Other records, an error and a clock that is not known to be right are each a reason to look at the next poll.
  let polledFor: Catalogue | undefined;
  const noted: Logger = {
    ...log,
    error: (fields: object | string, message?: string) => {
      polledFor = undefined;
      if (typeof fields === 'string') log.error(fields);
      else log.error(fields, message);
    },
  };
  const nextPass = (): number => {
    if (polledFor !== catalogue()) return 0;
    return relied.state().type === 'right' ? nextDelivery(outlook()) : clock.milliseconds() + UNRELIED_MS;
  };
  // A poll of a store in which nothing is due does nothing, so it is left out until something is, or something changes.
  const stirs = new Set<() => void>();
  const poll = (milliseconds: number, next: () => number, work: () => void): (() => void) => {
    let callOff = nothingToCallOff;
    let armedFor = Infinity;
    const wait = (): void => {
      const after = Math.max(milliseconds, Math.min(clock.until(next()), LONGEST_MS));
      if (scheduler.now() + after >= armedFor) return;
      callOff();
      armedFor = scheduler.now() + after;
      callOff = scheduler.after(
        after,
        () => {
          stirs.delete(wait);
          polledFor = catalogue();
          work();
        },
        owner,
      );
    };
    stirs.add(wait);
    wait();
    return () => {
      stirs.delete(wait);
      callOff();
    };
  };
  const timers: Timers = {
    after: (milliseconds, work) =>
      milliseconds === pollMilliseconds
        ? poll(milliseconds, nextPass, work)
        : scheduler.after(milliseconds, work, owner),
    every: (milliseconds, work) => {
      let callOff = nothingToCallOff;
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
    now: relied.now,
    clock: relied,
    log: noted,
    replica: id,
    newId,
    timing: { ...TIMING, pollMilliseconds, ...planted?.timing },
    timers,
  };
  let deliverer: Deliverer | undefined;
  const wake = (): void => deliverer?.wake();
  const sharing = createSharing({ ...shared, store, couriers: () => couriers });
  const contents = createContents({ store, catalogue, now: clock.now, share: sharing.contentOf });
  deliverer = startDelivering({ ...shared, store, couriers: [courier], contents });
  const digests = createDigests({
    store,
    catalogue,
    couriers: () => couriers,
    now: relied.now,
    clock: relied,
    timers,
    newId,
    wake,
  });
  const flags = createFlags({ store, catalogue, now: relied.now, newId, curators: CURATORS, wake });
  const resumption = createResumption({ store, couriers: () => couriers, now: relied.now, log });
  timers.every(HOUR_MS, () => {
    if (!hasPaused()) return;
    void resumption.resumePaused({ platform: courier.platform }).catch(() => {});
  });
  const stir = (): void => {
    for (const one of stirs) one();
  };
  return { id, owner, clock, digests, sharing, flags, deliverer, stir };
}
