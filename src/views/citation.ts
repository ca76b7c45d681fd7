/** Where a statement stands: exact words, their paragraph and their document. */
import { z } from 'zod';
import { deepLink } from '../records/citation.ts';
import type { Language, Source, Statement } from '../records/schema.ts';
import type { ViewContext } from './context.ts';
import { pick } from './text.ts';
import { address, day, id, LanguageSchema, text } from './when.ts';

export const DocumentRefSchema = z
  .strictObject({
    id,
    title: text,
    publisher: text,
    publishedOn: day,
    language: LanguageSchema,
    address,
  })
  .describe('A document by what identifies it.');

/** A quotation as the Web Annotation Data Model of the W3C has it, with the document that it stands in. */
export const CitationSchema = z
  .strictObject({
    type: z.literal('SpecificResource'),
    source: address.describe('The address of the document.'),
    selector: z.strictObject({
      type: z.literal('TextQuoteSelector'),
      exact: text.describe('Words exactly as they stand in the paragraph, in the language of the document.'),
    }),
    paragraph: z.int().positive().describe('The paragraph of the document, counted from 1.'),
    link: address.describe('Opens the document at the cited words.'),
    document: DocumentRefSchema,
  })
  .describe('Where it stands: exact words, their paragraph and their document.');

export const citations = z.array(CitationSchema).min(1).describe('What it rests on: at least one place in a document.');

export const searched = z.array(DocumentRefSchema).min(1).describe('The documents in which it was looked for.');

export type DocumentRef = z.infer<typeof DocumentRefSchema>;
export type CitationView = z.infer<typeof CitationSchema>;

/** Returns what identifies a document. */
export const documentRef = (source: Source, language: Language): DocumentRef => ({
  id: source.id,
  title: pick(source.title, language),
  publisher: pick(source.publisher, language),
  publishedOn: source.publishedOn,
  language: source.language,
  address: source.url,
});

/** Returns what identifies the documents of some ids; those that are not in service are left out. */
export const documentRefs = (
  ids: readonly string[],
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
): DocumentRef[] =>
  ids.flatMap((one) => {
    const source = catalogue.sources.get(one);
    return source === undefined ? [] : [documentRef(source, language)];
  });

/** Returns the places that a statement cites, each with words as they stand there: those of its quotation where they hold the words that the record points at. */
export function citationsOf(
  statement: Statement,
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
): CitationView[] {
  const quote = statement.kind === 'position' ? statement.quote : undefined;
  return statement.citations.flatMap((citation): CitationView[] => {
    const source = catalogue.sources.get(citation.source);
    if (source === undefined) return [];
    const exact = quote?.includes(citation.find) === true ? quote : citation.find;
    return [
      {
        type: 'SpecificResource',
        source: source.url,
        selector: { type: 'TextQuoteSelector', exact },
        paragraph: citation.paragraph,
        link: deepLink(source, citation),
        document: documentRef(source, language),
      },
    ];
  });
}

/** Returns the places that statements cite, each once. */
export function citationsOfAll(
  statements: readonly Statement[],
  context: Pick<ViewContext, 'catalogue' | 'language'>,
): CitationView[] {
  const all = statements.flatMap((one) => citationsOf(one, context));
  return [...new Map(all.map((one) => [`${one.document.id} ${one.paragraph} ${one.selector.exact}`, one])).values()];
}
