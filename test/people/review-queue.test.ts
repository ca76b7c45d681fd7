import { describe, expect, test } from 'vitest';
import type { FlagItem } from '../../src/people/inbox.ts';
import {
  type ReviewNote,
  reviewQueue,
  topicItem,
  type QueueInput,
  topicVersion,
} from '../../src/people/review-queue.ts';
import {
  catalogueOf,
  type Fields,
  documentRecord,
  NOW,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';

const FLAG: FlagItem = {
  id: 'f1',
  topic: 'grain-corridor',
  title: 'The grain corridor',
  statement: 'x',
  text: 'wrong',
  link: '',
  language: 'en',
  on: '2026-11-20',
  posted: 'no',
};
const NOTE: ReviewNote = {
  id: 'n1',
  topic: 'grain-corridor',
  statement: '',
  version: 'v',
  text: 'Look again.',
  by: 'Ann',
  author: 'Bo',
  createdAt: NOW,
};

/** Returns what waits for a review of the made-up topic, written as given. */
function waiting(over: Parameters<typeof topicRecord>[1] = {}, input: Partial<QueueInput> = {}) {
  const catalogue = catalogueOf(
    recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over) }),
  );
  return reviewQueue({
    catalogue,
    now: NOW,
    flags: [],
    questions: [],
    notes: [],
    records: [],
    isHeld: undefined,
    ...input,
  });
}

const reasonsOf = (items: ReturnType<typeof waiting>) =>
  items.flatMap((item) => (item.kind === 'topic' ? item.reasons : []));
const person = (on: string) => ({ verified: { on, by: { kind: 'person', name: 'Cleo' } } });

describe('what waits for a review', () => {
  test('a topic waits by what a person has not seen: overdue, dates without an outcome, a side without documents', () => {
    const found = reasonsOf(waiting());
    expect(found.map(({ type }) => type)).toEqual(['overdue', 'date-passed', 'one-side']);
    expect(found[0]).toEqual({ type: 'overdue', since: '2026-10-02', days: 53 });
    expect(found[1]).toMatchObject({ date: { kind: 'until', statements: ['harbour-notes/toll-lowered'] } });
    expect(found[2]).toEqual({ type: 'one-side', missing: ['north', 'south'] });
  });

  test('a review by a person answers what was so by then, until more passes or is due', () => {
    expect(waiting(person('2026-11-23'))).toEqual([]);
    // The end of the toll has passed since, and the review is due within two weeks.
    expect(reasonsOf(waiting({ ...person('2026-10-31'), reviewEveryDays: 38 }))).toEqual([
      { type: 'due-soon', on: '2026-12-08' },
      expect.objectContaining({ type: 'date-passed' }),
    ]);
    expect(reasonsOf(waiting({ ...person('2026-11-01'), reviewEveryDays: 38 }))).toEqual([]);
    // A program checks citations; it reviews nothing.
    expect(reasonsOf(waiting({ verified: { on: '2026-11-23', by: { kind: 'program', name: 'p' } } }))).toHaveLength(3);
  });

  test('notes come first, then topics, flags, drafts, questions, and documents without a text; each once', () => {
    const input: Partial<QueueInput> = {
      flags: [FLAG],
      questions: [{ text: 'of tea', count: 2, lastOn: '2026-11-20' }],
      notes: [NOTE, { ...NOTE, id: 'n2', topic: 'gone' }],
      records: [
        { folder: 'north-south/topics', file: 'grain-corridor.yaml', kind: 'topic' },
        { folder: 'north-south/topics', file: 'not-yet.yaml', kind: 'topic' },
        { folder: 'drafts', file: 'read-in.yaml', kind: 'draft' },
        { folder: 'north-south/documents', file: 'harbour-notes.yaml', kind: 'document' },
      ],
      isHeld: () => false,
    };
    const items = waiting({}, input);
    expect(items.map(({ kind }) => kind)).toEqual([
      'note',
      'note',
      'topic',
      'flag',
      'draft',
      'draft',
      'question',
      'not-held',
    ]);
    expect(items.find(({ kind }) => kind === 'topic')).toMatchObject({ notes: [NOTE] });
    expect(items.filter(({ kind }) => kind === 'draft')).toMatchObject([
      { record: { file: 'not-yet.yaml' } },
      { record: { file: 'read-in.yaml' } },
    ]);
    expect(items.at(-1)).toMatchObject({ source: { id: 'harbour-notes' }, citations: expect.any(Number) });
    expect(waiting({}, { ...input, isHeld: ({ id }) => id === 'harbour-notes' }).map(({ kind }) => kind)).not.toContain(
      'not-held',
    );
  });

  test('a retracted topic waits for nothing', () => {
    const retraction = { id: 'gone', on: '2026-11-02', what: { en: 'Withdrawn.' }, statements: [] };
    expect(waiting({ status: 'retracted', retraction }, { isHeld: () => false })).toEqual([]);
  });

  test('a topic that does not wait is shown all the same where somebody presses a button of it', () => {
    const catalogue = catalogueOf(
      recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', person('2026-11-23')) }),
    );
    const brief = catalogue.briefs.get('grain-corridor');
    if (brief === undefined) throw new Error('there is no such topic');
    expect(topicItem(brief, catalogue, [NOTE], NOW)).toMatchObject({ reasons: [], notes: [NOTE] });
  });
});

const versionOf = (over: Fields = {}, statement: Fields = {}): string => {
  const statements = Object.values(STATEMENTS).map((one) =>
    Object.assign({}, one, { topics: ['grain-corridor'] }, one.id === 'hands-shaken' ? statement : {}),
  );
  const catalogue = catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over),
      'north-south/documents/harbour-notes.yaml': { ...documentRecord(), statements },
    }),
  );
  const brief = catalogue.briefs.get('grain-corridor');
  return brief === undefined ? '' : topicVersion(brief);
};

describe('the version of a topic', () => {
  test('changes with what the topic or one of its statements tells, and not with a review or another order of fields', () => {
    const version = versionOf();
    expect(version).toMatch(/^[\w-]{12}$/u);
    expect(versionOf(person('2026-11-23'))).toBe(version);
    expect(versionOf({ reviewEveryDays: 60, aliases: { en: ['grain', 'corn'] } })).toBe(version);
    expect(versionOf({}, { text: { en: 'The ministers met in the harbour.' } })).not.toBe(version);
    expect(versionOf({}, { eventOn: { precision: 'month', on: '2026-08' } })).not.toBe(version);
    expect(versionOf({ whyItMatters: { text: { en: 'Bread.' }, restsOn: ['harbour-notes/hands-shaken'] } })).not.toBe(
      version,
    );
    const { text, ...rest } = STATEMENTS.fact;
    expect(versionOf({}, { ...rest, text })).toBe(version);
  });
});
