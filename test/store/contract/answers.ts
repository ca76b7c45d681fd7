/** How both engines keep answers to messages: each once, as it was sent, and remembered for what it shows. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { SentAnswer } from '../../../src/conversation/message-answers/page.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, claim, lookUp } from '../samples.ts';

const ANSWER: SentAnswer = {
  id: 'a',
  slot: 'answer/a',
  slotAt: at(0),
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  inReplyTo: '5.5',
  message: '7.7',
  carried: {
    keys: [],
    briefs: [{ id: 'energy', asOf: '2026-10-30', statements: ['d/s1'], versions: ['v1'] }],
    introduces: false,
    rotates: undefined,
  },
};

export function answerContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  describe('an answer', () => {
    it('is written once, as sent: nobody sends or looks for it', async () => {
      await store.addAnswer(ANSWER, at(1));
      const one = await store.delivery('a');
      expect(one).toMatchObject({ kind: 'answer', state: 'sent', message: '7.7', inReplyTo: '5.5', settledAt: at(1) });
      await store.addAnswer({ ...ANSWER, id: 'b', message: '8.8' }, at(2));
      await store.addAnswer({ ...ANSWER, slot: 'answer/b', message: '8.8' }, at(2));
      expect(await store.delivery('a')).toStrictEqual(one);
      expect(await store.delivery('b')).toBeUndefined();
      expect(await claim(store, at(9))).toStrictEqual([]);
      expect(await lookUp(store, at(9))).toStrictEqual([]);
    });

    it('is known for what it shows, and is no news of its channel', async () => {
      const shows = { shown: 'd/s1', version: 'v2', correction: 'c' };
      expect(await store.shownBefore(shows, '', 9)).toStrictEqual([]);
      await store.addAnswer(ANSWER, at(1));
      const [shown, ...more] = await store.shownBefore(shows, '', 9);
      expect(shown).toMatchObject({ version: 'v1', message: { id: 'a', message: '7.7' } });
      expect(more).toStrictEqual([]);
      expect(await store.carriedKeys(ANSWER.channelRef)).toStrictEqual(new Set());
      expect(await store.digestLog({ platform: 'slack' }, 9)).toStrictEqual([]);
    });
  });
}
