/** Generates the record that a curator continues from: the details of a document, its fingerprints, and places for statements that point at paragraphs without repeating them. */
import { MAX_ID } from '../folder.ts';
import { type DocumentRecord, type Translated, STATEMENT_KINDS } from '../schema.ts';

/** The details of a document that only a person can give. */
export type DocumentDetails = Pick<DocumentRecord, 'kind' | 'url' | 'publishedOn' | 'language' | 'party'> & {
  readonly title: Translated;
  readonly publisher: Translated;
  readonly authors: readonly string[];
  readonly disclosure: Translated;
  readonly copy: DocumentRecord['copy']['kind'];
};

/** A paragraph, counted from 1, and the ids of the topics whose words stand in it. */
export type Pointer = { readonly paragraph: number; readonly topics: readonly string[] };

// A JSON text is YAML too: whatever a title holds, it stays one value.
const value = (text: string): string => JSON.stringify(text);
const texts = ({ en, zh }: Translated): string => `{ en: ${value(en)}${zh === undefined ? '' : `, zh: ${value(zh)}`} }`;

/** Returns an id made of a title: lower-case words joined by hyphens, at most so many characters; undefined where nothing of it can be one. */
export function idOf(title: string, most: number = MAX_ID): string | undefined {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  let id = '';
  for (const word of words ?? []) {
    const longer = id === '' ? word.replace(/^\d+/u, '') : `${id}-${word}`;
    if (longer.length > most) break;
    id = longer;
  }
  return id === '' ? undefined : id;
}

/** The most topics that one statement may bear on. */
const MAX_TOPICS = 8;

/** Returns the YAML of a document record without statements: every field, and in comments a place for a statement on each paragraph that has words of topics. The document is given by the fingerprints of its paragraphs. */
export function draftYaml(
  fingerprints: readonly string[],
  details: DocumentDetails,
  pointers: readonly Pointer[],
  accessedOn: string,
  chineseNames: ReadonlyMap<string, string> = new Map(),
): string {
  const authors = details.authors.map(
    (name, index) =>
      `  - id: ${idOf(name) ?? `author-${index + 1}`}\n    name: ${texts({ en: name, ...(details.title.zh !== undefined && { zh: chineseNames.get(name) ?? name }) })}`,
  );
  const pointed = new Set(pointers.map(({ paragraph }) => paragraph));
  const rest = fingerprints.flatMap((_, index) => (pointed.has(index + 1) ? [] : [index + 1]));
  return [
    '# yaml-language-server: $schema=../document.schema.json',
    '# A document whose statements are to be written. Nothing in this folder is in service.',
    '# Read each paragraph in the document and say in your own words what it claims. As find, take three to six of its words,',
    '# or six to sixteen characters of Chinese, as they stand there and nowhere else in the document.',
    '# Then move the file to documents/ of its relationship, with ../../document.schema.json in its first line, and run:',
    '# npm run -s attache -- check',
    `title: ${texts(details.title)}`,
    `publisher: ${texts(details.publisher)}`,
    ...(authors.length === 0 ? ['authors: []'] : ['authors:', ...authors]),
    `kind: ${details.kind}`,
    details.party === undefined
      ? '# party: the party that speaks in it, where a government does'
      : `party: ${details.party}`,
    '# origin: the text that it repeats, such as one report of an agency',
    `url: ${details.url}`,
    `publishedOn: ${details.publishedOn}`,
    `accessedOn: ${accessedOn}`,
    `copy: { kind: ${details.copy} }`,
    `disclosure: ${texts(details.disclosure)}`,
    `language: ${details.language}`,
    '# mustCite: { from: , to: }',
    'paragraphs:',
    ...fingerprints.map((fingerprint) => `  - '${fingerprint}'`),
    '',
    '# Of each kind: what it holds is explained in the schema.',
    `# ${STATEMENT_KINDS.join(', ')}`,
    '# The first statement takes the place of [].',
    'statements: []',
    ...pointers.flatMap(({ paragraph, topics }) => [
      '',
      '  # - id:',
      '  #   kind:',
      `  #   topics: [${topics.slice(0, MAX_TOPICS).join(', ')}]`,
      '  #   text: { en: , zh: }',
      `  #   citations: [{ paragraph: ${paragraph}, find: }]`,
    ]),
    ...(rest.length === 0 ? [] : ['', `  # No topic that there is has words in these: paragraphs ${rest.join(', ')}`]),
    '',
  ].join('\n');
}
