/** The port of digests to the store; each method is atomic. Both engines pass the same contract tests. */
import type { Schedule } from './schedule/schedule.ts';
import type { AlertReason, ChannelRef, PauseReason, Subscription } from './subscription.ts';
import type { Carried, Delivery, DeliveryState } from './delivery/delivery.ts';

/** A delivery to write; `nextAt` counts for `waiting` only. */
export type NewDelivery = Pick<Delivery, 'id' | 'slot' | 'slotAt' | 'late'> & {
  readonly state: 'waiting' | 'missed';
  readonly nextAt: Temporal.Instant;
  readonly reason: string;
};

/** The plan for a due subscription: deliveries to write, and when it is due next. */
export type Plan = { readonly deliveries: readonly NewDelivery[]; readonly dueAt: Temporal.Instant };

/** Why a due subscription could not be planned. */
export type PlanFault = { readonly subscription: Subscription['id']; readonly error: unknown };

export type Settlement = {
  readonly state: Exclude<DeliveryState, 'claimed'>;
  readonly reason: string;
  /** waiting: when to send; unknown: when to look, never if it is left out. Ignored for the other states. */
  readonly nextAt?: Temporal.Instant;
  /** unknown: true where the other deliveries of its channel no longer wait for the look-up. Without a pending look-up they never do. */
  readonly yields?: boolean;
  readonly message?: string;
  /** sent: what it carried, where that was not stored when it began. */
  readonly carried?: Carried;
  /** Whether its content was not composed: then the tries go on being counted (`countComposition`). */
  readonly isUncomposed?: true;
  /** What its subscription's owner is told of it, in the same step. */
  readonly alert?: AlertReason;
};

/** What `change` and the buttons may alter of a subscription. */
export type SubscriptionChanges = Partial<
  Pick<
    Subscription,
    | 'channelRef'
    | 'topics'
    | 'schedule'
    | 'language'
    | 'whenQuiet'
    | 'owner'
    | 'baseline'
    | 'introduced'
    | 'dueAt'
    | 'pausedDetail'
  >
>;

/** What an owner is told, by the delivery of the same id. */
export type Alert = {
  readonly id: string;
  readonly subscription: string;
  readonly owner: string;
  readonly reason: AlertReason;
  readonly state: 'waiting' | 'sent' | 'failed';
  /** What the platform said of the pause; of a failed alert, why the owner could not be told. */
  readonly detail: string;
};

export type DigestStore = {
  // Subscriptions
  /** Adds a subscription unless its channel has `most` already; returns whether it was added. */
  readonly addSubscription: (subscription: Subscription, most: number) => Promise<boolean>;
  readonly subscription: (id: string) => Promise<Subscription | undefined>;
  /** Returns the subscriptions of a channel, of a workspace (channel left out), of a platform (workspace left out too) or of an owner, oldest first; only those that are paused where that is asked. */
  readonly subscriptions: (
    where: Partial<ChannelRef> & { readonly owner?: string; readonly isPaused?: true },
  ) => Promise<readonly Subscription[]>;
  /** Returns up to `most` subscriptions that are not paused, the one due next first. */
  readonly dueNext: (most: number) => Promise<readonly Subscription[]>;
  /**
   * Changes a subscription and returns its new state.
   * Undefined if it no longer exists, or if `of` is given and its schedule is no longer that one.
   * With a new channel, deliveries that were never begun go there too.
   */
  readonly changeSubscription: (
    id: string,
    changes: SubscriptionChanges,
    of?: Schedule,
  ) => Promise<Subscription | undefined>;
  /**
   * Pauses it if it is not paused; true if this call paused it, so that its owner is alerted once. In the same step:
   * - its waiting slots become `skipped`, except what a person requested (`now-`) and what is to be looked up first;
   * - a reason of the platform writes one waiting alert.
   */
  readonly pause: (id: string, because: PauseReason, detail: string, now: Temporal.Instant) => Promise<boolean>;
  /**
   * Resumes it with its next due instant, and withdraws the alert of this pause if it was not sent yet.
   * True if it was paused and, where `of` is given, its schedule still is the one that this instant is of.
   */
  readonly resume: (id: string, dueAt: Temporal.Instant, of?: Schedule) => Promise<boolean>;
  /**
   * Removes it; true if it existed. Of its deliveries:
   * - those never begun are deleted with it;
   * - those waiting for another attempt are skipped;
   * - those that may have been sent all the same are looked up first;
   * - the log of the others stays.
   */
  readonly removeSubscription: (id: string) => Promise<boolean>;

  // Deliveries
  /** Returns the time by the database's own clock; undefined where it has none. */
  readonly now: () => Promise<Temporal.Instant | undefined>;
  /**
   * Plans up to `most` due subscriptions in one step each: their deliveries are written and they move to their next due instant.
   * What is due longest is planned first. What is due is decided by the database's clock where it has one, and otherwise by `now`.
   * A slot planned already is left as it is.
   * `plan` must be pure, it may be called twice. Subscriptions for which it throws stay due, and are returned as faults.
   * Returns how many were planned, and the faults; both together are at most `most`.
   */
  readonly planDue: (
    now: Temporal.Instant,
    most: number,
    plan: (subscription: Subscription, now: Temporal.Instant) => Plan,
  ) => Promise<{ readonly planned: number; readonly faults: readonly PlanFault[] }>;
  /** Adds a digest that a person requests, unless its slot is there already; returns the delivery of that slot. */
  readonly addDigest: (subscription: string, delivery: NewDelivery) => Promise<Delivery | undefined>;
  /** Writes a delivery of no subscription, unless one of its slot is there; returns whether it did. */
  readonly addDelivery: (kind: Delivery['kind'], channelRef: ChannelRef, delivery: NewDelivery) => Promise<boolean>;
  /**
   * Claims up to `most` waiting deliveries of these platforms that are due, oldest first, until `until`; each goes to one claimer only.
   * Of digests it is one per channel at a time, the oldest, across all replicas: as long as one is claimed, or unknown with a pending look-up, the others wait, so that no two carry the same news.
   */
  readonly claimDeliveries: (claim: {
    readonly platforms: readonly string[];
    readonly now: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly most: number;
    readonly by: string;
    /** Recalls alone, or all but them unless given: they wait long for their turn, for which digests need not. */
    readonly recalls?: boolean;
  }) => Promise<readonly Delivery[]>;
  /**
   * Counts, before the content of a claimed delivery or look-up is composed, that it is tried.
   * Returns how many tries in a row there were with this one, or undefined where it is no longer claimed.
   */
  readonly countComposition: (delivery: Pick<Delivery, 'id' | 'state' | 'nextAt'>) => Promise<number | undefined>;
  /** Ends the count of a delivery whose content was composed after all. */
  readonly endCompositions: (id: Delivery['id']) => Promise<void>;
  /**
   * Records that sending a claimed delivery begins, stores what it will carry, and counts an attempt. False, and then it must not be sent, where:
   * - the claim is no longer held by `by`, has expired or was begun already;
   * - the subscription was removed or paused (a delivery that a person requested, `now-`, is sent even then);
   * - the share was deleted, the alert withdrawn, or the flag closed.
   * A message that goes to another channel than planned, such as that of an owner's direct messages, names it.
   * `begunAt` is when it may be dated at the soonest, `now` where it is left out.
   */
  readonly begin: (
    delivery: Pick<Delivery, 'id' | 'nextAt'>,
    by: string,
    now: Temporal.Instant,
    carried: Carried,
    where?: { readonly channelRef?: ChannelRef | undefined; readonly begunAt?: Temporal.Instant | undefined },
  ) => Promise<boolean>;
  /**
   * Notes when the database was restarted, failed over or set back to a backup since it was last asked.
   * Its last commits may be lost then, and with them that a delivery was sent. So in one step what waits, or is claimed and has not begun, is to be looked up from `lookAt` on before it is sent, and so is what is planned later for a slot before `lookAt`.
   * Until this was called, nothing is planned or claimed.
   * Returns how many deliveries wait for that, or undefined where nothing has happened.
   */
  readonly noteGeneration: (lookAt: Temporal.Instant) => Promise<number | undefined>;
  /**
   * Ends expired claims, and returns how many of each:
   * - those begun become `unknown`, to be looked up at `lookAt`;
   * - those never begun wait again at once;
   * - one that was being composed waits until `lookAt`, so that the others are not held up by it once more.
   */
  readonly expireClaims: (
    now: Temporal.Instant,
    lookAt: Temporal.Instant,
  ) => Promise<{ readonly unknown: number; readonly waiting: number }>;
  /** Claims up to `most` unknown deliveries whose look-up is due, moving it to `until` meanwhile so that nobody else looks. */
  readonly claimLookUps: (claim: {
    readonly platforms: readonly string[];
    readonly now: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly most: number;
  }) => Promise<readonly Delivery[]>;
  /**
   * Settles a delivery in one step with its consequences: as `sent`, what `begin` stored counts as received by the channel, introduced and rotated by the subscription.
   * Only if nobody has changed it since it was read: its state and `nextAt`, which is each claim's own, must still be `delivery`'s. Returns whether they were.
   */
  readonly settle: (
    delivery: Pick<Delivery, 'id' | 'state' | 'nextAt'>,
    settlement: Settlement,
    now: Temporal.Instant,
  ) => Promise<boolean>;
  /**
   * Settles as `sent`, with its consequences, a delivery that the platform acknowledged after the claim had expired.
   * Only if no further attempt has begun and nobody settled it since. `attempts` counts the attempt that arrived.
   */
  readonly arrived: (
    delivery: Pick<Delivery, 'id' | 'attempts'>,
    message: string,
    now: Temporal.Instant,
  ) => Promise<boolean>;
  /** Returns the deliveries of digests of a subscription or a channel, or of all, in one state or in any, newest first; `after` is the last one of the page before. */
  readonly digestLog: (
    where: {
      readonly subscription?: string;
      readonly state?: DeliveryState;
      readonly after?: Pick<Delivery, 'slotAt' | 'id'>;
    } & Partial<ChannelRef>,
    most: number,
  ) => Promise<readonly Delivery[]>;
  readonly delivery: (id: string) => Promise<Delivery | undefined>;
  /** Returns the keys of news that sent deliveries to a channel have carried. */
  readonly carriedKeys: (channelRef: ChannelRef) => Promise<ReadonlySet<string>>;
  /** Returns the number of deliveries of any kind that are not settled, by state. */
  readonly unsettledDeliveries: () => Promise<Readonly<Record<'waiting' | 'claimed' | 'unknown', number>>>;
  /** Returns the instant of the next delivery, look-up, due subscription or expiry of a claim, or undefined if nothing is planned. */
  readonly nextWorkAt: () => Promise<Temporal.Instant | undefined>;

  // Alerts
  /** Writes a waiting alert to the owner with its delivery, without pausing, unless one for this reason is under way already. */
  readonly addAlert: (
    subscription: string,
    reason: AlertReason,
    detail: string,
    now: Temporal.Instant,
  ) => Promise<void>;
  readonly alert: (id: string) => Promise<Alert | undefined>;
  /** Returns a subscription's alerts, oldest first. */
  readonly alerts: (subscription: string) => Promise<readonly Alert[]>;
  /** Withdraws a subscription's alerts for a reason that no longer holds, both those not begun and failed ones. */
  readonly dropAlerts: (subscription: string, reason: AlertReason) => Promise<void>;
  /** Returns up to `most` failed alerts for a reason, oldest first. */
  readonly failedAlerts: (platforms: readonly string[], reason: AlertReason, most: number) => Promise<readonly Alert[]>;

  // Replicas
  /** Claims an event id; true for the first claimer across all replicas. `tidy` deletes old ids. */
  readonly claimEvent: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Records that a replica is alive, and returns its position from 0 on among those that have been seen since `since`, and how many they are, itself included. */
  readonly replicas: (
    id: string,
    now: Temporal.Instant,
    since: Temporal.Instant,
  ) => Promise<{ readonly position: number; readonly of: number }>;
  /**
   * Deletes event ids and replicas older than `before`, and settled deliveries older than `logBefore`; a share goes with its delivery.
   * Of an existing subscription the newest delivery stays, and every slot that could still be planned.
   */
  readonly tidy: (before: Temporal.Instant, logBefore: Temporal.Instant) => Promise<void>;
};
