import { findingText } from '../../../src/records/fault.ts';
import { describe, expect, test } from 'vitest';
import { recordCatalogueOf, type RecordCatalogue } from '../../../src/records/catalogue.ts';
import { silentChanges, unknownCorrected } from '../../../src/records/check/silent-changes.ts';
import { wordingChanges } from '../../../src/records/check/wording.ts';
import { createRecordLoader } from '../../../src/records/load.ts';
import { valuesOf } from '../../../src/records/catalogue.ts';
import { documentRecord, folderOf, recordFiles, STATEMENTS, topicRecord, type Fields } from '../../support/records.ts';

const { fact, measure } = STATEMENTS;
const ALL = Object.values(STATEMENTS);

/** The records with some statements in place of their own, and fields of the topic replaced. */
function records(change: Readonly<Record<string, Fields | undefined>> = {}, topic: Fields = {}): RecordCatalogue {
  const statements = ALL.flatMap((one) => {
    if (one.id in change && change[one.id] === undefined) return [];
    return [{ topics: ['grain-corridor'], ...one, ...change[one.id] }];
  });
  const folder = folderOf(
    recordFiles({
      'north-south/documents/harbour-notes.yaml': documentRecord({ statements }),
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', topic),
    }),
  );
  return recordCatalogueOf(valuesOf(createRecordLoader(folder).read()));
}

const BEFORE = { en: fact.text.en };
const entry = (before: Fields = BEFORE): Fields => ({
  id: 'fix',
  on: '2026-11-01',
  what: { en: 'It was wrong.' },
  before,
});
const found = (after: RecordCatalogue, wording: readonly string[] = []): string[] =>
  silentChanges(records(), after, { words: new Set(wording) }).map(
    ({ path, ...fault }) => `${path.join('.')}: ${findingText(fault, 'en')}`,
  );

describe('a published statement', () => {
  test('that is as it was, or changes its topics and relations, is no silent change', () => {
    expect(found(records())).toEqual([]);
    expect(
      found(
        records({ 'hands-shaken': { relations: [{ type: 'supports', statement: 'harbour-notes/envoy-bridge' }] } }),
      ),
    ).toEqual([]);
  });

  test.each<[string, Fields]>([
    ['text', { text: { en: 'The ministers met twice in the customs house.' } }],
    ['eventOn', { eventOn: { precision: 'day', on: '2026-08-26' } }],
    ['citations', { citations: [{ paragraph: 3, find: 'Observers doubt that the' }] }],
  ])('whose %s changes without an entry is a fault at its place, and none with one', (field, change) => {
    expect(found(records({ 'hands-shaken': change }))).toEqual([
      expect.stringMatching(new RegExp(`^statements\\.0\\.${field}: differs from what was published`, 'u')),
    ]);
    expect(found(records({ 'hands-shaken': { ...change, corrections: [entry()] } }))).toEqual([]);
  });

  test('whose entry gives other words than it had is a fault', () => {
    const text = { en: 'The ministers never met.' };
    expect(found(records({ 'hands-shaken': { text, corrections: [entry({ en: 'They met.' })] } }))).toEqual([
      expect.stringContaining('word for word'),
    ]);
  });

  test('that is gone is a fault, unless its topics are retracted', () => {
    const topic = { status: 'retracted', retraction: { id: 'gone', on: '2026-11-01', what: { en: 'It is wrong.' } } };
    expect(found(records({ 'keep-talking': undefined }))).toEqual([
      expect.stringContaining('was published and is gone'),
    ]);
    expect(found(records({ 'keep-talking': undefined }, topic))).toEqual([]);
    expect(found(records({}, { status: 'draft' }))).toHaveLength(ALL.length);
  });

  test('whose told correction changes or goes is a fault', () => {
    const before = records({ 'hands-shaken': { corrections: [entry({ en: 'Old.' })] } });
    expect(silentChanges(before, records()).map((fault) => findingText(fault, 'en'))).toEqual([
      expect.stringContaining('fix was told to channels'),
    ]);
  });

  test('of which only the wording changes is none where that is said, and where it is so', () => {
    const id = 'harbour-notes/hands-shaken';
    const reworded = { text: { en: 'In the customs house the ministers met.' } };
    expect(found(records({ 'hands-shaken': reworded }), [id])).toEqual([]);
    expect(found(records({ 'hands-shaken': { text: { en: 'The ministers did not meet.' } } }), [id])).toEqual([
      expect.stringContaining('is more than wording: other negations'),
    ]);
    expect(found(records({ 'hands-shaken': { eventOn: { precision: 'year', on: '2026' } } }), [id])).toEqual([
      expect.stringContaining('is more than wording'),
    ]);
    // Words of the link may change, as long as they lead to the same paragraph.
    const cited = { citations: [{ paragraph: 2, find: 'in the old customs house' }] };
    expect(found(records({ 'hands-shaken': cited }), [id])).toEqual([]);
    expect(found(records({ 'toll-lowered': { effect: 'raised' } }), [`harbour-notes/${measure.id}`])).toHaveLength(1);
  });
});

const corrected = (...statements: readonly string[]): Fields => ({
  corrections: [{ id: 'put-right', on: '2026-11-01', what: { en: 'It was wrong.' }, statements }],
});
const unknown = (before: RecordCatalogue, after: RecordCatalogue): string[] =>
  unknownCorrected(before, after).map(
    ({ topic, path, ...fault }) => `${topic} ${path.join('.')}: ${findingText(fault, 'en')}`,
  );

describe('a new correction of a topic', () => {
  test('names statements that are there, or that were', () => {
    expect(unknown(records(), records({}, corrected('harbour-notes/hands-shaken')))).toEqual([]);
    expect(unknown(records(), records({ 'keep-talking': undefined }, corrected('harbour-notes/keep-talking')))).toEqual(
      [],
    );
  });

  test('that names one that neither is nor was is a fault at its place, until it was published', () => {
    const typo = records({}, corrected('harbour-notes/hands-shaken', 'harbour-notes/hand-shaken', 'nowhere/at-all'));
    expect(unknown(records(), typo)).toEqual([
      expect.stringMatching(
        /^grain-corridor corrections\.0\.statements\.1: there is no statement harbour-notes\/hand-/u,
      ),
      expect.stringContaining('nowhere/at-all'),
    ]);
    expect(unknown(typo, records({}, corrected('harbour-notes/hand-shaken', 'nowhere/at-all')))).toEqual([]);
  });
});

describe('other words', () => {
  test.each([
    ['Tariffs of 300 goods fell.', 'Tariffs of 310 goods fell.', 'figures'],
    ['It ends on October 30, 2025.', 'It ends on October 31, 2025.', 'figures'],
    ['Three ministers came.', 'Four ministers came.', 'figures'],
    ['Hundreds came on Monday.', 'Thousands came on Monday.', 'figures'],
    ['Ten came on Monday.', 'Ten came on Friday.', 'figures'],
    ['It fell by 3 percent.', 'It fell by 3 percentage points.', 'figures'],
    ['Officials of Japan came.', 'Officials of India came.', 'names'],
    ['Beijing agreed.', 'Washington agreed.', 'names'],
    ['The toll may fall.', 'The toll falls.', 'hedges'],
    ['The toll was not cut.', 'The toll was cut.', 'negations'],
    ['The toll was cut.', 'The toll was raised.', 'directions'],
    ['At least ten came.', 'At most ten came.', 'hedges'],
  ] as const)('%j is more than %j in other words: %s', (before, after, part) => {
    expect(wordingChanges(before, after, 'en').map((one) => one.part)).toContain(part);
  });

  test.each([
    ['对300种商品加征关税。', '对310种商品加征关税。', 'figures'],
    ['三名部长周一到访。', '四名部长周一到访。', 'figures'],
    ['三名部长周一到访。', '三名部长周二到访。', 'figures'],
    ['中国可能提高关税。', '中国提高关税。', 'hedges'],
    ['双方未达成协议。', '双方达成协议。', 'negations'],
    ['中国提高关税。', '中国降低关税。', 'directions'],
    ['日本表示欢迎。', '印度表示欢迎。', 'names'],
  ] as const)('%j is more than %j in other words: %s', (before, after, part) => {
    expect(wordingChanges(before, after, 'zh', ['日本', '印度']).map((one) => one.part)).toContain(part);
  });

  test.each([
    ['The ministers met on October 30, 2025.', 'On October 30, 2025, the ministers met.', 'en'],
    ['The toll was cut by three percent.', 'The toll was reduced by 3 percent.', 'en'],
    ['双方在釜山会面。', '双方于釜山会晤。', 'zh'],
  ] as const)('%j says what %j says', (before, after, language) => {
    expect(wordingChanges(before, after, language)).toEqual([]);
  });
});

const signedChanges = (after: RecordCatalogue, signed: readonly string[] = ['harbour-notes/hands-shaken']): string[] =>
  silentChanges(records(), after, { signed: new Set(signed) }).map(
    ({ path, ...fault }) => `${path.join('.')}: ${findingText(fault, 'en')}`,
  );

describe('a statement that a second reader signed as written anew', () => {
  const anew = { text: { en: 'They met twice.' }, citations: [{ paragraph: 3, find: 'Observers doubt that the' }] };

  test('may say it in other words, from other paragraphs; one that nobody signed may not', () => {
    expect(signedChanges(records({ 'hands-shaken': anew }))).toEqual([]);
    expect(signedChanges(records({ 'hands-shaken': anew }), [])).toHaveLength(2);
    expect(signedChanges(records({ 'hands-shaken': anew }), ['harbour-notes/envoy-bridge'])).toHaveLength(2);
  });

  test('may not have another date, speaker or measure without a correction', () => {
    const eventOn = { precision: 'day', on: '2026-08-24' };
    expect(signedChanges(records({ 'hands-shaken': { ...anew, eventOn } }))).toEqual([
      expect.stringMatching(/^statements\.0\.eventOn: differs from what was published/u),
    ]);
  });

  test('may lose a part of its dates to what was split from it', () => {
    const wide = { eventOn: { precision: 'year', on: '2026' } };
    const before = records({ 'hands-shaken': wide });
    const after = (splitFrom: string | undefined): RecordCatalogue =>
      records({ 'hands-shaken': { eventOn: { precision: 'month', on: '2026-08' } }, 'keep-talking': { splitFrom } });
    const signed = new Set(['harbour-notes/hands-shaken']);
    expect(silentChanges(before, after('hands-shaken'), { signed })).toEqual([]);
    expect(silentChanges(before, after(undefined), { signed })).toHaveLength(1);
  });
});

test('a track, an effect on it and what a statement was split from place it among others; of a measure the effect is told', () => {
  const placed = {
    track: 'toll',
    effect: 'ended',
    until: { precision: 'year', on: '2027' },
    splitFrom: 'envoy-bridge',
  };
  expect(found(records({ 'hands-shaken': placed }))).toEqual([]);
  expect(found(records({ [measure.id]: { effect: 'raised' } }))).toHaveLength(1);
});

test('a statement that was withdrawn did not vanish in silence', () => {
  const withdrawn = { on: '2026-11-20', reason: { en: 'Nobody met.' } };
  expect(found(records({ 'keep-talking': { withdrawn } }))).toEqual([]);
});
