/** How news is told: by consequence, attributed, dated and cited, within one message. */
import { describe, expect, test } from 'vitest';
import { packKeys, statementCountingKey } from '../../src/digest/seen-news.ts';
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

/** A statement of what was done to the tea duty on a day. */
const measure = (id: string, effect: string, from: string, over = {}) =>
  statement('measure', {
    topics: ['tea-trade'],
    id,
    track: 'tea-duty',
    party: 'north',
    effect,
    from: { precision: 'day', on: from },
    until: undefined,
    text: { en: `Northland did as ${id} says.` },
    ...over,
  });

/** A pledge to ship tea, made on a day and due on another. */
const promise = (id: string, saidOn: string, due?: string) =>
  statement('commitment', {
    topics: ['tea-trade'],
    track: 'tea-pledge',
    id,
    saidOn: { precision: 'day', on: saidOn },
    due: due === undefined ? undefined : { precision: 'day', on: due },
    text: { en: 'Southland will ship tea.' },
  });

const untilDay = (on: string) => ({ until: { precision: 'day', on } });

/** The title of a digest of these statements of the customs. */
const titleOf = (one: ReturnType<typeof statement>[], over: Parameters<typeof digestOf>[1] = {}): string =>
  digestOf(twoTopics({ customs: one }), { carriedKeys: new Set(known()), ...over })?.reply.title ?? '';
/** The line that says how late a digest is. */
const late = (language: 'en' | 'zh', due: string): string | undefined =>
  Object.keys(
    linesOf(digestOf(twoTopics(), { subscription: { language }, lateFor: Temporal.Instant.from(due) })?.reply),
  ).find((line) => /09:00/u.test(line));

describe('a digest', () => {
  test('tells a document by its title, with its weightiest statement under its topic and how many more', () => {
    const records = twoTopics({
      customs: [
        statement('fact', { ...GRAIN, id: 'crates', text: { en: 'Forty crates were opened.' } }),
        statement('position', { topics: ['tea-trade'], id: 'envoy', text: { en: 'The envoy hopes.' } }),
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
      '1 new document': [
        'Report of the customs — The tea trade: Southland is to ship tea. (and 2 more) [Northland account, Sept 2, 2026 (Customs Office ¶2)]',
      ],
    });
    expect(digest?.carried.keys.toSorted()).toEqual(
      ['crates', 'envoy', 'tea'].map((id) => `statement/customs-report/${id}`),
    );
    // What is only counted is in no message that a correction would have to find.
    expect(digest?.carried.briefs).toMatchObject([
      { id: 'tea-trade', statements: ['customs-report/tea'] },
      { id: 'grain-corridor', statements: [] },
    ]);
    expect(JSON.stringify(digest?.reply)).toContain('https://example.org/customs-report#:~:text=shook');
  });

  test('says in front who said what stands behind a link', () => {
    const envoy = statement('position', { ...GRAIN, id: 'envoy', text: { en: 'Tea is hoped for.' } });
    expect(linesOf(digestOf(twoTopics({ customs: [envoy] }), { carriedKeys: new Set(known()) })?.reply)).toEqual({
      '1 new document': [
        'Report of the customs — The grain corridor: According to The Customs Office: Tea is hoped for. [Customs Office, Sept 2, 2026 ¶4]',
      ],
    });
  });

  test('has the document of the weightiest statement first, counts what has no room by topic, and leaves none untold', () => {
    const documents = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `north-south/documents/customs-${index + 10}.yaml`,
        documentRecord({
          title: { en: `Report ${index + 10}` },
          url: `https://example.org/customs-${index + 10}`,
          publishedOn: '2026-09-03',
          accessedOn: '2026-09-03',
          statements: customs(20),
        }),
      ]),
    );
    const tea = documentRecord({
      title: { en: 'Tea letters' },
      url: 'https://example.org/tea-letters',
      statements: [statement('commitment', { topics: ['tea-trade'], id: 'tea', due: undefined })],
    });
    const records = twoTopics({}, { ...documents, 'north-south/documents/tea-letters.yaml': tea });
    const digest = digestOf(records, { carriedKeys: new Set(known()) });
    const [heading = '', more = ''] = Object.keys(linesOf(digest?.reply));
    const lines = linesOf(digest?.reply)[heading] ?? [];
    expect(lines[0]).toMatch(/^Tea letters — The tea trade: /u);
    expect(lines.length).toBeGreaterThan(5);
    expect(heading).toBe('31 new documents');
    const left = 31 - lines.length;
    expect(more).toBe(`${left} more documents: The grain corridor (${left}).`);
    expect(digest?.carried.keys.filter((key) => /^statement\/[^/]+\/[^/]+$/u.test(key))).toHaveLength(601);
  });

  test('tells documents that were old when they came in by one line', () => {
    const old = documentRecord({
      url: 'https://example.org/old',
      publishedOn: '2026-07-01',
      accessedOn: '2026-09-02',
      statements: customs(3),
    });
    const records = twoTopics({}, { 'north-south/documents/old.yaml': old });
    const digest = digestOf(records, { carriedKeys: new Set(known()) });
    expect(linesOf(digest?.reply)).toEqual({ '1 older document added.': [] });
    expect(digest?.reply.title).toBe('November 24: 1 older document added');
    expect(digest?.carried.keys).toHaveLength(3);
  });

  test('tells first what moved, then dates, then documents', () => {
    const history = [
      { id: 'grain-corridor-first', on: '2026-09-03', what: { en: 'First published.' } },
      {
        id: 'opened',
        on: '2026-11-23',
        what: { en: 'The corridor opened.' },
        statements: ['harbour-notes/hands-shaken'],
      },
      { id: 'anew', on: '2026-11-24', rewritten: true, what: { en: 'Written anew.' } },
    ];
    const topic = topicRecord('grain corridor', { history });
    const records = twoTopics({ customs: customs(2) }, { 'north-south/topics/grain-corridor.yaml': topic });
    const digest = digestOf(records, {
      carriedKeys: new Set(known().filter((key) => !key.includes('/due/'))),
    });
    expect(digest?.reply.title).toBe('November 24: The corridor opened');
    expect(linesOf(digest?.reply)['What moved']).toEqual([
      'The grain corridor — The corridor opened. [Harbour Gazette, Sept 1, 2026 ¶2]',
    ]);
    expect(Object.keys(linesOf(digest?.reply))).toEqual([
      'What moved',
      'Beginning, ending or due within two weeks',
      '1 new document',
    ]);
  });

  describe('of a measure that people follow', () => {
    const tracks = {
      tracks: [
        {
          id: 'tea-duty',
          kind: 'measure',
          party: 'north',
          title: { en: 'The tea duty' },
          aliases: { en: [] },
          topics: ['tea-trade'],
        },
      ],
    };
    const imposed = measure('imposed', 'imposed', '2026-09-01');
    const records = (customsStatements: ReturnType<typeof measure>[], harbour = [imposed]) =>
      twoTopics({ harbour, customs: customsStatements }, { 'north-south/tracks.yaml': tracks });
    const heard = (harbour = [imposed]): Set<string> => new Set(packKeys(allNews(records([], harbour), 'all', NOW)));

    test('tells that its state changed, once, with the statement that says so', () => {
      const after = records([measure('ended', 'ended', '2026-09-02')]);
      const carriedKeys = heard();
      const digest = digestOf(after, { carriedKeys });
      expect(digest?.reply.title).toBe('November 24: The tea duty ended');
      expect(linesOf(digest?.reply)).toEqual({
        'Changed state': [
          'The tea duty — Ended September 2, 2026. Northland did as ended says. [Customs Office, Sept 2, 2026 ¶1]',
        ],
      });
      for (const key of digest?.carried.keys ?? []) carriedKeys.add(key);
      expect(digestOf(after, { carriedKeys })).toBeUndefined();
    });

    const duties = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...tracks.tracks[0],
        id: `duty-${index}`,
        title: { en: `Northland's duty on tea ${index} (of all)`, zh: `北国茶税${index}` },
        aliases: { en: [] },
      }));
    const onDuty = (index: number, effect: string, from: string, over = {}) =>
      measure(`${effect}-${index}`, effect, from, { track: `duty-${index}`, ...over });
    const withDuties = (count: number, customsStatements: ReturnType<typeof measure>[]) =>
      twoTopics(
        {
          harbour: duties(count).map((_, index) => onDuty(index, 'imposed', '2026-08-01')),
          customs: customsStatements,
        },
        { 'north-south/tracks.yaml': { tracks: duties(count) } },
      );
    const heardOf = (count: number) => new Set(packKeys(allNews(withDuties(count, []), 'all', NOW)));

    test('tells tracks that one event changed alike under one line, with the broadest first', () => {
      const reaches = [{ type: 'supports', statement: 'customs-report/ended-0' }];
      const ended = [onDuty(0, 'ended', '2026-09-02'), onDuty(1, 'ended', '2026-09-02', { relations: reaches })];
      const digest = digestOf(withDuties(2, ended), { carriedKeys: heardOf(2) });
      expect(digest?.reply.title).toBe("November 24: Northland's duty on tea 1 ended");
      expect(linesOf(digest?.reply)).toEqual({
        'Changed state': [
          "Ended September 2, 2026 — Northland's duty on tea 1 (of all); Northland's duty on tea 0 (of all). Northland did as ended-1 says. [Customs Office, Sept 2, 2026 ¶1]",
        ],
      });
    });

    test('says what was ordered as that, and by whom in the title', () => {
      const suspended = [onDuty(0, 'suspended', '2026-09-01', { until: { precision: 'day', on: '2026-11-01' } })];
      const carriedKeys = new Set(packKeys(allNews(withDuties(1, suspended), 'all', NOW)));
      const digest = digestOf(withDuties(1, [...suspended, onDuty(0, 'imposed', '2026-09-02')]), { carriedKeys });
      expect(digest?.reply.title).toBe('November 24: Northland orders duty on tea 0');
      expect(linesOf(digest?.reply)['Changed state']?.[0]).toContain('Ordered September 2, 2026. ');
    });

    test('tells what ends about one day together, what returns first, with what was heard of and another date of it', () => {
      const harbour = [
        onDuty(0, 'imposed', '2026-08-01', untilDay('2026-12-07')),
        onDuty(1, 'suspended', '2026-08-01', untilDay('2026-12-08')),
      ];
      const both = twoTopics(
        { harbour, customs: [onDuty(0, 'extended', '2026-08-01', untilDay('2026-12-31'))] },
        { 'north-south/tracks.yaml': { tracks: duties(2) } },
      );
      const keys = packKeys(allNews(both, 'all', NOW));
      const digest = digestOf(both, {
        carriedKeys: new Set(keys.filter((key) => !key.endsWith('/due/2026-12-08'))),
      });
      expect(linesOf(digest?.reply)['Beginning, ending or due within two weeks']).toEqual([
        "Lapses or returns by December 8, 2026 unless extended — Northland's duty on tea 1 (of all); Northland's duty on tea 0 (of all) (December 31, 2026 by Customs Office, Sept 2, 2026) [Harbour Gazette, Sept 1, 2026 ¶1]",
      ]);
      expect(digest?.reply.title).toBe("November 24: Northland's duty on tea 1 may return December 8 unless extended");
      expect(digest?.carried.keys).toEqual(['statement/harbour-notes/suspended-1/due/2026-12-08']);
    });

    test('tells what is announced of it for a later day, once, and not that it passed without a word', () => {
      const paused = measure('paused', 'suspended', '2026-09-01', untilDay('2026-11-20'));
      const again = measure('again', 'suspended', '2026-12-01', untilDay('2027-11-10'));
      const carriedKeys = heard([paused]);
      const after = records([again], [paused]);
      const digest = digestOf(after, { carriedKeys });
      expect(digest?.reply.title).toBe('November 24: The tea duty to be suspended again December 1, as announced');
      expect(linesOf(digest?.reply)['Changed state']).toEqual([
        'The tea duty — Suspended until November 20, 2026; to be suspended again from December 1, 2026 to November 10, 2027, as announced. Northland did as again says. [Customs Office, Sept 2, 2026 ¶1]',
      ]);
      const zh = linesOf(digestOf(after, { carriedKeys, subscription: { language: 'zh' } })?.reply);
      expect(zh['状态改变']?.[0]).toContain('已宣布自2026年12月1日起再次暂停至2027年11月10日');
      for (const key of digest?.carried.keys ?? []) carriedKeys.add(key);
      expect(digestOf(after, { carriedKeys })).toBeUndefined();
      const told = measure('told', 'suspended', '2026-12-01', untilDay('2027-11-10'));
      const repeated = linesOf(digestOf(records([again, told], [paused]), { carriedKeys })?.reply);
      expect(Object.keys(repeated)).toEqual(['1 new document']);
    });

    test('leaves no change out without a word, and tells the same in both languages', () => {
      const ended = Array.from({ length: 20 }, (_, index) =>
        onDuty(index, 'ended', `2026-08-${index + 11}`, { text: { en: `Tea ${index}.${' It is long.'.repeat(12)}` } }),
      );
      const [en, zh] = (['en', 'zh'] as const).map((language) =>
        linesOf(digestOf(withDuties(20, ended), { carriedKeys: heardOf(20), subscription: { language } })?.reply),
      );
      const told = en?.['Changed state'] ?? [];
      expect(zh?.['状态改变']).toHaveLength(told.length);
      const also = Object.keys(en ?? {}).find((one) => one.startsWith('Also changed: '));
      expect(told.length + (also?.split(';').length ?? 0) + Number(/and (\d+) more/u.exec(also ?? '')?.[1] ?? 0)).toBe(
        20,
      );
    });

    test('tells no change where a statement only says again how it stands', () => {
      const again = linesOf(
        digestOf(records([measure('again', 'imposed', '2026-09-01')]), { carriedKeys: heard() })?.reply,
      );
      expect(Object.keys(again)).toEqual(['1 new document']);
    });

    test('tells nothing of how it stood when the channel began to hear of tracks', () => {
      expect(digestOf(records([]), { carriedKeys: heard() })).toBeUndefined();
    });

    test('tells once that its day has passed without a later word, and of days before the upgrade nothing', () => {
      const until = [measure('imposed', 'imposed', '2026-09-01', { until: { precision: 'day', on: '2026-11-20' } })];
      const carriedKeys = new Set([...heard(until)].filter((key) => !key.startsWith('track/')));
      const digest = digestOf(records([], until), { carriedKeys });
      expect(linesOf(digest?.reply)).toEqual({
        'Changed state': [
          'The tea duty — Ended November 20, 2026 by its terms; no later document read [Harbour Gazette, Sept 1, 2026 ¶1]',
        ],
      });
      expect(digest?.carried.keys).toEqual(['track/tea-duty/end-passed/2026-11-20']);
      expect(
        digestOf(records([], until), { carriedKeys: new Set([...carriedKeys, ...(digest?.carried.keys ?? [])]) }),
      ).toBeUndefined();
      const old = { subscription: { baseline: [statementCountingKey('s1')] } };
      expect(digestOf(records([], until), { ...old, carriedKeys })).toBeUndefined();
      const next = digestOf(records(customs(1), until), { ...old, carriedKeys });
      expect(Object.keys(linesOf(next?.reply))).toEqual(['1 new document']);
      expect(next?.carried.keys).toEqual(expect.arrayContaining(['tracks/s1', 'track/tea-duty/end-passed/2026-11-20']));
    });
  });

  test('tells a promise that was made again as it stands as no change of its state', () => {
    const tracks = {
      tracks: [
        {
          id: 'tea-pledge',
          kind: 'commitment',
          party: 'south',
          title: { en: 'The tea pledge' },
          aliases: { en: [] },
          topics: ['tea-trade'],
        },
      ],
    };
    const partly = statement('fact', {
      topics: ['tea-trade'],
      track: 'tea-pledge',
      id: 'partly',
      effect: 'partly',
      eventOn: { precision: 'day', on: '2026-08-20' },
    });
    const headings = (before: readonly ReturnType<typeof statement>[], again: ReturnType<typeof statement>) => {
      const records = (customsStatements: ReturnType<typeof statement>[]) =>
        twoTopics({ harbour: [...before], customs: customsStatements }, { 'north-south/tracks.yaml': tracks });
      const carriedKeys = new Set(packKeys(allNews(records([]), 'all', NOW)));
      return linesOf(digestOf(records([again]), { carriedKeys })?.reply);
    };
    const first = promise('first', '2026-08-01', '2028-12-31');
    expect(Object.keys(headings([first], promise('again', '2026-09-02')))).toEqual(['1 new document']);
    expect(Object.keys(headings([first, partly], promise('again', '2026-09-02')))).toEqual(['1 new document']);
    expect(headings([first, partly], promise('again', '2026-09-02', '2026-12-31'))['Changed state']?.[0]).toMatch(
      /^The tea pledge — Partly kept; promised, due December 31, 2026\. /u,
    );
  });

  test('tells what falls due with its date and whose document says so', () => {
    const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
    const digest = digestOf(twoTopics(), {
      now,
      carriedKeys: new Set(known(now).filter((key) => !key.includes('/due/'))),
    });
    expect(linesOf(digest?.reply)).toMatchObject({
      'Beginning, ending or due within two weeks': [
        'Due November 2026, according to Northland — The grain corridor: Southland is to ship its grain through the corridor by the end of November 2026. [Northland account, Sept 1, 2026 (Harbour Gazette ¶2)]',
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

  test('is titled with the day and a sentence of at most ten words, with whose it is', () => {
    const fact = statement('fact', { ...GRAIN, id: 'crates', text: { en: 'Forty crates were opened.' } });
    expect(titleOf([fact])).toBe('November 24: Ada Quill and Ben Ledger: Forty crates were opened');
    // A brief channel's evening is the next day in Shanghai.
    const evening = Temporal.Instant.from('2026-11-24T17:00:00Z');
    expect(titleOf([fact, statement('position', { ...GRAIN, id: 'envoy' })], { now: evening })).toBe(
      'November 25: Ada Quill and Ben Ledger: Forty crates were opened',
    );
    expect(
      titleOf([
        statement('commitment', { ...GRAIN, id: 'tea', text: { en: 'Southland is to ship tea.' }, due: undefined }),
      ]),
    ).toMatch(/^November 24: According to Northland: Southland is to ship tea/u);
    const long = 'It goes on and on and never ends or stops.';
    expect(titleOf([statement('position', { ...GRAIN, id: 'envoy', text: { en: `Marsh said: ${long}` } })])).toBe(
      'November 24: News on The grain corridor',
    );
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
      const dates = (lines['Beginning, ending or due within two weeks'] ?? []).map(
        (line) => /frost (\d+)/u.exec(line)?.[1] ?? line,
      );
      told.push(...dates);
      digests.push(dates.length);
      const left = 12 - told.length;
      expect(digest.carried.keys.length).toBe(dates.length);
      expect(Object.keys(lines).some((line) => /^(?:One|\d+) more item/u.test(line))).toBe(left > 0);
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
    expect(Object.keys(linesOf(digest?.reply))).toEqual([
      'Beginning, ending or due within two weeks',
      'No new document came in; the file reaches September 1, 2026.',
    ]);
    expect(digest?.reply.title).toBe('November 20: November 2026 brings a date in The grain corridor');
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
