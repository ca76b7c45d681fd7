/** How news is told: grouped by topic and document, attributed, dated and cited, within one message. */
import { describe, expect, test } from 'vitest';
import { packKeys } from '../../src/digest/seen-news.ts';
import { allNews } from '../../src/digest/news.ts';
import { documentRecord, NOW, STATEMENTS, topicRecord } from '../support/records.ts';
import { digestOf, linesOf, statement, twoTopics } from './records.ts';

const GRAIN = { topics: ['grain-corridor'] };
const customs = (count: number, over = {}) =>
  Array.from({ length: count }, (_, index) =>
    statement('fact', { ...GRAIN, id: `crate-${index}`, text: { en: `Crate ${index} was opened.` }, ...over }),
  );
/** The keys of all news of the records as they were before a document was added. */
const known = (now = NOW): string[] => packKeys(allNews(twoTopics(), 'all', now));

/** The title of a digest of these statements of the customs. */
const titleOf = (one: ReturnType<typeof statement>[], over: Parameters<typeof digestOf>[1] = {}): string =>
  digestOf(twoTopics({ customs: one }), { carriedKeys: new Set(known()), ...over })?.reply.title ?? '';
const titleOfFact = (en: string): string => titleOf([statement('fact', { ...GRAIN, text: { en } })]);
/** The line that says how late a digest is. */
const late = (language: 'en' | 'zh', due: string): string | undefined =>
  Object.keys(
    linesOf(digestOf(twoTopics(), { subscription: { language }, lateFor: Temporal.Instant.from(due) })?.reply),
  ).find((line) => /09:00/u.test(line));

describe('a digest', () => {
  test('tells new statements under their topic and document, each with one link of who, when and where', () => {
    const records = twoTopics({
      customs: [
        statement('fact', { ...GRAIN, id: 'crates', text: { en: 'Forty crates were opened.' } }),
        statement('position', {
          topics: ['tea-trade'],
          id: 'envoy',
          text: { en: 'The envoy hopes.' },
        }),
        statement('commitment', {
          topics: ['tea-trade'],
          id: 'tea',
          text: { en: 'Southland is to ship tea.' },
          due: undefined,
        }),
      ],
    });
    const digest = digestOf(records, { carriedKeys: new Set(known()) });
    expect(linesOf(digest?.reply)).toEqual({
      'The tea trade: 3 new from Customs Office, Sept 2, 2026': [
        'Forty crates were opened. [Aug 25, 2026 (Customs Office ¶2)]',
        'Ivo Marsh, Envoy of Northland, Aug 2026 (Customs Office ¶4): The envoy hopes.',
        'Southland is to ship tea. [Northland account, Sept 2, 2026 (Customs Office ¶2)]',
      ],
      '': [
        'Bottom line, as of September 2, 2026 — The ministers met; Quill doubts that it lasts. [Harbour Gazette, Sept 1, 2026 ¶2, ¶3]',
      ],
    });
    expect(digest?.carried).toMatchObject({
      keys: ['crates', 'envoy', 'tea'].map((id) => `statement/customs-report/${id}`),
      briefs: [{ id: 'tea-trade', statements: ['crates', 'envoy', 'tea'].map((id) => `customs-report/${id}`) }],
    });
    expect(JSON.stringify(digest?.reply)).toContain('https://example.org/customs-report#:~:text=Ministers');
  });

  test('begins with key points, shows the most important of every document, and counts the rest', () => {
    const records = twoTopics({ customs: customs(30) });
    const digest = digestOf(records, { subscription: { topics: ['grain-corridor'] } });
    const lines = linesOf(digest?.reply);
    const [newest, older] = Object.keys(lines).filter((heading) => / (?:new|more) from /u.test(heading));
    expect(newest).toContain('The grain corridor: 30 new from Customs Office');
    expect(older).toBe('7 more from Harbour Gazette, Sept 1, 2026');
    expect(lines[older ?? '']?.slice(0, 2)).toEqual([
      expect.stringContaining(STATEMENTS.fact.text.en),
      expect.stringContaining(STATEMENTS.assessment.text.en),
    ]);
    const shown = [newest, older].flatMap((heading) => lines[heading ?? ''] ?? []).length;
    expect(lines).toHaveProperty([`More changes: The grain corridor (${37 - shown}). Open a topic to read them.`]);
    expect(digest?.carried.keys.filter((key) => /^statement\/[^/]+\/[^/]+$/u.test(key))).toHaveLength(37);
    expect(shown).toBeGreaterThan(5);
    // What is only counted is in no message that a correction would have to find.
    expect(digest?.carried.briefs[0]?.statements).toContain('customs-report/crate-0');
    expect(digest?.carried.briefs[0]?.statements).not.toContain('customs-report/crate-29');
  });

  test('tells of every topic, whichever has the newest documents', () => {
    const documents = Object.fromEntries(
      ['03', '04', '05', '06', '07', '08', '09', '10'].map((day) => [
        `north-south/documents/customs-${day}.yaml`,
        documentRecord({
          url: `https://example.org/customs-${day}`,
          publishedOn: `2026-09-${day}`,
          accessedOn: `2026-09-${day}`,
          statements: customs(20),
        }),
      ]),
    );
    const tea = documentRecord({
      url: 'https://example.org/tea-letters',
      publisher: { en: 'Tea Letters' },
      publishedOn: '2026-08-30',
      statements: customs(5, { topics: ['tea-trade'] }),
    });
    const records = twoTopics({}, { ...documents, 'north-south/documents/tea-letters.yaml': tea });
    const lines = linesOf(digestOf(records, { carriedKeys: new Set(known()) })?.reply);
    expect(lines['The tea trade: 5 new from Tea Letters, Aug 30, 2026']?.length).toBeGreaterThan(0);
    expect(Object.keys(lines)[0]).toContain('The grain corridor: 20 new from');
  });

  test('tells dates after what is new, which they leave room for', () => {
    const watch = Array.from({ length: 12 }, (_, index) => ({
      id: `frost-${index}`,
      text: {
        en: `Whether frost ${index} closes it. ${'It would be the earliest in living memory. '.repeat(4)}`.trim(),
      },
      wouldChange: { en: 'It would bear out the doubt.' },
      expected: { precision: 'day', on: '2026-11-30' },
      restsOn: ['harbour-notes/closes-in-winter'],
    }));
    const topic = topicRecord('grain corridor', { watch });
    const records = (statements: ReturnType<typeof customs>) =>
      twoTopics({ customs: statements }, { 'north-south/topics/grain-corridor.yaml': topic });
    const carriedKeys = new Set(known());
    const lines = linesOf(digestOf(records(customs(9)), { carriedKeys })?.reply);
    const [news, , dates] = Object.keys(lines);
    expect(dates).toBe('Dates to watch');
    expect(news).toContain('9 new from Customs Office');
    expect(lines[news ?? '']?.length).toBeGreaterThan(2);
    const ofDates = digestOf(records([]), { carriedKeys })?.reply;
    expect(ofDates?.title).toMatch(/^November 24: Expected /u);
    const alone = linesOf(ofDates)['Dates to watch'];
    expect(alone?.length).toBeGreaterThan(lines['Dates to watch']?.length ?? 0);
  });

  test('tells what falls due with its date and whose document says so', () => {
    const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
    const digest = digestOf(twoTopics(), {
      now,
      carriedKeys: new Set(known(now).filter((key) => !key.includes('/due/'))),
    });
    expect(linesOf(digest?.reply)).toMatchObject({
      'Due or ending within two weeks': [
        'Southland is to ship its grain through the corridor by the end of November 2026. [Northland account, Sept 1, 2026 (Harbour Gazette ¶2)] (due November 2026 · The grain corridor)',
      ],
    });
    expect(digest?.carried.keys).toEqual(['statement/harbour-notes/grain-promised/due/2026-11-30']);
  });

  test('tells the old and the new wording of what was corrected', () => {
    const corrections = [
      { id: 'room', on: '2026-10-01', what: { en: 'The room was wrong.' }, before: { en: 'They met in the inn.' } },
    ];
    const records = twoTopics(
      {},
      {
        'north-south/documents/harbour-notes.yaml': documentRecord({
          statements: Object.values(STATEMENTS).map((one) =>
            Object.assign(
              { topics: ['grain-corridor', 'tea-trade'] },
              one,
              one.id === 'hands-shaken' ? { corrections } : {},
            ),
          ),
        }),
      },
    );
    const digest = digestOf(records, { carriedKeys: new Set(known()) });
    expect(linesOf(digest?.reply)).toEqual({
      Corrected: [
        'The grain corridor — The room was wrong. (October 1, 2026) Before: “They met in the inn.” Now: “The ministers met in the customs house.” Harbour Gazette, Sept 1, 2026 [¶2]',
      ],
    });
    expect(digest?.carried.keys).toEqual(['statement/harbour-notes/hands-shaken/correction/room']);
    expect(digest?.carried.briefs).toEqual([expect.objectContaining({ statements: ['harbour-notes/hands-shaken'] })]);
  });

  test('is titled with the day, the first change with whose it is, and how many more there are', () => {
    const fact = statement('fact', { ...GRAIN, id: 'crates', text: { en: 'Forty crates were opened.' } });
    expect(titleOf([fact])).toBe('November 24: Ada Quill and Ben Ledger: Forty crates were opened');
    // A brief channel's evening is the next day in Shanghai.
    const evening = Temporal.Instant.from('2026-11-24T17:00:00Z');
    expect(titleOf([fact, statement('position', { ...GRAIN, id: 'envoy' })], { now: evening })).toBe(
      'November 25: Ada Quill and Ben Ledger: Forty crates were opened, and 1 more',
    );
    expect(
      titleOf([statement('commitment', { ...GRAIN, id: 'tea', text: { en: 'Southland is to ship tea.' } })]),
    ).toMatch(/^November 24: According to Northland: Southland is to ship tea/u);
    const long = `It is said of the crates that ${'they were opened one after the other and '.repeat(5)}closed.`;
    const title = titleOf([statement('position', { ...GRAIN, id: 'envoy', text: { en: `Marsh said: ${long}` } })]);
    expect(title).toMatch(/^November 24: According to The Customs Office: Marsh said: It is said of the crates…$/u);
    expect(title.length).toBeLessThanOrEqual(90);
  });

  test('is titled at once whatever signs stand in a row, and ends on none of them', () => {
    const signs = ','.repeat(38);
    const more = 'on polysilicon and on silicon of every other kind';
    expect(titleOfFact(`Duties ${signs}€ ${more}`)).toBe(`November 24: Ada Quill and Ben Ledger: Duties ${signs}€…`);
    expect(titleOfFact(`Duties, of the ${signs} ${more}`)).toBe('November 24: Ada Quill and Ben Ledger: Duties…');
  });

  test('tells again of dates that had no room, until each was told', () => {
    const watch = Array.from({ length: 12 }, (_, index) => ({
      id: `frost-${index}`,
      text: { en: `Whether frost ${index} closes it. ${'It would be early. '.repeat(9)}`.trim() },
      wouldChange: { en: 'It would bear out the doubt.' },
      expected: { precision: 'day', on: '2026-11-30' },
      restsOn: ['harbour-notes/closes-in-winter'],
    }));
    const records = twoTopics(
      {},
      { 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { watch }) },
    );
    const carriedKeys = new Set(known());
    const told: string[] = [];
    const digests: number[] = [];
    for (
      let digest = digestOf(records, { carriedKeys });
      digest !== undefined;
      digest = digestOf(records, { carriedKeys })
    ) {
      const lines = linesOf(digest.reply);
      const dates = (lines['Dates to watch'] ?? []).map((line) => /frost (\d+)/u.exec(line)?.[1] ?? line);
      told.push(...dates);
      digests.push(dates.length);
      const left = 12 - told.length;
      expect(digest.carried.keys.length).toBe(dates.length);
      expect(Object.keys(lines).some((line) => line.startsWith(`${left} more date`))).toBe(left > 0);
      for (const key of digest.carried.keys) carriedKeys.add(key);
    }
    expect(told.toSorted((a, b) => Number(a) - Number(b))).toEqual(watch.map((_, index) => String(index)));
    expect(digests.length).toBeGreaterThan(1);
  });

  test('tells a date once that falls due and is watched for, and not again later', () => {
    const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
    const watch = [
      {
        id: 'grain-ships',
        text: { en: 'Whether the grain is shipped.' },
        wouldChange: { en: 'It would bear out the doubt.' },
        expected: { precision: 'month', on: '2026-11' },
        restsOn: ['harbour-notes/grain-promised'],
      },
    ];
    const records = twoTopics(
      {},
      { 'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { watch }) },
    );
    const before = known(now).filter((key) => !key.includes('/due/'));
    const digest = digestOf(records, { now, carriedKeys: new Set(before) });
    expect(Object.keys(linesOf(digest?.reply))).toEqual(['Due or ending within two weeks']);
    expect(digest?.reply.title).toMatch(/^November 20: Due November 2026, according to Northland: Southland is…/u);
    expect(
      digestOf(records, { now, carriedKeys: new Set([...before, ...(digest?.carried.keys ?? [])]) }),
    ).toBeUndefined();
  });

  test('says how late it is, with the days where they differ', () => {
    expect(late('en', '2026-11-24T01:00:00Z')).toBe(
      'Late: due 09:00, sent 20:00 (Beijing time), since the bot was not running.',
    );
    expect(late('en', '2026-11-23T01:00:00Z')).toBe(
      'Late: due November 23, 2026, 09:00, sent November 24, 2026, 20:00 (Beijing time), since the bot was not running.',
    );
    expect(late('zh', '2026-11-24T01:00:00Z')).toBe(
      '补发：本期应于09:00发出，因机器人当时未在运行，20:00才发出（北京时间）。',
    );
  });
});
