/** What must hold after the calm, each with a name; a breach tells what was found instead. */
import { slotsBetween } from '../../src/digest/schedule/slot.ts';
import type { Schedule } from '../../src/digest/schedule/schedule.ts';
import type { DeliveryRow } from '../../src/store/schema.ts';
import type { Database } from './database.ts';
import type { Promised } from './people.ts';
import type { Message, Platform } from './platform.ts';

export type Breach = { readonly name: string; readonly message: string };

/** What the database held of a delivery when its request left. */
export type Sent = Pick<DeliveryRow, 'kind' | 'subscription' | 'slot' | 'carried'>;

/** How a subscription stood from a moment on. */
export type SubscriptionState = {
  readonly since: number;
  readonly channel: string;
  readonly schedule: string;
  readonly paused: string | null;
  readonly due: number | null;
  readonly isRemoved: boolean;
};

export type Ended = {
  readonly database: Database;
  readonly platform: Platform;
  readonly sent: ReadonlyMap<string, Sent>;
  readonly states: ReadonlyMap<string, readonly SubscriptionState[]>;
  readonly promises: readonly Promised[];
  readonly end: number;
};

const MINUTE = 60_000;
/** What came up in the last minutes may still be under way. */
const UNDER_WAY = 15 * MINUTE;
/** A change this close to a slot may have come before or after it: clocks differ, and the store is polled. */
const CLOSE = 3 * MINUTE;

type Row = Omit<DeliveryRow, 'claimed_by' | 'begun' | 'holds'>;

/** Returns every breach in what a history has come to. */
export function broken(ended: Ended): Breach[] {
  const rows = new Map(ended.database.rows<Row>('select * from deliveries').map((row) => [row.id, row]));
  const stored = Map.groupBy(ended.platform.messages, ({ marker }) => marker);
  return [
    ...onceEach(ended, stored),
    ...asTheRowsSay(ended, rows, stored),
    ...settled(ended, rows),
    ...everySlot(ended, rows),
    ...everyPromise(ended, rows),
    ...newsOnce(ended, stored),
  ];
}

const time = (at: number): string => new Date(at).toISOString().slice(5, 19);
const told = ({ id, slot, state, attempts, reason }: Row): string =>
  `${id} (${slot}): ${state} after ${attempts} attempts${reason === '' ? '' : `, ${reason}`}`;

/** No message stands in a channel twice, nor does any slot. */
function onceEach({ sent }: Ended, stored: ReadonlyMap<string, readonly Message[]>): Breach[] {
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
    ([, { kind, subscription, slot }]) => `${kind} ${subscription} ${slot}`,
  );
  for (const [what, several] of markersOf)
    if (several.length > 1)
      breaches.push({ name: 'doubled', message: `${what} as ${several.map(([marker]) => marker).join(' and ')}` });
  return breaches;
}

/** What the rows call sent stands in its channel, and what stands there they call sent. */
function asTheRowsSay(
  { sent }: Ended,
  rows: ReadonlyMap<string, Row>,
  stored: ReadonlyMap<string, readonly Message[]>,
): Breach[] {
  const breaches: Breach[] = [];
  for (const row of rows.values()) {
    const messages = stored.get(row.id) ?? [];
    if (row.state === 'sent' && messages.length === 0) breaches.push({ name: 'lost', message: told(row) });
    const isOpen = row.next_at !== null;
    if (row.state !== 'sent' && !isOpen && messages.some(({ deletedAt }) => deletedAt === undefined))
      breaches.push({ name: 'arrived, and its row does not know', message: told(row) });
  }
  for (const marker of stored.keys())
    if (!rows.has(marker) && marker !== '')
      breaches.push({ name: 'without a row', message: `${marker} ${JSON.stringify(sent.get(marker))}` });
  return breaches;
}

/** Nothing is left open that began before the last minutes. */
function settled({ end }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  for (const row of rows.values()) {
    const isOpen = ['waiting', 'claimed', 'unknown'].includes(row.state);
    if (isOpen && row.slot_at < end - UNDER_WAY) breaches.push({ name: 'not settled', message: told(row) });
  }
  return breaches;
}

/** Each slot of a subscription has a row that says what became of it. */
function everySlot({ states, end }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  const bySubscription = Map.groupBy(rows.values(), ({ subscription }) => subscription);
  for (const [id, known] of states) {
    const own = bySubscription.get(id) ?? [];
    for (const [index, { since, schedule, paused, isRemoved }] of known.entries()) {
      const until = Math.min(known[index + 1]?.since ?? Infinity, end - UNDER_WAY);
      if (paused !== null || isRemoved) continue;
      const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Math.floor(at));
      for (const slot of slotsBetween(
        JSON.parse(schedule) as Schedule,
        instant(since + CLOSE),
        instant(until - CLOSE),
      )) {
        const at = slot.at.epochMilliseconds;
        const row = own.find(({ slot_at: slotAt, slot: name }) => slotAt === at || name === slot.on);
        if (row === undefined) breaches.push({ name: 'slot without a row', message: `${id} ${slot.id} (${time(at)})` });
        else if (row.state !== 'sent' && row.reason === '' && row.next_at === null)
          breaches.push({ name: 'slot without a reason', message: told(row) });
      }
    }
  }
  return breaches;
}

/** Each time that a person was told has come, or was changed by somebody before. */
function everyPromise({ states, promises, end }: Ended, rows: ReadonlyMap<string, Row>): Breach[] {
  const breaches: Breach[] = [];
  for (const { subscription, at, toldAt, by } of promises) {
    if (at > end - UNDER_WAY) continue;
    const has = rows.values().some((row) => row.subscription === subscription && row.slot_at === at);
    const isChanged = states.get(subscription)?.some(({ since }) => since > toldAt - CLOSE && since < at + CLOSE);
    // The change that told it is one of them.
    const changes = states.get(subscription)?.filter(({ since }) => since > toldAt && since < at + CLOSE) ?? [];
    if (has || changes.length > 0 || isChanged === undefined) continue;
    breaches.push({
      name: 'a promised time did not come',
      message: `${subscription}: ${time(at)}, told by ${by} at ${time(toldAt)}`,
    });
  }
  return breaches;
}

/** No channel hears an item of news twice. */
function newsOnce({ sent }: Ended, stored: ReadonlyMap<string, readonly Message[]>): Breach[] {
  const breaches: Breach[] = [];
  const heard = new Map<string, string>();
  const messages = [...stored.values()].flatMap(([first]) => first ?? []).toSorted((a, b) => a.storedAt - b.storedAt);
  for (const { marker, channel } of messages) {
    const carried = sent.get(marker)?.carried ?? null;
    if (carried === null) continue;
    const { keys } = JSON.parse(carried) as { readonly keys: readonly string[] };
    for (const key of new Set(keys)) {
      // What was only counted was not told.
      if (key.startsWith('statements')) continue;
      const before = heard.get(`${channel} ${key}`);
      if (before !== undefined)
        breaches.push({ name: 'news told twice', message: `${key} in ${channel} by ${before} and ${marker}` });
      heard.set(`${channel} ${key}`, marker);
    }
  }
  return breaches;
}
