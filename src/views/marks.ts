/** Where statements stand: the documents that they cite, each named and linked in one mark. */
import { messages, type Translate } from '../locales/messages.ts';
import { deepLink } from '../records/citation.ts';
import { formatShort } from '../records/dates.ts';
import type { Citation, Language, Source, Statement } from '../records/schema.ts';
import type { DocumentRef } from './citation.ts';
import type { ClaimContext } from './context.ts';
import { namesText, pick } from './text.ts';

/** Points at paragraphs of a document, in their order: the text names it, its day and the paragraphs, and the address opens it at the cited words. */
export type CitationMark = {
  readonly paragraphs: readonly number[];
  readonly text: string;
  readonly url: string;
};

/** Stands between the marks of two sources: a comma stands between paragraphs. */
export const BETWEEN_MARKS = '; ';

/** Returns the names of a source's authors. */
export const names = (source: Source, t: Translate, language: Language): string =>
  namesText(
    source.authors.map((author) => pick(author.name, language)),
    t,
  );

/** More cited words in one address make it longer than chats take. */
const MAX_LINKED = 2;

/** Returns the name of a publisher as a line has it: the short one, where the record gives it in brackets behind the long one. */
export const publisherName = ({ publisher }: Pick<Source, 'publisher'>, language: Language): string =>
  shortPublisher(pick(publisher, language));

const shortPublisher = (name: string): string =>
  (/[(（]([^()（）]+)[)）]$/u.exec(name)?.[1] ?? name).replace(/^The /u, '');

/** Returns who published a document, and when, in few words. */
export const publishedIn = ({ publisher, publishedOn }: Source, language: Language): string =>
  publishedText(pick(publisher, language), publishedOn, language);

const publishedText = (publisher: string, publishedOn: string, language: Language): string =>
  messages(language)('reply.dated', {
    who: shortPublisher(publisher),
    day: formatShort({ precision: 'day', on: publishedOn }, language),
  });

/** Returns the marks of statements, one a document in the order of `sources`: who published it, when, and the cited paragraphs. */
export function marksOf(
  statements: readonly Statement[],
  sources: readonly Source[],
  { language }: { readonly language: Language },
): CitationMark[] {
  return citedIn(statements, sources).map(({ source, paragraphs, url }) => ({
    paragraphs,
    text: `${publishedIn(source, language)} ${paragraphText(paragraphs)}`,
    url,
  }));
}

/** Returns the marks of statements, one a publisher: it leads to the first of its documents, and says where else it is. */
export function marksByPublisher(
  statements: readonly Statement[],
  sources: readonly Source[],
  { language }: { readonly language: Language },
): CitationMark[] {
  const groups = Map.groupBy(citedIn(statements, sources), ({ source }) => publisherName(source, language));
  return [...groups.values()].flatMap(([first, ...others]): CitationMark[] => {
    if (first === undefined) return [];
    const also = others.map(({ source, paragraphs }) => {
      const day = formatShort({ precision: 'day', on: source.publishedOn }, language);
      return `${BETWEEN_MARKS}${day} ${paragraphText(paragraphs)}`;
    });
    const text = `${publishedIn(first.source, language)} ${paragraphText(first.paragraphs)}${also.join('')}`;
    return [{ paragraphs: first.paragraphs, text, url: first.url }];
  });
}

/** Returns paragraphs in their order as a line has them, such as `¶3, ¶5` or `¶73–78`. */
export function paragraphText(paragraphs: readonly number[]): string {
  const runs: { readonly first: number; last: number }[] = [];
  for (const paragraph of paragraphs) {
    const run = runs.at(-1);
    if (run?.last === paragraph - 1) run.last = paragraph;
    else runs.push({ first: paragraph, last: paragraph });
  }
  return runs
    .map(({ first, last }) =>
      first === last ? `¶${first}` : last === first + 1 ? `¶${first}, ¶${last}` : `¶${first}–${last}`,
    )
    .join(', ');
}

type CitedDocument = { readonly source: Source; readonly paragraphs: readonly number[]; readonly url: string };

/** Returns the documents that statements cite, each with its paragraphs in order and the address of the cited words. */
export function citedIn(statements: readonly Statement[], sources: readonly Source[]): CitedDocument[] {
  const bySource = Map.groupBy(
    statements.flatMap(({ citations }) => citations),
    ({ source }) => source,
  );
  return sources.flatMap((source): CitedDocument[] => {
    const citations = bySource.get(source.id);
    if (citations === undefined) return [];
    const paragraphs = [
      ...new Map(citations.map((one): [number, Citation] => [one.paragraph, one]).toReversed()),
    ].toSorted(([a], [b]) => a - b);
    const linked = paragraphs.slice(0, MAX_LINKED).map(([, citation]) => citation);
    return [{ source, paragraphs: paragraphs.map(([paragraph]) => paragraph), url: deepLink(source, ...linked) }];
  });
}

/** Returns the mark of a document alone: a row of many has no room for paragraphs. */
export const documentMark = ({ publisher, publishedOn, address }: DocumentRef, language: Language): CitationMark => ({
  paragraphs: [],
  text: publishedText(publisher, publishedOn, language),
  url: address,
});

/** Names the documents of statements behind what they say of another one. */
export function markOf(statements: readonly Statement[], context: ClaimContext): string {
  const marks = marksOf(statements, context.sources, context);
  return marks.length === 0
    ? ''
    : context.t('reply.aside', { text: marks.map(({ text }) => text).join(BETWEEN_MARKS) });
}
