/** What must hold after the calm, each with a name; a breach tells what was found instead. */
import { slotsBetween } from '../../src/digest/schedule/next-slot.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import { messages as sentences } from '../../src/locales/messages.ts';
import type { DeliveryRow } from '../../src/store/schema.ts';
import { OWNER_NOTICES } from '../chaos/owner-notices.ts';
import type { Database } from './database.ts';
import type { Forgotten } from './inject.ts';
import type { Confirmed, Promised } from './people.ts';
import type { Message, Platform } from './platform.ts';
import { RIGHT_WORDS, WRONG_WORDS } from './records.ts';

export type Breach = { readonly name: string; readonly message: string };

/** What the database held of a delivery when its request left. */
export type Sent = Pick<DeliveryRow, 'kind' | 'subscription' | 'slot'> & {
  readonly slot_at: number;
  readonly leftAt: number;
  /** What others of its channel it was not known of then whether they had arrived, for which it was no longer waited. */
  readonly besides: readonly string[];
};

/** How a subscription stood from a moment on. */
export type SubscriptionState = {
  readonly since: number;
  /** When the change that led to it was asked for: a machine that sleeps meanwhile carries it out later. */
  readonly askedAt?: number | undefined;
  readonly channel: string;
  readonly schedule: string;
  readonly paused: string | null;
  /** When it was due last in this state. */
  due: number | null;
  readonly isRemoved: boolean;
};

export type Ended = {
  readonly database: Database;
  readonly platform: Platform;
  readonly sent: ReadonlyMap<string, Sent>;
  readonly states: ReadonlyMap<string, readonly SubscriptionState[]>;
  readonly promises: readonly Promised[];
  readonly confirmed: readonly Confirmed[];
  /** The subscriptions that somebody asked to pause. */
  readonly askedToPause: ReadonlySet<string>;
  readonly pressed: ReadonlyMap<number, ReadonlySet<string>>;
  readonly deleted: ReadonlyMap<string, number>;
  /** What the database has lost what was committed in: nobody can know of it any more, but no message may come twice for it. */
  readonly forgotten: readonly Forgotten[];
  /** When a statement was corrected; undefined where none was. */
  readonly correctedAt: number | undefined;
  /** Whether nothing at all went wrong: then everything comes in time. */
  readonly isSmooth: boolean;
  readonly end: number;
};

const MINUTE = 60_000;
/** What came up in the last minutes may still be under way. */
const UNDER_WAY = 15 * MINUTE;
/** What is on its way when it is called off may still arrive. */
const CALLED_OFF = 30_000;
/** Processes are away for up to two hours: who removes a digest right after they are back removes a slot of before. */
const MAX_LATE = 125 * MINUTE;
/** A change this close to a slot may have come before or after it: clocks differ, and the store is polled. */
const CLOSE = 3 * MINUTE;

/** As it stands in the database. */
type Row = Omit<DeliveryRow, 'slotAt' | 'nextAt' | 'claimedBy' | 'begun' | 'holds'> & {
  readonly slot_at: number;
  readonly next_at: number | null;
};

/** Returns every breach in what a history has come to. */
export function broken(ended: Ended): Breach[] {
  const rows = new Map(ended.database.rows<Row>('select * from deliveries').map((row) => [row.id, row]));
  const stored = Map.groupBy(
    ended.platform.messages.filter((one) => !isNotice(one)),
    ({ marker }) => marker,
  );
  return [
    ...onceEach(ended, stored),
    ...asTheRowsSay(ended, rows, stored),
    ...settled(ended, rows),
    ...everySlot(ended, rows),
    ...everyPromise(ended, rows),
    ...asConfirmed(ended, stored),
    ...everyPauseTold(ended, rows),
    ...everyCorrection(ended, rows, stored),
    ...newsOnce(ended, rows, stored),
  ];
}

const isForgotten = (forgotten: readonly Forgotten[], from: number, to = from): boolean =>
  forgotten.some((lost) => from <= lost.to + CLOSE && to >= lost.from - CLOSE);
const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Math.floor(at));
const time = (at: number): string => new Date(at).toISOString().slice(5, 19);
const isRequested = (slot: string): boolean => slot.startsWith('now-');
const told = ({ id, slot, state, attempts, reason }: Row): string =>
  `${id} (${slot}): ${state} after ${attempts} attempts${reason === '' ? '' : `, ${reason}`}`;

/** No delivery stands for what an owner is told of somebody else's act. */
const isNotice = ({ marker, reply: { blocks } }: Message): boolean =>
  marker === '' && blocks.some((block) => block.type === 'note' && OWNER_NOTICES.has(block.text));

/** No message stands in a channel twice, nor does any slot. */
function onceEach({ sent, pressed, forgotten }: Ended, stored: ReadonlyMap<string, readonly Message[]>): Breach[] {
  const breaches: Breach[] = [];
  for (const [marker, messages] of stored) {
    if (marker === '') breaches.push({ name: 'without a marker', message: `${messages.length} messages` });
    // Where a person deleted the first, nobody can know that it was there.
    const kept = messages.filter(({ deletedAt }) => deletedAt === undefined);
    if (marker !== '' && kept.length > 1)
      breaches.push({
        name: 'doubled',
        message: `${marker} was stored at ${kept.map(({ storedAt }) => time(storedAt)).join(' and ')}`,
      });
  }
  const markersOf = Map.groupBy(
    [...sent].filter(([marker]) => stored.has(marker)),
    ([, { kind, subscription, slot, slot_at: at }]) =>
      `${kind} ${subscription} ${kind === 'digest' && !isRequested(slot) ? time(at) : slot}`,
  );
  for (const [what, several] of markersOf)
    if (several.length > 1)
      breaches.push({ name: 'doubled', message: `${what} as ${several.map(([marker]) => marker).join(' and ')}` });
  for (const [press, shares] of pressed) {
    const arrived = [...shares].filter((id) => stored.has(id));
    if (arrived.length > 1 && forgotten.length === 0)
      breaches.push({ name: 'doubled', message: `press ${press} as ${arrived.join(' and ')}` });
  }
  return breaches;
}

/** What the rows call sent stands in its channel, and what stands there they call sent. */
function asTheRowsSay(
  { sent, platform, forgotten }: Ended,
  rows: ReadonlyMap<string, Row>,
  stored: ReadonlyMap<string, readonly Message[]>,
): Breach[] {
  const breaches: Breach[] = [];
  const notes = new Set(platform.messages.flatMap((message) => message.notes));
  for (const row of rows.values()) {
    const messages = stored.get(row.id) ?? [];
    const isThere = messages.length > 0 || (row.kind === 'recall' && notes.has(row.id));
    if (row.state === 'sent' && !isThere) breaches.push({ name: 'lost', message: told(row) });
    const isOpen = row.next_at !== null;
    // A row may say that nothing is known, or say what became of an earlier attempt, where the database has lost the later one.
    const isLost = ({ storedAt }: Message): boolean =>
      row.reason.startsWith('forgotten:') || (row.attempts > 0 && isForgotten(forgotten, storedAt));
    if (
      row.state !== 'sent' &&
      !isOpen &&
      messages.some((message) => message.deletedAt === undefined && !isLost(message))
    )
      breaches.push({ name: 'arrived, and its row does not know', message: told(row) });
  }
  for (const marker of stored.keys())
    if (!rows.has(marker) && marker !== '' && forgotten.length === 0)
      breaches.push({ name: 'without a row', message: `${marker} ${JSON.stringify(sent.get(marker))}` });
  return breaches;
}

/** Nothing is left open that began before the last minutes. */
function settled({ database, end }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  for (const row of rows.values()) {
    const isOpen = ['waiting', 'claimed', 'unknown'].includes(row.state);
    if (isOpen && row.slot_at < end - UNDER_WAY) breaches.push({ name: 'not settled', message: told(row) });
  }
  // What was kept for somebody has a delivery that brings it to them.
  for (const table of ['alerts', 'flags', 'shares'] as const)
    for (const { id } of database.rows<{ id: string }>(`select id from ${table}`))
      if (!rows.has(id)) breaches.push({ name: 'lost', message: `${id} of ${table} has no delivery` });
  return breaches;
}

/** Each slot of a subscription has a row that says what became of it. */
function everySlot({ states, end, forgotten }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  const bySubscription = Map.groupBy(rows.values(), ({ subscription }) => subscription);
  for (const [id, known] of states) {
    const own = bySubscription.get(id) ?? [];
    for (const [index, { since, schedule, paused, isRemoved }] of known.entries()) {
      const next = known[index + 1];
      const until = Math.min(next === undefined ? Infinity : asked(next), end - UNDER_WAY);
      if (paused !== null || isRemoved) continue;
      if (isForgotten(forgotten, since) || isForgotten(forgotten, until)) continue;
      for (const slot of slotsBetween(
        JSON.parse(schedule) as Schedule,
        instant(since + CLOSE),
        instant(until - CLOSE),
      )) {
        const at = slot.at.epochMilliseconds;
        // Who removes a digest removes what was not begun of it.
        if (isRemovedBy(known, at)) continue;
        const row = own.find(({ slot_at: slotAt }) => slotAt === at);
        if (row === undefined) breaches.push({ name: 'slot without a row', message: `${id} ${slot.id} (${time(at)})` });
        else if (row.state !== 'sent' && row.reason === '' && row.next_at === null)
          breaches.push({ name: 'slot without a reason', message: told(row) });
      }
    }
  }
  return breaches;
}

/** Each time that a person was told has come, or was changed by somebody before. */
function everyPromise({ states, promises, end, forgotten }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  for (const { subscription, at, askedAt, toldAt, by } of promises) {
    if (at > end - UNDER_WAY || isForgotten(forgotten, askedAt, at)) continue;
    if (rows.values().some((row) => row.subscription === subscription && row.slot_at === at)) continue;
    const changes = changesIn(states.get(subscription), askedAt, at + CLOSE);
    if (isRemovedBy(states.get(subscription) ?? [], at)) continue;
    // The change that was told is one itself.
    const isChange = by === 'subscribe' || by === 'change' || by === 'resume';
    const before = states.get(subscription)?.filter(({ since }) => since <= toldAt);
    const own = isChange ? Math.min(1, changesIn(before, askedAt, toldAt)) : 0;
    if (changes > own) continue;
    breaches.push({
      name: 'a promised time did not come',
      message: `${subscription}: ${time(at)}, told by ${by} at ${time(toldAt)}`,
    });
  }
  return breaches;
}

const isRemovedBy = (known: readonly SubscriptionState[], at: number): boolean =>
  known.some(({ isRemoved, since }) => isRemoved && since < at + MAX_LATE);

const changesIn = (known: readonly SubscriptionState[] | undefined, from: number, until: number): number =>
  known?.filter((state) => state.since >= from && asked(state) <= until).length ?? 0;

const asked = ({ askedAt, since }: SubscriptionState): number => askedAt ?? since;

/** What people were told has been done was done, nothing comes before its time, nor after it was called off. */
function asConfirmed(
  { states, confirmed, deleted, sent, isSmooth, forgotten }: Ended,
  stored: ReadonlyMap<string, readonly Message[]>,
): Breach[] {
  const breaches: Breach[] = [];
  const stateAt = (id: string, at: number): SubscriptionState | undefined =>
    states.get(id)?.findLast(({ since }) => since <= at);
  for (const { subscription, askedAt, toldAt, what } of confirmed) {
    const state = stateAt(subscription, toldAt);
    // Who changes it at the same moment may be the last.
    if (isForgotten(forgotten, askedAt, toldAt)) continue;
    if (state === undefined || state.isRemoved || changesIn(states.get(subscription), askedAt, toldAt) > 1) continue;
    const holds =
      what.type === 'paused'
        ? state.paused !== null
        : what.type === 'time' && (JSON.parse(state.schedule) as Schedule).time === what.time;
    if (!holds)
      breaches.push({
        name: 'not done as confirmed',
        message: `${subscription}: ${JSON.stringify(what)}, told at ${time(toldAt)}`,
      });
  }
  for (const [id, { kind, subscription, slot, slot_at: at, leftAt }] of sent) {
    if (kind !== 'digest' || isRequested(slot)) continue;
    if (leftAt < at - CLOSE) breaches.push({ name: 'too early', message: `${id} left at ${time(leftAt)}` });
    if (isSmooth && leftAt > at + CLOSE) breaches.push({ name: 'too late', message: `${id} left at ${time(leftAt)}` });
    const state = stateAt(subscription, leftAt - CALLED_OFF);
    const isStill = state !== undefined && stateAt(subscription, leftAt) === state;
    if (isStill && !isForgotten(forgotten, state.since, leftAt) && (state.paused !== null || state.isRemoved))
      breaches.push({ name: 'sent though called off', message: `${id} left at ${time(leftAt)}` });
  }
  for (const [id, at] of deleted)
    for (const { storedAt, deletedAt } of stored.get(id) ?? [])
      if (storedAt > at + CALLED_OFF && deletedAt === undefined)
        breaches.push({ name: 'sent though called off', message: `share ${id} was stored at ${time(storedAt)}` });
  return breaches;
}

/** Whoever read what was corrected since is told, once. */
function everyCorrection(
  { correctedAt, sent, platform, end, forgotten }: Ended,
  rows: ReadonlyMap<string, Row>,
  stored: ReadonlyMap<string, readonly Message[]>,
): Breach[] {
  const breaches: Breach[] = [];
  const recalls = new Map(
    rows
      .values()
      .filter(({ kind }) => kind === 'recall')
      .map((row) => [row.slot.slice(row.slot.lastIndexOf('/') + 1), row]),
  );
  for (const { marker, notes } of platform.messages) {
    const recall = recalls.get(marker);
    if (recall !== undefined && notes.length > 0 && stored.has(recall.id))
      breaches.push({ name: 'doubled', message: `${marker} is noted and answered by ${recall.id}` });
  }
  if (correctedAt === undefined || correctedAt > end - UNDER_WAY) return breaches;
  for (const { marker, deletedAt, storedAt, reply } of platform.messages) {
    const kind = sent.get(marker)?.kind;
    if (deletedAt !== undefined || (kind !== 'digest' && kind !== 'share') || storedAt > end - UNDER_WAY) continue;
    // What a message shows may be forgotten with it; the corrections of the others are written anew.
    if (forgotten.length > 0 && (isForgotten(forgotten, storedAt) || rows.get(marker)?.state !== 'sent')) continue;
    if (!JSON.stringify(reply).includes(WRONG_WORDS) || recalls.has(marker)) continue;
    // A digest that tells of the correction says what was wrong itself.
    if (JSON.stringify(reply).includes(RIGHT_WORDS)) continue;
    breaches.push({
      name: 'not recalled',
      message: `${kind} ${marker}, stored at ${time(storedAt)}, corrected at ${time(correctedAt)}`,
    });
  }
  return breaches;
}

/** Nothing pauses without being asked to, and where the platform is why, the owner is told. */
function everyPauseTold({ states, askedToPause, forgotten }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  for (const [id, known] of states) {
    for (const [index, { paused, since, isRemoved }] of known.entries()) {
      if (isForgotten(forgotten, since, since + 30 * MINUTE)) continue;
      if (paused === null || isRemoved || known[index - 1]?.paused === paused) continue;
      if (paused === 'asked') {
        if (!askedToPause.has(id)) breaches.push({ name: 'paused unasked', message: `${id} at ${time(since)}` });
        continue;
      }
      // Who resumes, changes or removes it before the alert has left knows already.
      const isOver = known.slice(index + 1).some((next) => next.since < since + 30 * MINUTE);
      // Where nothing could be sent until it went on, that is what they are told.
      const next = known[index + 1];
      const from = next?.paused === null && !next.isRemoved ? [since, next.since] : [since];
      const isTold = rows
        .values()
        .some(
          ({ kind, subscription, slot_at: at }) =>
            kind === 'alert' && subscription === id && from.some((moment) => Math.abs(at - moment) < MINUTE),
        );
      if (!isTold && !isOver)
        breaches.push({ name: 'paused, and nobody told', message: `${id}: ${paused} at ${time(since)}` });
    }
  }
  return breaches;
}

/** The dates ahead are a calendar: each digest has those of its fortnight. */
const CALENDAR: ReadonlySet<string> = new Set(
  (['en', 'zh'] as const).map((language) => sentences(language)('digest.heading.dates')),
);

/** No channel hears an item of news twice: the same words under the same heading. */
function newsOnce(
  { sent, forgotten }: Ended,
  rows: ReadonlyMap<string, Row>,
  stored: ReadonlyMap<string, readonly Message[]>,
): Breach[] {
  const breaches: Breach[] = [];
  const heard = new Map<string, string>();
  // What a person deleted before it was known to have arrived was sent again, or its news by another: only the last counts as told, and not where it went so.
  const messages = [...stored.values()]
    .flatMap((several) => several.at(-1) ?? [])
    .filter(({ marker, deletedAt }) => deletedAt === undefined || rows.get(marker)?.state === 'sent')
    .toSorted((a, b) => a.storedAt - b.storedAt);
  for (const { marker, channel, reply } of messages) {
    if (sent.get(marker)?.kind !== 'digest') continue;
    for (const block of reply.blocks) {
      // Without a heading, topics are introduced.
      if (!('heading' in block) || block.heading === '' || CALENDAR.has(block.heading)) continue;
      const items =
        block.type === 'claims'
          ? block.claims.map(({ id, text }) => `${id} ${text}`)
          : block.type === 'points'
            ? block.items.map(({ label, text }) => `${label} ${text}`)
            : [];
      for (const item of items) {
        const key = [channel, block.heading, item].join(' / ');
        const before = heard.get(key);
        const isKnown = forgotten.length === 0;
        if (before !== undefined && isKnown && sent.get(marker)?.besides.includes(before) !== true)
          breaches.push({ name: 'news told twice', message: `${key} by ${before} and ${marker}` });
        heard.set(key, marker);
      }
    }
  }
  return breaches;
}
