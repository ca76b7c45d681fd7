import { describe, expect, test } from 'vitest';
import { reviewQueue, topicItem, type QueueInput, topicVersion } from '../../src/people/review-queue.ts';
import { passedDates } from '../../src/people/passed-dates.ts';
import {
  catalogueOf,
  type Fields,
  documentRecord,
  NOW,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';

/** Returns what waits for a review of the made-up topic, written as given. */
function waiting(over: Parameters<typeof topicRecord>[1] = {}, input: Partial<QueueInput> = {}) {
  const catalogue = catalogueOf(
    recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over) }),
  );
  return reviewQueue({
    catalogue,
    now: NOW,
    dates: passedDates(catalogue, [], NOW),
    records: [],
    ...input,
  });
}

const reasonsOf = (items: ReturnType<typeof waiting>) =>
  items.flatMap((item) => (item.kind === 'topic' ? item.reasons : []));
const person = (on: string) => ({ verified: { on, by: { kind: 'person', name: 'Cleo' } } });

/** Returns why the made-up topic waits where a later document has a measure. */
const later = (over: Fields = {}) => {
  const { measure } = STATEMENTS;
  const files = recordFiles({
    'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', over),
    'north-south/documents/later-notes.yaml': {
      ...documentRecord({
        url: 'https://example.org/later',
        publishedOn: '2026-11-10',
        accessedOn: '2026-11-12',
      }),
      statements: [{ ...measure, id: 'toll-anew', topics: ['grain-corridor'] }],
    },
  });
  const catalogue = catalogueOf(files);
  return reasonsOf(reviewQueue({ catalogue, now: NOW, dates: [], records: [] }));
};

describe('what waits for a review', () => {
  test('a topic waits by what no person has seen: never reviewed, overdue, a side without documents', () => {
    const found = reasonsOf(waiting());
    expect(found).toEqual([
      { type: 'unreviewed' },
      { type: 'overdue', since: '2026-10-02', days: 53 },
      { type: 'one-side', missing: ['north', 'south'] },
    ]);
  });

  test('days that passed are told beside a topic, and no review answers them', () => {
    expect(waiting()).toMatchObject([{ dates: [{ kind: 'until', statement: { id: 'harbour-notes/toll-lowered' } }] }]);
    expect(waiting(person('2026-11-23'))).toEqual([]);
  });

  test('a review by a person answers what was so by then, until something changes or it is due', () => {
    expect(waiting(person('2026-11-23'))).toEqual([]);
    expect(reasonsOf(waiting({ ...person('2026-10-31'), reviewEveryDays: 38 }))).toEqual([
      { type: 'due-soon', on: '2026-12-08' },
    ]);
    // What was told of it on a later day has not been seen.
    const history = [
      { id: 'first', on: '2026-10-01', what: { en: 'First.' } },
      { id: 'then', on: '2026-11-24', what: { en: 'Then.' } },
    ];
    expect(reasonsOf(waiting({ ...person('2026-11-23'), history }))).toEqual([
      { type: 'changed', since: '2026-11-23', count: 1 },
    ]);
    // A program checks citations; it reviews nothing.
    expect(reasonsOf(waiting({ verified: { on: '2026-11-23', by: { kind: 'program', name: 'p' } } }))).toHaveLength(3);
  });

  test('a bottom line waits for whoever has not seen a measure that is newer than all it rests on', () => {
    expect(later()).toContainEqual({
      type: 'bottom-line',
      measure: expect.objectContaining({ id: 'later-notes/toll-anew' }),
      on: '2026-09-01',
    });
    expect(later(person('2026-11-11')).map(({ type }) => type)).toContain('bottom-line');
    expect(later(person('2026-11-12')).map(({ type }) => type)).not.toContain('bottom-line');
  });

  test('topics come first, then drafts; each once', () => {
    const input: Partial<QueueInput> = {
      records: [
        { folder: 'north-south/topics', file: 'grain-corridor.yaml', kind: 'topic' },
        { folder: 'north-south/topics', file: 'not-yet.yaml', kind: 'topic' },
        { folder: 'drafts', file: 'read-in.yaml', kind: 'draft' },
        { folder: 'north-south/documents', file: 'harbour-notes.yaml', kind: 'document' },
      ],
    };
    const items = waiting({}, input);
    expect(items.map(({ kind }) => kind)).toEqual(['topic', 'draft', 'draft']);
    expect(items.filter(({ kind }) => kind === 'draft')).toMatchObject([
      { record: { file: 'not-yet.yaml' } },
      { record: { file: 'read-in.yaml' } },
    ]);
  });

  test('a retracted topic waits for nothing', () => {
    const retraction = { id: 'gone', on: '2026-11-02', what: { en: 'Withdrawn.' }, statements: [] };
    expect(waiting({ status: 'retracted', retraction })).toEqual([]);
  });

  test('a topic that does not wait is shown all the same', () => {
    const catalogue = catalogueOf(
      recordFiles({ 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', person('2026-11-23')) }),
    );
    const brief = catalogue.briefs.get('grain-corridor');
    if (brief === undefined) throw new Error('there is no such topic');
    expect(topicItem(brief, { catalogue, dates: [], now: NOW })).toMatchObject({ reasons: [] });
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
