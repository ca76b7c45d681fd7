/** Holds what the store says against what the platform received and what people were told. Pure. */
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import type { Lapse } from './database.ts';
import { NOTICE, OWNER_NOTICE } from './chat.ts';
import type { Arrived } from './peer.ts';
import type { Ledger } from './people.ts';
import type { Expected } from './work.ts';

export type Tallied = {
  readonly expected: readonly Expected[];
  /** The digests and shares of the store. */
  readonly deliveries: readonly Delivery[];
  readonly messages: readonly Arrived[];
  /** What people did and were told; nothing where nobody did anything. */
  readonly ledger?: Ledger;
  /** Answers to messages, and shares, as the store has them: by their ids. */
  readonly answers?: ReadonlyMap<string, Delivery>;
  /** The digests that people ordered; of one whose answer was lost they were not told the id. */
  readonly subscribed?: ReadonlySet<string>;
  /** When the database lost what was committed. */
  readonly lapses?: readonly Lapse[];
  /** What was promised for later is not waited for, in milliseconds of the world. */
  readonly end?: number;
};

export type Tally = {
  readonly deliveries: number;
  /** What never arrived, whatever the store says of it: digests, shares, answers. */
  readonly lost: readonly string[];
  /** Messages beyond the first of a delivery. */
  readonly doubled: readonly string[];
  /** News that a channel was told twice. */
  readonly toldTwice: readonly string[];
  /** Times that a person was told at which nothing came, and no row says why. */
  readonly unexplained: readonly string[];
  /** Deliveries whose outcome the bot does not know in the end. */
  readonly unknown: readonly string[];
  /** What is neither but must not be: messages without a marker or of no delivery, arrived digests that the store does not call sent. */
  readonly wrong: readonly string[];
  /** Outcomes that were in doubt: found in the channel, or sent once more. */
  readonly found: number;
  readonly again: number;
  /** Items of news that channels were told. */
  readonly news: number;
  /** Times that people were told and that have come. */
  readonly kept: number;
  /** What did not come, by why. */
  readonly explained: ReadonlyMap<string, number>;
};

const OPEN: ReadonlySet<Delivery['state']> = new Set(['waiting', 'claimed', 'unknown']);

/** What a person does this shortly before a time may be done only after it. */
const CLOSE_MS = 90_000;
/** A request that leaves this long before or after a lapse may be of it. */
const AROUND_LAPSE_MS = 15_000;

/** Tells whether a delivery still has a way to go. */
export function isOpen({ state, nextAt }: Pick<Delivery, 'state' | 'nextAt'>): boolean {
  return OPEN.has(state) && nextAt !== undefined;
}

/** Returns the tally of a run. */
export function tally(tallied: Tallied): Tally {
  const { deliveries, messages, answers = new Map<string, Delivery>() } = tallied;
  const received = Map.groupBy(messages, ({ marker }) => marker);
  const rows = new Map([...deliveries, ...answers.values()].map((row) => [row.id, row]));
  const all = [...rows.values()];
  const explained = new Map<string, number>();
  const explain = (why: string): void => void explained.set(why, (explained.get(why) ?? 0) + 1);
  const context: Context = { ...tallied, rows, received, explain };
  const orphans = withoutRow(context);
  const promised = everyPromise(context);
  return {
    deliveries: all.length,
    lost: [...everyExpected(context), ...everyPress(context), ...everyAnswer(context)],
    doubled: doubles(context),
    toldTwice: newsTwice(context),
    unexplained: promised.unexplained,
    unknown: all.filter(({ state }) => state === 'unknown').map((row) => describe(row)),
    wrong: [...orphans, ...wrongRows(context)],
    found: all.filter(({ reason }) => reason.startsWith('looked-up: found')).length,
    again: all.filter(({ attempts }) => attempts > 1).length,
    news: all.filter((row) => row.state === 'sent').flatMap(keysOf).length,
    kept: promised.kept,
    explained,
  };
}

type Context = Tallied & {
  readonly rows: ReadonlyMap<string, Delivery>;
  readonly received: ReadonlyMap<string, readonly Arrived[]>;
  readonly explain: (why: string) => void;
};

const UNANSWERED = {
  ended: 'answer: its process ended after it took the message',
  'not taken': 'answer: no process took the message',
  told: 'answer: who asked was told that there is none, or perhaps none',
} as const;
const LOST_COMMIT = 'the database lost that it was asked for';

/** Tells whether something that was done from one moment to another may be lost with the database's last commits. */
const isInLapse = ({ lapses = [] }: Pick<Context, 'lapses'>, from: number, to = from): boolean =>
  lapses.some((lapse) => from <= lapse.to && to + AROUND_LAPSE_MS >= lapse.from);

const codeOf = ({ state, reason }: Delivery): string => `${state}, ${reason.split(':')[0] || 'without a reason'}`;

/** No message comes twice, unless it is an answer whose claim the database has lost. */
function doubles(context: Context): string[] {
  const { received, rows, ledger, explain } = context;
  const answers = new Set(ledger?.asked.flatMap(({ deliveries }) => deliveries));
  return [...received].flatMap(([marker, copies]) =>
    (marker === '' ? [] : copies.slice(1)).flatMap(({ at }) => {
      if (!answers.has(marker) || !isInLapse(context, copies[0]?.at ?? at)) return [describe(rows.get(marker), marker)];
      explain('answered again, and the database lost its claim');
      return [];
    }),
  );
}

/** What the harness asked for itself arrives. */
function everyExpected(context: Context): string[] {
  const lost: string[] = [];
  const bySlot = Map.groupBy(context.rows.values(), ({ subscription, slot }) => `${subscription} ${slot}`);
  for (const { subscription, slot, addedAt } of context.expected) {
    const rows = bySlot.get(`${subscription} ${slot}`) ?? [];
    if (rows.some(({ id }) => context.received.has(id))) continue;
    if (rows.length === 0 && isInLapse(context, addedAt)) context.explain(LOST_COMMIT);
    else lost.push(rows.map((row) => describe(row)).join('; ') || `no delivery of ${subscription} ${slot}`);
  }
  return lost;
}

/** A card arrives of which a person heard what becomes of it. */
function everyPress(context: Context): string[] {
  const lost: string[] = [];
  for (const { delivery, askedAt, isTold, wasThere } of context.ledger?.pressed ?? []) {
    if (context.received.has(delivery)) continue;
    const row = context.rows.get(delivery);
    if (row !== undefined && row.state !== 'sent' && !isOpen(row)) context.explain(`share ${codeOf(row)}`);
    else if (row === undefined && wasThere === true) context.explain('share: another press had posted the card');
    else if (row === undefined && !isTold) context.explain('share: pressed, not taken, and nothing said of it');
    else if (row === undefined && isInLapse(context, askedAt)) context.explain(LOST_COMMIT);
    else lost.push(describe(row, `share ${delivery}`));
  }
  return lost;
}

/** A message that a process took is answered, with all that the answer takes, unless that process ended or who asked was told. */
function everyAnswer(context: Context): string[] {
  const lost: string[] = [];
  for (const { deliveries, askedAt, taken, happened } of context.ledger?.asked ?? []) {
    for (const [page, delivery] of deliveries.entries()) {
      const row = context.rows.get(delivery);
      if (context.received.has(delivery) || (row === undefined && page > 0)) continue;
      if (row !== undefined && row.state !== 'sent' && !isOpen(row)) context.explain(`answer ${codeOf(row)}`);
      else if (row === undefined && taken !== 'taken') context.explain(UNANSWERED[taken]);
      else if (row === undefined && isInLapse(context, askedAt)) context.explain(LOST_COMMIT);
      else lost.push(`${describe(row, `answer ${delivery}`)} (${happened?.() ?? ''})`);
    }
  }
  return lost;
}

/** At each time that a person was told a digest comes, unless somebody called it off or its row says why not. */
function everyPromise(context: Context): { readonly kept: number; readonly unexplained: readonly string[] } {
  const { ledger, end = Infinity } = context;
  const unexplained: string[] = [];
  let kept = 0;
  const bySlot = Map.groupBy(
    context.rows.values(),
    ({ subscription, slotAt }) => `${subscription} ${slotAt.epochMilliseconds}`,
  );
  const done = Map.groupBy(ledger?.done ?? [], ({ subscription }) => subscription);
  const due = (ledger?.promises ?? []).filter(({ at }) => at <= end);
  for (const [key, told] of Map.groupBy(due, ({ subscription, at }) => `${subscription} ${at}`)) {
    const last = told.at(-1);
    if (last === undefined) continue;
    const { subscription, at, askedAt } = last;
    const row = bySlot.get(key)?.[0];
    if (row !== undefined && context.received.has(row.id)) kept += 1;
    else if (row !== undefined && row.state !== 'sent' && !isOpen(row)) context.explain(`promised: ${codeOf(row)}`);
    else if (row === undefined && isCalledOff(done.get(subscription) ?? [], askedAt, at))
      context.explain('promised: called off by a person before');
    else if (row === undefined && isInLapse(context, askedAt)) context.explain(LOST_COMMIT);
    else unexplained.push(describe(row, `${subscription} at ${new Date(at).toISOString()}`));
  }
  return { kept, unexplained };
}

const isCalledOff = (done: Ledger['done'], promisedAt: number, at: number): boolean =>
  done.some(
    ({ type, askedAt, until }) =>
      type !== 'now' &&
      until > promisedAt &&
      // Who removes a digest removes what was not begun of it, however late that is.
      (type === 'remove' || askedAt < at + CLOSE_MS),
  );

/** No channel is told the same twice. */
function newsTwice({ rows, received, lapses = [] }: Context): string[] {
  const twice: string[] = [];
  const heard = new Map<string, Delivery>();
  // Of what stands in a channel without a row nobody knows what it told.
  const unsure = new Set(
    lapses.length === 0
      ? []
      : [...received].flatMap(([marker, copies]) => (rows.has(marker) ? [] : copies.map(({ channel }) => channel))),
  );
  for (const row of rows.values()) {
    if (row.state !== 'sent' || row.kind !== 'digest' || unsure.has(row.channelRef.channel)) continue;
    for (const item of keysOf(row)) {
      const key = `${row.channelRef.channel} ${item}`;
      const before = heard.get(key);
      if (before !== undefined) twice.push(`${item} by ${describe(before)} and ${describe(row)}`);
      heard.set(key, row);
    }
  }
  return twice;
}

/** The items of news that a digest told, each by its own key; what it only counted is packed. */
const keysOf = ({ carried }: Delivery): readonly string[] =>
  carried?.introduces === true ? [] : (carried?.keys.filter((key) => !key.startsWith('statements')) ?? []);

/** Each message is of a delivery, but for those of which the database has lost the row. */
function withoutRow(context: Context): string[] {
  const { rows, received, explain, ledger } = context;
  const asked = new Set(ledger?.asked.flatMap((message) => message.deliveries));
  const wrong: string[] = [];
  for (const [marker, copies] of received) {
    if (rows.has(marker)) continue;
    if (marker.startsWith(NOTICE)) {
      explain('told that it is not answered');
      continue;
    }
    if (marker.startsWith(OWNER_NOTICE)) {
      explain("an owner was told of somebody else's act");
      continue;
    }
    const at = copies[0]?.at ?? 0;
    if (marker !== '' && isInLapse(context, at)) explain('arrived, and the database lost its row');
    else if (asked.has(marker)) explain('answered, and not confirmed or its process ended before it stored that');
    else {
      const shown = marker === '' ? `: ${copies.map(({ text }) => text).join(' / ')}` : '';
      wrong.push(`${copies.length} messages with the marker "${marker}", which no delivery has${shown}`);
    }
  }
  return wrong;
}

function wrongRows({ rows, received, expected, ledger, subscribed }: Context): string[] {
  const asked = new Set(expected.map(({ subscription, slot }) => `${subscription} ${slot}`));
  const people = new Set([
    ...(ledger?.pressed ?? []).map(({ delivery }) => delivery),
    ...(ledger?.asked ?? []).flatMap((message) => message.deliveries),
  ]);
  const wrong: string[] = [];
  for (const row of rows.values()) {
    const isAskedFor =
      asked.has(`${row.subscription} ${row.slot}`) || people.has(row.id) || subscribed?.has(row.subscription) === true;
    if (!isAskedFor) wrong.push(`nobody asked for ${describe(row)}`);
    if (row.state !== 'sent' && row.state !== 'unknown' && received.has(row.id))
      wrong.push(`arrived, but ${describe(row)}`);
  }
  return wrong;
}

const describe = (row: Delivery | undefined, otherwise = ''): string =>
  row === undefined
    ? `no delivery of ${otherwise}`
    : `${row.id} (${row.kind} ${row.channelRef.channel} ${row.slot}): ${row.state} after ${row.attempts} attempts${row.reason === '' ? '' : `, ${row.reason}`}`;
