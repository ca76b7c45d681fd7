/** What is announced of a measure for a later day is told wherever its state is: never that no later document tells of it. */
import { expect, test } from 'vitest';
import { allNews } from '../../../src/digest/news.ts';
import { calendarText } from '../../../src/exits/calendar.ts';
import { listNews, listTracks } from '../../../src/exits/lookup.ts';
import { passedDates } from '../../../src/people/passed-dates.ts';
import type { Language, Track } from '../../../src/records/schema.ts';
import { trackStanding } from '../../../src/records/track-state.ts';
import { composeAnswer } from '../../../src/reply/compose/answer.ts';
import { standingText, trackStateText } from '../../../src/views/state-words.ts';
import { composeDates, composeStatus } from '../../../src/reply/compose/board.ts';
import { topicContext } from '../../../src/reply/compose/topic.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { catalogueOf, documentRecord, NOW, recordFiles, STATEMENTS, type Fields } from '../../support/records.ts';
import { claims } from './composing.ts';

const day = (on: string) => ({ precision: 'day', on });
const measure = (id: string, effect: string, from: string, until?: string): Fields => ({
  ...STATEMENTS.measure,
  id,
  topics: ['grain-corridor'],
  track: 'toll',
  effect,
  from: day(from),
  until: until === undefined ? undefined : day(until),
  text: { en: `Northland did as ${id} says.` },
});

const document = (publishedOn: string, statements: readonly Fields[]): Fields =>
  documentRecord({
    url: `https://example.org/${publishedOn}`,
    publisher: { en: 'Harbour Office' },
    party: 'north',
    kind: 'official',
    publishedOn,
    accessedOn: '2026-11-24',
    statements,
  });

/** Records in which a toll is told of by some statements of September and some of November 20. */
function records(before: readonly Fields[], announced: readonly Fields[]): Catalogue {
  return catalogueOf(
    recordFiles({
      'north-south/tracks.yaml': {
        tracks: [
          {
            id: 'toll',
            kind: 'measure',
            party: 'north',
            title: { en: 'Corridor toll', zh: '走廊通行费' },
            aliases: { en: [] },
            topics: ['grain-corridor'],
          },
        ],
      },
      'north-south/documents/order.yaml': document('2026-09-05', before),
      ...(announced.length > 0 && { 'north-south/documents/announcement.yaml': document('2026-11-20', announced) }),
    }),
  );
}

const suspended = measure('suspended', 'suspended', '2026-09-01', '2026-11-10');
const again = measure('again', 'suspended', '2026-12-01', '2027-11-10');
const rows = (reply: ReturnType<typeof composeStatus>) =>
  reply.blocks.flatMap((block) =>
    block.type === 'points' ? block.items.map(({ label, text }) => [block.heading, label, text]) : [],
  );
const untoldIn = (catalogue: Catalogue) => ({
  asked: passedDates(catalogue, [], NOW).filter(({ track }) => track === 'toll').length,
  told: allNews(catalogue, 'all', NOW).filter(({ type }) => type === 'past').length,
});
const lapsing = (): Catalogue => records([suspended], [again]);

const toll = ({ tracks }: Catalogue): Track => tracks.get('toll')!;
const standing = (catalogue: Catalogue) => trackStanding(toll(catalogue), catalogue, NOW);
const context = (catalogue: Catalogue, language: Language = 'en') =>
  ({ catalogue, language, now: NOW, audience: 'asker' }) as const;

test('a suspension that lapsed and begins again later is told with both', () => {
  const lapsed = lapsing();
  expect(trackStateText(standing(lapsed), 'en')).toBe(
    'suspended until November 10, 2026; to be suspended again from December 1, 2026 to November 10, 2027, as announced',
  );
  expect(trackStateText(standing(lapsed), 'zh')).toBe(
    '原暂停至2026年11月10日；已宣布自2026年12月1日起再次暂停至2027年11月10日',
  );
  expect(trackStateText(standing(records([suspended], [])), 'en')).toBe(
    'suspended until November 10, 2026; nothing later in the file',
  );
});

test.each<[string, Fields, Fields, string]>([
  [
    'a duty that is to be lowered',
    measure('raised', 'raised', '2026-09-01'),
    measure('lowered', 'lowered', '2026-12-15'),
    'in force since September 1, 2026; to be lowered on December 15, 2026, as announced',
  ],
  [
    'a duty that is to end earlier than it was to',
    measure('imposed', 'imposed', '2026-09-01', '2027-03-01'),
    measure('ended', 'ended', '2026-12-15'),
    'in force until March 1, 2027; to end on December 15, 2026, as announced',
  ],
  [
    'a duty that is to end, which had no end',
    measure('imposed', 'imposed', '2026-09-01'),
    measure('ended', 'ended', '2026-12-15'),
    'in force until December 15, 2026',
  ],
  [
    'a duty that passed its end and comes again',
    measure('imposed', 'imposed', '2026-09-01', '2026-11-10'),
    measure('anew', 'imposed', '2026-12-15'),
    'was to end November 10, 2026; to take effect on December 15, 2026, as announced',
  ],
])('%s is told so', (_what, before, announced, words) => {
  expect(trackStateText(standing(records([before], [announced])), 'en')).toBe(words);
});

test('a promise that was kept in part and made again for a day is told with both', () => {
  const said = (id: string, over: Fields): Fields => ({
    ...STATEMENTS.fact,
    topics: ['grain-corridor'],
    track: 'toll',
    id,
    eventOn: day('2026-09-01'),
    ...over,
  });
  const made = said('made', { effect: 'partly' });
  const renewed: Fields = {
    ...STATEMENTS.commitment,
    topics: ['grain-corridor'],
    track: 'toll',
    id: 'renewed',
    saidOn: day('2026-11-20'),
    due: day('2026-12-31'),
  };
  const promise = trackStanding({ ...toll(lapsing()), kind: 'commitment' }, records([made], [renewed]), NOW);
  expect(trackStateText(promise, 'en')).toBe('partly kept; promised, due December 31, 2026');
  expect(trackStateText(promise, 'zh')).toBe('部分兑现；已承诺，期限2026年12月31日');
});

test('an answer says what comes, with the statement that says so and its source', () => {
  const lapsed = lapsing();
  const brief = lapsed.briefs.get('grain-corridor')!;
  const reply = composeAnswer({ brief, units: [{ unit: 'track', brief, track: toll(lapsed) }] }, context(lapsed));
  const [claim] = claims(reply).map((one) => one.claim);
  expect(claim?.state).toBe(
    'Corridor toll: suspended until November 10, 2026; to be suspended again from December 1, 2026 to November 10, 2027, as announced.',
  );
  expect(claim?.detail).toContain('Announced: Northland did as again says. (Harbour Office, Nov 20, 2026 ¶1)');
  expect(JSON.stringify(reply)).not.toMatch(/nothing later/iu);
});

test('the statement of what lapsed says what comes, too', () => {
  const lapsed = lapsing();
  const brief = lapsed.briefs.get('grain-corridor')!;
  const told = standingText(lapsed.statements.get('order/suspended')!, topicContext(brief, context(lapsed)));
  expect(told).toEqual([
    'suspended until November 10, 2026; to be suspended again from December 1, 2026 to November 10, 2027, as announced',
  ]);
});

test('the status and the dates have what comes by its day', () => {
  const lapsed = lapsing();
  expect(rows(composeStatus({ type: 'status' }, undefined, context(lapsed)))).toEqual([
    [
      'Next 60 days (1)',
      'Corridor toll',
      'suspended until November 10, 2026; to be suspended again from December 1, 2026 to November 10, 2027, as announced',
    ],
  ]);
  const ends = composeDates({ type: 'dates', month: '12', kind: 'ends' }, undefined, context(lapsed));
  expect(rows(ends).filter(([, label]) => label === 'Corridor toll')).toEqual([]);
  expect(rows(composeDates({ type: 'dates' }, undefined, context(lapsed)))).toContainEqual([
    expect.stringMatching(/^December 2026 /u),
    'Corridor toll',
    'to be suspended again from December 1, 2026 to November 10, 2027, as announced',
  ]);
});

test('what comes is no day that passed without a word: for curators, digests and calendars', () => {
  const lapsed = lapsing();
  const old = records([suspended], []);
  expect(untoldIn(old)).toEqual({ asked: 1, told: 1 });
  expect(untoldIn(lapsed)).toEqual({ asked: 0, told: 0 });
  const given = { catalogue: lapsed, language: 'en', now: NOW } as const;
  expect(calendarText(given)).toContain('DTSTART;VALUE=DATE:20261201');
  expect(listTracks(given)[0]).toMatchObject({ due: { from: '2026-12-01' } });
});

/** The days of the toll in a calendar, and what they are. */
const days = (text: string) =>
  [...text.matchAll(/UID:track\/toll\/(\w+)@|DTSTART;VALUE=DATE:(\d+)/gu)].map((one) => one[1] ?? one[2]);

/** What curators are asked of the toll. */
const asked = (catalogue: Catalogue, now = NOW) =>
  passedDates(catalogue, [], now).flatMap(({ track, kind, key, statement }) =>
    track === 'toll' ? [[kind, key, statement?.id]] : [],
  );

test('what comes before an end is a day of its own: in what is coming, in what begins in a month, in calendars', () => {
  const catalogue = records(
    [measure('imposed', 'imposed', '2026-09-01', '2027-03-01')],
    [measure('lowered', 'lowered', '2026-12-15')],
  );
  const lines = rows(composeDates({ type: 'dates' }, undefined, context(catalogue)));
  expect(lines).toContainEqual([
    expect.stringMatching(/^December 2026 /u),
    'Corridor toll',
    'to be lowered on December 15, 2026, as announced',
  ]);
  expect(lines).toContainEqual(['March 2027 (1)', 'Corridor toll', 'in force until March 1, 2027']);
  const begins = (month?: string) =>
    composeDates({ type: 'dates', kind: 'begins', month }, undefined, context(catalogue));
  for (const month of [undefined, '12', 'next', '2026-12']) expect(rows(begins(month))).toHaveLength(1);
  expect(rows(begins('this'))).toEqual([]);
  expect(begins('next').title).toBe('Northland–Southland: To begin or change in December 2026');
  expect(begins('next').again).toMatchObject({ kind: 'begins', month: '2026-12' });
  const ends = composeDates({ type: 'dates', kind: 'ends', month: '03' }, undefined, context(catalogue));
  expect(rows(ends)).toHaveLength(1);
  const given = { catalogue, language: 'en', now: NOW } as const;
  expect(days(calendarText(given))).toEqual(expect.arrayContaining(['start', '20261215', 'end', '20270301']));
  expect(calendarText(given)).toContain('SUMMARY:Corridor toll: to be lowered on December 15\\, 2026\\, as annou');
  // The day stays in calendars that have it.
  const later = Temporal.Instant.from('2026-12-20T12:00:00Z');
  expect(days(calendarText({ ...given, now: later }))).toEqual(expect.arrayContaining(['start', '20261215']));
  expect(listTracks(given)[0]?.next).toMatchObject({
    effect: 'lowered',
    text: 'to be lowered on December 15, 2026, as announced',
    when: { from: '2026-12-15' },
    statement: 'announcement/lowered',
  });
  expect(listNews({ ...given, now: later }, {}).items).toContainEqual(
    expect.objectContaining({
      type: 'begins',
      on: '2026-12-15',
      text: 'Corridor toll: to be lowered on December 15, 2026, as announced.',
      statements: ['announcement/lowered'],
    }),
  );
});

test('a change whose day has passed is asked of curators until a document of that day or later tells of the measure', () => {
  const before = [measure('imposed', 'imposed', '2026-09-01')];
  const lowered = measure('lowered', 'lowered', '2026-11-22');
  expect(asked(records(before, [lowered]))).toEqual([
    ['from', 'track/toll/start-passed/2026-11-22', 'announcement/lowered'],
  ]);
  expect(asked(records(before, [lowered]), Temporal.Instant.from('2026-11-22T12:00:00Z'))).toEqual([]);
  expect(asked(records(before, [measure('lowered', 'lowered', '2026-11-19')]))).toEqual([]);
});

test('a measure that is to begin and to end is shown by the day on which it begins', () => {
  const catalogue = records([], [measure('imposed', 'imposed', '2026-12-04', '2027-12-04')]);
  expect(rows(composeStatus({ type: 'status' }, undefined, context(catalogue)))).toEqual([
    ['Next 60 days (1)', 'Corridor toll', 'announced for December 4, 2026, until December 4, 2027'],
  ]);
  expect(rows(composeStatus({ type: 'status' }, undefined, context(catalogue, 'zh')))).toEqual([
    ['未来60天（1）', '走廊通行费', '已宣布，2026年12月4日起，至2027年12月4日'],
  ]);
});
