/** What leaves the house as objects: all of it cited, nothing of drafts, and what was taken back says so. */
import { describe, expect, test } from 'vitest';
import {
  listDisagreements,
  findDocument,
  listDocuments,
  listNews,
  searchFile,
  findStatement,
  listStatements,
  findTopic,
  listTopics,
  listTracks,
  type LookupContext,
} from '../../src/exits/lookup.ts';
import { MissingCitationError } from '../../src/views/validate.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';
import { lookUp } from './cited.ts';

const LANGUAGES = ['en', 'zh'] as const;
const modelOf = (catalogue: Catalogue, language: LookupContext['language'] = 'en'): LookupContext => ({
  catalogue,
  language,
  now: NOW,
});

/** Everything that can be asked of a catalogue, by name. */
const everything = (context: LookupContext): Readonly<Record<string, () => unknown>> => ({
  topics: () => listTopics(context).map(({ id }) => findTopic(id, context)),
  statements: () => listStatements(context).items,
  status: () => listTracks(context),
  sides: () => listDisagreements(context),
  news: () => listNews(context).items,
  documents: () => listDocuments(context).items,
  search: () => listTopics(context).map(({ title }) => searchFile(title, context)),
});

describe('every object', () => {
  test.each(LANGUAGES)('has its statements and their citations in the records, in %s', (language) => {
    const catalogue = ownCatalogue();
    const found = Object.entries(everything(modelOf(catalogue, language))).map(
      ([name, give]) => [name, lookUp(give(), catalogue)] as const,
    );
    expect(found.filter(([, { faults }]) => faults.length > 0)).toEqual([]);
    expect(found.filter(([, { citations }]) => citations < 20)).toEqual([]);
    expect(found.filter(([, { statements }]) => statements > 20).map(([name]) => name)).toEqual([
      'topics',
      'statements',
      'documents',
      'search',
    ]);
  });

  test('whose statement has lost its citations is refused', () => {
    const catalogue = catalogueOf();
    const bare = { citations: [] as const };
    const without = <One extends { readonly citations: unknown }>(one: One) => ({ ...one, ...bare });
    const statements = new Map([...catalogue.statements].map(([id, one]) => [id, without(one)]));
    const uncited = {
      ...catalogue,
      finder: catalogue.finder,
      statements,
      statementsOfTrack: new Map(),
      sources: new Map(
        [...catalogue.sources].map(([id, one]) => [id, { ...one, statements: one.statements.map(without) }]),
      ),
      briefs: new Map(
        [...catalogue.briefs].map(([id, one]) => [id, { ...one, statements: one.statements.map(without) }]),
      ),
    };
    const { status: _, ...given } = everything(modelOf(uncited));
    for (const give of Object.values(given)) expect(give).toThrow(MissingCitationError);
    expect(() => findStatement('harbour-notes/hands-shaken', modelOf(uncited))).toThrow(MissingCitationError);
  });
});

describe('a topic', () => {
  test('that was retracted is gone, with the day and the reason, and its news say so', () => {
    const retraction = { id: 'pulled', on: '2026-10-02', what: { en: 'The talks were a rumour.' } };
    const context = modelOf(
      catalogueOf(
        recordFiles({
          'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'retracted', retraction }),
        }),
      ),
    );
    const gone = { code: 'gone', gone: { on: '2026-10-02', reason: 'The talks were a rumour.' } };
    expect(() => findTopic('grain-corridor', context)).toThrow(expect.objectContaining(gone));
    expect(() => findStatement('harbour-notes/hands-shaken', context)).toThrow(expect.objectContaining(gone));
    expect(listNews(context, { topic: 'grain-corridor' }).items).toMatchObject([
      { type: 'retraction', on: '2026-10-02', text: 'The talks were a rumour.' },
    ]);
    expect(listTopics(context)).toEqual([]);
    expect(() => findDocument('harbour-notes', context)).toThrow(expect.objectContaining({ code: 'unknown' }));
  });

  test('that is a draft, and what only drafts use, is unknown', () => {
    const context = modelOf(
      catalogueOf(
        recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'draft' }) }),
      ),
    );
    const unknown = expect.objectContaining({ code: 'unknown' });
    expect(() => findTopic('grain-corridor', context)).toThrow(unknown);
    expect(() => findStatement('harbour-notes/hands-shaken', context)).toThrow(unknown);
    expect(() => findDocument('harbour-notes', context)).toThrow(unknown);
    for (const give of Object.values(everything(context))) expect(give()).toEqual([]);
  });
});

describe('a statement', () => {
  test('that was withdrawn is gone, with the day and the reason, and so its news', () => {
    const withdrawn = { on: '2026-11-01', reason: { en: 'Nobody had seen a toll.' } };
    const [fact, position, measure, ...rest] = Object.values(STATEMENTS);
    const record = documentRecord();
    const own = [fact, position, { ...measure, withdrawn }, ...rest].map((one) =>
      Object.assign({ topics: ['grain-corridor'] }, one),
    );
    const context = modelOf(
      catalogueOf(recordFiles({ 'north-south/documents/harbour-notes.yaml': { ...record, statements: own } })),
    );
    expect(() => findStatement('harbour-notes/toll-lowered', context)).toThrow(
      expect.objectContaining({ code: 'gone', gone: { on: '2026-11-01', reason: 'Nobody had seen a toll.' } }),
    );
    expect(listNews(context, { since: '2026-11-01' }).items).toContainEqual(
      expect.objectContaining({ type: 'withdrawn', on: '2026-11-01', statement: 'harbour-notes/toll-lowered' }),
    );
  });

  test('says its kind, who, when, how it stands, and the day of the file', () => {
    expect(findStatement('harbour-notes/toll-lowered', modelOf(catalogueOf()))).toMatchObject({
      kind: 'measure',
      who: 'Northland',
      when: { precision: 'day', from: '2026-08-26', to: '2026-08-26' },
      state: { code: 'end-passed', until: { to: '2026-10-31' } },
      fileTo: '2026-09-01',
      topics: [{ id: 'grain-corridor' }],
      citations: [
        {
          type: 'SpecificResource',
          source: 'https://example.org/harbour-notes',
          selector: { type: 'TextQuoteSelector', exact: 'Grain corridors reopened after' },
          paragraph: 1,
          document: { id: 'harbour-notes', publisher: 'The Harbour Gazette', publishedOn: '2026-09-01' },
        },
      ],
    });
  });
});
