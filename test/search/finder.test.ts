import { join } from 'node:path';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { briefsOf, createFinder, type Finder, type FindResult } from '../../src/search/finder.ts';
import type { Brief, Relationship, Source, Statement, Track } from '../../src/records/schema.ts';
import { expectProportional } from '../support/growth.ts';
import { ownCatalogue } from '../support/records.ts';

const relationship: Relationship = {
  id: 'cn-us',
  title: { en: 'China and the United States', zh: '中国与美国' },
  parties: [
    {
      id: 'cn',
      name: { en: 'China', zh: '中国' },
      aliases: { en: ['china', 'chinese', 'beijing'], zh: ['中国', '中方'] },
      short: '中',
    },
    {
      id: 'us',
      name: { en: 'United States', zh: '美国' },
      aliases: { en: ['us', 'usa', 'america', 'american', 'washington'], zh: ['美国', '美方'] },
      short: '美',
    },
  ],
  aliases: { en: ['us-china', 'china us relations'], zh: ['中美', '中美关系'] },
  ambiguous: { en: ['energy', 'busan'], zh: ['釜山'] },
};

type Names = {
  readonly title: string;
  readonly en: readonly string[];
  readonly zh?: readonly string[];
  readonly questions?: readonly string[];
};

/** A brief as the finder sees one: what it states does not matter here. */
function briefOf(id: string, { title, en, zh = [], questions = [] }: Names): Brief {
  return {
    id,
    relationship: 'cn-us',
    title: { en: title },
    summary: { en: `About ${title.toLowerCase()}` },
    status: 'published',
    aliases: { en: [...en], zh: [...zh] },
    questions: { en: [...questions] },
    bottomLine: { text: { en: 'A line.' }, restsOn: ['notes/a'] },
    whyItMatters: { text: { en: 'A reason.' }, restsOn: ['notes/a'] },
    keyPoints: ['notes/a'],
    statements: [],
    disagreements: [],
    watch: [],
    gaps: [],
    related: [],
    asOf: '2025-11-03',
    readOn: '2025-11-03',
    verified: { on: '2025-11-03', by: { kind: 'program', name: 'verify' } },
    reviewEveryDays: 90,
    history: [],
    corrections: [],
  };
}

const briefs = [
  briefOf('trade-and-tariffs', {
    title: 'Trade and tariffs',
    en: ['tariffs', 'trade war', 'trade talks', 'soybeans'],
    zh: ['关税', '贸易战'],
    questions: ['where do tariffs stand'],
  }),
  briefOf('export-controls', {
    title: 'Export controls',
    en: ['chips', 'semiconductors', 'entity list', 'ai chips', 'nvidia'],
    zh: ['出口管制', '芯片'],
  }),
  briefOf('critical-minerals', {
    title: 'Critical minerals',
    en: ['rare earths', 'supply chain', 'magnets'],
    zh: ['稀土'],
  }),
  briefOf('ai-governance', {
    title: 'AI governance',
    en: ['ai', 'artificial intelligence', 'ai dialogue'],
    zh: ['AI治理', '人工智能'],
  }),
  briefOf('law-enforcement', { title: 'Law enforcement', en: ['cybercrime', 'scams', 'police'], zh: ['诈骗'] }),
  briefOf('energy', { title: 'Energy', en: ['energy', 'oil', 'natural gas'], zh: ['能源'] }),
  briefOf('market-confidence', {
    title: 'Market confidence',
    en: ['stock market', 'markets', 'investors'],
    zh: ['股市'],
  }),
  briefOf('busan-summit', {
    title: 'The Busan summit',
    en: ['busan', 'south korea', 'south korea summit', 'london talks'],
    zh: ['釜山', '韩国'],
  }),
  briefOf('outlook', { title: 'Outlook', en: ['what next', 'future'], zh: ['前景'] }),
];
const finderOf = (own: readonly Brief[], relationships: readonly Relationship[]): Finder =>
  createFinder({ briefs: own, relationships, sources: new Map(), tracks: [] });
const finder = finderOf(briefs, [relationship]);

/** What a question finds, as ids: nothing for none. */
function idsOf(found: ReturnType<Finder['find']>): string[] {
  return briefsOf(found).map(({ id }) => id);
}
const NONE: FindResult = { result: 'none', why: 'nothing', nearest: [], briefs: [], unknown: [], meant: [] };
const find = (question: string): string[] => idsOf(finder.find(question));

describe('find', () => {
  test.each([
    ['one word', 'tariffs', 'trade-and-tariffs'],
    ['an id', 'critical-minerals', 'critical-minerals'],
    ['a swapped and a doubled letter', 'tarrifs', 'trade-and-tariffs'],
    ['a missing letter', 'rare erths', 'critical-minerals'],
    ['two slips in a long word', 'artifical inteligense', 'ai-governance'],
    ['a singular for a plural', 'any semiconductor news', 'export-controls'],
    ['another form of a word', 'is china investing in american markets', 'market-confidence'],
    ['another order', 'list entity', 'export-controls'],
    ['words run together', 'supplychain', 'critical-minerals'],
    ['a name run together', 'exportcontrols', 'export-controls'],
    ['a word apart', 'cyber crime', 'law-enforcement'],
    ['a mention and politeness', '<@U1> pls brief me on tariffs, thanks!', 'trade-and-tariffs'],
    ['initials', 'A.I. talks between the U.S. and China', 'ai-governance'],
    ['a name of common words', 'what next?', 'outlook'],
    ['a place that a name of the brief has', 'what happened in south korea', 'busan-summit'],
    ['its people', 'the south korean summit', 'busan-summit'],
    ['a pair without names', 'do the two countries talk about artificial intelligence', 'ai-governance'],
  ])('finds by %s', (_, question, id) => {
    expect(find(question)).toEqual([id]);
  });

  test('finds the topic in the middle of a long story', () => {
    const story = 'hello there, I am back from leave and my boss keeps asking me things before the seminar on Monday,';
    const rest =
      'and since my notes are a mess I would be glad of whatever you have, short or long, it does not matter';
    expect(find(`${story} above all whether rare earths from China still reach our factory ${rest}`)).toEqual([
      'critical-minerals',
    ]);
  });

  test.each([
    ['关税现在怎么样了', 'trade-and-tariffs'],
    ['出口管制会放松吗', 'export-controls'],
    ['AI治理怎么谈', 'ai-governance'],
    ['請問一下關稅', 'trade-and-tariffs'],
    ['人工智慧', 'ai-governance'],
    ['10月30日韩国那次谈了什么', 'busan-summit'],
    ['中美股市', 'market-confidence'],
  ])('finds by the Chinese %s', (question, id) => {
    expect(find(question)).toEqual([id]);
  });

  test.each([
    'eu tariffs on brazil',
    'russia ukraine peace talks',
    'japan south korea summit',
    'british talks',
    'india us trade talks',
    'canadian tariffs on american whiskey',
    'putin',
    'brussels',
    '英国国会什么时候开会',
    '俄乌贸易战',
    '日韩关税',
    '中印贸易战',
    '韩国股市',
  ])('refuses a question about somebody else: %s', (question) => {
    expect(find(question)).toEqual([]);
  });

  test.each([
    'best energy drink',
    'how do i export a pdf',
    'potato chips recipe',
    'energy healing',
    'farmers market saturday',
    'outlook keeps crashing on my laptop',
    'busan nightlife',
    'magnets for my fridge',
    '釜山美食',
    '今天北京天气怎么样',
    '天气前景',
  ])('refuses another matter that shares a word: %s', (question) => {
    expect(find(question)).toEqual([]);
  });

  test.each([
    '',
    '   ',
    'hello',
    'thanks',
    'what can you do',
    "what's new",
    'tell us a joke',
    '你好',
    '🎉🎉',
    '<@U1>',
    '?!',
    'china',
    'us-china',
  ])('finds nothing where nothing is asked: %j', (question) => {
    expect(find(question)).toEqual([]);
  });

  test('prefers the brief with the longer name', () => {
    expect(find('ai chips')).toEqual(['export-controls']);
  });

  test('takes a whole question of a brief for that brief', () => {
    expect(find('Where do TARIFFS stand?')).toEqual(['trade-and-tariffs']);
  });

  test('takes us for a country and not for whoever asks', () => {
    expect(find('india us trade talks')).toEqual([]);
  });

  test('finds a brief that has Chinese names only in questions in Chinese', () => {
    const ships = briefOf('shipbuilding', { title: 'Zzz', en: ['zzz'], zh: ['造船业'] });
    expect(idsOf(finderOf([...briefs, ships], [relationship]).find('美国造船业怎么样了'))).toEqual(['shipbuilding']);
  });

  test('knows parties that no table of countries has', () => {
    const made: Relationship = {
      id: 'north-south',
      title: { en: 'Northland and Southland' },
      parties: [
        { id: 'north', name: { en: 'Northland' }, aliases: { en: ['northlander'] } },
        { id: 'south', name: { en: 'Southland' }, aliases: { en: ['southlander'] } },
      ],
      aliases: { en: ['northland-southland'] },
    };
    const tea = { ...briefOf('tea-trade', { title: 'Tea trade', en: ['tea'] }), relationship: 'north-south' };
    const other = finderOf([tea], [made]);
    expect(idsOf(other.find('do northland and southland trade tea'))).toEqual(['tea-trade']);
    expect(idsOf(other.find('tea from china'))).toEqual([]);
  });

  test('is content with no briefs at all', () => {
    expect(finderOf([], []).find('tariffs')).toMatchObject({ result: 'none' });
  });
});

describe('rank', () => {
  test('tells the names that stand in a question, and orders by score', () => {
    const [first, ...others] = finder.rank('tariffs on chinese chips, mostly tariffs and the trade war');
    expect(first).toMatchObject({ brief: { id: 'trade-and-tariffs' }, names: ['tariffs', 'trade war'] });
    expect(others.every(({ score }) => score <= (first?.score ?? 0))).toBe(true);
    expect(finder.rank('出口管制')[0]?.names).toEqual(['出口管制']);
  });

  test('holds at most ten', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      briefOf(`topic-${index}`, { title: `Tariffs ${index}`, en: [`tariffs ${index}`] }),
    );
    expect(finderOf(many, [relationship]).rank('tariffs')).toHaveLength(10);
  });
});

describe('an explanation', () => {
  test('is told in both languages, with the words that something has and those that nothing has', () => {
    const explained = finder.explain('tariffs on zeppelins');
    expect(explained).toMatchObject({ matched: ['tariffs'], unknown: ['zeppelins'] });
  });
});

const suggest = (typed: string, most = 5): string[] => finder.suggest(typed, 'en', most).map(({ id }) => id);

describe('suggest', () => {
  test('lists all by title for nothing typed, up to the most wanted', () => {
    expect(suggest('', 3)).toEqual(['ai-governance', 'busan-summit', 'critical-minerals']);
    expect(suggest('', 100)).toHaveLength(briefs.length);
  });

  test.each([
    ['the beginning of an id', 'law-e', 'law-enforcement'],
    ['the beginning of a title', 'Export c', 'export-controls'],
    ['the beginning of an alias', 'soyb', 'trade-and-tariffs'],
    ['the beginning of a word in a name', 'eart', 'critical-minerals'],
    ['a single Chinese character', '稀', 'critical-minerals'],
    ['a misspelt word', 'tarrifs', 'trade-and-tariffs'],
  ])('knows %s', (_, typed, id) => {
    expect(suggest(typed)[0]).toBe(id);
  });

  test('names no brief twice', () => {
    expect(suggest('t', 100)).toHaveLength(new Set(suggest('t', 100)).size);
  });

  test('sorts by the titles of the language', () => {
    const zh = [
      { ...briefOf('one', { title: 'B', en: ['one'] }), title: { en: 'B', zh: '安全' } },
      { ...briefOf('two', { title: 'A', en: ['two'] }), title: { en: 'A', zh: '中国' } },
    ];
    expect(
      finderOf(zh, [relationship])
        .suggest('', 'zh', 5)
        .map(({ id }) => id),
    ).toEqual(['one', 'two']);
    expect(
      finderOf(zh, [relationship])
        .suggest('', 'en', 5)
        .map(({ id }) => id),
    ).toEqual(['two', 'one']);
  });
});

describe('nearest', () => {
  test.each([
    ['expot-controls', 'export-controls'],
    ['critical-mineral', 'critical-minerals'],
    ['Busan Summit', 'busan-summit'],
    ['tariffs', 'trade-and-tariffs'],
  ])('takes %s for %s', (id, expected) => {
    expect(finder.nearest(id)[0]?.id).toBe(expected);
  });

  test('has nothing for an id that resembles none', () => {
    expect(finder.nearest('qqqqqqqq')).toEqual([]);
    expect(finder.nearest('')).toEqual([]);
  });

  test('holds at most three', () => {
    const many = Array.from({ length: 9 }, (_, index) =>
      briefOf(`topic-${index}`, { title: `Topic ${index}`, en: [`thing ${index}`] }),
    );
    expect(finderOf(many, []).nearest('topic-x')).toHaveLength(3);
  });
});

describe('whatever is typed', () => {
  test('is answered without throwing', () => {
    const anything = oneof(
      string({ unit: 'binary', maxLength: 300 }),
      string({ unit: 'grapheme', maxLength: 300 }),
      array(
        constantFrom(
          'tariffs',
          '关税',
          'us',
          '<@U1>',
          '_',
          '*',
          '`',
          '\u0000',
          '\u202E',
          "'",
          '30',
          '日',
          '中',
          'a.i.',
          '&',
          '…',
        ),
        { maxLength: 60 },
      ).map((parts) => parts.join('')),
    );
    assert(
      property(anything, (typed) => {
        expect(['found', 'several', 'near', 'none']).toContain(finder.find(typed).result);
        finder.rank(typed);
        finder.suggest(typed, 'zh', 5);
        finder.nearest(typed);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ['words', 'tarif '],
    ['one word', 'a'],
    ['Chinese', '关税和稀土以及会谈'],
    ['mentions', '<@U1> '],
    ['open brackets', '<'],
    ['letters and dots', 'a.'],
  ])('takes no more than in proportion for 40,000 characters of %s', (_, unit) => {
    expectProportional((size) => void finder.find(unit.repeat(size / unit.length)), 40_000);
  });
});

describe("the project's own briefs", () => {
  const own = checkCatalogue(join(import.meta.dirname, '..', '..', 'briefs'), Temporal.Now.instant()).catalogue;

  test('are each found by their names, those of the other relationship beside what the first has', () => {
    const astray: string[] = [];
    for (const brief of own?.briefs.values() ?? []) {
      for (const name of [brief.id, brief.title.en, ...brief.aliases.en, ...(brief.aliases.zh ?? [])]) {
        const found = own?.finder.find(name) ?? NONE;
        const elsewhere = found.result === 'found' ? (found.elsewhere ?? []) : [];
        const offered = [...idsOf(found), ...elsewhere.map((one) => one.brief.id)];
        if (!offered.includes(brief.id)) astray.push(`${name} (${brief.id}) finds ${offered.join(', ')}`);
      }
    }
    expect(own?.briefs.size).toBeGreaterThan(0);
    expect(astray).toEqual([]);
  });

  test('are asked for where a party of each pair is named that the other has not', () => {
    const found = own?.finder.find('trade of india and china with the us') ?? NONE;
    expect(found.result).toBe('near');
    expect(briefsOf(found).map((brief) => brief.relationship)).toEqual(['cn-us', 'in-us']);
  });

  test.each([
    ['what tariff did trump and modi agree to', 'trade-and-tariffs-india'],
    ['which US weapons would be co-produced in India', 'defence'],
    ['how many boeing planes did china agree to buy', 'trade-and-tariffs'],
    ['what tariff did trump and xi agree to', 'trade-and-tariffs'],
  ])('are those of the pair of which more is named, where both have the United States: %s', (question, expected) => {
    expect(idsOf(own?.finder.find(question) ?? NONE)).toEqual([expected]);
  });

  test.each([
    'eu tariffs on brazil',
    'russia ukraine peace talks',
    '英国国会什么时候开会',
    'best energy drink',
    'how do i export a pdf',
    'hello',
  ])('are not found by %s', (question) => {
    expect(own?.finder.find(question)).toMatchObject({ result: 'none' });
  });
});

/** Two topics that share a track, most of whose statements stand in the second, and a model that the records have. */
const said = (id: string, en: string, topics: readonly string[], track?: string): Statement =>
  ({
    id: `notes/${id}`,
    document: 'notes',
    kind: 'reported-fact',
    text: { en },
    topics,
    track,
    relations: [],
  }) as never;

const track = (id: string, en: string, aliases: readonly string[], topics: readonly string[]): Track =>
  ({
    id,
    relationship: 'cn-us',
    kind: 'measure',
    party: 'us',
    title: { en },
    aliases: { en: aliases },
    topics,
  }) as never;

describe('the names of tracks', () => {
  const source: Source = {
    id: 'notes',
    relationship: 'cn-us',
    kind: 'official',
    title: { en: 'Notes', zh: '记录' },
    publisher: { en: 'Office', zh: '办公室' },
    language: 'en',
    publishedOn: '2025-11-03',
    url: 'https://example.org/notes',
  } as Source;
  const statements = [
    said('a', 'The chemicals duty ended in February.', ['trade-and-tariffs'], 'chemicals-duty'),
    said('b', 'The chemicals duty was halved.', ['trade-and-tariffs'], 'chemicals-duty'),
    said('c', 'The chemicals duty was laid for the police of both sides.', ['law-enforcement'], 'chemicals-duty'),
    said('d', 'The Z200 engine may be sold abroad.', ['export-controls'], 'engine-sales'),
    said('e', 'A war of words over engines was avoided.', ['export-controls']),
    said('f', 'Scholars asked for human control.', ['ai-governance']),
  ];
  const tracks = [
    track(
      'chemicals-duty',
      'U.S. duty on chemicals',
      ['chemicals duty', 'pause'],
      ['law-enforcement', 'trade-and-tariffs'],
    ),
    track('engine-sales', 'U.S. leave for engine sales', ['powerplants', 'Z200'], ['export-controls']),
  ];
  const own = briefs.map((brief) =>
    Object.assign({}, brief, { statements: statements.filter(({ topics }) => topics.includes(brief.id)) }),
  );
  const by = createFinder({
    briefs: own,
    relationships: [relationship],
    sources: new Map([['notes', source]]),
    tracks,
  });
  const firstOf = (question: string): string | undefined => {
    const found = by.find(question);
    const unit = found.result === 'found' ? found.units[0] : undefined;
    return unit?.unit === 'track' ? unit.track.id : unit?.unit;
  };

  test.each([
    ['asked whether it still stands', 'are the chemicals duties still on'],
    ['asked whether it still is paid', 'is the chemicals duty still being collected?'],
    ['typed alone', 'chemicals duty'],
  ])('lead where one is %s, under the topic that has most of its statements', (_, question) => {
    expect(firstOf(question)).toBe('chemicals-duty');
    expect(idsOf(by.find(question))).toEqual(['trade-and-tariffs']);
  });

  test.each(['powerplants', 'when are powerplants sold abroad', 'how do the powerplants stand'])(
    'are all of them found where the title is in English alone: %s',
    (question) => {
      expect(firstOf(question)).toBe('engine-sales');
    },
  );

  test('count with their figures', () => {
    const found = ownCatalogue().finder.find('50% rule');
    expect(found.result === 'found' && found.units[0]).toMatchObject({
      unit: 'track',
      track: { id: 'us-affiliates-rule' },
    });
  });

  test('are another model with another number', () => {
    expect(by.find('z200 engine')).toMatchObject({ result: 'found' });
    expect(by.find('z20 engine')).toMatchObject({ result: 'none' });
  });

  test.each(['is war coming?', 'human rights', 'china'])('%s alone is not answered', (question) => {
    expect(by.find(question).result).not.toBe('found');
  });
});

describe('a word of a title', () => {
  test.each([
    ['trade', 'trade-and-tariffs'],
    ['what is the bottom line on trade', 'trade-and-tariffs'],
    ['latest on minerals', 'critical-minerals'],
    ['confidence summary', 'market-confidence'],
  ])('is its card: %s', (question, topic) => {
    expect(finder.find(question)).toMatchObject({ result: 'found', brief: { id: topic }, units: [] });
  });

  test.each(['邀请函怎么写', '韩国泡菜怎么做'])(
    'is none with characters beside it that nothing here has: %s',
    (question) => {
      expect(find(question)).toEqual([]);
    },
  );
});

test('among thousands of briefs each is found by its names, and one of ours though misspelt', () => {
  const syllables = ['ba', 'cor', 'del', 'fin', 'gra', 'lo', 'mi', 'net', 'po', 'ra', 'sel', 'ton', 'vi', 'zan'];
  let seed = 7;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  const word = (): string =>
    Array.from({ length: 3 }, () => syllables[(next(1_000_003) >> 4) % syllables.length]).join('');
  const many = Array.from({ length: 2_000 }, (_, index) =>
    briefOf(`topic-${index}`, {
      title: `${word()} ${word()}`,
      en: [`${word()} ${word()}`, word()],
      questions: [`what about ${word()}`],
    }),
  );
  const large = finderOf([...briefs, ...many], [relationship]);
  for (const { id, aliases } of many.slice(0, 50))
    expect(idsOf(large.find(`pls brief me on ${aliases.en[0]}`))).toContain(id);
  expect(idsOf(large.find('rare erths'))).toEqual(['critical-minerals']);
});
