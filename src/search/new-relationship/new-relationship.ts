/** A new relationship between two countries: the texts that it begins with, each of them to be looked through by a person. */
import { withRelationship } from '../../records/drafts.ts';
import { DRAFTS, RELATIONSHIP_FILE } from '../../records/folder.ts';
import { quoted } from '../../records/new-record.ts';
import type { Language } from '../../records/schema.ts';
import type { ProposedParty } from './countries.ts';
import { STARTER_TOPICS, starterTopicYaml } from './starter-topics.ts';

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
    const file = isDraft(`${topic.id}.yaml`) ? `${id}-${topic.id}.yaml` : `${topic.id}.yaml`;
    const text = `# yaml-language-server: $schema=../topic.schema.json\n${starterTopicYaml(topic, parties, { languages, today })}`;
    return { folder: DRAFTS, file, text: withRelationship(text, id) };
  });
  const text = relationshipYaml(parties, { languages, isFurther });
  return { id, records: [{ folder: id, file: RELATIONSHIP_FILE, text }, ...drafts] };
}

function relationshipYaml(
  parties: readonly [ProposedParty, ProposedParty],
  { languages, isFurther }: Pick<NewRelationshipOptions, 'languages' | 'isFurther'>,
): string {
  const [a, b] = parties;
  const names = pairNames(parties);
  return `# yaml-language-server: $schema=../relationship.schema.json
# Proposed from the names of two countries: look through each line.
# The languages that every text of this relationship is written in: [en], or [en, zh].
languages: [${languages.join(', ')}]
${isFurther ? '# Its topics and documents are named with this folder in front, so that another relationship may have the same ids.\nprefixed: true\n' : ''}title:
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

const shortOnes = (names: readonly string[]): string[] => [
  ...new Set(names.map((name) => name.replaceAll('’', "'")).filter(({ length }) => length <= MAX_CHARACTERS)),
];

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
