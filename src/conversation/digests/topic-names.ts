/** The names by which people mean topics and relationships in digests. Pure. */
import { fullName } from '../../records/catalogue.ts';
import { clearTitle, pairName } from '../../views/names.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { distance } from '../../search/spelling.ts';
import { simplified } from '../../shared/simplified.ts';
import { words } from '../../shared/text.ts';

/** Every topic there is and will be. */
export const ALL = 'all';

/** The functions return ids of topics and relationships, or `all`: several where they share the name, none where nothing has it. */
export type TopicNames = {
  /** Returns what a whole text names, by id, title, a word of a title, alias or country. */
  readonly named: (text: string) => readonly string[];
  /** Returns what a text names but for a slip of typing. */
  readonly misspelt: (text: string) => readonly string[];
};

/** Returns the names that a field lists, as typed. */
export const listedIn = (text: string): readonly string[] =>
  text.split(/[,;·|\n，；、]/u).flatMap((name) => name.trim() || []);

type NamedCatalogue = Pick<Catalogue, 'briefs' | 'relationships'>;
type Names = readonly (readonly [id: string, names: readonly (string | undefined)[]])[];

const ALL_NAMES = 'all, all topics, all the topics, every topic, everything, 全部, 所有, 全部主题, 所有主题'.split(
  ', ',
);
/** "All India" is India. */
const EVERY = /^(?:all |全部|所有)/u;
/** Shorter words of a title name nothing by themselves. */
const MIN_WORD = 4;
/** A Chinese title is named without its last word too: 台湾问题 is about 台湾. */
const PROBLEM = /(?<=..)问题$/u;

/** Chinese is its own key. */
const keyOf = (name: string): string =>
  /^\p{Script=Han}+$/u.test(name)
    ? simplified(name)
    : words(name)
        .map(({ key }) => key)
        .join(' ');

/** Returns the names of the topics and relationships of a catalogue, plural or not. */
export function topicNames(catalogue: NamedCatalogue): TopicNames {
  const layers = [relationshipNames, titles, aliases, titleWords].map((namesOf) => byKey(namesOf(catalogue)));
  // An alias is too often like a common word.
  const spelt = layers.toSpliced(2, 1);
  const found = (key: string): readonly string[] => layers.map((names) => names.get(key)).find(Boolean) ?? [];
  return {
    named: (text) => {
      // An id is a name of its topic alone, though another topic may have it as its title.
      const id = text.trim().toLowerCase();
      if (catalogue.briefs.get(id)?.status === 'published') return [id];
      const key = keyOf(text);
      const exact = found(key);
      return exact.length > 0 ? exact : found(key.replace(EVERY, ''));
    },
    misspelt: (text) => {
      const key = keyOf(text);
      const most = key.length < 4 ? 0 : key.length < 7 ? 1 : 2;
      if (most === 0) return [];
      const slipsOf = new Map(
        spelt.flatMap((names) => [...names.keys()].map((name) => [name, distance(key, name, most)])),
      );
      const least = Math.min(...slipsOf.values());
      const [nearest] = [...slipsOf].find(([, slips]) => slips === least && slips <= most) ?? [];
      return nearest === undefined ? [] : found(nearest);
    },
  };
}

function byKey(names: Names): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const [id, called] of names)
    for (const key of new Set(called.map((name = '') => keyOf(name))))
      if (key !== '') ids.getOrInsertComputed(key, () => []).push(id);
  return ids;
}

const relationshipNames = ({ relationships }: NamedCatalogue): Names => [
  [ALL, ALL_NAMES],
  ...[...relationships.values()].map((relationship): Names[number] => {
    const { id, title, parties, aliases: called } = relationship;
    const pairs = (['en', 'zh'] as const).map((language) => pairName(relationship, language));
    return [
      id,
      [
        id,
        title.en,
        title.zh,
        ...pairs,
        ...called.en,
        ...(called.zh ?? []),
        ...parties.flatMap(({ name: { en, zh } }) => [en, en.replace(/^the /u, ''), zh]),
      ],
    ];
  }),
];

const titles = (catalogue: NamedCatalogue): Names =>
  named(catalogue).map((brief) => {
    const { en, zh } = brief.title;
    const clear = (['en', 'zh'] as const).map((language) => clearTitle(brief, catalogue, language));
    return [brief.id, [brief.id, fullName(brief), en, zh, zh?.replace(PROBLEM, ''), ...clear]];
  });

const aliases = (catalogue: NamedCatalogue): Names =>
  named(catalogue).map(({ id, aliases: { en, zh = [] } }) => [id, [...en, ...zh]]);

const titleWords = (catalogue: NamedCatalogue): Names =>
  named(catalogue).map(({ id, title }) => [
    id,
    words(title.en).flatMap(({ key, text }) => (key.length < MIN_WORD ? [] : [text])),
  ]);

const named = ({ briefs }: NamedCatalogue) => [...briefs.values()].filter(({ status }) => status !== 'draft');
