/** What digests need of the store: which steps happen whole or not at all. Both engines pass the same tests. */
import type { Carried, ChannelRef, Delivery, DeliveryState, PauseReason, Subscription } from './subscription.ts';

/** `nextAt` counts for `waiting` only. */
export type NewDelivery = Pick<Delivery, 'id' | 'slot' | 'slotAt' | 'late'> & {
  readonly state: 'waiting' | 'missed';
  readonly nextAt: Temporal.Instant;
  readonly reason: string;
};

/** What becomes of a due subscription: deliveries to write, and when it is due next. */
export type Plan = { readonly deliveries: readonly NewDelivery[]; readonly dueAt: Temporal.Instant };

export type Settlement = {
  readonly state: Exclude<DeliveryState, 'claimed'>;
  readonly reason: string;
  /** waiting: when to send; unknown: when to look, never if it is left out. Ignored for the other states. */
  readonly nextAt?: Temporal.Instant;
  /** unknown: true where the others of its place no longer wait for the look-up. Without a look-up to come they never do. */
  readonly yields?: boolean;
  readonly message?: string;
};

/** What `change` and the buttons may alter of a subscription. */
export type SubscriptionChanges = Partial<
  Pick<Subscription, 'topics' | 'schedule' | 'language' | 'whenQuiet' | 'owner' | 'baseline' | 'dueAt' | 'pausedDetail'>
>;

export type Alert = {
  readonly id: string;
  readonly subscription: string;
  readonly platform: string;
  readonly owner: string;
  readonly reason: PauseReason;
  readonly state: 'waiting' | 'claimed' | 'sent' | 'failed';
  readonly detail: string;
};

export type DigestStore = {
  // Subscriptions
  /** Adds a subscription unless its place has `most` already; tells whether it was added. */
  readonly addSubscription: (subscription: Subscription, most: number) => Promise<boolean>;
  readonly subscription: (id: string) => Promise<Subscription | undefined>;
  /** Returns the subscriptions of a place, of a workspace (channel left out), of a platform (workspace left out too) or of an owner, oldest first. */
  readonly subscriptions: (
    where: Partial<ChannelRef> & { readonly owner?: string },
  ) => Promise<readonly Subscription[]>;
  /** Returns up to `most` subscriptions that are not paused, the one due next first. */
  readonly dueNext: (most: number) => Promise<readonly Subscription[]>;
  /** Changes a subscription and returns it as it is now, or undefined if there is none any more. */
  readonly changeSubscription: (id: string, changes: SubscriptionChanges) => Promise<Subscription | undefined>;
  /** Pauses it if it is not paused; true if this call paused it, so that its owner is told once. In the same step its waiting slots become `skipped` (what a person asked for, `now-`, still waits), and a platform's reason writes one waiting alert. */
  readonly pause: (id: string, because: PauseReason, detail: string, now: Temporal.Instant) => Promise<boolean>;
  /** Resumes it with its next due instant, and takes back the alert of this pause if its owner was not told yet; true if it was paused. */
  readonly resume: (id: string, dueAt: Temporal.Instant) => Promise<boolean>;
  /** Removes it; deliveries never handed to a platform go with it, what waits to be sent again is skipped, the log of the others is kept. True if it was there. */
  readonly removeSubscription: (id: string) => Promise<boolean>;

  // Deliveries
  /** Plans up to `most` due subscriptions in one step each: their deliveries are written and they move to their next due instant. Returns how many were planned. A slot planned already is left as it is. `plan` must be pure, it may be called twice; subscriptions for which it throws stay due, and after the others were planned their faults are thrown as one AggregateError. */
  readonly planDue: (
    now: Temporal.Instant,
    most: number,
    plan: (subscription: Subscription) => Plan,
  ) => Promise<number>;
  /** Adds a delivery asked for by a person, unless its slot is there already; returns the delivery of that slot. */
  readonly addDelivery: (subscription: string, delivery: NewDelivery) => Promise<Delivery | undefined>;
  /** Claims up to `most` waiting deliveries of these platforms that are due, oldest first, until `until`; each goes to one claimer only. Of a place it is one at a time, the oldest, in all replicas: as long as one is claimed, or unknown and to be looked up, the others wait, so that none tells what another is telling. */
  readonly claimDeliveries: (claim: {
    readonly platforms: readonly string[];
    readonly now: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly most: number;
    readonly by: string;
  }) => Promise<readonly Delivery[]>;
  /** Marks a delivery, as it was claimed, as being handed to the platform from now on, keeps what it will carry, and counts an attempt. False, and then it must not be sent: the claim is not `by`'s any more, has run out or was begun already, or the subscription is gone or paused (what a person asked for, `now-`, is sent even then). */
  readonly begin: (
    delivery: Pick<Delivery, 'id' | 'nextAt'>,
    by: string,
    now: Temporal.Instant,
    carried: Carried,
  ) => Promise<boolean>;
  /** Ends claims that ran out: those begun become `unknown`, to be looked up at `lookAt`; those never begun wait again at once. Returns how many of each. */
  readonly expireClaims: (
    now: Temporal.Instant,
    lookAt: Temporal.Instant,
  ) => Promise<{ readonly unknown: number; readonly waiting: number }>;
  /** Claims up to `most` unknown deliveries whose look-up is due, moving it to `until` meanwhile so that nobody else looks. */
  readonly claimLookups: (claim: {
    readonly platforms: readonly string[];
    readonly now: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly most: number;
  }) => Promise<readonly Delivery[]>;
  /** Settles a delivery in one step with what follows from it: as `sent`, what `begin` kept counts as heard by the place, introduced and rotated by the subscription. Only if nobody has moved it since it was read: its state and `nextAt`, which is each claim's own, must still be `delivery`'s; tells whether they were. */
  readonly settle: (
    delivery: Pick<Delivery, 'id' | 'state' | 'nextAt'>,
    settlement: Settlement,
    now: Temporal.Instant,
  ) => Promise<boolean>;
  /** Settles as `sent` what the platform acknowledged after the claim had run out, with what follows from it; only if no further attempt has begun and nobody settled it since. `attempts` counts the attempt that arrived. */
  readonly arrived: (
    delivery: Pick<Delivery, 'id' | 'attempts'>,
    message: string,
    now: Temporal.Instant,
  ) => Promise<boolean>;
  /** Returns the deliveries of a subscription or a place, or all, in one state or in any, newest first; `after` is the last one of the page before. */
  readonly deliveries: (
    where: {
      readonly subscription?: string;
      readonly state?: DeliveryState;
      readonly after?: Pick<Delivery, 'slotAt' | 'id'>;
    } & Partial<ChannelRef>,
    most: number,
  ) => Promise<readonly Delivery[]>;
  readonly delivery: (id: string) => Promise<Delivery | undefined>;
  /** Returns the keys that settled deliveries to a place have carried. */
  readonly carriedKeys: (channelRef: ChannelRef) => Promise<ReadonlySet<string>>;
  /** Returns how many deliveries wait for something, by state. */
  readonly openDeliveries: () => Promise<Readonly<Record<'waiting' | 'claimed' | 'unknown', number>>>;
  /** Returns when the next delivery, look-up, due subscription or running out of a claim is, or undefined if nothing is planned. */
  readonly nextWorkAt: () => Promise<Temporal.Instant | undefined>;

  // Alerts
  /** Writes a waiting alert to the owner without pausing, unless one for this reason waits already. */
  readonly addAlert: (
    subscription: string,
    reason: PauseReason,
    detail: string,
    now: Temporal.Instant,
  ) => Promise<void>;
  /** Claims up to `most` alerts, oldest first, each for one teller; a claim that was not settled runs out after ten minutes. */
  readonly claimAlerts: (
    platforms: readonly string[],
    now: Temporal.Instant,
    most: number,
  ) => Promise<readonly Alert[]>;
  /** Settles an alert; a detail that is not empty takes the place of the platform's. */
  readonly settleAlert: (id: string, state: 'sent' | 'failed', detail: string) => Promise<void>;
  readonly alerts: (subscription: string) => Promise<readonly Alert[]>;
  /** Takes back a subscription's alerts for a reason that no longer holds, untold ones and those that could not be told. */
  readonly dropAlerts: (subscription: string, reason: PauseReason) => Promise<void>;
  /** Returns up to `most` alerts for a reason that could not be told, oldest first. */
  readonly failedAlerts: (platforms: readonly string[], reason: PauseReason, most: number) => Promise<readonly Alert[]>;

  // Replicas
  /** Claims an event id; true for the first claimer in all replicas. Old ids are forgotten by `tidy`. */
  readonly claimEvent: (id: string, now: Temporal.Instant) => Promise<boolean>;
  /** Notes that a replica lives, and returns its place from 0 on among those that have been seen since `since`, and how many they are, itself included. */
  readonly replicas: (
    id: string,
    now: Temporal.Instant,
    since: Temporal.Instant,
  ) => Promise<{ readonly position: number; readonly of: number }>;
  /** Forgets event ids and replicas older than `before`, and deliveries older than `logBefore` that are over; of a subscription that is there the newest is kept, and every slot that could still be planned. */
  readonly tidy: (before: Temporal.Instant, logBefore: Temporal.Instant) => Promise<void>;
};
