import { describe, expect, test, vi } from 'vitest';
import { serveInbox, type ServedInbox } from '../../src/app/serve-inbox.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { createLogger } from '../../src/app/log.ts';
import { DEFAULT_SETTINGS } from '../../src/conversation/channel-settings/types.ts';
import type { Store } from '../../src/store/store.ts';
import { catalogueOf, NOW } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';

const CURATORS: ChannelRef = { platform: 'slack', workspace: '', channel: 'C9' };
const channelRef: ChannelRef = { platform: 'discord', workspace: 'G1', channel: 'C1' };
const given = { topic: 'grain-corridor', statement: '*', text: 'There is nothing on the mills.' };

async function served(settings: { readonly curators?: ChannelRef; readonly keepsQuestions?: boolean } = {}): Promise<{
  readonly served: ServedInbox;
  readonly store: Store;
  readonly lines: string[];
  readonly later: (days: number) => void;
}> {
  const { store } = await storeOfTest();
  const catalogue = catalogueOf();
  const lines: string[] = [];
  let now = NOW;
  const options = { store, catalogue: () => catalogue, now: () => now };
  return {
    store,
    lines,
    later: (days) => {
      now = now.add({ hours: 24 * days });
    },
    served: serveInbox(
      { curators: settings.curators, keepsQuestions: settings.keepsQuestions ?? false },
      { ...options, log: createLogger('info', [], (line) => void lines.push(line)) },
    ),
  };
}

function courier(checked: Awaited<ReturnType<Courier['check']>> = { ok: true }) {
  const posted: string[] = [];
  const one: Courier = {
    platform: 'slack',
    concurrency: 1,
    send: async (message, _reply, begin) => {
      if (!(await begin())) return { type: 'not-begun' };
      posted.push(`${message.channelRef.channel} ${message.id}`);
      return { type: 'sent', message: '1' };
    },
    look: async () => ({ type: 'absent' }),
    remove: async () => ({ type: 'removed' }),
    link: async () => undefined,
    notify: async () => ({ type: 'sent' }),
    check: async () => checked,
    share: () => {},
  };
  return { posted, couriers: new Map([['slack', one]]) };
}
const flag = async ({ bot }: ServedInbox): Promise<boolean> =>
  (await bot.flags.flag(given, { channelRef: channelRef, person: 'U1', language: 'en' })).ok;

describe('what people flag', () => {
  test('is posted to the curators at once, also what was flagged before their platform was connected', async () => {
    const { served: one, store } = await served({ curators: CURATORS });
    expect(await flag(one)).toBe(true);
    const { posted, couriers } = courier();
    one.connected(couriers);
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    await one.bot.flags.flag(
      { ...given, text: 'Another thing is wrong.' },
      { channelRef: channelRef, person: 'U1', language: 'en' },
    );
    await vi.waitFor(() => expect(posted).toHaveLength(2));
    const kept = (await store.openFlags(9)).map(({ id }) => `C9 ${id}`);
    expect(posted.toSorted()).toEqual(kept.toSorted());
    await one.stop();
  });
  test('is kept where curators have no channel, and posted nowhere', async () => {
    const { served: one, store } = await served();
    const { posted, couriers } = courier();
    one.connected(couriers);
    expect(await flag(one)).toBe(true);
    one.wake();
    await one.stop();
    expect(await store.openFlags(9)).toHaveLength(1);
    expect(posted).toEqual([]);
  });
  test('waits while the platform of the curators is not connected', async () => {
    const { served: one, store } = await served({ curators: CURATORS });
    one.connected(new Map());
    await flag(one);
    one.wake();
    await one.stop();
    expect((await store.openFlags(9))[0]?.nextAt).toEqual(NOW);
  });
  test('that the curators’ channel would not take is told of at the start', async () => {
    const { served: one, lines } = await served({ curators: CURATORS });
    one.connected(courier({ ok: false, because: 'channel-gone', detail: 'channel_not_found' }).couriers);
    await vi.waitFor(() => expect(lines.join('')).toContain('channel_not_found'));
    await one.stop();
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
