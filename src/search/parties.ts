/** Recognises the countries that a question names: the parties of one relationship, both at once, or others. */
import type { Relationship } from '../records/schema.ts';
import { BOTH_EN, BOTH_ZH } from './lexicon/lexicon.ts';
import { simplified } from '../shared/simplified.ts';
import { CHINESE_SHORT, countries } from './lexicon/countries.ts';
import { lengths, nameKey, pairs, singular, words, type Word } from '../shared/text.ts';

/**
 * What a country name denotes. A bare name denotes only the country; a cue, such as a leader or a ministry, may be what a brief is about as well.
 * A party has one key by whatever name; other countries have one key per name: London talks are not British talks. */
export type CountryName = { readonly codes: readonly string[]; readonly bare: boolean; readonly key: string };

/** A country name found in a row of words, and how many words it takes. */
type CountrySpan = CountryName & { readonly length: number };

export type PartyNames = {
  /** Returns the longest country name that begins at a word. */
  readonly at: (row: readonly Word[], from: number) => CountrySpan | undefined;
  /** Chinese country names in simplified characters. */
  readonly chinese: ReadonlyMap<string, CountryName>;
  /** The length of the longest of them by the code of its first character. */
  readonly longest: ReadonlyMap<number, number>;
  /** The codes of the relationship's parties. */
  readonly ours: ReadonlySet<string>;
  /** The ids of the parties by their codes. */
  readonly partyOf: ReadonlyMap<string, string>;
  /** Returns whether a word, or a pair of Chinese characters, is ambiguous: it has everyday meanings too. */
  readonly isAmbiguous: (word: string) => boolean;
};

/** The code of both parties, as in "the two countries". */
export const BOTH = 'both';

/** Returns the country names of the world table and of the relationships, as the relationship `own` sees them: the parties of the others are other countries to it. */
export function createPartyNames(relationships: readonly Relationship[], own: string): PartyNames {
  const english = new Map<string, CountryName>();
  const chinese = new Map<string, CountryName>();
  const byFirst = new Map<string, string[][]>();
  const addEnglish = (name: string, codes: readonly string[], bare: boolean): void => {
    const row = words(name).map(({ text }) => text);
    const key = row.join(' ');
    const first = row[0];
    if (first === undefined) return;
    if (!english.has(key))
      byFirst.set(
        first,
        [...(byFirst.get(first) ?? []), row].toSorted((a, b) => b.length - a.length),
      );
    english.set(key, { codes, bare, key: keyOf(codes, `:${row.at(-1)?.slice(0, 4)}`) });
  };
  const addChinese = (name: string, codes: readonly string[], bare: boolean): void => {
    const written = simplified(nameKey(name).replaceAll(' ', ''));
    chinese.set(written, { codes, bare, key: keyOf(codes, `:${written}`) });
  };

  const keyOf = (codes: readonly string[], name: string): string =>
    `@${codes.join('+')}${codes.every((code) => ours.has(code)) ? '' : name}`;

  const world = countries();
  const codeOf = new Map(
    world.flatMap((country) => [...country.en, ...country.zh].map((name) => [name, country.code] as const)),
  );
  const parties = new Map(
    relationships.map(
      (relationship) =>
        [relationship.id, relationship.parties.map((party) => partyCode(relationship, party, codeOf))] as const,
    ),
  );
  const ours = new Set(parties.get(own));
  const shortNames = new Map(
    relationships.flatMap((relationship) =>
      relationship.parties.flatMap(({ short }, index) =>
        short === undefined ? [] : [[short, parties.get(relationship.id)?.[index] ?? ''] as const],
      ),
    ),
  );

  for (const country of world) {
    for (const name of country.en) addEnglish(name, [country.code], !ours.has(country.code));
    for (const name of country.zh) addChinese(name, [country.code], !ours.has(country.code));
  }
  for (const [name, codes] of shortPairs(shortNames)) addChinese(name, codes, !/^[对访赴驻]/u.test(name));
  for (const name of BOTH_EN) addEnglish(name, [BOTH], false);
  for (const name of BOTH_ZH) addChinese(name, [BOTH], false);
  // What two relationships call by one name is here what its own calls so.
  for (const relationship of relationships.toSorted((a, b) => Number(a.id === own) - Number(b.id === own))) {
    const codes = parties.get(relationship.id) ?? [];
    for (const [index, party] of relationship.parties.entries()) {
      const code = codes.slice(index, index + 1);
      for (const name of [party.name.en, ...party.aliases.en]) addEnglish(name, code, true);
      for (const name of [party.name.zh ?? '', ...(party.aliases.zh ?? [])])
        if (name !== '') addChinese(name, code, true);
      for (const name of party.cues?.en ?? []) addEnglish(name, code, false);
      for (const name of party.cues?.zh ?? []) addChinese(name, code, false);
    }
    // "Relations" stays a word of the question: it may be all that somebody asks about.
    for (const name of relationship.aliases.en) addEnglish(name.replace(/ relation(?:s|ship)$/u, ''), codes, true);
    for (const name of relationship.aliases.zh ?? []) addChinese(name.replace(/(?:关系|關係)$/u, ''), codes, true);
  }

  const { en = [], zh = [] } = relationships.find(({ id }) => id === own)?.ambiguous ?? {};
  const ambiguous = new Set([...en.flatMap((word) => [word, singular(word)]), ...zh.flatMap(pairs)]);

  return {
    isAmbiguous: (word) => ambiguous.has(word) || ambiguous.has(singular(word)),
    chinese,
    longest: lengths(chinese.keys()),
    ours,
    partyOf: new Map(
      relationships
        .filter(({ id }) => id === own)
        .flatMap(({ id, parties: its }) =>
          its.map((party, index) => [parties.get(id)?.[index] ?? '', party.id] as const),
        ),
    ),
    at: (row, from) => {
      const { text = '', key = '' } = row[from] ?? {};
      const names = byFirst.get(text) ?? (key === text ? undefined : byFirst.get(key));
      if (names === undefined) return undefined;
      for (const name of names) {
        const matches = name.every(
          (part, index) =>
            row[from + index]?.text === part || (part.length > 3 && row[from + index]?.text === `${part}s`),
        );
        if (!matches || isPronoun(row, from, name)) continue;
        const country = english.get(name.join(' '));
        if (country !== undefined) return { ...country, length: name.length };
      }
      return undefined;
    },
  };
}

/** A party's code is that of the country in the world table with one of its names, else its own id. */
function partyCode(
  relationship: Relationship,
  party: Relationship['parties'][number],
  codeOf: ReadonlyMap<string, string>,
): string {
  for (const name of [party.name.en, ...party.aliases.en, party.name.zh ?? '', ...(party.aliases.zh ?? [])]) {
    const code = codeOf.get(nameKey(name)) ?? codeOf.get(name);
    if (code !== undefined) return code;
  }
  return `${relationship.id}:${party.id}`;
}

const GIVES = new Set([
  'give',
  'gives',
  'giving',
  'tell',
  'tells',
  'show',
  'help',
  'let',
  'lets',
  'brief',
  'send',
  'remind',
  'teach',
  'update',
  'walk',
  'get',
  'cost',
  'bring',
  'keep',
  'of',
  'most',
  'both',
]);

/** "Us" after "tell" is whoever asks, and "us" alone or beside a topic is the country. */
function isPronoun(row: readonly Word[], from: number, name: readonly string[]): boolean {
  return name.length === 1 && name[0] === 'us' && GIVES.has(row[from - 1]?.text ?? '');
}

/** Pairs such as 俄乌 and 日韩, a party's short name beside another's (中印, 美日), and 对日, 访俄. */
function* shortPairs(parties: ReadonlyMap<string, string>): Generator<readonly [string, readonly string[]]> {
  const short = Object.entries(CHINESE_SHORT);
  for (const [first, code] of short) {
    for (const [second, other] of short) if (first !== second) yield [`${first}${second}`, [code, other]];
    for (const [party, partysCode] of parties) yield [`${party}${first}`, [partysCode, code]];
    for (const verb of ['对', '访', '赴', '驻']) yield [`${verb}${first}`, [code]];
  }
}
