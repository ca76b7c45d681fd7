/** How a digest names documents and cites them: without numbers, since it lists no sources. Pure. */
import { messages } from '../locales/messages.ts';
import { bottomLineDay } from '../records/bottom-line.ts';
import type { RecordCatalogue } from '../records/catalogue.ts';
import { formatDay } from '../records/dates.ts';
import type { Brief, Language, Source, Statement } from '../records/schema.ts';
import { pick } from '../views/text.ts';
import { citedIn, paragraphText, publishedIn, type CitationMark } from '../views/marks.ts';
import type { Block } from '../reply/reply.ts';

export type DigestContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  /** Returns the title of a topic as the channel knows it apart from the others that it ordered. */
  readonly titleOf: (brief: Brief, language?: Language) => string;
};

/** What stands behind a label, such as a bottom line behind the title of its topic. */
export type Point = Extract<Block, { readonly type: 'points' }>['items'][number];

/** Addresses of cited words below one text take this much of a message at most; the others lead to their documents. */
const MAX_LINKS_CHARACTERS = 400;

/** The first of the cited words in an address: one message has no room for more. */
const shortAddress = (url: string): string => url.replace(/&text=.*$/u, '');

/** Returns the first of some marks, with a short address; of `whole` documents without the cited words. */
export const firstMark = ([mark]: readonly CitationMark[], whole = false): CitationMark[] =>
  mark === undefined
    ? []
    : [Object.assign({}, mark, { url: whole ? mark.url.replace(/#.*$/u, '') : shortAddress(mark.url) })];

/** Returns the marks of statements; of the document that is named beside them the paragraphs are enough. */
export function marksIn(
  statements: readonly Statement[],
  { catalogue, language }: Pick<DigestContext, 'catalogue' | 'language'>,
  beside?: string,
): CitationMark[] {
  const ids = new Set(statements.flatMap(({ citations }) => citations.map(({ source }) => source)));
  const sources = [...ids].flatMap((id) => catalogue.sources.get(id) ?? []);
  return citedIn(statements, sources).map(({ source, paragraphs, url }) => {
    const places = paragraphText(paragraphs);
    return {
      paragraphs,
      url: shortAddress(url),
      text: source.id === beside ? places : `${publishedIn(source, language)} ${places}`,
    };
  });
}

/** Returns the mark of a statement in its own document or, where that is not cited, in the first that is. */
export function ownMark(statement: Statement, context: Pick<DigestContext, 'catalogue' | 'language'>): CitationMark[] {
  const { document, citations } = statement;
  const own = citations.filter(({ source }) => source === document);
  const cited = own.length > 0 ? own : citations.filter(({ source }) => source === citations[0]?.source);
  return marksIn([{ ...statement, citations: cited }], context, document);
}

/** Returns the marks of the statements of some ids: all of them, so that nothing stands uncited. */
export function marksOfIds(
  ids: readonly string[],
  context: Pick<DigestContext, 'catalogue' | 'language'>,
): CitationMark[] {
  const statements = ids.flatMap((id) => context.catalogue.statements.get(id) ?? []);
  let used = 0;
  return marksIn(statements, context).map((mark, index) => {
    used += mark.url.length;
    return index === 0 || used <= MAX_LINKS_CHARACTERS
      ? mark
      : Object.assign({}, mark, { url: mark.url.replace(/#.*$/u, '') });
  });
}

/** Returns the bottom line of a topic behind a label, with what it rests on and the day of the newest document of that. */
export function bottomLineIn(brief: Brief, context: DigestContext, label = ''): Point {
  const { language } = context;
  const { text, restsOn } = brief.bottomLine;
  const t = messages(language);
  const day = bottomLineDay(brief, context.catalogue);
  return {
    label:
      day === ''
        ? label || t('reply.bottomLine')
        : t('digest.bottomLine', {
            topic: label === '' ? t('reply.bottomLine') : label,
            asOf: formatDay(day, language),
          }),
    text: pick(text, language),
    marks: marksOfIds(restsOn, context),
  };
}

/** Returns who published the document of a statement, and when. */
export function documentOf(
  { document }: Statement,
  { catalogue: { sources }, language }: Pick<DigestContext, 'catalogue' | 'language'>,
): string {
  const source = sources.get(document);
  return source === undefined ? '' : publishedIn(source, language);
}

/** Returns the mark of a whole document. */
export const documentMark = (source: Source, { language }: Pick<DigestContext, 'language'>): CitationMark => ({
  paragraphs: [],
  text: publishedIn(source, language),
  url: source.url,
});

/** Returns the room that a point takes, without what platforms add. */
export const pointSize = ({ label, text, marks }: Point): number =>
  [label, text, ...marks.flatMap((mark) => [mark.text, mark.url])].join('   ').length;
