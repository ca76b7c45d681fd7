/** The names by which people mean topics in commands of digests. Pure. */
import { shortestName, fullName, shortId, topicsByNameOrTitle } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { simplified } from '../../shared/simplified.ts';
import { words } from '../../shared/text.ts';

/** Each function returns what names the topic for a subscription: a topic's clear name, a relationship's id, `all`, or the name itself where several topics have it. */
export type TopicNames = {
  /** Returns the topic that a text names, whole. */
  readonly named: (text: string) => string | undefined;
  /** Returns the topic that a text is about, if every word of it is known. */
  readonly found: (text: string) => string | undefined;
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
  return {
    named: (text) => byKey.get(keyOf(text)),
    found: (text) => {
      const { found, unknown } = catalogue.finder.explain(text);
      if (found.result !== 'found' || unknown.length > 0) return undefined;
      return shortestName(catalogue, found.brief);
    },
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
  const all = [...catalogue.briefs.values()];
  for (const brief of all)
    for (const name of [...brief.aliases.en, ...(brief.aliases.zh ?? [])]) add(name, shortestName(catalogue, brief));
  // Of topics and aliases of one name, the topic itself is meant.
  for (const brief of all)
    for (const name of [shortId(brief), fullName(brief), brief.title.en, ...titlesOf(brief.title.zh)])
      names.set(
        keyOf(name),
        topicsByNameOrTitle(catalogue, name.toLowerCase()).length > 1 ? name : shortestName(catalogue, brief),
      );
  for (const { id, title } of catalogue.relationships.values())
    for (const name of [id, title.en, title.zh ?? '']) names.set(keyOf(name), id);
  for (const name of ALL) names.set(keyOf(name), 'all');
  names.delete('');
  return names;
}
