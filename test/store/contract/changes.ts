/** How both engines keep what people have changed in records: as it is typed, and no older write over a newer one. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { UnpublishedWrite } from '../../../src/people/unpublished-changes.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const TEA = { folder: 'north-south/topics', file: 'tea.yaml' };

const write = (text: string | undefined, given: Partial<UnpublishedWrite> = {}): UnpublishedWrite => ({
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
    (await store.unpublishedOf(person)).map(({ text }) => text);

  describe('a change', () => {
    it('is kept whole, for its person alone, also for the next process', async () => {
      expect(await store.saveUnpublished('ann', write('茶\n'), at(1))).toStrictEqual({ ok: true });
      await store.saveUnpublished('bo', write('coffee', { version: undefined, base: undefined }), at(1));
      const other = await database.open();
      expect(await other.unpublishedOf('ann')).toStrictEqual([
        { ...TEA, version: 'v1', base: 'filed', text: '茶\n', writer: 'page', number: 1, updatedAt: at(1) },
      ]);
      expect(await other.unpublishedOf('bo')).toMatchObject([{ text: 'coffee', version: undefined, base: undefined }]);
    });

    it('is never overwritten by an older one of its page, however late that comes', async () => {
      await store.saveUnpublished('ann', write('new', { number: 3 }), at(1));
      for (const number of [2, 3])
        expect(await store.saveUnpublished('ann', write('old', { number }), at(2))).toMatchObject({
          ok: false,
          stored: { text: 'new', number: 3, updatedAt: at(1) },
        });
      expect(await texts()).toStrictEqual(['new']);
      expect(await store.saveUnpublished('ann', write('newest', { number: 4 }), at(3))).toStrictEqual({ ok: true });
    });

    it('of another page counts only where that knew what it writes over', async () => {
      await store.saveUnpublished('ann', write('first', { number: 5 }), at(1));
      const other = { writer: 'other', number: 9 };
      expect(await store.saveUnpublished('ann', write('blind', { ...other, after: 4 }), at(2))).toMatchObject({
        ok: false,
        stored: { text: 'first' },
      });
      expect(await store.saveUnpublished('ann', write('seen', { ...other, after: 5 }), at(2))).toStrictEqual({
        ok: true,
      });
      expect(await texts()).toStrictEqual(['seen']);
    });

    it('of two pages at once is kept of one, which the other is told', async () => {
      await store.saveUnpublished('ann', write('first'), at(1));
      const outcomes = await Promise.all(
        ['a', 'b', 'c'].map(
          async (writer) => await store.saveUnpublished('ann', write(writer, { writer, number: 2, after: 1 }), at(2)),
        ),
      );
      const [kept] = await texts();
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter(({ ok }) => !ok)).toMatchObject([{ stored: { text: kept } }, { stored: { text: kept } }]);
    });

    it('keeps what it began from without being sent it again, until it begins from something else', async () => {
      await store.saveUnpublished('ann', write('one'), at(1));
      await store.saveUnpublished('ann', write('two', { base: undefined, number: 2 }), at(2));
      expect(await store.unpublishedOf('ann')).toMatchObject([{ base: 'filed' }]);
      await store.saveUnpublished('ann', write('three', { base: undefined, number: 3, version: 'v2' }), at(3));
      expect(await store.unpublishedOf('ann')).toMatchObject([{ base: undefined, version: 'v2' }]);
    });

    it('that was dropped is not brought back by a late write, and is forgotten after a time', async () => {
      await store.saveUnpublished('ann', write('typed'), at(1));
      await store.saveUnpublished('ann', write(undefined, { number: 3, version: undefined, base: undefined }), at(2));
      expect((await store.saveUnpublished('ann', write('late', { number: 2 }), at(3))).ok).toBe(false);
      expect(await texts()).toStrictEqual([undefined]);
      await store.saveUnpublished('ann', write('stays', { file: 'silk.yaml' }), at(1));
      await store.tidyUnpublished(at(2));
      expect(await texts()).toStrictEqual(['stays', undefined]);
      await store.tidyUnpublished(at(3));
      expect(await texts()).toStrictEqual(['stays']);
    });

    it('is given to another person, except where that has changed the record too', async () => {
      await store.saveUnpublished('machine', write('by nobody'), at(1));
      await store.saveUnpublished('machine', write('also', { file: 'silk.yaml' }), at(1));
      await store.saveUnpublished('ann', write('own'), at(1));
      await store.giveUnpublished('machine', 'ann');
      expect(await texts()).toStrictEqual(['also', 'own']);
      expect(await texts('machine')).toStrictEqual(['by nobody']);
    });
  });
}
