/** The arguments of `draft`, and the details of a document that they give together with what it says of itself. */
import { parseArgs } from 'node:util';
import type { DocumentDetails } from '../records/import/draft-record.ts';
import type { ProposedDetails } from '../records/import/imported-document.ts';
import { knownPublishers, publisherNamed } from '../records/import/known-publishers.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import { languageOf } from './load-catalogue.ts';

const KINDS = ['official', 'news', 'commentary', 'think-tank', 'data'] as const;
const COPIES = ['original', 'mirror', 'archive'] as const;
const NOT_LOOKED_INTO = {
  en: 'Who stands behind the publisher has not been looked into yet.',
  zh: '出版方的背景尚未查明。',
};

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      title: { type: 'string' },
      'title-zh': { type: 'string' },
      publisher: { type: 'string' },
      'publisher-zh': { type: 'string' },
      url: { type: 'string' },
      published: { type: 'string' },
      author: { type: 'string', multiple: true, default: [] },
      kind: { type: 'string' },
      party: { type: 'string' },
      language: { type: 'string' },
      disclosure: { type: 'string' },
      'disclosure-zh': { type: 'string' },
      copy: { type: 'string', default: 'original' },
      relationship: { type: 'string' },
      id: { type: 'string' },
      all: { type: 'boolean', default: false },
    },
  });

export type DraftArguments = {
  /** A path, or an address that begins with http. */
  readonly file: string;
  readonly values: ReturnType<typeof parse>['values'];
};

/** Returns the arguments; throws AttacheError('usage') where they are none. */
export function readDraftArguments(args: readonly string[]): DraftArguments {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new AttacheError('usage', 'name one document: a text, HTML, PDF or DOCX file, or an address');
  return { file, values };
}

/** Returns the details of a document: as they are given, else as the document or the records tell them; throws AttacheError('usage') where one is missing or not known. */
export function detailsOf(
  { values }: DraftArguments,
  proposed: ProposedDetails,
  { sources }: Catalogue,
  relationship: string,
): DocumentDetails {
  // What a Chinese document says of itself is no English.
  const own: Partial<ProposedDetails> = proposed.language === 'en' ? proposed : {};
  const known = publisherNamed(
    values.publisher ?? proposed.publisher ?? '',
    knownPublishers(sources.values(), relationship),
  );
  const title = values.title ?? own.title;
  const publisher = known?.publisher.en ?? values.publisher ?? own.publisher;
  const url = values.url ?? proposed.url;
  const published = values.published ?? proposed.publishedOn;
  const missing = Object.entries({ title, publisher, url, published }).flatMap(([name, value]) =>
    value ? [] : [`--${name}`],
  );
  if (
    title === undefined ||
    publisher === undefined ||
    url === undefined ||
    published === undefined ||
    missing.length > 0
  )
    throw new AttacheError('usage', `give ${missing.join(', ')} too: readers see where each claim comes from`);
  const kind = KINDS.find((one) => one === (values.kind ?? known?.kind ?? 'commentary'));
  if (kind === undefined)
    throw new AttacheError('usage', `there is no kind "${values.kind}"; --kind takes ${KINDS.join(', ')}`);
  const copy = COPIES.find((one) => one === values.copy);
  if (copy === undefined)
    throw new AttacheError('usage', `there is no copy "${values.copy}"; --copy takes ${COPIES.join(', ')}`);
  const { disclosure = known?.disclosure.en } = values;
  return {
    title: inBoth(title, values['title-zh'] ?? (proposed.language === 'zh' ? proposed.title : undefined)),
    publisher: inBoth(publisher, values['publisher-zh'] ?? known?.publisher.zh),
    authors: values.author.length > 0 ? values.author : proposed.authors,
    kind,
    copy,
    party: values.party ?? known?.party,
    url,
    publishedOn: published,
    language: languageOf(values.language) ?? proposed.language,
    disclosure:
      disclosure === undefined
        ? NOT_LOOKED_INTO
        : inBoth(
            disclosure,
            values['disclosure-zh'] ?? (values.disclosure === undefined ? known?.disclosure.zh : undefined),
          ),
  };
}

const inBoth = (en: string, zh: string | undefined): DocumentDetails['title'] =>
  zh === undefined ? { en } : { en, zh };
