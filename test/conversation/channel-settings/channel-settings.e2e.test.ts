import { describe, expect, test, vi } from 'vitest';
import type { ChannelRef } from '../../../src/digest/subscription.ts';
import { createLogger } from '../../../src/app/log.ts';
import {
  createChannelSettings,
  DEFAULT_SETTINGS,
  type ChannelSettingsActions,
} from '../../../src/conversation/channel-settings/channel-settings.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Store } from '../../../src/store/store.ts';
import { NOW } from '../../support/records.ts';
import { storeOfTest } from '../../support/store.ts';

const channelRef: ChannelRef = { platform: 'slack', workspace: 'T1', channel: 'C1' };
const open = { language: 'zh', audience: 'everyone' } as const;

async function newChannelSettings(over: (store: Store) => Partial<Store> = () => ({})) {
  const { store } = await storeOfTest();
  let now = NOW;
  let reads = 0;
  const lines: string[] = [];
  const counted: Store = {
    ...store,
    channelSettings: async (where) => {
      reads += 1;
      return store.channelSettings(where);
    },
  };
  const options = {
    store: { ...counted, ...over(counted) },
    now: () => now,
    log: createLogger('info', [], (line) => void lines.push(line)),
  };
  return {
    store,
    lines,
    channelSettings: createChannelSettings(options),
    another: (): ChannelSettingsActions => createChannelSettings(options),
    reads: () => reads,
    later: (seconds: number) => {
      now = now.add({ seconds });
    },
  };
}
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const items = ({ blocks }: Reply): unknown => blocks.flatMap((block) => (block.type === 'list' ? block.items : []));

describe('what a channel has set', () => {
  test('is the default where it has set nothing', async () => {
    const { channelSettings: one } = await newChannelSettings();
    expect(await one.read(channelRef)).toEqual(DEFAULT_SETTINGS);
  });
  test('is read once in half a minute', async () => {
    const { store, channelSettings: one, reads, later } = await newChannelSettings();
    await store.setChannelSettings(channelRef, open);
    expect(await one.read(channelRef)).toEqual(open);
    later(29);
    expect(await one.read(channelRef)).toEqual(open);
    expect(reads()).toBe(1);
    expect(await one.read({ ...channelRef, channel: 'C2' })).toEqual(DEFAULT_SETTINGS);
    expect(reads()).toBe(2);
  });
  test('is read once though it is asked for many times at once', async () => {
    const { channelSettings: one, reads } = await newChannelSettings();
    await Promise.all(Array.from({ length: 9 }, () => one.read(channelRef)));
    expect(reads()).toBe(1);
  });
  test('that is known from before answers at once, and is read anew behind that', async () => {
    const { store, channelSettings: one, reads, later } = await newChannelSettings();
    expect(await one.read(channelRef)).toEqual(DEFAULT_SETTINGS);
    await store.setChannelSettings(channelRef, open);
    later(31);
    expect(await one.read(channelRef)).toEqual(DEFAULT_SETTINGS);
    await vi.waitFor(async () => expect(await one.read(channelRef)).toEqual(open));
    expect(reads()).toBe(2);
  });
  test('that cannot be read is what was known of it, else the default; it is logged, and not tried for each answer', async () => {
    let failing = false;
    const {
      store,
      channelSettings: one,
      lines,
      later,
    } = await newChannelSettings((counted) => ({
      channelSettings: async (where) => {
        if (failing) throw new Error('the store is away');
        return counted.channelSettings(where);
      },
    }));
    await store.setChannelSettings(channelRef, open);
    await one.read(channelRef);
    failing = true;
    later(31);
    for (let index = 0; index < 5; index += 1) {
      expect(await one.read(channelRef)).toEqual(open);
      expect(await one.read({ ...channelRef, channel: 'C2' })).toEqual(DEFAULT_SETTINGS);
      await turn();
    }
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('the store is away');
  });
});

describe('changing', () => {
  test('holds at once here, and within half a minute for other replicas', async () => {
    const { channelSettings: one, another, later } = await newChannelSettings();
    const other = another();
    expect(await other.read(channelRef)).toEqual(DEFAULT_SETTINGS);
    await one.read(channelRef);
    const changed = await one.change(channelRef, { language: 'zh', answers: 'open' }, 'en');
    expect(changed).toMatchObject({ ok: true, settings: open, reply: { audience: 'asker' } });
    expect(items(changed.reply)).toEqual([
      { label: 'Language of answers', detail: 'Chinese (中文)' },
      { label: 'Answers to commands', detail: 'open: everyone in the channel sees them' },
    ]);
    expect(await one.read(channelRef)).toEqual(open);
    later(31);
    await other.read(channelRef);
    await vi.waitFor(async () => expect(await other.read(channelRef)).toEqual(open));
  });
  test('leaves as it was what is not named, though another replica set it', async () => {
    const { store, channelSettings: one } = await newChannelSettings();
    await one.read(channelRef);
    await store.setChannelSettings(channelRef, open);
    expect(await one.change(channelRef, { answers: 'private' }, 'zh')).toMatchObject({
      settings: { language: 'zh', audience: 'asker' },
    });
  });
  test('is not undone by what was being read meanwhile', async () => {
    const held = Promise.withResolvers<void>();
    let isHeld = true;
    const { channelSettings: one, later } = await newChannelSettings((counted) => ({
      channelSettings: async (where) => {
        const settings = await counted.channelSettings(where);
        if (isHeld) await held.promise;
        return settings;
      },
    }));
    isHeld = false;
    await one.read(channelRef);
    later(31);
    isHeld = true;
    await one.read(channelRef);
    await turn();
    isHeld = false;
    await one.change(channelRef, { answers: 'open' }, 'en');
    held.resolve();
    await turn();
    expect(await one.read(channelRef)).toEqual({ language: undefined, audience: 'everyone' });
  });
  test.each([
    [{ language: 'fr' }, ['language']],
    [{ answers: '' }, ['answers']],
    [{ language: 'fr', answers: 'loud' }, ['language', 'answers']],
    [{}, ['language']],
    [{ language: undefined, answers: undefined }, ['language']],
  ])('to %j changes nothing and says what is wrong', async (input, fields) => {
    const { store, channelSettings: one } = await newChannelSettings();
    await store.setChannelSettings(channelRef, open);
    const changed = await one.change(channelRef, input, 'en');
    expect(changed.ok ? [] : changed.faults.map(({ field }) => field)).toEqual(fields);
    expect(changed.reply.title).toBe('Nothing was changed');
    expect(await store.channelSettings(channelRef)).toEqual(open);
  });
  test('rejects where the store does, and nothing else holds then', async () => {
    const { channelSettings: one } = await newChannelSettings(() => ({
      setChannelSettings: () => Promise.reject(new Error('the disk is full')),
    }));
    await expect(one.change(channelRef, { answers: 'open' }, 'en')).rejects.toThrow('the disk is full');
    expect(await one.read(channelRef)).toEqual(DEFAULT_SETTINGS);
  });
});

test('what holds is shown in the language of who asks', async () => {
  const { store, channelSettings: one } = await newChannelSettings();
  expect(items(await one.show(channelRef, 'en'))).toEqual([
    { label: 'Language of answers', detail: 'each reader’s own' },
    { label: 'Answers to commands', detail: 'private: only who asks sees them' },
  ]);
  await store.setChannelSettings(channelRef, open);
  expect(items(await one.show(channelRef, 'zh'))).toEqual([
    { label: '回答的语言', detail: '中文' },
    { label: '命令的回答', detail: '公开：频道内所有人可见' },
  ]);
});
