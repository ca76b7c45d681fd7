/** How news is told: by consequence, the speaker first, each day that has passed as passed, within one message by fixed counts. */
import { describe, expect, test } from 'vitest';
import { packKeys } from '../../src/digest/seen-news.ts';
import { allNews } from '../../src/digest/news.ts';
import { shortened } from '../../src/digest/digest-title.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { documentRecord, NOW, STATEMENTS, topicRecord } from '../support/records.ts';
import { digestOf, linesOf, statement, twoTopics } from './records.ts';

const GRAIN = { topics: ['grain-corridor'] };
/** Days after the documents were published. */
const SOON = Temporal.Instant.from('2026-09-05T12:00:00Z');
const customs = (count: number, over = {}) =>
  Array.from({ length: count }, (_, index) =>
    statement('fact', { ...GRAIN, id: `crate-${index}`, text: { en: `Crate ${index} was opened.` }, ...over }),
  );
/** The keys of all news of the records as they were before a document was added. */
const known = (now = NOW): string[] => packKeys(allNews(twoTopics(), 'all', now));
/** What is told of changes, the lead first. */
const changesIn = (reply: Reply | undefined): readonly string[] => {
  const lines = linesOf(reply);
  return ['', 'New', 'Also new', 'Date passed, outcome not in the file'].flatMap((heading) => lines[heading] ?? []);
};

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

/** The line that says how late a digest is. */
const late = (language: 'en' | 'zh', due: string): string | undefined =>
  Object.keys(
    linesOf(digestOf(twoTopics(), { subscription: { language }, lateFor: Temporal.Instant.from(due) })?.reply),
  ).find((line) => /09:00/u.test(line));

/** The digest, days later, of these statements of the customs. */
const soon = (one: ReturnType<typeof statement>[], over: Parameters<typeof digestOf>[1] = {}) =>
  digestOf(twoTopics({ customs: one }), { now: SOON, carriedKeys: new Set(known(SOON)), ...over });
/** What an envoy said. */
const envoy = (): ReturnType<typeof statement>[] => [
  statement('position', { ...GRAIN, id: 'envoy', text: { en: 'Tea is hoped for.' } }),
];

describe('a digest', () => {
  test('tells the changes of most consequence, then by its title a document with how many more statements it has', () => {
    const digest = soon([
      ...customs(3),
      statement('position', { topics: ['tea-trade'], id: 'envoy', text: { en: 'The envoy hopes.' } }),
      statement('commitment', {
        topics: ['tea-trade'],
        id: 'tea',
        text: { en: 'Southland is to ship tea.' },
        due: undefined,
      }),
    ]);
    expect(linesOf(digest?.reply)).toEqual({
      '': ['The tea trade — Southland is to ship tea. [Northland account, Sept 2, 2026 (Customs Office ¶2)]'],
      'Also new': [expect.stringMatching(/^The grain corridor — Crate \d was opened\. \[Customs Office/u)],
      '1 new document': ['Report of the customs — 3 more statements [Customs Office, Sept 2, 2026]'],
    });
    expect(digest?.carried.keys).toHaveLength(5);
    // What is only counted is in no message that a correction would have to find.
    expect(digest?.carried.briefs.flatMap(({ statements }) => statements)).toHaveLength(2);
    expect(JSON.stringify(digest?.reply)).toContain('https://example.org/customs-report#:~:text=shook');
  });

  test('names who said it before who published it', () => {
    expect(changesIn(soon(envoy())?.reply)).toEqual([
      'The grain corridor — Ivo Marsh, by Customs Office: Tea is hoped for. [Customs Office, Sept 2, 2026 ¶4]',
    ]);
    expect(soon(envoy())?.reply.title).toBe('September 5: Ivo Marsh, by Customs Office: Tea is hoped for');
  });

  test('gives a joint statement as no side’s account', () => {
    const joint = documentRecord({
      title: { en: 'Joint Statement on Tea' },
      url: 'https://example.org/joint',
      publishedOn: '2026-09-02',
      statements: [
        statement('commitment', { ...GRAIN, id: 'tea', by: 'both', due: undefined, text: { en: 'Tea flows.' } }),
      ],
    });
    const records = twoTopics(
      {},
      { 'north-south/documents/joint.yaml': { ...joint, kind: 'official', party: 'north' } },
    );
    const digest = digestOf(records, { now: SOON, carriedKeys: new Set(known(SOON)) });
    expect(changesIn(digest?.reply)).toEqual([
      expect.stringMatching(/^The grain corridor — Tea flows\. \[Joint statement, Sept 2, 2026 ¶/u),
    ]);
    expect(digest?.reply.title).toBe('September 5: Tea flows');
  });

  test('tells five changes of many, counts the rest, and counts none of it as received', () => {
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
    const carriedKeys = new Set(known(SOON));
    const digest = digestOf(records, { now: SOON, carriedKeys });
    const changes = changesIn(digest?.reply);
    expect(changes).toHaveLength(5);
    expect(changes[0]).toMatch(/^The tea trade — /u);
    const lines = linesOf(digest?.reply);
    const listed = lines['30 new documents'] ?? [];
    expect(listed.length).toBeGreaterThan(2);
    expect(lines[`Left out here, and told in the next digests: ${30 - listed.length} more documents.`]).toEqual([]);
    expect(digest?.reply.actions.map(({ label }) => label)).toContain('What is new');
    expect(digest?.carried.keys.length).toBeLessThan(110);
    // The next digests tell the rest, and none twice.
    const keys = [...(digest?.carried.keys ?? [])];
    for (let turn = 0; turn < 30; turn += 1) {
      const next = digestOf(records, { now: SOON, carriedKeys: new Set([...carriedKeys, ...keys]) });
      if (next === undefined) break;
      keys.push(...next.carried.keys);
    }
    expect(keys).toHaveLength(601);
    expect(new Set(keys).size).toBe(601);
  });

  test('tells what was read late with its day', () => {
    const old = documentRecord({
      url: 'https://example.org/old',
      publishedOn: '2026-07-01',
      accessedOn: '2026-09-02',
      statements: customs(1),
    });
    const digest = digestOf(twoTopics({}, { 'north-south/documents/old.yaml': old }), {
      now: SOON,
      carriedKeys: new Set(known(SOON)),
    });
    expect(changesIn(digest?.reply)).toEqual([
      'The grain corridor — Read now, of July 1, 2026: Crate 0 was opened. [Harbour Gazette, July 1, 2026 ¶2]',
    ]);
    expect(digest?.reply.title).toMatch(/^September 5: Read now, of July 1, 2026: /u);
  });

  test('leads with what a curator wrote, then has dates, then documents', () => {
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
    const records = twoTopics({ customs: customs(9) }, { 'north-south/topics/grain-corridor.yaml': topic });
    const digest = digestOf(records, { carriedKeys: new Set(known()) });
    expect(digest?.reply.title).toBe('November 24: The corridor opened');
    expect(linesOf(digest?.reply)['']).toEqual([
      'The grain corridor — The corridor opened. [Harbour Gazette, Sept 1, 2026 ¶2]',
    ]);
    expect(Object.keys(linesOf(digest?.reply))).toEqual([
      'Sources end September 2, 2026; nothing read since (83 days)',
      '',
      'Also new',
      'Next 14 days',
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
    const heard = (harbour = [imposed]): Set<string> => new Set(packKeys(allNews(records([], harbour), 'all', SOON)));

    test('tells that its state changed, once, with the statement that says so and how it was before', () => {
      const after = records([measure('ended', 'ended', '2026-09-02')]);
      const carriedKeys = heard();
      const digest = digestOf(after, { now: SOON, carriedKeys });
      expect(digest?.reply.title).toBe('September 5: Northland did as ended says');
      expect(linesOf(digest?.reply)).toEqual({
        New: [
          'The tea duty — Northland did as ended says. Ended September 2, 2026; before: in force. [Customs Office, Sept 2, 2026 ¶1]',
        ],
      });
      for (const key of digest?.carried.keys ?? []) carriedKeys.add(key);
      expect(digestOf(after, { now: SOON, carriedKeys })).toBeUndefined();
    });

    test('has how it stands in the title where its statement is too long for one', () => {
      const text = { en: `Northland ended its duty on tea ${'of every kind and every colour '.repeat(5)}at noon.` };
      const digest = digestOf(records([measure('ended', 'ended', '2026-09-02', { text })]), {
        now: SOON,
        carriedKeys: heard(),
      });
      expect(digest?.reply.title).toBe('September 5: The tea duty: ended September 2, 2026');
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
      const digest = digestOf(withDuties(2, ended), { now: SOON, carriedKeys: heardOf(2) });
      expect(changesIn(digest?.reply)).toEqual([
        "Northland's duty on tea 1 (of all); Northland's duty on tea 0 (of all) — Northland did as ended-1 says. Ended September 2, 2026; before: in force. [Customs Office, Sept 2, 2026 ¶1]",
      ]);
    });

    test('says what was ordered as that, and that it was suspended before', () => {
      const suspended = [onDuty(0, 'suspended', '2026-09-01', untilDay('2026-11-01'))];
      const carriedKeys = new Set(packKeys(allNews(withDuties(1, suspended), 'all', SOON)));
      const digest = digestOf(withDuties(1, [...suspended, onDuty(0, 'imposed', '2026-09-02')]), {
        now: SOON,
        carriedKeys,
      });
      expect(changesIn(digest?.reply)[0]).toContain('Ordered September 2, 2026; before: suspended.');
    });

    test('lets a measure lapse and a suspension end, each by its day, and what was heard of stays in the list', () => {
      const harbour = [
        onDuty(0, 'imposed', '2026-08-01', untilDay('2026-12-07')),
        onDuty(1, 'suspended', '2026-08-01', untilDay('2026-12-08')),
        onDuty(2, 'suspended', '2026-08-01', untilDay('2026-12-08')),
      ];
      const both = twoTopics(
        { harbour, customs: [onDuty(0, 'extended', '2026-08-01', untilDay('2026-12-31'))] },
        { 'north-south/tracks.yaml': { tracks: duties(3) } },
      );
      const keys = packKeys(allNews(both, 'all', NOW));
      const digest = digestOf(both, { carriedKeys: new Set(keys.filter((key) => !key.endsWith('/due/2026-12-08'))) });
      expect(linesOf(digest?.reply)['Next 14 days']).toEqual(
        expect.arrayContaining([
          "December 7, 2026 — May lapse unless extended: Northland's duty on tea 0 (of all) (December 31, 2026 by Customs Office, Sept 2, 2026) [Harbour Gazette, Sept 1, 2026 ¶1]",
          "December 8, 2026 — Suspension ends unless extended: Northland's duty on tea 1 (of all); Northland's duty on tea 2 (of all) [Harbour Gazette, Sept 1, 2026 ¶1]",
        ]),
      );
      expect(digest?.reply.title).toMatch(/^November 24: Suspension ends unless extended: .* \(December 8, 2026\)$/u);
      expect(digest?.carried.keys).toEqual(
        [1, 2].map((one) => `statement/harbour-notes/suspended-${one}/due/2026-12-08`),
      );
    });

    test('tells what is announced of it for a later day, once, and a suspension that has passed as one that was', () => {
      const paused = measure('paused', 'suspended', '2026-09-01', untilDay('2026-11-20'));
      const again = measure('again', 'suspended', '2026-12-01', untilDay('2027-11-10'));
      const carriedKeys = heard([paused]);
      const after = records([again], [paused]);
      const digest = digestOf(after, { carriedKeys });
      expect(changesIn(digest?.reply)[0]).toContain(
        'to be suspended again from December 1, 2026 to November 10, 2027, as announced',
      );
      const zh = digestOf(after, { carriedKeys, subscription: { language: 'zh' } });
      expect(JSON.stringify(zh?.reply)).toContain('已宣布自2026年12月1日起再次暂停至2027年11月10日');
      for (const key of digest?.carried.keys ?? []) carriedKeys.add(key);
      expect(digestOf(after, { carriedKeys })).toBeUndefined();
      const passed = digestOf(records([], [paused]), { carriedKeys: heard([paused]) });
      expect(changesIn(passed?.reply)).toEqual([
        'The tea duty — Suspended until November 20, 2026 [Harbour Gazette, Sept 1, 2026 ¶1]',
      ]);
      expect(passed?.reply.title).toBe(
        'November 24: The tea duty: suspended until November 20, 2026; nothing later in the file',
      );
    });

    test('leaves no change out: of twenty each is told in one of the next digests', () => {
      const ended = Array.from({ length: 20 }, (_, index) =>
        onDuty(index, 'ended', `2026-08-${index + 11}`, { text: { en: `Tea ${index}.${' It is long.'.repeat(12)}` } }),
      );
      const carriedKeys = heardOf(20);
      const told: string[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        const digest = digestOf(withDuties(20, ended), { now: SOON, carriedKeys });
        if (digest === undefined) break;
        const own = changesIn(digest.reply);
        expect(own.length).toBeLessThanOrEqual(5);
        told.push(...own.flatMap((line) => /on tea (\d+)/u.exec(line)?.[1] ?? []));
        for (const key of digest.carried.keys) carriedKeys.add(key);
      }
      expect(new Set(told).size).toBe(20);
      expect(told).toHaveLength(20);
    });

    test('tells no change where a statement only says again how it stands', () => {
      const again = digestOf(records([measure('again', 'imposed', '2026-09-01')]), { now: SOON, carriedKeys: heard() });
      expect(changesIn(again?.reply)).toEqual([expect.not.stringContaining('before:')]);
    });

    test('tells nothing of how it stood when the channel subscribed', () => {
      expect(digestOf(records([]), { now: SOON, carriedKeys: heard() })).toBeUndefined();
    });

    test('tells once that its day has passed without a later word', () => {
      const until = [measure('imposed', 'imposed', '2026-09-01', untilDay('2026-11-20'))];
      const carriedKeys = new Set([...known(), ...heard(until)].filter((key) => !key.startsWith('track/')));
      const digest = digestOf(records([], until), { carriedKeys });
      expect(changesIn(digest?.reply)).toEqual([
        'The tea duty — Was to end November 20, 2026 [Harbour Gazette, Sept 1, 2026 ¶1]',
      ]);
      expect(digest?.carried.keys).toEqual(['track/tea-duty/end-passed/2026-11-20']);
      expect(
        digestOf(records([], until), { carriedKeys: new Set([...carriedKeys, ...(digest?.carried.keys ?? [])]) }),
      ).toBeUndefined();
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
    const lines = (before: readonly ReturnType<typeof statement>[], again: ReturnType<typeof statement>) => {
      const records = (customsStatements: ReturnType<typeof statement>[]) =>
        twoTopics({ harbour: [...before], customs: customsStatements }, { 'north-south/tracks.yaml': tracks });
      const carriedKeys = new Set(packKeys(allNews(records([]), 'all', SOON)));
      return changesIn(digestOf(records([again]), { now: SOON, carriedKeys })?.reply).join();
    };
    const first = promise('first', '2026-08-01', '2028-12-31');
    expect(lines([first], promise('again', '2026-09-02'))).not.toContain('before:');
    expect(lines([first, partly], promise('again', '2026-09-02'))).not.toContain('before:');
    expect(lines([first, partly], promise('again', '2026-09-02', '2026-12-31'))).toContain(
      'Partly kept; promised, due December 31, 2026; before: ',
    );
  });

  test('tells what falls due with its date and whose account it is, and never that it lapses', () => {
    const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
    const digest = digestOf(twoTopics(), {
      now,
      carriedKeys: new Set(known(now).filter((key) => !key.includes('/due/'))),
    });
    expect(linesOf(digest?.reply)['Next 14 days']?.[0]).toBe(
      'November 2026 — Due: Southland is to ship its grain through the corridor by the end of November 2026. [Northland account, Sept 1, 2026 (Harbour Gazette ¶2)]',
    );
    expect(JSON.stringify(digest?.reply)).not.toMatch(/lapse/u);
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
    expect(linesOf(digest?.reply)).toMatchObject({
      Corrected: [
        'The grain corridor — The room was wrong. (October 1, 2026) Before: “They met in the inn.” Now: “The ministers met in the customs house.” Harbour Gazette, Sept 1, 2026 [¶2]',
      ],
    });
    expect(digest?.carried.keys).toEqual(['statement/harbour-notes/hands-shaken/correction/room']);
    expect(digest?.carried.briefs[0]?.statements).toContain('harbour-notes/hands-shaken');
  });

  test('is titled with the day of its channel and the first sentence, shortened by whole clauses', () => {
    const fact = statement('fact', { ...GRAIN, id: 'crates', text: { en: 'Forty crates were opened.' } });
    expect(soon([fact])?.reply.title).toBe('September 5: Forty crates were opened, Customs Office reports');
    // A brief channel's evening is the next day in Shanghai.
    const evening = Temporal.Instant.from('2026-09-05T17:00:00Z');
    expect(soon([fact], { now: evening })?.reply.title).toMatch(/^September 6: /u);
    const ruling = statement('fact', { ...GRAIN, id: 'crates', text: { en: 'The High Court freed the crates.' } });
    expect(soon([ruling])?.reply.title).toBe('September 5: The High Court freed the crates');
    const long = statement('fact', { ...GRAIN, id: 'long', text: { en: `It goes on ${'and on '.repeat(40)}.` } });
    expect(soon([long])?.reply.title).toBe('September 5: Changes in The grain corridor');
  });

  test.each([
    ['The court freed the crates and boats, which had stood there.', 50, 'The court freed the crates and boats'],
    ['The court freed the crates and the boats; but the toll is due.', 50, undefined],
    ['The court freed the crates and the boats; they left at noon.', 50, 'The court freed the crates and the boats'],
    ['The court freed the crates and boats, unless the toll is due.', 50, undefined],
    ['Duties on tea of 10% to 15%, with a least price, take effect.', 50, undefined],
    ['The envoy said "the crates; all of them" had been opened today.', 50, undefined],
    ['It frees crates, boats, and the men of the customs house today.', 50, undefined],
    ['法院裁定所有货箱一律放行；港口当天恢复通航。', 15, '法院裁定所有货箱一律放行'],
    ['法院裁定，货箱在缴清全部通行费以后放行。', 15, undefined],
  ])('a title makes of “%s” with %i characters “%s”', (sentence, most, expected) => {
    expect(shortened(sentence, most)).toBe(expected);
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
      const dates = (lines['Next 14 days'] ?? []).map((line) => /frost (\d+)/u.exec(line)?.[1] ?? line);
      told.push(...dates);
      digests.push(dates.length);
      expect(dates.length).toBeLessThanOrEqual(4);
      expect(Object.keys(lines).some((line) => line.startsWith('Left out here'))).toBe(new Set(told).size < 12);
      for (const key of digest.carried.keys) carriedKeys.add(key);
    }
    expect(
      [...new Set(told)]
        .filter((one) => /^\d+$/u.test(one))
        .map(Number)
        .toSorted((a, b) => a - b),
    ).toEqual(watch.map((_, index) => index));
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
    expect(linesOf(digest?.reply)['Next 14 days']?.filter((line) => line.startsWith('November'))).toHaveLength(1);
    expect(digest?.reply.title).toMatch(/^November 20: Due: Southland is to ship its grain .*\(November 2026\)$/u);
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
