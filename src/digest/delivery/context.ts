/** The dependencies of delivery, and its durations. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { Logger } from '../../shared/logger.ts';
import type { DigestStore } from '../store.ts';
import type { Courier } from './courier.ts';

export type Timing = {
  /** A claim expires after this long, far above a platform's rate limit delay and time-out, so that a process that stalled does not send late. */
  readonly claimSeconds: number;
  /** A platform may store a message this long after its connection was lost; looking sooner could miss it and double the digest. */
  readonly lookAfterSeconds: number;
  /** A look-up that its process abandoned is retried after this long. */
  readonly lookClaimSeconds: number;
  /** The store is polled at least this often, for what the command line or another replica queued. */
  readonly pollMilliseconds: number;
};

export const TIMING: Timing = {
  claimSeconds: 90,
  lookAfterSeconds: 60,
  lookClaimSeconds: 120,
  pollMilliseconds: 2_000,
};

export type DeliveryContext = {
  readonly store: DigestStore;
  readonly catalogue: () => Catalogue;
  readonly couriers: readonly Courier[];
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** The id of this process among the replicas. */
  readonly replica: string;
  readonly newId: () => string;
  /** Shorter for a platform that is known to store sooner. */
  readonly timing?: Timing;
};

/** Returns whether an instant is at least so many hours ago. */
export function hoursAgo(hours: number, then: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(then.add({ hours }), now) <= 0;
}
