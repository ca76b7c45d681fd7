/** The names by which people mean topics in commands of digests. Pure. */
import { fullName, topicsByNameOrTitle } from '../../records/catalogue.ts';
import { clearTitle } from '../../reply/compose/parts.ts';
import type { Brief } from '../../records/schema.ts';
import { zonesNamed } from '../../digest/schedule/zone.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { simplified } from '../../shared/simplified.ts';
import { words } from '../../shared/text.ts';

/** The functions return what names the topic for a subscription: a topic's clear name, a relationship's id, `all`, or the name itself where several topics have it. */
export type TopicNames = {
  /** Returns the topic that a text names, whole. */
  readonly named: (text: string) => string | undefined;
  /** Returns the topic that a name means: by its name or, for one word that is no place, by a search. */
  readonly meant: (name: string) => string | undefined;
  /** Returns the names that a text lists, joined by commas, "and" or spaces, as typed; words that name nothing stay together. */
  readonly listed: (text: string) => readonly string[];
};

type NamedCatalogue = Pick<Catalogue, 'briefs' | 'relationships' | 'finder'>;

const ALL = [
  'all',
  'all topics',
  'all the topics',
  'every topic',
  'everything',
  '全部',
  '所有',
  '全部主题',
  '所有主题',
];
const AND = /\s+and\s+|\s*[&+]\s*|(?<=\p{Script=Han})[和与及](?=\p{Script=Han})/iu;

/** Chinese is its own key. */
const keyOf = (name: string): string =>
  /^\p{Script=Han}+$/u.test(name)
    ? simplified(name)
    : words(name)
        .map(({ key }) => key)
        .join(' ');

/** Returns the names of the topics of a catalogue: ids, titles and aliases, plural or not. */
export function topicNames(catalogue: NamedCatalogue): TopicNames {
  const byKey = namesOf(catalogue);
  // An id is a name of its topic alone, though another topic may have it as its title.
  const named = (text: string): string | undefined =>
    catalogue.briefs.get(text.toLowerCase())?.id ?? byKey.get(keyOf(text));
  // Of several words a search passes over some.
  const searched = (name: string): string | undefined => {
    if (!/^\p{L}+$/u.test(name) || zonesNamed(name).length > 0) return undefined;
    const { found, unknown } = catalogue.finder.explain(name);
    return found.result === 'found' && unknown.length === 0 ? found.brief.id : undefined;
  };
  const apart = (text: string): readonly string[] => {
    if (text === '' || named(text) !== undefined) return text === '' ? [] : [text];
    const joined = text.split(AND);
    if (joined.length > 1) return joined.flatMap((one) => apart(one.trim()));
    const known = text.split(' ').filter((word) => named(word) !== undefined);
    const others = text.split(' ').filter((word) => named(word) === undefined);
    return known.length === 0 ? [text] : [...known, ...apart(others.join(' '))];
  };
  return {
    named,
    meant: (name) => named(name) ?? searched(name),
    listed: (text) => text.split(/[,;·|\n，；、]/u).flatMap((piece) => apart(piece.trim())),
  };
}

/** A Chinese title, and what it is about: 台湾问题 is about 台湾. */
const titlesOf = (title = ''): readonly string[] => [title, title.replace(/(?<=..)问题$/u, '')];

function namesOf(catalogue: NamedCatalogue): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, value: string): void => {
    const key = keyOf(name);
    if (key !== '') names.set(key, (names.get(key) ?? value) === value ? value : name);
  };
  const shown = (brief: Brief) => (['en', 'zh'] as const).map((language) => clearTitle(brief, catalogue, language));
  const all = [...catalogue.briefs.values()];
  for (const brief of all) for (const name of [...brief.aliases.en, ...(brief.aliases.zh ?? [])]) add(name, brief.id);
  // Of topics and aliases of one name, the topic itself is meant.
  for (const brief of all)
    for (const name of [brief.id, fullName(brief), brief.title.en, ...titlesOf(brief.title.zh), ...shown(brief)])
      names.set(keyOf(name), topicsByNameOrTitle(catalogue, name.toLowerCase()).length > 1 ? name : brief.id);
  for (const { id, title } of catalogue.relationships.values())
    for (const name of [id, title.en, title.zh ?? '']) names.set(keyOf(name), id);
  for (const name of ALL) names.set(keyOf(name), 'all');
  names.delete('');
  return names;
}
