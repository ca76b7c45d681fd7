/** How both engines keep what is known of the texts of documents: readings beside what people want and decide, given files once, unchecked citations once. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { saying } from '../../../src/watch/health.ts';
import type { TextState } from '../../../src/watch/text-store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const STATE: TextState = {
  relationship: 'north-south',
  document: 'harbour-notes',
  address: 'https://example.org/港口',
  etag: '"1"',
  lastModified: '',
  triedAt: at(1),
  nextAt: at(90),
  failures: 2,
  fault: { state: 'blocked', words: saying('refused', { status: 403 }) },
  movedTo: '',
  version: 'v1',
  day: undefined,
};
const NOTES = { relationship: 'north-south', document: 'harbour-notes' };

export function textContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  describe('what is known of a text', () => {
    it('is kept for the next process, and a reading leaves what people decided', async () => {
      await store.wantTexts([NOTES, { ...NOTES, document: 'other' }]);
      expect(await store.textStates()).toMatchObject([
        { ...NOTES, isWanted: true, address: '', failures: 0, triedAt: undefined },
        { document: 'other', isWanted: true },
      ]);
      await store.saveTextState(STATE);
      const other = await database.open();
      const [known] = await other.textStates();
      expect(known).toStrictEqual({ ...STATE, isWanted: false, decided: '', decidedBy: '' });
      expect(await other.decideText(NOTES, 'v1', 'ann')).toBe(true);
      await store.saveTextState({ ...STATE, fault: undefined, failures: 0 }, true);
      expect((await other.textStates())[0]).toStrictEqual({
        ...STATE,
        fault: undefined,
        failures: 0,
        isWanted: true,
        decided: 'v1',
        decidedBy: 'ann',
      });
    });

    it('is decided once, by whoever comes first, and only as it stands', async () => {
      await store.saveTextState(STATE);
      expect(await store.decideText(NOTES, 'v0', 'ann')).toBe(false);
      const other = await database.open();
      const both = await Promise.all([store.decideText(NOTES, 'v1', 'ann'), other.decideText(NOTES, 'v1', 'ben')]);
      expect(both.filter(Boolean)).toHaveLength(1);
      await store.saveTextState({ ...STATE, version: 'v2' });
      expect(await store.decideText(NOTES, 'v2', 'ben')).toBe(true);
      expect(await store.decideText({ ...NOTES, document: 'none' }, 'v2', 'ben')).toBe(false);
    });
  });

  it('citations that were published unchecked are kept once, by who published them first', async () => {
    const one = { statement: 'a/b', source: 'a', paragraph: 2, find: 'the words\0', by: 'ann' };
    await store.noteUnchecked([one, { ...one, paragraph: 1 }], at(1));
    await store.noteUnchecked([{ ...one, by: 'ben' }], at(2));
    const kept = { ...one, find: 'the words' };
    expect(await (await database.open()).uncheckedCitations()).toEqual([{ ...kept, paragraph: 1 }, kept]);
  });
}
