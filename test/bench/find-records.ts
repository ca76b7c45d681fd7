/** Makes up records, and questions about them, from a seed: the same for the same seed. */
import type { Brief, Relationship } from '../../src/records/schema.ts';
import { ABOUT, ABOUT_ZH, ASKING, NOTHING, RAMBLING, RAMBLING_ON, THING, THING_ZH } from './find-words.ts';

/** Returns a row of numbers from 0 up to 1 that follows from the seed alone (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = ReturnType<typeof createRandom>;

const pick = <Item>(random: Random, from: readonly [Item, ...Item[]] | readonly Item[]): Item =>
  from[Math.floor(random() * from.length)] as Item;
/** Some words are in many records and most in few, as in any language. */
const pickOften = (random: Random, from: readonly string[]): string =>
  from[Math.floor(random() ** 2 * from.length)] ?? '';

/** Returns so many records of relations between made-up parties, with names of which no two records share one. */
export function createRecords(count: number, seed: number): { briefs: Brief[]; relationships: Relationship[] } {
  const random = createRandom(seed);
  const relationships = RELATIONSHIPS.slice(0, count < 100 ? 1 : RELATIONSHIPS.length);
  const taken = new Set<string>();
  const names = createNames(random, Math.ceil(count / 3));
  const briefs: Brief[] = [];
  while (briefs.length < count) {
    const [about, thing, name] = [pickOften(random, ABOUT), pickOften(random, THING), pick(random, names)];
    const [other, more] = [pickOften(random, ABOUT), pickOften(random, THING)];
    const zh = `${pick(random, ABOUT_ZH)}${pick(random, THING_ZH)}`;
    const free = (list: readonly string[]): string[] => list.filter((one) => !taken.has(one) && taken.add(one));
    const title = pick(random, [`${about} ${thing}`, `${name} ${about} ${thing}`, `${about} ${thing} of ${name}`]);
    const [own] = free([title]);
    if (own === undefined) continue;
    const aliases = free([
      `${name} ${thing}`,
      `${name} ${more}`,
      `${other} ${thing} ${name}`,
      `${about} ${more} ${thing}`,
      `${name} ${other} ${more}`,
    ]);
    const chinese = free([`${zh}${pick(random, THING_ZH)}`, `${pick(random, ABOUT_ZH)}${zh}`]);
    briefs.push({
      ...REST,
      id: `${own} ${briefs.length}`.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-'),
      relationship: relationships[briefs.length % relationships.length]?.id ?? '',
      title: { en: own, ...(chinese[0] !== undefined && { zh: chinese[0] }) },
      summary: { en: `${about} ${more} and other ${thing} with ${name}` },
      aliases: { en: aliases, zh: chinese.slice(1) },
      questions: {
        en: [own, ...aliases].flatMap((one) => [`${pick(random, ASKING)} ${one}`, `${pick(random, ASKING)} ${one}`]),
        zh: chinese.map((one) => `${one}有什么进展`),
      },
    });
  }
  return { briefs, relationships };
}

/** What is asked, of which sort it is, and which record it is about. */
export type Question = { readonly text: string; readonly sort: Sort; readonly about: string | undefined };
type Sort = 'exact' | 'misspelt' | 'question' | 'rambling' | 'nothing';

/** Returns so many different questions, of each sort as many, about records of the list. */
export function createQuestions(briefs: readonly Brief[], count: number, seed: number): Question[] {
  const random = createRandom(seed);
  const sorts: readonly Sort[] = ['exact', 'misspelt', 'question', 'rambling', 'nothing'];
  return Array.from({ length: count }, (_, at): Question => {
    const sort = sorts[at % sorts.length] ?? 'exact';
    const brief = pick(random, briefs);
    const isChinese = sort !== 'misspelt' && random() < 0.1;
    const name = (isChinese ? brief.title.zh : undefined) ?? pick(random, [brief.title.en, ...brief.aliases.en]);
    switch (sort) {
      case 'exact':
        return { text: name, sort, about: brief.id };
      case 'misspelt':
        return { text: misspell(random, name), sort, about: brief.id };
      case 'question':
        return { text: `${pick(random, ASKING)} ${name}`, sort, about: brief.id };
      case 'rambling':
        return { text: `${pick(random, RAMBLING)} ${name} ${pick(random, RAMBLING_ON)}`, sort, about: brief.id };
      case 'nothing':
        return { text: `${pick(random, NOTHING)}${at % 2 === 0 ? '' : ` ${at}`}`, sort, about: undefined };
    }
  });
}

/** One slip in each of the longer words: a letter left out, doubled, or swapped with its neighbour. */
function misspell(random: Random, text: string): string {
  return text.replaceAll(/[a-z]{5,}/giu, (word) => {
    const at = 1 + Math.floor(random() * (word.length - 2));
    const [letter, next] = [word.charAt(at), word.charAt(at + 1)];
    const slip = pick(random, ['', letter + letter + next, next + letter]);
    return word.slice(0, at) + (slip === '' ? next : slip) + word.slice(at + 2);
  });
}

/** Names of companies, places and people that no list of words has. */
function createNames(random: Random, count: number): string[] {
  const syllables =
    'ka ro shen tal vik mun dor bel ast pra lun gir tek sol wan jor nim fal quo zhu hai ber cas dun'.split(' ');
  return Array.from({ length: count }, () => {
    const name = Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(random, syllables)).join('');
    return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  });
}

const party = (id: string, en: string, zh: string, ...aliases: string[]): Relationship['parties'][0] => ({
  id,
  name: { en, zh },
  aliases: { en: [en.toLowerCase(), ...aliases], zh: [zh] },
});

const between = (a: Relationship['parties'][0], b: Relationship['parties'][0]): Relationship => ({
  id: `${a.id}-${b.id}`,
  title: { en: `${a.name.en} and ${b.name.en}` },
  parties: [a, b],
  aliases: { en: [`${a.id}-${b.id}`] },
});

const CHINA = party('cn', 'China', '中国', 'chinese', 'beijing');
const JAPAN = party('jp', 'Japan', '日本', 'japanese', 'tokyo');
const INDIA = party('in', 'India', '印度', 'indian', 'delhi');
const RELATIONSHIPS: readonly Relationship[] = [
  between(CHINA, party('us', 'United States', '美国', 'american', 'washington', 'us')),
  between(CHINA, JAPAN),
  between(CHINA, INDIA),
  between(INDIA, JAPAN),
  between(JAPAN, party('kr', 'South Korea', '韩国', 'korean', 'seoul')),
];

/** What the finder does not read, shared by all. */
const REST: Omit<Brief, 'id' | 'relationship' | 'title' | 'summary' | 'aliases' | 'questions'> = {
  status: 'published',
  bottomLine: { text: { en: '' }, restsOn: [] },
  whyItMatters: { text: { en: '' }, restsOn: [] },
  keyPoints: [],
  disagreements: [],
  statements: [],
  watch: [],
  gaps: [],
  related: [],
  asOf: '2026-01-01',
  searchedTo: '2026-01-01',
  verified: { on: '2026-01-01', by: { kind: 'program', name: 'bench' } },
  reviewEveryDays: 30,
  history: [],
  corrections: [],
};
