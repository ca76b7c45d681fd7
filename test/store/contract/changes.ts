/** How both engines keep what people have changed in records: as it is typed, and no older write over a newer one. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { ChangeWrite } from '../../../src/people/unpublished-changes.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const TEA = { folder: 'north-south/topics', file: 'tea.yaml' };

const write = (text: string | undefined, given: Partial<ChangeWrite> = {}): ChangeWrite => ({
  ...TEA,
  version: 'v1',
  base: 'filed',
  text,
  writer: 'page',
  number: 1,
  after: 0,
  ...given,
});

export function changeContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });
  const texts = async (person = 'ann'): Promise<(string | undefined)[]> =>
    (await store.changesOf(person)).map(({ text }) => text);

  describe('a change', () => {
    it('is kept whole, for its person alone, also for the next process', async () => {
      expect(await store.keepChange('ann', write('茶\n'), at(1))).toStrictEqual({ ok: true });
      await store.keepChange('bo', write('coffee', { version: undefined, base: undefined }), at(1));
      const other = await database.open();
      expect(await other.changesOf('ann')).toStrictEqual([
        { ...TEA, version: 'v1', base: 'filed', text: '茶\n', writer: 'page', number: 1, updatedAt: at(1) },
      ]);
      expect(await other.changesOf('bo')).toMatchObject([{ text: 'coffee', version: undefined, base: undefined }]);
    });

    it('is never overwritten by an older one of its page, however late that comes', async () => {
      await store.keepChange('ann', write('new', { number: 3 }), at(1));
      for (const number of [2, 3])
        expect(await store.keepChange('ann', write('old', { number }), at(2))).toMatchObject({
          ok: false,
          stored: { text: 'new', number: 3, updatedAt: at(1) },
        });
      expect(await texts()).toStrictEqual(['new']);
      expect(await store.keepChange('ann', write('newest', { number: 4 }), at(3))).toStrictEqual({ ok: true });
    });

    it('of another page counts only where that knew what it writes over', async () => {
      await store.keepChange('ann', write('first', { number: 5 }), at(1));
      const other = { writer: 'other', number: 9 };
      expect(await store.keepChange('ann', write('blind', { ...other, after: 4 }), at(2))).toMatchObject({
        ok: false,
        stored: { text: 'first' },
      });
      expect(await store.keepChange('ann', write('seen', { ...other, after: 5 }), at(2))).toStrictEqual({ ok: true });
      expect(await texts()).toStrictEqual(['seen']);
    });

    it('of two pages at once is kept of one, which the other is told', async () => {
      await store.keepChange('ann', write('first'), at(1));
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map(
          async (writer) => await store.keepChange('ann', write(writer, { writer, number: 2, after: 1 }), at(2)),
        ),
      );
      const [kept] = await texts();
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter(({ ok }) => !ok)).toMatchObject([{ stored: { text: kept } }, { stored: { text: kept } }]);
    });

    it('keeps what it began from without being sent it again, until it begins from something else', async () => {
      await store.keepChange('ann', write('one'), at(1));
      await store.keepChange('ann', write('two', { base: undefined, number: 2 }), at(2));
      expect(await store.changesOf('ann')).toMatchObject([{ base: 'filed' }]);
      await store.keepChange('ann', write('three', { base: undefined, number: 3, version: 'v2' }), at(3));
      expect(await store.changesOf('ann')).toMatchObject([{ base: undefined, version: 'v2' }]);
    });

    it('that was dropped is not brought back by a late write, and is forgotten after a time', async () => {
      await store.keepChange('ann', write('typed'), at(1));
      await store.keepChange('ann', write(undefined, { number: 3, version: undefined, base: undefined }), at(2));
      expect((await store.keepChange('ann', write('late', { number: 2 }), at(3))).ok).toBe(false);
      expect(await texts()).toStrictEqual([undefined]);
      await store.keepChange('ann', write('stays', { file: 'silk.yaml' }), at(1));
      await store.tidyChanges(at(2));
      expect(await texts()).toStrictEqual(['stays', undefined]);
      await store.tidyChanges(at(3));
      expect(await texts()).toStrictEqual(['stays']);
    });

    it('is given to another person, except where that has changed the record too', async () => {
      await store.keepChange('machine', write('by nobody'), at(1));
      await store.keepChange('machine', write('also', { file: 'silk.yaml' }), at(1));
      await store.keepChange('ann', write('own'), at(1));
      await store.giveChanges('machine', 'ann');
      expect(await texts()).toStrictEqual(['also', 'own']);
      expect(await texts('machine')).toStrictEqual(['by nobody']);
    });
  });
}
