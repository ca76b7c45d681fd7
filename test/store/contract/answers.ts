/** How both engines keep answers to messages: each once, looked up wherever it may stand already, and remembered for what it shows. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewAnswer } from '../../../src/conversation/message-answers/page.ts';
import type { Carried, Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, claim, ids, lookUp } from '../samples.ts';

const SHOWN: Carried = {
  keys: [],
  briefs: [{ id: 'energy', asOf: '2026-10-30', statements: ['d/s1'], versions: ['v1'] }],
  introduces: false,
  rotates: undefined,
};

const answer = (id: string, slot = `answer/${id}`): NewAnswer => ({
  id,
  slot,
  slotAt: at(0),
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  inReplyTo: '5.5',
});

export function answerContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  const add = (id: string, { slot = `answer/${id}`, by = 'r1', over = store } = {}): Promise<Delivery | undefined> =>
    over.addAnswer(answer(id, slot), { by, until: at(5) });
  const claimed = async (id: string): Promise<Delivery> => {
    const added = await add(id);
    if (added === undefined) throw new Error(`${id} was not added`);
    return added;
  };

  describe('an answer', () => {
    it('is written once for each message, claimed by who wrote it', async () => {
      const one = await claimed('a');
      expect(one).toMatchObject({ id: 'a', kind: 'answer', state: 'claimed', nextAt: at(5), inReplyTo: '5.5' });
      expect(await add('b', { slot: one.slot })).toBeUndefined();
      expect(await add('a', { slot: 'another' })).toBeUndefined();
      expect(await store.delivery('a')).toStrictEqual(one);
      expect(await store.begin(one, 'r2', at(1), SHOWN)).toBe(false);
      expect(await store.begin(one, 'r1', at(1), SHOWN)).toBe(true);
      expect(await store.begin(one, 'r1', at(1), SHOWN)).toBe(false);
    });

    it('that several processes write at once is written by one of them', async () => {
      const other = await database.open();
      const added = await Promise.all(
        Array.from({ length: 20 }, (_, index) => add('a', { by: `r${index}`, over: index % 2 === 0 ? store : other })),
      );
      expect(added.filter((one) => one !== undefined)).toHaveLength(1);
    });

    it('that may have been given before is looked up before anybody sends it', async () => {
      expect(await store.addAnswer(answer('a'), { lookAt: at(2) })).toMatchObject({ state: 'unknown', nextAt: at(2) });
      expect(await store.addAnswer(answer('a'), { by: 'r1', until: at(5) })).toBeUndefined();
      expect(await claim(store, at(2))).toStrictEqual([]);
      expect(await lookUp(store, at(1))).toStrictEqual([]);
      expect(ids(await lookUp(store, at(2)))).toStrictEqual(['a']);
      const looked = await store.delivery('a');
      if (looked === undefined) throw new Error('there is no a');
      await store.settle(looked, { state: 'waiting', reason: 'looked-up: absent', nextAt: at(3) }, at(3));
      expect(ids(await claim(store, at(3)))).toStrictEqual(['a']);
    });

    it('whose process ended is looked up before it is sent, at once where it had not begun', async () => {
      const begun = await claimed('begun');
      await claimed('idle');
      await store.begin(begun, 'r1', at(1), SHOWN);
      expect(await store.expireClaims(at(5), at(6))).toStrictEqual({ unknown: 2, waiting: 0 });
      expect(await claim(store, at(5), 'r2')).toStrictEqual([]);
      expect(ids(await lookUp(store, at(5)))).toStrictEqual(['idle']);
      expect(ids(await lookUp(store, at(6)))).toStrictEqual(['begun']);
      const idle = await store.delivery('idle');
      if (idle === undefined) throw new Error('there is no idle');
      expect(idle).toMatchObject({ begunAt: undefined, attempts: 0 });
      await store.settle(idle, { state: 'waiting', reason: 'looked-up: absent', nextAt: at(6) }, at(6));
      expect(ids(await claim(store, at(6), 'r2'))).toStrictEqual(['idle']);
    });

    it('that was sent is known for what it shows, and is no news of its channel', async () => {
      const one = await claimed('a');
      await store.begin(one, 'r1', at(1), SHOWN);
      expect(await store.shownBefore({ shown: 'd/s1', version: 'v2', correction: 'c' }, '', 9)).toStrictEqual([]);
      await store.settle(one, { state: 'sent', reason: '', message: '7.7' }, at(1));
      const [shown] = await store.shownBefore({ shown: 'd/s1', version: 'v2', correction: 'c' }, '', 9);
      expect(shown).toMatchObject({ version: 'v1', message: { id: 'a', message: '7.7' } });
      expect(await store.carriedKeys(one.channelRef)).toStrictEqual(new Set());
      expect(await store.digestLog({ platform: 'slack' }, 9)).toStrictEqual([]);
    });
  });
}
