/** What is proposed for a statement, and where it is taken from. */
import { expect, test } from 'vitest';
import type { ReaderStatement, ReaderView } from '../../../src/desk/server/reading/reader.ts';
import { datesIn, tracksNamed, type NamedDay } from '../../../src/desk/server/reading/named-in-text.ts';
import type { ProposalsView } from '../../../src/desk/server/reading/routes.ts';
import { proposalsFor, withProposed } from '../../../src/desk/web/reading/proposed.ts';
import { newDraft, sentencesOf, type StatementDraft } from '../../../src/desk/web/reading/statement-draft.ts';

const NOTHING: ProposalsView = { topics: [], related: [], tracks: [], days: [] };
const day = (on: string, as: NamedDay['as'] = 'day'): NamedDay => ({ on, as });
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
  toldOn: '2026-10-02',
  kind: 'official',
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
  parties: [
    { id: 'north', name: { en: 'Northland' }, names: ['northland', '北国'] },
    { id: 'south', name: { en: 'Southland' }, names: ['southland', '南国'] },
  ],
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
  const found = { ...NOTHING, days: [day('2026-10-01')], topics: ['tea', 'grain', 'wool'] };
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
    told(
      draft(2, { kind: 'reported-fact' }),
      view(),
      { ...NOTHING, days: [day('2026-10-01'), day('2026-10-02')] },
      'en',
    ),
  ).toEqual({ when: 'October 2, 2026 | the document’s date' });
});

test('a measure is proposed with its side, what was done, and its name as its track has it', () => {
  const found = { ...NOTHING, tracks: [{ id: 'toll', words: 'corridor toll', isInSentence: true }] };
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
  expect(unsure.filter(({ isUnsure }) => isUnsure === true).map(({ name }) => name)).toEqual(['when', 'track']);
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
  const named = { ...NOTHING, tracks: [{ id: 'toll', words: 'toll', isInSentence: true }] };
  const newest = 'as the newest statement of it';
  expect(namesIn(proposedFor('The corridor  toll was suspended.', named))).toEqual([['Corridor toll', newest, false]]);
  expect(namesIn(proposedFor('走廊通行费令暂停实施。', named))).toEqual([['Corridor toll', newest, false]]);
  expect(namesIn(proposedFor('A new toll was suspended.', named))).toEqual([
    ['Toll', 'in ¶2 (“toll”)', false],
    ['Corridor toll', newest, true],
  ]);
  // Which one search found is only likely: once it is taken, its name is proposed.
  const taken = { ...draft(2, { kind: 'measure' }), fields: { track: 'toll' } };
  expect(namesIn(proposalsFor(taken, view(), NOTHING, 'en'))).toEqual([
    ['Toll', 'as what is followed is called', false],
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
  const found = { ...NOTHING, tracks: [{ id: 'tea', words: 'tea', isInSentence: true }] };
  const before = statement('b', 2, { kind: 'measure', party: 'south' });
  const of = (paragraph: number): Record<string, string> =>
    told(draft(paragraph), view([before], { tracks, party: 'north' }), found, 'en');
  expect(of(3)).toMatchObject({ kind: 'Commitment | in ¶3 (“tea”)', who: 'Northland | in ¶3 (“tea”)' });
  expect(of(2)).toMatchObject({ kind: 'Measure | as in ¶2’s statement “What b says.”' });
});

/** What is proposed for words of a paragraph of a text of Northland, as a person sees it, with a mark where it is taken only by itself. */
const proposedIn = (
  texts: readonly string[],
  paragraph: number,
  find: string,
  over: Partial<ReaderView> = {},
  kind: StatementDraft['kind'] = '',
) => {
  const paragraphs = texts.map((text, at) => ({ number: at + 1, text, isSame: true, isMust: false }));
  const own = view([], { party: 'north', paragraphs, tracks: [], ...over });
  const days = datesIn(sentencesOf({ ...newDraft({ paragraph, find }) }, own), own);
  return Object.fromEntries(
    proposalsFor(draft(paragraph, { kind, citations: [{ paragraph, find }] }), own, { ...NOTHING, days }, 'en').map(
      ({ name, shown, isUnsure = false }) => [name, isUnsure ? `${shown}?` : shown],
    ),
  );
};

test.each([
  ['en', 'The spokesperson hopes that Southland will drop the toll at an early date.', 'will drop the toll', '?'],
  ['zh', '五、商务部新闻发言人表示，北方希望南方尽早取消通行费。', '尽早取消通行费', ''],
] as const)('what is hoped of another is a position, and never its measure (%s)', (language, text, find, unsure) => {
  expect(proposedIn([text], 1, find, { language })).toMatchObject({ kind: `Position${unsure}` });
  expect(proposedIn([text], 1, find, { language })).not.toHaveProperty('effect');
});

test.each([
  ['三、自2026年12月10日起，将15家南方实体移出管控名单。', '移出管控名单', 'December 10, 2026', 'ended'],
  [
    '一、2025年10月9日发布的第55号公告，自公告之日起至2027年11月10日继续暂停实施。',
    '继续暂停实施',
    'October 2, 2026?',
    'extended',
  ],
])('what a ministry announces is a measure of its party, from the day that it says: %s', (text, find, when, effect) => {
  expect(proposedIn([text], 1, find, { language: 'zh' })).toMatchObject({
    kind: 'Measure',
    who: 'Northland',
    when,
    effect,
  });
});

test('what the other side will do is its promise, with the day by which it is due', () => {
  const text = 'Southland will restore the registration of 410 plants by December 31, 2026.';
  expect(proposedIn([text], 1, 'registration of 410 plants')).toEqual({
    kind: 'Commitment',
    who: 'Southland',
    when: 'October 2, 2026',
    due: 'December 31, 2026',
  });
});

test.each([
  [
    'The 178 exclusions due to expire on November 10, 2026, are extended until November 10, 2027.',
    ['2026-11-10 other', '2027-11-10 until'],
  ],
  [
    'It suspends the rule, which returned on November 10, 2026, until November 9, 2027, starting on December 1, 2026.',
    ['2026-11-10 other', '2027-11-09 until', '2026-12-01 from'],
  ],
  ['It met on September 20 and paid.', ['2026-09-20 day']],
])('a day is what the words around it say: %s', (text, days) => {
  expect(datesIn(text, { language: 'en', publishedOn: '2026-10-02' }).map(({ on, as }) => `${on} ${as}`)).toEqual(days);
});

test('at a press conference whoever answers speaks, also in the next paragraph, and whoever asks does not', () => {
  const texts = ['Reuters: Will the toll go?', 'Ivo Marsh: The two sides talk.', '“It takes time.”', 'Bo Finch: No.'];
  expect(proposedIn(texts, 2, 'The two sides')).toMatchObject({ kind: 'Position', who: 'Ivo Marsh' });
  expect(proposedIn(texts, 3, 'It takes time')).toMatchObject({ kind: 'Position', who: 'Ivo Marsh' });
  expect(proposedIn(texts, 1, 'Will the toll go', {}, 'position')).not.toHaveProperty('who');
  // Who is not known yet is named as the text has it, where the title does too.
  const over = { title: { en: 'Press conference of Bo Finch' } };
  expect(proposedIn(texts, 4, 'No', over)).toMatchObject({ kind: 'Position', who: 'Bo Finch' });
});

test('a speaker whom a paragraph before names, or one of several, is taken only by itself', () => {
  const texts = ['Ivo Marsh said that tea is dear.', 'Grain is cheap.', 'Ivo Marsh said no, and Ada Quill said yes.'];
  expect(proposedIn(texts, 1, 'tea is dear')).toMatchObject({ who: 'Ivo Marsh' });
  expect(proposedIn(texts, 2, 'Grain is cheap', {}, 'position')).toMatchObject({ who: 'Ivo Marsh?' });
  expect(proposedIn(texts, 3, 'said yes')).toMatchObject({ who: 'Ada Quill?' });
});

test('a track that only another sentence names, or beside another, or of another side, is taken only by itself', () => {
  const text = 'Northland suspends the toll. Southland suspends the levy.';
  const tracks = [...view().tracks];
  const paragraphs = [{ number: 1, text, isSame: true, isMust: false }];
  const unsureOf = (find: string, ...given: readonly [string, boolean][]) =>
    proposalsFor(
      draft(1, { kind: 'measure', citations: [{ paragraph: 1, find }] }),
      view([], { party: 'north', paragraphs, tracks }),
      { ...NOTHING, tracks: given.map(([id, isInSentence]) => ({ id, words: id, isInSentence })) },
      'en',
    ).find(({ name }) => name === 'track')?.isUnsure ?? false;
  expect(unsureOf('suspends the toll', ['toll', true])).toBe(false);
  expect(unsureOf('suspends the toll', ['toll', false])).toBe(true);
  expect(unsureOf('suspends the toll', ['toll', true], ['levy', true])).toBe(true);
  expect(unsureOf('suspends the levy', ['toll', true])).toBe(true);
});

const trackNamed = (id: string, ...en: string[]) => ({
  id,
  relationship: 'a',
  title: { en: id },
  aliases: { en, zh: ['11月10日'] },
});

test('a date by itself names no track, and the track of the sentence comes first', () => {
  const tracks = new Map([trackNamed('truce', 'November 10'), trackNamed('grain toll')].map((one) => [one.id, one]));
  const named = (paragraphs: string, sentences: string) =>
    tracksNamed({ paragraphs, sentences }, 'a', { tracks: tracks as never }).map(
      (one) => `${one.id} ${one.isInSentence}`,
    );
  expect(named('On November 10 it ends. 11月10日', 'On November 10 it ends. 11月10日')).toEqual([]);
  expect(named('The grain toll ends. The truce holds.', 'The truce holds.')).toEqual([
    'truce true',
    'grain toll false',
  ]);
});
