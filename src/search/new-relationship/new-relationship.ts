/** A new relationship between two countries: the texts that it begins with, each of them to be looked through by a person. */
import { withRelationship } from '../../records/drafts.ts';
import { DRAFTS, RELATIONSHIP_FILE } from '../../records/folder.ts';
import { quoted, newTopicText } from '../../records/new-record.ts';
import type { Language } from '../../records/schema.ts';
import type { ProposedParty } from './countries.ts';

export type NewRelationship = {
  /** The name of its folder. */
  readonly id: string;
  /** The record of the relationship first, then the drafts of its topics. */
  readonly records: readonly { readonly folder: string; readonly file: string; readonly text: string }[];
};

export type NewRelationshipOptions = {
  /** The languages that every text of it is to be written in. */
  readonly languages: readonly Language[];
  /** The day, YYYY-MM-DD. */
  readonly today: string;
  /** Whether records of other relationships are there, with whose ids its own must not be mixed up. */
  readonly isFurther: boolean;
  /** Whether there is a draft of a file name already. */
  readonly isDraft: (file: string) => boolean;
};

/** Returns the ids that a relationship of two countries may have: whichever of them comes first. */
export const idsOf = ([a, b]: readonly [ProposedParty, ProposedParty]): readonly [string, string] => [
  `${a.id}-${b.id}`,
  `${b.id}-${a.id}`,
];

/** Returns the languages proposed for two countries: Chinese beside English where one of them speaks it. */
export const proposedLanguages = (parties: readonly ProposedParty[]): readonly Language[] =>
  parties.some(({ speaksChinese }) => speaksChinese) ? ['en', 'zh'] : ['en'];

/** Returns what a new relationship of two countries begins with. */
export function newRelationship(
  parties: readonly [ProposedParty, ProposedParty],
  { languages, today, isFurther, isDraft }: NewRelationshipOptions,
): NewRelationship {
  const [id] = idsOf(parties);
  const drafts = STARTER_TOPICS.map((topic) => {
    // An id stands once among all relationships.
    const file = isFurther || isDraft(`${topic.id}.yaml`) ? `${id}-${topic.id}.yaml` : `${topic.id}.yaml`;
    const text = `# yaml-language-server: $schema=../topic.schema.json\n${starterTopicYaml(topic, parties, { languages, today })}`;
    return { folder: DRAFTS, file, text: withRelationship(text, id) };
  });
  const text = relationshipYaml(parties, { languages });
  return { id, records: [{ folder: id, file: RELATIONSHIP_FILE, text }, ...drafts] };
}

function relationshipYaml(
  parties: readonly [ProposedParty, ProposedParty],
  { languages }: Pick<NewRelationshipOptions, 'languages'>,
): string {
  const [a, b] = parties;
  const names = pairNames(parties);
  return `# yaml-language-server: $schema=../relationship.schema.json
# Proposed from the names of two countries: look through each line.
# The languages that every text of this relationship is written in: [en], or [en, zh].
languages: [${languages.join(', ')}]
title:
  en: ${quoted(`${capitalized(a.name.en)} and ${b.name.en}`)}
  zh: ${quoted(`${a.name.zh}与${b.name.zh}`)}
# The two parties, in the order in which their positions are shown.
parties:
${partyYaml(a)}
${partyYaml(b)}
# Names of the pair itself.
aliases:
  en: [${names.en.map(quoted).join(', ')}]
  zh: [${names.zh.map(quoted).join(', ')}]
# Words of its topics that mean everyday things as well, such as trade or security: alone beside unknown words they say little.
# ambiguous:
#   en: []
#   zh: []
`;
}

function partyYaml({ id, name, aliases, short, alsoKnown }: ProposedParty): string {
  const known = [...alsoKnown.en, ...alsoKnown.zh];
  const hint = known.length === 0 ? '' : ` Known of it: ${known.join(', ')}.`;
  return `  - id: ${quoted(id)}
    name: { en: ${quoted(name.en)}, zh: ${quoted(name.zh)} }
    # Every name, short name and demonym by which people type it.
    aliases:
      en: [${aliases.en.map(quoted).join(', ')}]
      zh: [${aliases.zh.map(quoted).join(', ')}]
${short === undefined ? '' : `    # The character that Chinese joins to that of another country.\n    short: ${short}\n`}    # Leaders, ministries, cities and companies that stand for it today.${hint}
    # cues:
    #   en: []
    #   zh: []`;
}

const MAX_CHARACTERS = 40;

/** What people call a country beside another one that has no part of the name: Korea for South Korea. */
const calledShort = ({ plain, alsoKnown }: ProposedParty): string =>
  alsoKnown.en.find((name) => plain.toLowerCase().endsWith(` ${name}`)) ?? plain.toLowerCase();

function pairNames([a, b]: readonly [ProposedParty, ProposedParty]): Readonly<Record<Language, readonly string[]>> {
  const ways = [
    [a, b],
    [b, a],
  ] as const;
  const en = ways.flatMap(([one, other]) => [
    `${one.plain}-${other.plain}`.toLowerCase(),
    `${calledShort(one)}-${calledShort(other)}`,
    `${one.name.en} and ${other.name.en}`.toLowerCase(),
    `${one.adjective}-${other.adjective}`,
    `${one.id}-${other.id}`,
  ]);
  const zh = ways.flatMap(([one, other]) =>
    one.short === undefined || other.short === undefined
      ? [`${one.name.zh}与${other.name.zh}`, `${one.name.zh}和${other.name.zh}`]
      : [`${one.short}${other.short}`, `${one.short}${other.short}关系`, `${one.name.zh}与${other.name.zh}`],
  );
  return { en: shortOnes(en), zh: shortOnes(zh) };
}

const shortOnes = (names: readonly string[], most = MAX_CHARACTERS): string[] => [
  ...new Set(names.map((name) => name.replaceAll('’', "'")).filter(({ length }) => length <= most)),
];

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type StarterTopic = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly summary: Readonly<Record<Language, string>>;
  /** What questions call it, three words or phrases; alone, none of them is a name of it: another relationship may have the same. */
  readonly called: Readonly<Record<Language, Called>>;
};

export const STARTER_TOPICS: readonly StarterTopic[] = [
  {
    id: 'trade-and-investment',
    title: { en: 'Trade and investment', zh: '贸易与投资' },
    summary: { en: 'Tariffs, exports, imports and investment', zh: '关税、进出口与投资' },
    called: { en: ['trade', 'tariffs', 'investment'], zh: ['贸易', '关税', '投资'] },
  },
  {
    id: 'leaders-and-diplomacy',
    title: { en: 'Leaders and diplomacy', zh: '领导人与外交' },
    summary: { en: 'Visits, calls, summits and talks', zh: '访问、通话、峰会与会谈' },
    called: { en: ['diplomacy', 'summits', 'state visits'], zh: ['外交', '峰会', '访问'] },
  },
  {
    id: 'security-and-defence',
    title: { en: 'Security and defence', zh: '安全与防务' },
    summary: { en: 'Armed forces, agreements and incidents', zh: '军队、协议与事件' },
    called: { en: ['security', 'defence', 'military ties'], zh: ['安全', '防务', '军事'] },
  },
];

/** Returns the text of the draft of a starter topic in the languages of its relationship; `today` (YYYY-MM-DD) stands where a day is needed. */
export const starterTopicYaml = (
  { called, ...topic }: StarterTopic,
  parties: readonly [ProposedParty, ProposedParty],
  { languages, today }: { readonly languages: readonly Language[]; readonly today: string },
): string =>
  newTopicText(
    {
      ...topic,
      aliases: { en: englishAliases(called.en, parties), zh: chineseAliases(called.zh, parties) },
      questions: { en: englishQuestions(called.en, parties), zh: chineseQuestions(called.zh, parties) },
    },
    today,
    languages,
  );

type Called = readonly [string, string, string];
type Pair = readonly [ProposedParty, ProposedParty];

const englishAliases = ([first, second]: Called, [a, b]: Pair): string[] =>
  shortOnes(
    [`${a.adjective}-${b.adjective} ${first}`, `${b.adjective}-${a.adjective} ${first}`, `${second} with ${b.plain}`],
    60,
  );

const chineseAliases = ([first, second]: Called, [a, b]: Pair): string[] => {
  const pair = a.short === undefined || b.short === undefined ? `${a.name.zh}${b.name.zh}` : `${a.short}${b.short}`;
  return [`${pair}${first}`, `${pair}${second}`];
};

/** Each names the pair: what names neither country may be asked of any. */
const englishQuestions = ([first, second, third]: Called, [a, b]: Pair): string[] => [
  `What is new on ${first} between ${a.name.en} and ${b.name.en}?`,
  `How do ${a.name.en} and ${b.name.en} see ${first}?`,
  `${a.adjective} and ${b.adjective} ${first}`,
  `what about ${second} between ${a.plain} and ${b.plain}`,
  `latest on ${third} with ${b.plain}`,
  `${first} with ${b.plain}`,
  `brief me on ${second} of ${a.plain} and ${b.plain}`,
  `any news on ${third} between ${a.plain} and ${b.plain}`,
];

const chineseQuestions = ([first, second, third]: Called, [a, b]: Pair): string[] => [
  `${a.name.zh}和${b.name.zh}的${first}有什么新进展？`,
  `${a.name.zh}与${b.name.zh}怎么看${first}？`,
  `${a.name.zh}与${b.name.zh}的${first}`,
  `${a.name.zh}和${b.name.zh}的${second}怎么样了`,
  `${b.name.zh}${third}最新情况`,
  `${a.name.zh}对${b.name.zh}的${first}`,
  `介绍一下${a.name.zh}与${b.name.zh}的${second}`,
  `${a.name.zh}和${b.name.zh}的${third}有新消息吗`,
];
