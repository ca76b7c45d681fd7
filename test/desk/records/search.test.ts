/** The search over the words of records. */
import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/records/schema.ts';
import { searchView } from '../../../src/desk/server/records/search.ts';
import { documentRecord, NOW, catalogueOf, ownCatalogue, recordFiles, STATEMENTS } from '../../support/records.ts';

const small = () =>
  catalogueOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: Object.values(STATEMENTS).map((one) =>
          Object.assign({}, one, {
            topics: ['grain-corridor'],
            ...(one.id === 'toll-lowered' && { text: { en: 'Córdoba lowered the toll.', zh: '降低了港口費用。' } }),
          }),
        ),
      }),
    }),
  );

const find = (
  input: { readonly text?: string; readonly most?: number },
  language: Language = 'en',
  catalogue = small(),
) => searchView({ text: '', most: 100, ...input }, { catalogue, language, now: NOW });
const ids = async (input: { readonly text?: string; readonly most?: number }, language: Language = 'en') =>
  (await find(input, language)).statements.map(({ id }) => id);

describe('a search', () => {
  test('finds what has every word, without regard to case, accents and traditional characters', async () => {
    expect(await ids({ text: 'CORDOBA toll' })).toEqual(['harbour-notes/toll-lowered']);
    expect(await ids({ text: '港口费用' }, 'zh')).toEqual(['harbour-notes/toll-lowered']);
    expect(await ids({ text: 'cordoba nowhere' })).toEqual([]);
  });

  test('finds topics and documents by their names, and says where a statement stands and who says it', async () => {
    const { topics, documents } = await find({ text: 'corridor' });
    expect([topics.map(({ id }) => id), documents]).toEqual([['grain-corridor'], []]);
    expect((await find({ text: 'notes from' })).documents).toMatchObject([{ id: 'harbour-notes' }]);
    expect((await find({ text: 'customs house' })).statements[0]).toMatchObject({
      id: 'harbour-notes/hands-shaken',
      label: expect.stringContaining('2026'),
      page: 'topics',
      at: 'grain-corridor/harbour-notes/hands-shaken',
    });
  });

  test('names a publisher once, whose document is cited in several paragraphs', async () => {
    const own = ownCatalogue();
    const several = [...own.statements.values()].find(
      ({ kind, citations }) => kind === 'reported-fact' && citations.length > 2,
    );
    const { statements } = await find({ text: several?.text.en ?? 'none' }, 'en', own);
    const label = statements.find(({ id }) => id === several?.id)?.label ?? '';
    const [who = ''] = label.split(', ');
    expect([label !== '', label.split(who).length]).toEqual([true, 2]);
  });

  test('lists first what says the words itself, before what stands in a document of such a name', async () => {
    const { statements } = await find({ text: 'harbour' });
    const found = statements.map(({ id }) => id);
    const own = statements.filter(({ text }) => /harbour/iu.test(text)).map(({ id }) => id);
    expect(found.length).toBeGreaterThan(own.length);
    expect(found.slice(0, own.length)).toEqual(own);
  });

  test('lists so many of each, and finds nothing where nothing is asked', async () => {
    expect(await ids({})).toEqual([]);
    expect((await find({ text: 'taiwan', most: 5 }, 'en', ownCatalogue())).statements).toHaveLength(5);
  });
});
