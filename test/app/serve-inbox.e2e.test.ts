import { describe, expect, test } from 'vitest';
import { serveInbox, type ServedInbox } from '../../src/app/serve-inbox.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { createLogger } from '../../src/app/log.ts';
import { DEFAULT_SETTINGS } from '../../src/conversation/channel-settings/channel-settings.ts';
import type { Store } from '../../src/store/store.ts';
import { CURATORS } from '../support/flag.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

const channelRef: ChannelRef = { platform: 'discord', workspace: 'G1', channel: 'C1' };
const given = { topic: 'grain-corridor', statement: '*', text: 'There is nothing on the mills.' };

async function served(settings: { readonly curators?: ChannelRef; readonly keepsQuestions?: boolean } = {}): Promise<{
  readonly served: ServedInbox;
  readonly store: Store;
  readonly lines: string[];
  /** How often deliveries were woken. */
  readonly woken: () => number;
  readonly later: (days: number) => void;
}> {
  const { store } = await storeOfTest();
  const catalogue = catalogueOf();
  const lines: string[] = [];
  let now = NOW;
  let woken = 0;
  const options = { store, catalogue: () => catalogue, now: () => now, wake: () => void (woken += 1) };
  return {
    store,
    lines,
    woken: () => woken,
    later: (days) => {
      now = now.add({ hours: 24 * days });
    },
    served: serveInbox(
      { curators: settings.curators, keepsQuestions: settings.keepsQuestions ?? false },
      { ...options, log: createLogger('info', [], (line) => void lines.push(line)) },
    ),
  };
}

const refuse = () => Promise.reject(new Error('nothing is sent here'));

/** The couriers of a platform that says so of every channel. */
function couriers(checked: Awaited<ReturnType<Courier['check']>> = { ok: true }): ReadonlyMap<string, Courier> {
  const one: Courier = {
    platform: 'slack',
    concurrency: 1,
    send: refuse,
    look: refuse,
    remove: refuse,
    link: refuse,
    openDirectMessages: refuse,
    edit: refuse,
    check: async () => checked,
    share: () => {},
  };
  return new Map([['slack', one]]);
}
const flag = async ({ bot }: ServedInbox): Promise<boolean> =>
  (await bot.flags.flag(given, { channelRef: channelRef, person: 'U1', language: 'en' })).ok;

describe('what people flag', () => {
  test('waits to be delivered to the curators, and deliveries are woken', async () => {
    const { served: one, store, woken } = await served({ curators: CURATORS });
    await one.connected(couriers());
    const before = woken();
    expect(await flag(one)).toBe(true);
    expect(woken()).toBe(before + 1);
    const [kept] = await store.openFlags(9);
    expect(await store.delivery(kept?.id ?? '')).toMatchObject({ state: 'waiting', channelRef: CURATORS });
  });
  test('goes to the channel that curators have at the start, if it was not posted before', async () => {
    const { served: before, store } = await served({ curators: { ...CURATORS, channel: 'C8' } });
    await flag(before);
    const [kept] = await store.openFlags(9);
    const channel = async (): Promise<unknown> => {
      const { state, channelRef: to } = (await store.delivery(kept?.id ?? '')) ?? {};
      return [state, to?.channel];
    };
    for (const [curators, expected] of [
      [CURATORS, ['waiting', 'C9']],
      [undefined, ['skipped', 'C9']],
      [{ ...CURATORS, channel: 'C7' }, ['waiting', 'C7']],
    ] as const) {
      await store.directFlags(curators, NOW);
      expect(await channel()).toEqual(expected);
    }
    await store.finishFlag(kept?.id ?? '', NOW);
    await store.directFlags(CURATORS, NOW);
    expect(await channel()).toEqual(['skipped', 'C7']);
  });
  test('is kept where curators have no channel, and posted nowhere', async () => {
    const { served: one, store } = await served();
    await one.connected(couriers());
    expect(await flag(one)).toBe(true);
    const [kept] = await store.openFlags(9);
    expect(await store.delivery(kept?.id ?? '')).toBeUndefined();
  });
  test('waits while the platform of the curators is not connected', async () => {
    const { served: one, store } = await served({ curators: CURATORS });
    await one.connected(new Map());
    await flag(one);
    const [kept] = await store.openFlags(9);
    expect(await store.delivery(kept?.id ?? '')).toMatchObject({ state: 'waiting' });
  });
  test('that the curators’ channel would not take is told of at the start', async () => {
    const { served: one, lines } = await served({ curators: CURATORS });
    await one.connected(couriers({ ok: false, because: 'channel-gone', detail: 'channel_not_found' }));
    expect(lines.join('')).toContain('channel_not_found');
  });
});

describe('a question that found nothing', () => {
  test('is not kept unless that is asked for: there is nothing that could', async () => {
    const { served: one } = await served();
    expect(one.bot).not.toHaveProperty('keepQuestion');
    expect((await served({ keepsQuestions: true })).served.bot).toHaveProperty('keepQuestion');
  });
  test('is counted without names where it is', async () => {
    const { served: one, store } = await served({ keepsQuestions: true });
    for (const question of ['The moon?', '<@U1> the MOON', 'ada@example.org', 'x'.repeat(5_000)])
      await one.bot.keepQuestion?.(question);
    expect(await store.questions('2000-01-01', 9)).toEqual([{ text: 'the moon', count: 2, lastOn: '2026-11-24' }]);
  });
  test('that cannot be kept is logged without it, and rejects nothing', async () => {
    const { served: one, store, lines } = await served({ keepsQuestions: true });
    await store.close();
    await one.bot.keepQuestion?.('the moon');
    expect(lines.join('')).toContain('a question that found nothing could not be kept');
    expect(lines.join('')).not.toContain('moon');
  });
});

test('what has been kept long enough is forgotten', async () => {
  const { served: one, store, later } = await served({ keepsQuestions: true });
  await flag(one);
  await one.bot.keepQuestion?.('the moon');
  later(89);
  await one.tidy();
  expect(await store.questions('2000-01-01', 9)).toHaveLength(1);
  expect(await store.openFlags(9)).toMatchObject([{ person: '' }]);
  later(1);
  await one.tidy();
  expect(await store.questions('2000-01-01', 9)).toEqual([]);
  expect(await store.openFlags(9)).toHaveLength(1);
});

test('what a channel sets holds', async () => {
  const { served: one } = await served();
  expect(await one.bot.channelSettings.read(channelRef)).toEqual(DEFAULT_SETTINGS);
  await one.bot.channelSettings.change(channelRef, { language: 'zh' }, 'en');
  expect((await one.bot.channelSettings.read(channelRef)).language).toBe('zh');
});
