/** Holds what the store says against what the platform received. Pure. */
import type { Delivery } from '../../src/digest/subscription.ts';
import type { Expected } from './work.ts';

export type Tally = {
  readonly deliveries: number;
  /** Digests that never arrived, whatever the store says of them. */
  readonly lost: readonly string[];
  /** Messages beyond the first of a digest. */
  readonly doubled: readonly string[];
  /** Deliveries whose outcome the bot does not know in the end. */
  readonly unknown: readonly string[];
  /** What is neither but must not be: messages without a marker or of no delivery, arrived digests that the store does not call sent. */
  readonly wrong: readonly string[];
  /** Outcomes that were in doubt: found in the channel, or sent once more. */
  readonly found: number;
  readonly again: number;
};

const OPEN: ReadonlySet<Delivery['state']> = new Set(['waiting', 'claimed', 'unknown']);

/** Tells whether a delivery still has a way to go. */
export function isOpen({ state, nextAt }: Pick<Delivery, 'state' | 'nextAt'>): boolean {
  return OPEN.has(state) && nextAt !== undefined;
}

/** Returns the tally of the store's deliveries and the markers of all messages received. */
export function tally(
  expected: readonly Expected[],
  deliveries: readonly Delivery[],
  markers: readonly string[],
): Tally {
  const lost: string[] = [];
  const doubled: string[] = [];
  const unknown: string[] = [];
  const wrong: string[] = [];
  const received = new Map<string, number>();
  for (const marker of markers) received.set(marker, (received.get(marker) ?? 0) + 1);
  const bySlot = Map.groupBy(deliveries, ({ subscription, slot }) => `${subscription} ${slot}`);
  for (const { subscription, slot } of expected) {
    const rows = bySlot.get(`${subscription} ${slot}`) ?? [];
    const times = rows.reduce((sum, { id }) => sum + (received.get(id) ?? 0), 0);
    const said = rows.map(describe).join('; ') || `no delivery of ${subscription} ${slot}`;
    if (times === 0) lost.push(said);
    for (let more = 1; more < times; more++) doubled.push(said);
  }
  const known = new Set(deliveries.map(({ id }) => id));
  const asked = new Set(expected.map(({ subscription, slot }) => `${subscription} ${slot}`));
  for (const row of deliveries) {
    if (row.state === 'unknown') unknown.push(describe(row));
    else if (row.state !== 'sent' && received.has(row.id)) wrong.push(`arrived, but ${describe(row)}`);
    if (!asked.has(`${row.subscription} ${row.slot}`)) wrong.push(`nobody asked for ${describe(row)}`);
  }
  for (const [marker, times] of received)
    if (!known.has(marker)) wrong.push(`${times} messages with the marker "${marker}", which no delivery has`);
  return {
    deliveries: deliveries.length,
    lost,
    doubled,
    unknown,
    wrong,
    found: deliveries.filter(({ reason }) => reason.startsWith('looked-up: found')).length,
    again: deliveries.filter(({ attempts }) => attempts > 1).length,
  };
}

const describe = ({ id, slot, state, attempts, reason, channelRef }: Delivery): string =>
  `${id} (${channelRef.channel} ${slot}): ${state} after ${attempts} attempts${reason === '' ? '' : `, ${reason}`}`;
