/** What is proposed for a statement, and where it is taken from. */
import { expect, test } from 'vitest';
import type { ReaderStatement, ReaderView } from '../../../src/desk/server/reading/reader.ts';
import type { ProposalsView } from '../../../src/desk/server/reading/routes.ts';
import { proposalsFor, withProposed } from '../../../src/desk/web/reading/proposed.ts';
import { newDraft, type StatementDraft } from '../../../src/desk/web/reading/statement-draft.ts';

const NOTHING: ProposalsView = { topics: [], related: [], tracks: [], days: [], until: undefined };
const MARSH = {
  speaker: { en: 'Ivo Marsh', zh: '马什' },
  role: { en: 'Envoy' },
  party: 'north',
  other: undefined,
};
const QUILL = {
  speaker: { en: 'Ada Quill' },
  role: { en: 'Reporter' },
  party: undefined,
  other: { en: 'The Gazette' },
};

const statement = (id: string, paragraph: number, record: object): ReaderStatement => ({
  id,
  kind: 'position',
  text: { en: `What ${id} says.` },
  citations: [{ paragraph, find: id }],
  isPublished: false,
  ...record,
  record: { ...record },
});

const view = (statements: readonly ReaderStatement[] = [], over: Partial<ReaderView> = {}): ReaderView => ({
  record: { folder: '', file: '', text: '', version: undefined, draft: undefined },
  title: { en: 'Notes' },
  url: 'https://example.org',
  publishedOn: '2026-10-02',
  language: 'en',
  party: undefined,
  isBilingual: true,
  held: undefined,
  paragraphs: [
    { number: 1, text: 'Marsh spoke on October 1.', isSame: true, isMust: false },
    { number: 2, text: 'The toll was suspended.', isSame: true, isMust: false },
    { number: 3, text: 'Nobody is named here.', isSame: true, isMust: false },
  ],
  beside: [],
  statements,
  authors: [{ id: 'ann-lee', name: { en: 'Ann Lee' } }],
  parties: [{ id: 'north', name: { en: 'Northland' } }],
  topics: [
    { id: 'tea', title: { en: 'Tea' } },
    { id: 'grain', title: { en: 'Grain' } },
  ],
  speakers: [MARSH, QUILL],
  tracks: [
    {
      id: 'toll',
      title: { en: 'Toll' },
      kind: 'measure',
      party: 'north',
      now: { en: 'in force' },
      instrument: { en: 'Corridor toll' },
    },
  ],
  ...over,
});

const draft = (paragraph: number, over: Partial<StatementDraft> = {}): StatementDraft => ({
  ...newDraft({ paragraph, find: 'words' }),
  ...over,
});
const told = (...given: Parameters<typeof proposalsFor>): Record<string, string> =>
  Object.fromEntries(proposalsFor(...given).map(({ name, shown, source }) => [name, `${shown} | ${source}`]));

test('what another statement of the paragraph says is proposed as that, and nothing is filled in before it is taken', () => {
  const saidOn = { precision: 'day', on: '2026-10-01' };
  const first = statement('a', 1, { ...MARSH, saidOn, topics: ['grain'], track: 'toll' });
  const begun = draft(1);
  const proposed = proposalsFor(begun, view([first]), NOTHING, 'en');
  const like = 'as in ¶1’s statement “What a says.”';
  expect(Object.fromEntries(proposed.map(({ name, shown, source }) => [name, `${shown} | ${source}`]))).toEqual({
    kind: `Position | ${like}`,
    who: `Ivo Marsh | ${like}`,
    when: `October 1, 2026 | ${like}`,
    track: `Toll | ${like}`,
    topics: `Grain | ${like}`,
  });
  expect(begun.fields).toEqual({});
  const taken = withProposed(begun, proposed);
  expect(taken).toMatchObject({
    kind: 'position',
    topics: ['grain'],
    fields: { speaker: MARSH.speaker, saidOn, track: 'toll' },
  });
  expect(proposalsFor(taken, view([first]), NOTHING, 'en')).toEqual([]);
});

test('who is named in the paragraph goes before who spoke elsewhere in the document', () => {
  const quill = statement('b', 3, { ...QUILL, saidOn: { precision: 'day', on: '2026-09-30' } });
  const found = { ...NOTHING, days: ['2026-10-01'], topics: ['tea', 'grain', 'wool'] };
  expect(told(draft(1, { kind: 'position' }), view([quill]), found, 'en')).toEqual({
    who: 'Ivo Marsh | in ¶1',
    when: 'October 1, 2026 | in ¶1',
    topics: 'Tea, Grain | by search',
  });
  // Where nobody is named, whoever spoke before goes on speaking; the day is the document's.
  expect(told(draft(3, { kind: 'position' }), view([quill]), NOTHING, 'zh')).toMatchObject({
    who: 'Ada Quill | 同 ¶3 的陈述“What b says.”',
  });
  expect(
    told(draft(2, { kind: 'reported-fact' }), view(), { ...NOTHING, days: ['2026-10-01', '2026-10-02'] }, 'en'),
  ).toEqual({ when: 'October 2, 2026 | the document’s date' });
});

test('a measure is proposed with its side, what was done, and its name as its track has it', () => {
  const found = { ...NOTHING, tracks: [{ id: 'toll', words: 'corridor toll' }] };
  expect(told(draft(2, { kind: 'measure' }), view([], { party: 'north' }), found, 'en')).toEqual({
    who: 'Northland | as the document',
    when: 'October 2, 2026 | the document’s date',
    track: 'Toll | in ¶2 (“corridor toll”)',
    effect: 'suspended | in ¶2 (“suspended”)',
    instrument: 'Corridor toll | as the newest statement of it',
  });
  // Of a position search proposes no track, and of an assessment the one author of the document.
  expect(told(draft(3, { kind: 'position' }), view(), found, 'en')).not.toHaveProperty('track');
  expect(told(draft(3, { kind: 'assessment' }), view(), found, 'en')).toEqual({ who: 'Ann Lee | as the document' });

  // Near words may be of another track: that is taken only by its own press.
  const near = {
    id: 'notes/a',
    kind: 'measure' as const,
    track: 'toll',
    kindName: '',
    text: '',
    who: '',
    date: '',
    figures: { here: [], there: [] },
  };
  const unsure = proposalsFor(draft(2, { kind: 'measure' }), view(), { ...NOTHING, related: [near] }, 'en');
  expect(unsure.filter(({ isUnsure }) => isUnsure === true).map(({ name }) => name)).toEqual(['track']);
  expect(unsure.map(({ name }) => name)).not.toContain('instrument');
});

/** What is proposed for a measure of the toll whose paragraph has a text. */
const proposedFor = (
  text: string,
  found: ProposalsView,
  statements: readonly ReaderStatement[] = [],
): ReturnType<typeof proposalsFor> => {
  const tracks = view().tracks.map((one) =>
    Object.assign({}, one, { instrument: { en: 'Corridor toll', zh: '走廊通行费令' } }),
  );
  const paragraphs = [{ number: 2, text, isSame: true, isMust: false }];
  return proposalsFor(draft(2, { kind: 'measure' }), view(statements, { tracks, paragraphs }), found, 'en');
};
const namesIn = (proposed: ReturnType<typeof proposalsFor>) =>
  proposed.flatMap(({ name, shown, source, isUnsure = false }) =>
    name === 'instrument' ? [[shown, source, isUnsure]] : [],
  );

test('the name of a measure is sure as its paragraph has it, in either language, or as it calls the track', () => {
  const named = { ...NOTHING, tracks: [{ id: 'toll', words: 'toll' }] };
  const newest = 'as the newest statement of it';
  expect(namesIn(proposedFor('The corridor  toll was suspended.', named))).toEqual([['Corridor toll', newest, false]]);
  expect(namesIn(proposedFor('走廊通行费令暂停实施。', named))).toEqual([['Corridor toll', newest, false]]);
  expect(namesIn(proposedFor('A new toll was suspended.', named))).toEqual([
    ['Toll', 'in ¶2 (“toll”)', false],
    ['Corridor toll', newest, true],
  ]);
  // What follows the track by another statement of the paragraph is not named in it.
  const beside = statement('c', 2, { kind: 'measure', track: 'toll', instrument: { en: 'Corridor toll' } });
  expect(namesIn(proposedFor('It was suspended.', NOTHING, [beside]))).toEqual([['Corridor toll', newest, true]]);
});

test.each([
  ['The office extended the suspension of the toll.', 'extended'],
  ['暂停措施延长一年。', '延长', 'extended'],
  ['The toll was suspended.', 'suspended'],
])('of what is extended that is proposed, also of a suspension: %s', (text, words, effect = words) => {
  expect(proposedFor(text, NOTHING)).toContainEqual(
    expect.objectContaining({ name: 'effect', source: `in ¶2 (“${words}”)`, change: { fields: { effect } } }),
  );
});

test('words that name a track say the kind, and whose promise it is, before what another paragraph says', () => {
  const [toll] = view().tracks;
  const tracks = toll === undefined ? [] : [{ ...toll, id: 'tea', kind: 'commitment' as const }];
  const found = { ...NOTHING, tracks: [{ id: 'tea', words: 'tea' }] };
  const before = statement('b', 2, { kind: 'measure', party: 'south' });
  const of = (paragraph: number): Record<string, string> =>
    told(draft(paragraph), view([before], { tracks, party: 'north' }), found, 'en');
  expect(of(3)).toMatchObject({ kind: 'Commitment | in ¶3 (“tea”)', who: 'Northland | in ¶3 (“tea”)' });
  expect(of(2)).toMatchObject({ kind: 'Measure | as in ¶2’s statement “What b says.”' });
});
