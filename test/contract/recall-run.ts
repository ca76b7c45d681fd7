/** Posts cards in many channels of a chat, corrects one of their statements, and kills the process while the messages are told of it. */
import { createContents } from '../../src/app/delivery-contents.ts';
import { createLogger } from '../../src/app/log.ts';
import { createShareContent } from '../../src/conversation/sharing/content.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { startDelivering, type Deliverer } from '../../src/digest/delivery/tick.ts';
import { newId } from '../../src/digest/ids.ts';
import type { RecallRow } from '../../src/digest/recall/store.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import type { Brief, Language, Statement } from '../../src/records/schema.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Store } from '../../src/store/store.ts';

const TOPIC = 'energy';
/** Short, so that what a killed process held is taken up soon; a look-up comes no sooner than late messages are stored. */
const TIMING = {
  claimSeconds: 3,
  maxSkewMilliseconds: 500,
  lookAfterSeconds: 1,
  lookClaimSeconds: 3,
  pollMilliseconds: 100,
};

export const CORRECTION = 'wrong-figure';
/** Says what was wrong, as curators do. */
export const WHAT = 'The figure was taken from another paragraph.';
export const RIGHT = {
  en: 'The corrected statement gives the figure of the document.',
  zh: '更正后的陈述给出文件中的数字。',
};

const now = (): Temporal.Instant => Temporal.Now.instant();

/** A chat with its messages. */
export type RecallChat = {
  readonly courier: (ending: AbortSignal) => Courier;
  readonly places: readonly ChannelRef[];
  /** All that the bot has said in a channel, message by message, oldest first; what is struck stands between ~~. */
  readonly said: (place: ChannelRef) => readonly string[];
};

/** Returns the records with a statement corrected. */
export function correctedIn(catalogue: Catalogue, id: string, on = '2026-11-20'): Catalogue {
  const correct = (statement: Statement): Statement =>
    statement.id === id
      ? {
          ...statement,
          text: RIGHT,
          corrections: [{ id: CORRECTION, on, what: { en: WHAT }, before: statement.text }],
        }
      : statement;
  const inBrief = (brief: Brief): Brief => ({ ...brief, statements: brief.statements.map(correct) });
  return {
    ...catalogue,
    briefs: new Map([...catalogue.briefs].map(([key, brief]) => [key, inBrief(brief)])),
    statements: new Map([...catalogue.statements].map(([key, statement]) => [key, correct(statement)])),
  };
}

export type RecallRun = {
  readonly chat: RecallChat;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly language?: Language;
  /** The process is killed when so many messages were told and it would note the next one. */
  readonly killAfter: number;
  /** Calls something again and again until it no longer throws. */
  readonly until: (check: () => Promise<void>) => Promise<void>;
};

export type RecallRan = { readonly statement: Statement; readonly key: string; readonly rows: readonly RecallRow[] };

/** Runs it all, and returns what the store says of each message. */
export async function runRecall({
  chat,
  store,
  catalogue,
  language = 'en',
  killAfter,
  until,
}: RecallRun): Promise<RecallRan> {
  let records = catalogue;
  let isTelling = false;
  /** Starts a process, and returns how it is killed: from then on it can write nothing, and what it has asked for goes its way. */
  const start = (
    dieAfter = Infinity,
  ): { readonly deliverer: Deliverer; readonly isDead: () => boolean; readonly kill: () => Promise<void> } => {
    let isDead = false;
    let told = 0;
    const ending = new AbortController();
    const own = new Proxy(store, {
      get: (target, name: keyof Store) => {
        const value = target[name];
        if (typeof value !== 'function') return value;
        return (...args: never[]) => {
          const [, settlement] = args as readonly { readonly state?: string }[];
          if (name === 'settle' && settlement?.state === 'sent' && isTelling) isDead ||= told++ >= dieAfter;
          return isDead ? Promise.reject(new Error('killed')) : (value as (...given: never[]) => unknown)(...args);
        };
      },
    });
    const share = createShareContent({ store: own, catalogue: () => records, now });
    const deliverer = startDelivering({
      store: own,
      catalogue: () => records,
      couriers: [chat.courier(ending.signal)],
      now,
      log: createLogger('silent'),
      replica: newId(),
      newId,
      contents: createContents({ store: own, catalogue: () => records, now, share }),
      timing: TIMING,
    });
    const kill = async (): Promise<void> => {
      isDead = true;
      await deliverer.stop();
      ending.abort();
    };
    return { deliverer, isDead: () => isDead, kill };
  };

  const shares: string[] = [];
  for (const channelRef of chat.places) {
    const id = newId();
    const share = {
      id,
      request: { type: 'brief', topic: TOPIC },
      language,
      person: 'U1',
      name: 'Ann',
      channelRef,
    } as const;
    const until90 = now().add({ seconds: 90 });
    const given = { ...share, source: id, inReplyTo: undefined };
    const { delivery } = await store.claimShare(given, { by: 'test', now: now(), until: until90 });
    await store.settle(delivery, { state: 'waiting', reason: '' }, now());
    shares.push(id);
  }
  const first = start(killAfter);
  await until(async () => {
    for (const id of shares) if ((await store.delivery(id))?.state !== 'sent') throw new Error(`${id} is not sent`);
  });
  const [place] = chat.places;
  const [text = ''] = place === undefined ? [] : chat.said(place);
  const carried = (await store.delivery(shares[0] ?? ''))?.carried;
  const statement = carried?.briefs
    .flatMap((brief) => brief.statements)
    .flatMap((id) => catalogue.statements.get(id) ?? [])
    .find((one) => text.includes(one.text[language] ?? one.text.en));
  if (statement === undefined) throw new Error('no statement stands in the card as it is');

  records = correctedIn(catalogue, statement.id);
  isTelling = true;
  const key = `${statement.id}/${CORRECTION}`;
  const told = async (): Promise<readonly RecallRow[]> => await store.recalls(key, 9_999);
  await until(async () => {
    if (!first.isDead()) throw new Error('it lives');
  });
  await first.kill();
  const second = start();
  await until(async () => {
    const rows = await told();
    const open = rows.filter(({ delivery }) => ['waiting', 'claimed', 'unknown'].includes(delivery.state));
    if (rows.length < shares.length || open.length > 0) throw new Error(`${open.length} of ${rows.length} are open`);
  });
  await second.kill();
  return { statement, key, rows: await told() };
}
