/** How both engines keep what messages show, and recalls: each once, on the way of all deliveries, behind them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import { planRecalls } from '../../../src/digest/recall/plan-recalls.ts';
import type { Store } from '../../../src/store/store.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { CORRECTION, correctedIn } from '../../contract/recall-run.ts';
import { catalogueOf, recordFiles } from '../../support/records.ts';
import { at, carried, claim, delivery, ids, inOwnChannel } from '../samples.ts';

const BRIEF = { id: 'energy', asOf: '2026-10-30', statements: ['d/s1', 'd/s2'], versions: ['v1', 'v2'] };

/** More than are read at a time. */
const MANY = 210;

const recallOf = (message: Delivery, correction = 'd/s1/c1') => ({
  id: `r-${message.id}-${correction.length}`,
  correction,
  of: message.id,
  message,
});

export function recallContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });

  /** Sends a digest that shows a brief, in a channel of its own. */
  const sent = async (id: string, briefs: readonly object[] = [BRIEF], minute = 0): Promise<Delivery> => {
    await store.addSubscription(inOwnChannel(id), 9);
    await store.addDigest(id, delivery(id, { slotAt: at(minute) }));
    const [claimed] = await claim(store, at(0));
    if (claimed === undefined) throw new Error('nothing could be claimed');
    await store.begin(claimed, 'r1', at(0), { ...carried(), briefs: briefs as never });
    await store.settle(claimed, { state: 'sent', reason: '', message: `m-${id}` }, at(1));
    const found = await store.delivery(id);
    if (found === undefined) throw new Error('it is not there');
    return found;
  };
  const showing = async (shown: string, version?: string, correction = 'd/s1/c1'): Promise<string[]> =>
    (await store.shownBefore({ shown, version, correction }, '', 9)).map(
      ({ message, version: of }) => `${message.id} ${of}`,
    );
  const claimRecalls = (minute = 2): Promise<readonly Delivery[]> =>
    store.claimDeliveries({
      platforms: ['slack'],
      now: at(minute),
      until: at(minute + 5),
      most: 9,
      by: 'r1',
      recalls: true,
    });

  describe('what messages show', () => {
    it('is known from when they are sent, with its version, and found where it is another one', async () => {
      await sent('a');
      await sent('b', [{ ...BRIEF, versions: ['v9', 'v2'], bottomLine: 'w' }]);
      await sent('c', [{ id: 'energy', asOf: '2026-10-30', statements: ['d/s1'] }]);
      expect(await showing('d/s1', 'v9')).toStrictEqual(['a v1']);
      expect(await showing('d/s1')).toStrictEqual(['a v1', 'b v9']);
      expect(await showing('d/s2', 'v2')).toStrictEqual([]);
      expect(await showing('*energy', 'w')).toStrictEqual(['a ', 'c ']);
      const behind = await store.shownBefore({ shown: 'd/s1', correction: 'x' }, 'a', 9);
      expect(behind.map(({ message }) => message.message)).toStrictEqual(['m-b']);
    });

    it('is not that of a message whose arrival is unknown, until it is found', async () => {
      await store.addSubscription(inOwnChannel('a'), 9);
      await store.addDigest('a', delivery('a'));
      const [claimed] = await claim(store);
      if (claimed === undefined) throw new Error('nothing could be claimed');
      await store.begin(claimed, 'r1', at(0), { ...carried(), briefs: [BRIEF] });
      await store.settle(claimed, { state: 'unknown', reason: '' }, at(0));
      expect(await showing('d/s1')).toStrictEqual([]);
      await store.arrived({ id: 'a', attempts: 1 }, 'm', at(1));
      expect(await showing('d/s1')).toStrictEqual(['a v1']);
    });

    it('goes with its delivery, and so does a recall', async () => {
      const message = await sent('a', [BRIEF], -999);
      await store.addRecalls([recallOf(message)], at(-999));
      const [recall] = await claimRecalls();
      if (recall === undefined) throw new Error('nothing could be claimed');
      await store.begin(recall, 'r1', at(2), carried());
      await store.settle(recall, { state: 'sent', reason: '', message: 'm-a' }, at(3));
      await store.removeSubscription('a');
      await store.tidy(at(0), at(99));
      expect(await showing('d/s1', undefined, 'another')).toStrictEqual([]);
      expect(await store.recalls('d/s1/c1', 9)).toStrictEqual([]);
      expect(await store.recall(recall.id)).toBeUndefined();
    });
  });

  describe('a recall', () => {
    it('is written once for each message and correction, whoever plans it, to the channel of the message', async () => {
      const [a, b] = [await sent('a'), await sent('b')];
      const both = [recallOf(a), recallOf(b)];
      const added = await Promise.all([store, other, store].map((one) => one.addRecalls(both, at(2))));
      expect(added.reduce((sum, one) => sum + one, 0)).toBe(2);
      expect(await showing('d/s1')).toStrictEqual([]);
      expect(await showing('d/s1', undefined, 'd/s1/c2')).toStrictEqual(['a v1', 'b v1']);
      expect(await store.addRecalls([recallOf(a, 'd/s1/c10')], at(3))).toBe(1);
      const listed = await store.recalls('d/s1/c1', 9);
      expect(
        listed.map(({ of, message, delivery: one }) => [of, message?.message, one.channelRef, one.inReplyTo]),
      ).toStrictEqual([
        ['a', 'm-a', a.channelRef, 'm-a'],
        ['b', 'm-b', b.channelRef, 'm-b'],
      ]);
      expect(await store.recall(listed[0]?.id ?? '')).toStrictEqual({ id: 'r-a-7', correction: 'd/s1/c1', of: 'a' });
    });

    it('is planned for every message that shows what was corrected, however many there are', async () => {
      const records = catalogueOf(recordFiles(), at(0));
      const [brief] = [...records.briefs.values()];
      const statement = brief?.statements[0]?.id ?? '';
      const shows = { ...carried(), briefs: [{ ...BRIEF, statements: [statement], versions: ['old'] }] };
      const sendOne = async (index: number): Promise<void> => {
        const share = { id: `share-${index}`, source: `press-${index}`, person: 'U1', name: 'Ann' };
        const card = { request: { type: 'brief', topic: 'energy' }, language: 'en', inReplyTo: undefined } as const;
        const channelRef = { platform: 'slack', workspace: 'T1', channel: `C${index}` };
        const claimed = { by: 'r1', now: at(0), until: at(5) };
        const { delivery: one } = await store.claimShare({ ...share, ...card, channelRef }, claimed);
        await store.begin(one, 'r1', at(0), shows);
        await store.settle(one, { state: 'sent', reason: '', message: `m-${index}` }, at(1));
      };
      await Promise.all(Array.from({ length: MANY }, (_, index) => sendOne(index)));
      const catalogue = correctedIn(records, statement);
      expect(await planRecalls({ store, catalogue, now: () => at(2) })).toBe(MANY);
      expect(await planRecalls({ store, catalogue, now: () => at(3) })).toBe(0);
      expect(await store.recalls(`${statement}/${CORRECTION}`, 9_999)).toHaveLength(MANY);
    });

    it('waits while another one of its message is under way, so that none writes over the other', async () => {
      const [a, b] = [await sent('a'), await sent('b')];
      await store.addRecalls([recallOf(a)], at(1));
      await store.addRecalls([recallOf(a, 'd/s2/c10'), recallOf(b)], at(2));
      const [first, ...others] = (await claimRecalls()).toSorted((one, two) => (one.id < two.id ? -1 : 1));
      expect([first?.id, ...ids(others)]).toStrictEqual(['r-a-7', 'r-b-7']);
      if (first === undefined) throw new Error('nothing could be claimed');
      expect(await claimRecalls()).toStrictEqual([]);
      await store.begin(first, 'r1', at(2), carried());
      await store.settle(first, { state: 'unknown', reason: '', nextAt: at(3) }, at(2));
      expect(await claimRecalls()).toStrictEqual([]);
      const [looked] = await store.claimLookUps({ platforms: ['slack'], now: at(3), until: at(5), most: 9 });
      if (looked === undefined) throw new Error('nothing could be looked up');
      await store.settle(looked, { state: 'sent', reason: '', message: 'm-a' }, at(3));
      expect(ids(await claimRecalls(4))).toStrictEqual(['r-a-8']);
    });

    it('is claimed apart from the others, which need not wait for it, and is no digest', async () => {
      await store.addRecalls([recallOf(await sent('a'))], at(-9));
      await store.addDigest('a', delivery('next', { nextAt: at(1) }));
      expect(ids(await claim(store, at(2)))).toStrictEqual(['next']);
      const [recall] = await claimRecalls();
      expect(recall).toMatchObject({ kind: 'recall', slot: 'd/s1/c1/a', subscription: '' });
      expect(recall && (await store.begin(recall, 'r1', at(2), carried()))).toBe(true);
      expect(ids(await store.digestLog({}, 9)).toSorted()).toStrictEqual(['a', 'next']);
    });
  });
}
