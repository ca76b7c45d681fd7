/** What a new record begins with: every field that it needs, to be filled in. Pure. */
import type { LoadedKind } from './load.ts';
import type { Language } from './schema.ts';

const BOTH: readonly Language[] = ['en', 'zh'];

/** Returns the text of a new record of a kind, documents and topics in the languages of their relationship; `today` (YYYY-MM-DD) stands where a day is needed. */
export const templateOf = (
  kind: LoadedKind,
  id: string,
  today: string,
  languages: readonly Language[] = BOTH,
): string =>
  kind === 'document'
    ? documentTemplate(today, texts(NO_TEXT, languages))
    : kind === 'topic'
      ? `# yaml-language-server: $schema=../../topic.schema.json\n${newTopicText({ id }, today, languages)}`
      : kind === 'relationship'
        ? RELATIONSHIP_TEMPLATE
        : '# yaml-language-server: $schema=../tracks.schema.json\ntracks: []\n';

const RELATIONSHIP_TEMPLATE = `# yaml-language-server: $schema=../relationship.schema.json
languages: [en, zh]
title: { en: , zh: }
parties:
  - id:
    name: { en: , zh: }
    # Every name, short name and demonym by which people type it.
    aliases: { en: [], zh: [] }
    cues: { en: [], zh: [] }
  - id:
    name: { en: , zh: }
    aliases: { en: [], zh: [] }
    cues: { en: [], zh: [] }
# Names of the pair itself.
aliases: { en: [], zh: [] }
`;

const documentTemplate = (
  today: string,
  empty: string,
): string => `# yaml-language-server: $schema=../../document.schema.json
title: ${empty}
publisher: ${empty}
authors: []
kind: # official, news, commentary, think-tank or data
# party: the one that speaks in it, where a government does
url: https://
publishedOn: ${today}
accessedOn: ${today}
copy:
  kind: # original, mirror or archive
disclosure: ${empty}
language: # en or zh
# Made with: npm run -s attache -- verify DOCUMENT --fingerprints
paragraphs: []
statements:
  - id:
    kind: reported-fact # or position, measure, commitment, assessment, recommendation, forecast
    topics: []
    eventOn: { precision: day, on: ${today} }
    text: ${empty}
    citations:
      - { paragraph: 1, find: }
`;

/** What is known of a new topic: the rest is empty, to be filled in. */
export type NewTopic = {
  /** The id that its first entry of history is named by. */
  readonly id: string;
  readonly title?: InLanguages<string>;
  readonly summary?: InLanguages<string>;
  readonly aliases?: InLanguages<readonly string[]>;
  readonly questions?: InLanguages<readonly string[]>;
};

type InLanguages<Value> = Readonly<Record<Language, Value>>;

const NO_TEXT = { en: '', zh: '' };
const NO_LISTS = { en: [], zh: [] };
const FIRST_PUBLISHED = { en: 'First published.', zh: '首次发布。' };

/** Returns the text of a new topic, a draft, in the languages of its relationship, without the line that names its schema. */
export const newTopicText = (
  { id, title = NO_TEXT, summary = NO_TEXT, aliases = NO_LISTS, questions = NO_LISTS }: NewTopic,
  today: string,
  languages: readonly Language[] = BOTH,
): string => `title: ${texts(title, languages)}
summary: ${texts(summary, languages)}
# A draft never answers. Set it to published once its statements are there.
status: draft
# Other names by which people ask for it; each belongs to one topic only.
aliases:
${lists(aliases, languages)}
# At least eight a language, as your readers type them: check asks each, and it must find this topic.
questions:
${lists(questions, languages)}
# What a busy reader should take away; it rests on statements of documents, each as document/statement.
bottomLine:
  text: ${texts(NO_TEXT, languages)}
  restsOn: []
whyItMatters:
  text: ${texts(NO_TEXT, languages)}
  restsOn: []
# Two to five statements of this topic that matter most.
keyPoints: []
# What the two sides tell differently.
disagreements: []
# What to look for; dates to come belong here.
watch: []
# What the documents do not say though a reader would expect it.
gaps: []
related: []
verified: { on: ${today}, by: { kind: person, name: } }
reviewEveryDays: 45
history:
  - id: ${id}-first
    on: ${today}
    what: ${texts(FIRST_PUBLISHED, languages)}
corrections: []
`;

const texts = (text: InLanguages<string>, languages: readonly Language[]): string =>
  `{ ${languages
    .map((language) => `${language}: ${quoted(text[language])}`)
    .join(', ')
    .trimEnd()} }`;

const lists = (all: InLanguages<readonly string[]>, languages: readonly Language[]): string =>
  languages.map((language) => `  ${language}:${list(all[language])}`).join('\n');
const list = (items: readonly string[]): string =>
  items.length === 0 ? ' []' : items.map((item) => `\n    - ${quoted(item)}`).join('');

/** Returns a text as YAML takes it in a list or a group; nothing for an empty one, which is to be filled in. */
export const quoted = (text: string): string =>
  text === '' || (/^[\p{L}][\p{L}\p{M}\p{N} .’()、-]*$/u.test(text) && !RESERVED.test(text) && text.trim() === text)
    ? text
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Words that YAML takes for something else than a text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off)$/iu;
