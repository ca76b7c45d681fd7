/** What both engines must do with subscriptions. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import {
  at,
  carried,
  claim,
  claimedOne,
  delivery,
  ids,
  inOwnChannel,
  lookUp,
  planOne,
  subscription,
} from '../samples.ts';

export function subscriptionContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  describe('subscriptions', () => {
    it('are kept exactly as they were added, and over a restart', async () => {
      const full = subscription('full', {
        channelRef: { platform: 'discord', workspace: '', channel: '123' },
        topics: ['tariffs', '关税'],
        language: 'zh',
        whenQuiet: 'rotate',
        owner: '',
        baseline: ['a"b', '🇨🇳🇺🇸', 'nul\0'],
        introduced: true,
        rotated: 'tariffs',
      });
      const resting = subscription('resting', {
        pausedBecause: 'no-permission',
        pausedDetail: 'said <b>',
        dueAt: undefined,
      });
      expect(await store.addSubscription(full, 5)).toBe(true);
      expect(await store.addSubscription(resting, 5)).toBe(true);
      await store.close();
      store = await database.open();
      expect(await store.subscription('full')).toStrictEqual(full);
      expect(await store.subscription('resting')).toStrictEqual(resting);
      expect(await store.subscription('none')).toBeUndefined();
    });

    it('are added only while their own place has room', async () => {
      expect(await store.addSubscription(subscription('a'), 2)).toBe(true);
      expect(await store.addSubscription(subscription('b', { pausedBecause: 'asked', dueAt: undefined }), 2)).toBe(
        true,
      );
      expect(await store.addSubscription(subscription('c'), 2)).toBe(false);
      expect(await store.subscription('c')).toBeUndefined();
      const elsewhere = { platform: 'slack', workspace: 'T2', channel: 'C1' };
      expect(await store.addSubscription(subscription('c', { channelRef: elsewhere }), 2)).toBe(true);
    });

    it('never exceed the room of a place, however many are added at once', async () => {
      const others = [store, await database.open(), await database.open()];
      const added = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          (others[index % 3] ?? store).addSubscription(subscription(`s${index}`), 5),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(5);
      expect(await store.subscriptions({ channel: 'C1' })).toHaveLength(5);
    });

    it('keep the first of two with one id', async () => {
      await store.addSubscription(subscription('a'), 5);
      await expect(store.addSubscription(subscription('a', { owner: 'U9' }), 5)).rejects.toThrow(/unique/iu);
      expect((await store.subscription('a'))?.owner).toBe('U1');
    });

    it('must be either due or paused', async () => {
      await expect(store.addSubscription(subscription('never', { dueAt: undefined }), 5)).rejects.toThrow(
        'paused_or_due',
      );
      expect(await store.subscriptions({})).toStrictEqual([]);
    });

    it('are listed by place, workspace, platform and owner, oldest first', async () => {
      const add = (id: string, workspace: string, channel: string, createdAt: number, owner = 'U1'): Promise<boolean> =>
        store.addSubscription(
          subscription(id, { channelRef: { platform: 'slack', workspace, channel }, createdAt: at(createdAt), owner }),
          9,
        );
      await add('young', 'T1', 'C1', 3);
      await add('old', 'T1', 'C1', 1);
      await add('near', 'T1', 'C2', 2, 'U2');
      await add('far', 'T2', 'C1', 4);
      const other = { platform: 'discord', workspace: 'T1', channel: 'C1' };
      await store.addSubscription(subscription('other', { channelRef: other }), 9);
      expect(ids(await store.subscriptions({ platform: 'slack', workspace: 'T1', channel: 'C1' }))).toStrictEqual([
        'old',
        'young',
      ]);
      expect(ids(await store.subscriptions({ platform: 'slack', workspace: 'T1' }))).toStrictEqual([
        'old',
        'near',
        'young',
      ]);
      expect(ids(await store.subscriptions({ platform: 'slack' }))).toStrictEqual(['old', 'near', 'young', 'far']);
      expect(ids(await store.subscriptions({ owner: 'U2' }))).toStrictEqual(['near']);
      expect(await store.subscriptions({})).toHaveLength(5);
    });

    it('change in what is named and in nothing else', async () => {
      const before = subscription('a', { baseline: ['x'], rotated: 'r' });
      await store.addSubscription(before, 5);
      const schedule = { days: ['sun'], time: '23:59', zone: 'America/New_York' } as const;
      expect(await store.changeSubscription('a', { schedule, topics: ['t'], dueAt: at(7) })).toStrictEqual({
        ...before,
        schedule,
        topics: ['t'],
        dueAt: at(7),
      });
      expect(await store.changeSubscription('a', {})).toStrictEqual(await store.subscription('a'));
      expect(await store.changeSubscription('none', { owner: 'U2' })).toBeUndefined();
    });

    it('do not change where their schedule is no longer the one that the change was made of', async () => {
      const before = subscription('a');
      await store.addSubscription(before, 5);
      const other = { ...before.schedule, time: '23:49' };
      expect(await store.changeSubscription('a', { dueAt: at(7) }, other)).toBeUndefined();
      expect(await store.subscription('a')).toStrictEqual(before);
      expect(await store.changeSubscription('a', { dueAt: at(7) }, before.schedule)).toMatchObject({ dueAt: at(7) });
      expect(await store.changeSubscription('none', {}, other)).toBeUndefined();
    });

    it('stay paused when they are changed', async () => {
      await store.addSubscription(subscription('a'), 5);
      await store.pause('a', 'asked', '', at(0));
      expect(await store.changeSubscription('a', { dueAt: at(7), owner: 'U2' })).toMatchObject({
        dueAt: undefined,
        owner: 'U2',
        pausedBecause: 'asked',
      });
      expect(await store.changeSubscription('a', { pausedDetail: 'why \u0000' })).toMatchObject({
        pausedBecause: 'asked',
        pausedDetail: 'why ',
      });
    });
  });

  describe('a pause', () => {
    it('is made once, by whichever comes first, and tells the owner once', async () => {
      await store.addSubscription(subscription('a'), 5);
      const other = await database.open();
      const because = 'no-permission';
      const paused = await Promise.all(
        [store, other, store, other].map((one, index) => one.pause('a', because, `said ${index}\0`, at(1))),
      );
      expect(paused.filter(Boolean)).toHaveLength(1);
      const detail = `said ${paused.indexOf(true)}`;
      expect(await store.subscription('a')).toMatchObject({
        pausedBecause: because,
        pausedDetail: detail,
        dueAt: undefined,
      });
      expect(await store.alerts('a')).toMatchObject([
        { subscription: 'a', owner: 'U1', reason: because, state: 'waiting', detail },
      ]);
      expect(await store.pause('none', because, '', at(1))).toBe(false);
    });

    it('that a person asked for tells nobody', async () => {
      await store.addSubscription(subscription('a'), 5);
      expect(await store.pause('a', 'asked', '', at(1))).toBe(true);
      expect(await store.alerts('a')).toStrictEqual([]);
    });

    it('keeps the slots that wait from being sent, also those claimed already; what a person asked for is sent', async () => {
      await store.addSubscription(subscription('a'), 5);
      await store.addSubscription(inOwnChannel('b'), 5);
      await store.addDigest('a', delivery('claimed'));
      const [claimed] = await claim(store);
      await store.addDigest('a', delivery('waiting'));
      await store.addDigest('a', delivery('asked', { slot: 'now-1' }));
      await store.addDigest('b', delivery('other'));
      await store.pause('a', 'asked', '', at(1));
      expect(await store.delivery('waiting')).toMatchObject({
        state: 'skipped',
        reason: 'paused: asked',
        nextAt: undefined,
        settledAt: at(1),
      });
      expect(claimed && (await store.begin(claimed, 'r1', at(1), carried()))).toBe(false);
      if (claimed !== undefined) await store.settle(claimed, { state: 'skipped', reason: 'paused' }, at(1));
      const still = await claim(store, at(1));
      expect(ids(still)).toStrictEqual(['asked', 'other']);
      for (const one of still) expect(await store.begin(one, 'r1', at(1), carried())).toBe(true);
      expect((await store.planDue(at(1), 9, planOne())).planned).toBe(1);
    });

    it('is undone whole when a part of it fails', async () => {
      await store.addSubscription(subscription('a'), 5);
      await store.addDigest('a', delivery('waiting'));
      await database.without('alerts', async () => {
        await expect(store.pause('a', 'bot-removed', '', at(1))).rejects.toThrow('alerts');
      });
      expect(await store.subscription('a')).toStrictEqual(subscription('a'));
      expect(ids(await claim(store))).toStrictEqual(['waiting']);
    });

    it('leaves a delivery of unknown outcome to be looked up', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(1), carried());
      await store.settle(claimed, { state: 'unknown', reason: 'cut', nextAt: at(2) }, at(1));
      await store.pause('a', 'channel-gone', 'is_archived', at(1));
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['da']);
    });

    it('ends with resuming, which takes back what the owner was not told yet', async () => {
      await store.addSubscription(subscription('a'), 5);
      expect(await store.resume('a', at(5))).toBe(false);
      await store.addAlert('a', 'no-history', 'unread', at(1));
      await store.pause('a', 'no-permission', 'not allowed', at(1));
      // Somebody has changed its time since.
      expect(await store.resume('a', at(5), { ...subscription('a').schedule, time: '23:49' })).toBe(false);
      expect(await store.resume('a', at(5), subscription('a').schedule)).toBe(true);
      expect(await store.subscription('a')).toStrictEqual(subscription('a', { dueAt: at(5) }));
      expect((await store.alerts('a')).map(({ reason }) => reason)).toStrictEqual(['no-history']);
      expect(await store.resume('none', at(5))).toBe(false);
    });
  });

  describe('a removal', () => {
    it('takes what was never handed to a platform with it and keeps the log of the rest', async () => {
      const sent = await claimedOne(store);
      await store.begin(sent, 'r1', at(0), carried('k'));
      await store.settle(sent, { state: 'sent', reason: '', message: 'm' }, at(0));
      await store.addDigest('a', delivery('limited'));
      const [limited] = await claim(store);
      if (limited === undefined) throw new Error('nothing could be claimed');
      await store.begin(limited, 'r1', at(0), carried('k'));
      await store.settle(limited, { state: 'waiting', reason: 'rate-limit', nextAt: at(9) }, at(0));
      await store.addDigest('a', delivery('claimed'));
      const [claimed] = await claim(store);
      await store.addDigest('a', delivery('waiting', { slot: 'now-1' }));
      await store.addDigest('a', delivery('missed', { state: 'missed', reason: 'down' }));
      await store.pause('a', 'no-permission', '', at(0));

      expect(await store.removeSubscription('a')).toBe(true);
      expect(await store.removeSubscription('a')).toBe(false);
      const left = await store.digestLog({ channel: 'C1' }, 9);
      expect(Object.fromEntries(left.map(({ id, state }) => [id, state]))).toStrictEqual({
        da: 'sent',
        limited: 'skipped',
        missed: 'missed',
      });
      expect(await store.alerts('a')).toStrictEqual([]);
      expect(await store.carriedKeys({ platform: 'slack', workspace: 'T1', channel: 'C1' })).toStrictEqual(
        new Set(['k']),
      );
      expect(claimed && (await store.begin(claimed, 'r1', at(0), carried()))).toBe(false);
      expect(await store.addDigest('a', delivery('late'))).toBeUndefined();
      expect(await store.nextWorkAt()).toBeUndefined();
    });

    it('lets a delivery in hand be settled, and begins none again', async () => {
      const claimed = await claimedOne(store);
      await store.begin(claimed, 'r1', at(0), carried());
      await store.removeSubscription('a');
      expect(await store.settle(claimed, { state: 'waiting', reason: '', nextAt: at(0) }, at(0))).toBe(true);
      const [again] = await claim(store);
      expect(again && (await store.begin(again, 'r1', at(0), carried()))).toBe(false);
    });
  });
}
