/** The dependencies of delivery. */
import type { Catalogue } from '../../search/catalogue.ts';
import type { Logger } from '../../shared/logger.ts';
import type { RecallStore } from '../recall/store.ts';
import type { DigestStore } from '../store.ts';
import type { Clock } from './clock.ts';
import type { ContentComposers } from './content.ts';
import type { Courier } from './courier.ts';
import type { Timers, Timing } from './timing.ts';

export type DeliveryContext = {
  readonly store: DigestStore & RecallStore;
  readonly catalogue: () => Catalogue;
  /** Those of the platforms that are connected; more may join. */
  readonly couriers: readonly Courier[];
  readonly now: () => Temporal.Instant;
  /** Whether `now`, which is its own, can be relied on: otherwise nothing is planned or sent. Left out, it can. */
  readonly clock?: Pick<Clock, 'compare' | 'state' | 'isRight' | 'nowOf'>;
  /** Returns the time by the database's own clock, asked at the last moment before a message leaves; undefined where it has none. Where it is left out, `now` counts. */
  readonly askTime?: () => Promise<Temporal.Instant | undefined>;
  readonly log: Logger;
  /** The id of this process among the replicas. */
  readonly replica: string;
  readonly newId: () => string;
  readonly contents: ContentComposers;
  /** Shorter for a platform that is known to store sooner. */
  readonly timing?: Timing;
  /** The process's own when omitted. */
  readonly timers?: Timers;
};
