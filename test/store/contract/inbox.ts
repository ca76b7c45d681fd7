/** What both engines keep of what people flag and ask in vain, and of what channels set. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Flag } from '../../../src/people/inbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { flagOf } from '../../support/flag.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const CURATORS = { platform: 'discord', workspace: '', channel: '9' };
const flag = (id: string, over: Partial<Flag> = {}): Flag =>
  flagOf(id, { link: 'https://example.org/', person: 'U1', language: 'zh', createdAt: at(0), ...over });

export function inboxContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });
  const add = (one: Flag, since = at(-60), most = 5): Promise<string> => store.addFlag(one, since, most);
  const open = async (): Promise<string[]> => (await store.openFlags(9)).map(({ id }) => id);

  describe('flags', () => {
    it('are kept as they are, oldest first', async () => {
      const second = flag('b', { createdAt: at(2), text: 'Ünïcode 中文 😀\nnew line', link: '' });
      await add(second);
      await add(flag('a'));
      expect(await store.openFlags(9)).toStrictEqual([flag('a'), second]);
      expect(await store.openFlags(1)).toStrictEqual([flag('a')]);
      expect(await store.flag('b')).toStrictEqual(second);
      expect(await store.flag('c')).toBeUndefined();
    });

    it('lose the character that PostgreSQL cannot keep', async () => {
      await add(flag('a', { text: 'zero \0 byte' }));
      expect((await store.openFlags(9))[0]?.text).toBe('zero  byte');
    });

    it('of one person are no more than so many since a time, and nothing is kept of one more', async () => {
      expect(await add(flag('a', { createdAt: at(-120) }))).toBe('added');
      expect(await add(flag('b'), at(-60), 2)).toBe('added');
      expect(await add(flag('c'), at(-60), 2)).toBe('added');
      expect(await add(flag('d'), at(-60), 2)).toBe('too-many');
      expect(await add(flag('e', { person: 'U2' }), at(-60), 2)).toBe('added');
      expect(await open()).toStrictEqual(['a', 'b', 'c', 'e']);
    });

    it('of one person are no more than so many though they arrive at once, at several replicas', async () => {
      const added = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (index % 2 === 0 ? store : other).addFlag(flag(`f${index}`), at(-60), 3),
        ),
      );
      expect(added.filter((one) => one === 'added')).toHaveLength(3);
      expect(await open()).toHaveLength(3);
    });

    it('that are the same again are kept once', async () => {
      expect(await add(flag('a', { text: 'same' }), at(-60), 1)).toBe('added');
      expect(await add(flag('b', { text: 'same' }), at(-60), 1)).toBe('kept-already');
      expect(await add(flag('b', { text: 'sa\0me' }), at(-60), 1)).toBe('kept-already');
      expect(await add(flag('c', { text: 'same', statement: '*' }))).toBe('added');
      expect(await add(flag('d', { text: 'same', person: 'U2' }))).toBe('added');
      expect(await add(flag('e', { text: 'same', createdAt: at(90) }), at(30))).toBe('added');
      expect(await open()).toStrictEqual(['a', 'c', 'd', 'e']);
    });

    it('of nobody are not counted together', async () => {
      expect(await add(flag('a', { person: '', text: 'x' }), at(-60), 1)).toBe('added');
      expect(await add(flag('b', { person: '', text: 'x' }), at(-60), 1)).toBe('added');
    });

    it('are done with once, and then neither listed nor posted', async () => {
      await store.addFlag(flag('a'), at(-60), 5, CURATORS);
      expect(await store.finishFlag('a', at(1))).toBe(true);
      expect(await store.finishFlag('a', at(2))).toBe(false);
      expect(await store.finishFlag('nowhere', at(2))).toBe(false);
      expect(await open()).toStrictEqual([]);
      expect(await store.delivery('a')).toMatchObject({ state: 'skipped', settledAt: at(1), nextAt: undefined });
    });

    it('are opened again once, and not posted a second time', async () => {
      await store.addFlag(flag('a'), at(-60), 5, CURATORS);
      expect(await store.reopenFlag('a')).toBe(false);
      await store.finishFlag('a', at(1));
      expect([await store.reopenFlag('a'), await store.reopenFlag('nowhere')]).toStrictEqual([true, false]);
      expect(await store.openFlags(9)).toMatchObject([{ id: 'a', doneAt: undefined }]);
      expect(await store.delivery('a')).toMatchObject({ state: 'skipped' });
    });

    it('for curators are deliveries of the same id', async () => {
      expect(await store.addFlag(flag('a', { text: 'same' }), at(-60), 5, CURATORS)).toBe('added');
      expect(await store.addFlag(flag('b', { text: 'same' }), at(-60), 5, CURATORS)).toBe('kept-already');
      expect(await store.delivery('b')).toBeUndefined();
      const posted = await store.delivery('a');
      expect(posted).toMatchObject({ kind: 'flag', state: 'waiting', subscription: '', channelRef: CURATORS });
      expect(posted && (await store.settle(posted, { state: 'sent', reason: '', message: 'm' }, at(3)))).toBe(true);
      expect(await store.openFlags(9)).toStrictEqual([flag('a', { text: 'same' })]);
    });
  });

  describe('questions that found nothing', () => {
    it('are counted over the days, the most frequent first', async () => {
      await store.countQuestion('moon', '2026-11-01', 9);
      await store.countQuestion('sun', '2026-11-01', 9);
      await store.countQuestion('moon', '2026-11-02', 9);
      await store.countQuestion('moon', '2026-11-02', 9);
      expect(await store.questions('2026-11-01', 9)).toStrictEqual([
        { text: 'moon', count: 3, lastOn: '2026-11-02' },
        { text: 'sun', count: 1, lastOn: '2026-11-01' },
      ]);
      expect(await store.questions('2026-11-02', 9)).toStrictEqual([{ text: 'moon', count: 2, lastOn: '2026-11-02' }]);
      expect(await store.questions('2026-11-01', 1)).toHaveLength(1);
    });

    it('are no more than so many different ones a day, and those go on being counted', async () => {
      for (const text of ['a', 'b', 'c', 'a']) await store.countQuestion(text, '2026-11-01', 2);
      await store.countQuestion('c', '2026-11-02', 2);
      expect(await store.questions('2026-11-01', 9)).toStrictEqual([
        { text: 'a', count: 2, lastOn: '2026-11-01' },
        { text: 'b', count: 1, lastOn: '2026-11-01' },
        { text: 'c', count: 1, lastOn: '2026-11-02' },
      ]);
    });

    it('are forgotten by their text, on every day', async () => {
      for (const day of ['2026-11-01', '2026-11-02']) await store.countQuestion('moon', day, 9);
      await store.countQuestion('sun', '2026-11-02', 9);
      expect(await other.forgetQuestion('moon')).toBe(true);
      expect(await store.forgetQuestion('moon')).toBe(false);
      expect(await store.questions('2026-11-01', 9)).toMatchObject([{ text: 'sun' }]);
    });

    it('are counted though they are asked at once, at several replicas', async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? store : other).countQuestion('a', '2026-11-01', 5)),
      );
      expect(await store.questions('2026-11-01', 9)).toStrictEqual([{ text: 'a', count: 20, lastOn: '2026-11-01' }]);
    });
  });

  it('forgets who flagged, what was done with and what was asked, each before its time', async () => {
    await add(flag('old', { createdAt: at(-100) }));
    await add(flag('new'));
    await add(flag('done', { createdAt: at(-1) }));
    await store.finishFlag('done', at(1));
    await store.countQuestion('moon', '2026-11-01', 9);
    await store.countQuestion('sun', '2026-11-02', 9);
    await store.tidyInbox({ persons: at(-50), done: at(1), questions: '2026-11-02' });
    expect((await store.openFlags(9)).map(({ id, person }) => [id, person])).toStrictEqual([
      ['old', ''],
      ['new', 'U1'],
    ]);
    await expect(store.addFlag(flag('done'), at(0), 5)).rejects.toThrow(/unique/iu);
  });

  it('forgets what was done with before its time, and questions of days before', async () => {
    await add(flag('done'));
    await store.finishFlag('done', at(1));
    await store.countQuestion('moon', '2026-11-01', 9);
    await store.tidyInbox({ persons: at(-99), done: at(2), questions: '2026-11-02' });
    expect(await store.questions('2026-01-01', 9)).toStrictEqual([]);
    expect(await store.addFlag(flag('done', { createdAt: at(3) }), at(-60), 1)).toBe('added');
  });

  describe('what channels set', () => {
    const place = { platform: 'slack', workspace: 'T1', channel: 'C1' };
    it('is nothing at first, then what was set last', async () => {
      expect(await store.channelSettings(place)).toBeUndefined();
      await store.setChannelSettings(place, { language: 'zh', audience: 'everyone' });
      expect(await other.channelSettings(place)).toStrictEqual({ language: 'zh', audience: 'everyone' });
      await other.setChannelSettings(place, { language: undefined, audience: 'asker' });
      expect(await store.channelSettings(place)).toStrictEqual({ language: undefined, audience: 'asker' });
    });
    it('is that of one channel', async () => {
      await store.setChannelSettings(place, { language: 'zh', audience: 'everyone' });
      for (const over of [{ platform: 'discord' }, { workspace: 'T2' }, { channel: 'C2' }])
        expect(await store.channelSettings({ ...place, ...over })).toBeUndefined();
    });
  });
}
