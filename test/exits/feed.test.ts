/** The feed as readers of others read it: entries with sources, and what was put right or taken back as updates of the entry that told it. */
import { describe, expect, test } from 'vitest';
import { feedText } from '../../src/exits/feed.ts';
import { NotGiven } from '../../src/exits/lookup.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
  type Fields,
} from '../support/records.ts';
import { readFeed, type FeedEntry } from './subscribers.ts';

const TOPICS = ['grain-corridor', 'tea-trade'];
const given = (catalogue: Catalogue, language: 'en' | 'zh' = 'en') => ({ catalogue, language, now: NOW });

/** Returns the records of two topics with one fact of the document as given. */
const withFact = (over: Fields, topic: Fields = {}): Catalogue =>
  catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', topic),
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [
          ...Object.values(STATEMENTS).map((one) => Object.assign({ topics: TOPICS }, one)),
          { ...STATEMENTS.fact, id: 'room-named', topics: TOPICS, text: { en: 'They met in the blue room.' }, ...over },
        ],
      }),
    }),
  );

/** Polls twice as a reader does, and returns the entries that are new to it or newer than it knew. */
function heard(before: Catalogue, after: Catalogue, topic?: string): FeedEntry[] {
  const known = new Map(readFeed(feedText(given(before), topic)).map((one) => [one.id, one.updated]));
  return readFeed(feedText(given(after), topic)).filter(({ id, updated }) => updated > (known.get(id) ?? ''));
}

describe('the feed', () => {
  test.each(['en', 'zh'] as const)('of the project’s records is read alike by two parsers, in %s', (language) => {
    const catalogue = ownCatalogue();
    for (const topic of [undefined, ...catalogue.briefs.keys()]) {
      const entries = readFeed(feedText(given(catalogue, language), topic));
      expect(entries.length).toBeGreaterThan(0);
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      const seconds = entries.map(({ updated }) => updated.slice(0, 19));
      expect(seconds).toEqual(seconds.toSorted().toReversed());
      for (const { content } of entries)
        for (const claim of content.split('<li>').slice(content.includes('<li>') ? 1 : 0))
          expect(claim).toContain('<cite>');
    }
  });

  test('gives the day of a bottom line that is older than the newest measure of its topic', () => {
    const corrections = [{ id: 'put-right', on: '2026-10-02', what: { en: 'The title was wrong.' } }];
    const order = documentRecord({
      url: 'https://example.org/order',
      publishedOn: '2026-10-01',
      accessedOn: '2026-10-02',
      statements: [{ ...STATEMENTS.measure, topics: ['grain-corridor'] }],
    });
    const entry = (documents: Readonly<Record<string, Fields>>): string | undefined => {
      const topic = topicRecord('grain corridor', { corrections });
      const catalogue = catalogueOf(recordFiles({ 'north-south/topics/grain-corridor.yaml': topic, ...documents }));
      const entries = readFeed(feedText(given(catalogue), 'grain-corridor'));
      return entries.find(({ content }) => content.includes('The title was wrong.'))?.content;
    };
    expect(entry({ 'north-south/documents/order.yaml': order })).toMatch(/^<p>Bottom line, as of September 1, 2026: /u);
    expect(entry({})).toBeDefined();
    expect(entry({})).not.toContain('Bottom line');
  });

  test('keeps the ids and the times of what has not changed', () => {
    expect(feedText(given(withFact({})))).toBe(feedText(given(withFact({}))));
    expect(heard(withFact({}), withFact({}))).toEqual([]);
  });

  test('tells a correction once, in the entry of its document', () => {
    const correction = {
      id: 'room',
      on: '2026-10-01',
      what: { en: 'It was the blue one.' },
      before: { en: 'They met in the red room.' },
    };
    const news = heard(
      withFact({ text: { en: 'They met in the red room.' } }),
      withFact({ corrections: [correction] }),
    );
    expect(news).toHaveLength(1);
    expect(news[0]).toMatchObject({ title: 'Notes from the harbour', updated: '2026-10-01T00:01:20.008Z' });
    expect(news[0]?.content).toContain(
      'Corrected on October 1, 2026: It was the blue one. Before: “They met in the red room.”',
    );
  });

  test('tells a statement that is added to a document once, in the entry of the document, before and after a correction', () => {
    const correction = {
      id: 'room',
      on: '2026-10-01',
      what: { en: 'It was the blue one.' },
      before: { en: 'They met.' },
    };
    const without = catalogueOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor'),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
        'north-south/documents/harbour-notes.yaml': documentRecord({
          statements: Object.values(STATEMENTS).map((one) => Object.assign({ topics: TOPICS }, one)),
        }),
      }),
    );
    const news = [heard(without, withFact({})), heard(withFact({}), withFact({ corrections: [correction] }))];
    expect(news.map((entries) => entries.map(({ title }) => title))).toEqual([
      ['Notes from the harbour'],
      ['Notes from the harbour'],
    ]);
    expect(news[0]?.[0]?.content).toContain('They met in the blue room.');
  });

  test('tells each of several changes of one day', () => {
    const on = '2026-10-05';
    const correction = { id: 'room', on, what: { en: 'It was the blue one.' }, before: { en: 'They met.' } };
    const second = { ...correction, id: 'colour' };
    const withdrawn = { on, reason: { en: 'It was another meeting.' } };
    const days = [
      withFact({}),
      withFact({ corrections: [correction] }),
      withFact({ corrections: [correction, second] }),
      withFact({ corrections: [correction, second], withdrawn }),
    ];
    const news = days.slice(1).map((after, at) => heard(days[at] as Catalogue, after));
    expect(news.map((entries) => entries.map(({ title }) => title))).toEqual(
      Array.from({ length: 3 }, () => ['Notes from the harbour']),
    );
  });

  test('of a relationship has what is new of its topics', () => {
    const all = readFeed(feedText(given(ownCatalogue())));
    expect(readFeed(feedText(given(ownCatalogue()), 'cn-us'))).toEqual(all);
  });

  test('tells a withdrawal once, with day and reason, in the entry of its document', () => {
    const withdrawn = { on: '2026-10-05', reason: { en: 'It was another meeting.' } };
    const news = heard(withFact({}), withFact({ withdrawn }));
    expect(news).toHaveLength(1);
    expect(news[0]?.content).toContain('<del>They met in the blue room.</del>');
    expect(news[0]?.content).toContain('Withdrawn on October 5, 2026. It was another meeting.');
  });

  test('tells a correction of a topic, and its retraction, in the entry of the topic', () => {
    const entry = { id: 'put-right', on: '2026-10-02', what: { en: 'The title was wrong.' } };
    const corrected = heard(withFact({}), withFact({}, { corrections: [entry] }), 'grain-corridor');
    expect(corrected.map(({ content }) => content)).toEqual([
      expect.stringContaining('October 2, 2026: The title was wrong.'),
    ]);
    const retracted = { status: 'retracted', retraction: { ...entry, id: 'gone', what: { en: 'It never was.' } } };
    const gone = heard(withFact({}), withFact({}, retracted), 'grain-corridor');
    expect(gone).toHaveLength(1);
    expect(gone[0]?.title).toBe('Retracted: The grain corridor');
    expect(gone[0]?.content).toBe('<p>Retracted on October 2, 2026. It never was.</p>');
    expect(corrected[0]?.id).toBe(gone[0]?.id);
  });

  test('of a topic that there is not is refused', () => {
    expect(() => feedText(given(ownCatalogue()), 'no/such/topic')).toThrow(NotGiven);
  });
});
