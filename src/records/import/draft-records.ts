/** Generates the records that a curator continues from: a source with its fingerprints, and a draft that points at paragraphs without repeating them. */
import { fingerprint } from '../document.ts';
import type { Brief, Source, Translated } from '../schema.ts';

/** The details of a document that only a person can give. */
export type DocumentDetails = Pick<Source, 'kind' | 'url' | 'publishedOn' | 'language' | 'party'> & {
  readonly title: Translated;
  readonly publisher: Translated;
  readonly authors: readonly string[];
  readonly disclosure: Translated;
};

/** The paragraphs, counted from 1, that the words of a topic point at. */
export type Pointer = { readonly topic: Pick<Brief, 'id' | 'title'>; readonly paragraphs: readonly number[] };

// A JSON text is YAML too: whatever a title holds, it stays one value.
const value = (text: string): string => JSON.stringify(text);
const texts = ({ en, zh }: Translated): string => `{ en: ${value(en)}${zh === undefined ? '' : `, zh: ${value(zh)}`} }`;

/** Returns an id made of a title: lower-case words joined by hyphens, at most 40 characters; undefined where nothing of it can be one. */
export function idOf(title: string): string | undefined {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  let id = '';
  for (const word of words ?? []) {
    const longer = id === '' ? word.replace(/^\d+/u, '') : `${id}-${word}`;
    if (longer.length > 40) break;
    id = longer;
  }
  return id === '' ? undefined : id;
}

/** Returns the YAML of a source record. */
export function sourceYaml(document: readonly string[], details: DocumentDetails, accessedOn: string): string {
  const authors = details.authors.map(
    (name, index) =>
      `  - id: ${idOf(name) ?? `author-${index + 1}`}\n    name: ${texts({ en: name, ...(details.title.zh !== undefined && { zh: name }) })}`,
  );
  return [
    '# yaml-language-server: $schema=../source.schema.json',
    `title: ${texts(details.title)}`,
    `publisher: ${texts(details.publisher)}`,
    ...(authors.length === 0 ? ['authors: []'] : ['authors:', ...authors]),
    `kind: ${details.kind}`,
    ...(details.party === undefined ? [] : [`party: ${details.party}`]),
    `url: ${details.url}`,
    `publishedOn: ${details.publishedOn}`,
    `accessedOn: ${accessedOn}`,
    `disclosure: ${texts(details.disclosure)}`,
    `language: ${details.language}`,
    'paragraphs:',
    ...document.map((paragraph) => `  - '${fingerprint(paragraph)}'`),
    '',
  ].join('\n');
}

/** Returns the YAML of a brief to be written: every field, and under each topic the paragraphs that its words point at. None of the document's words is in it. */
export function skeletonYaml(
  source: string,
  pointers: readonly Pointer[],
  unassigned: readonly number[],
  today: string,
): string {
  const statement = (paragraph: number): string[] => [
    '  # - id:',
    '  #   kind: # reported-fact, position, assessment, recommendation or forecast',
    '  #   text: { en: , zh: }',
    `  #   citations: [{ source: ${source}, paragraph: ${paragraph}, find: }]`,
  ];
  return [
    '# yaml-language-server: $schema=../brief.schema.json',
    `# A brief to be written from ${source}. Nothing in this folder is in service.`,
    '# Read each paragraph in the document, say in your own words what it claims, and take three to six of its words as find.',
    '# Then move the file into the folder of its relationship, such as ../cn-us/, under the id of its topic, and run: npm run -s attache -- check',
    'title: { en: , zh: }',
    'summary: { en: , zh: }',
    'status: draft',
    'aliases: { en: [], zh: [] }',
    'questions: { en: [], zh: [] }',
    'bottomLine: { text: { en: , zh: }, restsOn: [] }',
    'whyItMatters: { text: { en: , zh: }, restsOn: [] }',
    'statements:',
    ...pointers.flatMap(({ topic, paragraphs: pointed }) => [
      '',
      `  # ${topic.title.en} (${topic.id}): ${pointed.length === 1 ? 'paragraph' : 'paragraphs'} ${pointed.join(', ')}`,
      ...pointed.flatMap(statement),
    ]),
    ...(unassigned.length === 0
      ? []
      : ['', `  # No topic that there is has words in these: paragraphs ${unassigned.join(', ')}`]),
    '',
    'watch: []',
    'gaps: []',
    'related: []',
    `asOf: ${today}`,
    `verified: { on: ${today}, by: { kind: person, name: } }`,
    'reviewEveryDays: 90',
    `history: [{ id: , on: ${today}, what: { en: , zh: } }]`,
    'corrections: []',
    '',
  ].join('\n');
}
