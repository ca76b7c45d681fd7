/** The morning message on both chats, over real couriers and a store in a file: once a day through replicas, restarts and a process that was killed, and not on a quiet day. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createContents } from '../../src/app/delivery-contents.ts';
import { createLogger } from '../../src/app/log.ts';
import { startDelivering } from '../../src/digest/delivery/tick.ts';
import { deliveryId, newId } from '../../src/digest/ids.ts';
import { createCuratorsInbox } from '../../src/people/inbox.ts';
import { createMorning, type Morning } from '../../src/people/morning.ts';
import { passedDates } from '../../src/people/passed-dates.ts';
import { createReviews } from '../../src/people/reviews.ts';
import { createToday } from '../../src/people/today.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import type { Language } from '../../src/records/schema.ts';
import type { WatchItem } from '../../src/watch/items.ts';
import type { Watch } from '../../src/watch/port.ts';
import { discordChat, slackChat } from '../contract/recall-chats.ts';
import type { RecallChat } from '../contract/recall-run.ts';
import { catalogueOf, ownCatalogue, recordFiles, topicRecord } from '../support/records.ts';

const TIMING = {
  claimSeconds: 3,
  maxSkewMilliseconds: 500,
  lookAfterSeconds: 1,
  lookClaimSeconds: 3,
  pollMilliseconds: 50,
};

const HOSTILE = '<!channel> @everyone <@U1> *Ships* [x](https://example.org)';
const ITEM = { id: 'w1', title: HOSTILE } as WatchItem;

/** What sources have published: one entry. */
const WATCH = {
  newItems: async ({ states }: Parameters<Watch['newItems']>[0] = {}) =>
    states?.includes('new') === true ? { items: [ITEM], total: 1 } : { items: [], total: 0 },
  sources: async () => [],
  reach: async () => new Map([['cn-us', [{ party: 'cn', readTo: '2026-11-27', heldBy: undefined }]]]),
} as unknown as Watch;

type Setting = {
  readonly chat: RecallChat;
  readonly catalogue?: Catalogue;
  readonly isWatched?: boolean;
  readonly language?: Language;
};

/** Returns what became of the message of a day, so many days from now. */
const became = async (store: Store, days = 0): Promise<string> => {
  const day = Temporal.Now.plainDateISO('UTC').add({ days }).toString();
  const delivery = await store.delivery(deliveryId('morning', day));
  return `${delivery?.state} ${delivery?.reason}`.trim();
};

const eventually = async (check: () => Promise<void>): Promise<void> => await vi.waitFor(check, { timeout: 20_000 });

/** Returns what starts processes over one store and one chat, whose clock a test moves. */
function processes({ chat, catalogue = ownCatalogue(), isWatched = true, language = 'en' }: Setting) {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-morning-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  // Late in the evening the message is left to the next day.
  const tenOClock = Temporal.Now.zonedDateTimeISO('UTC').startOfDay().add({ hours: 10 }).toInstant();
  const clock = { ahead: Temporal.Now.instant().until(tenOClock) };
  const now = (): Temporal.Instant => Temporal.Now.instant().add(clock.ahead);
  const place = chat.places[0];
  if (place === undefined) throw new Error('the chat has no channel');
  const start = async (over: (store: Store) => Store = (store) => store) => {
    const store = over(await openStore(undefined, { dataDir, now }));
    const ending = new AbortController();
    const reviews = createReviews({
      store,
      catalogue: () => catalogue,
      now,
      newId,
      policy: 'anybody',
      editor: undefined,
    });
    const inbox = createCuratorsInbox(store, () => catalogue, now);
    const morning: Morning = createMorning({
      store,
      catalogue: () => catalogue,
      now,
      to: { time: '00:00', zone: 'UTC', curators: place },
      inbox,
      today: createToday({
        reviews,
        watch: isWatched ? WATCH : undefined,
        texts: undefined,
      }),
      language: async () => language,
      deskAddress: 'https://desk.example.org',
    });
    const deliverer = startDelivering({
      store,
      catalogue: () => catalogue,
      couriers: [chat.courier(ending.signal)],
      now,
      log: createLogger('silent'),
      replica: newId(),
      newId,
      contents: createContents({
        store,
        catalogue: () => catalogue,
        now,
        share: async () => ({ type: 'nothing', reason: 'nobody shares' }),
        morning: morning.contentOf,
      }),
      timing: TIMING,
    });
    const stop = async (): Promise<void> => {
      await deliverer.stop();
      ending.abort();
      await store.close().catch(() => undefined);
    };
    return { store, plan: morning.plan, wake: deliverer.wake, stop };
  };
  return { start, clock, said: () => chat.said(place) };
}

/** A chat with one channel, and whether anything in it notifies anybody. */
type OpenedChat = { readonly chat: RecallChat; readonly pings: () => boolean };

async function openSlack(): Promise<OpenedChat> {
  const chat = await slackChat(1);
  onTestFinished(() => chat.fake.close());
  // Words of rich text notify nobody, whatever they are; what stands in for it where it cannot be shown may.
  const pings = (): boolean =>
    chat.fake.kept.some(
      ({ text, blocks }) =>
        /<[!@]/u.test(String(text)) || /"type":"(?:broadcast|user|usergroup)"/u.test(JSON.stringify(blocks)),
    );
  return { chat, pings };
}

async function openDiscord(): Promise<OpenedChat> {
  const chat = await discordChat(1);
  onTestFinished(() => chat.peer.close());
  const pings = (): boolean =>
    chat.places.some(({ channel }) =>
      chat.peer.channelMessages(channel).some((one) => one.mention_everyone || one.mentions.length > 0),
    );
  return { chat, pings };
}

describe.each([
  ['Slack', openSlack],
  ['Discord', openDiscord],
] as const)('the morning message on %s', (_name, open) => {
  test('comes once a day, whichever replica is first and however often one begins again', async () => {
    const { chat, pings } = await open();
    const { start, clock, said } = processes({ chat });
    const [one, other] = [await start(), await start()];
    const planned = await Promise.all([one.plan(), other.plan(), one.plan()]);
    expect(planned.filter(Boolean)).toHaveLength(1);
    await eventually(async () => expect(await became(one.store)).toBe('sent'));
    const [message = '', ...more] = said();
    expect(more).toEqual([]);
    expect(message).toContain('1 new entry at the sources');
    expect(message).toMatch(/\d+ dates passed without a word/u);
    expect(message).toContain('bottom lines older than a measure');
    expect(message).toContain('sources read to: November 27');
    expect(pings()).toBe(false);
    await one.stop();
    await other.stop();

    const again = await start();
    expect(await again.plan()).toBe(false);
    clock.ahead = clock.ahead.add({ hours: 24 });
    expect(await again.plan()).toBe(true);
    again.wake();
    await eventually(async () => expect(await became(again.store, 1)).toBe('sent'));
    expect(said()).toHaveLength(2);
    await again.stop();
  });

  test('comes once where its process is killed before it can note that it was sent', async () => {
    const { start, said } = processes({ chat: (await open()).chat, language: 'zh' });
    let isDead = false;
    const killed = await start(
      (store) =>
        new Proxy(store, {
          get: (target, key: keyof Store) => {
            const value = target[key];
            if (typeof value !== 'function') return value;
            return (...args: never[]) => {
              const [, settlement] = args as readonly { readonly state?: string }[];
              if (key === 'settle' && settlement?.state === 'sent') isDead = true;
              return isDead && key !== 'close'
                ? Promise.reject(new Error('killed'))
                : (value as (...given: never[]) => unknown)(...args);
            };
          },
        }),
    );
    await killed.plan();
    killed.wake();
    await eventually(async () => expect(isDead).toBe(true));
    await killed.stop();
    const next = await start();
    await next.plan();
    await eventually(async () => expect(await became(next.store)).toMatch(/^sent looked-up/u));
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain('来源有1个新条目');
    await next.stop();
  });

  test('does not come on a day when nothing has happened that needs anybody', async () => {
    const day = Temporal.Now.plainDateISO('UTC').toString();
    const reviewed = { on: day, by: { kind: 'person', name: 'Cleo' } };
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { verified: reviewed }),
      }),
      Temporal.Now.instant(),
    );
    const { start, said } = processes({ chat: (await open()).chat, catalogue, isWatched: false });
    const one = await start();
    // The days that have passed are to be asked again later.
    const passed = passedDates(catalogue, [], Temporal.Now.instant());
    expect(passed).not.toEqual([]);
    for (const { key } of passed)
      await one.store.answerDate({ key, askOn: '2099-01-01', by: 'Ann', at: Temporal.Now.instant() }, undefined);
    await one.plan();
    one.wake();
    await eventually(async () => expect(await became(one.store)).toBe('skipped nothing-new'));
    expect(said()).toEqual([]);
    await one.stop();
  });
});
