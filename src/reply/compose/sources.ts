/** The sources of a brief: which it has, by which number they are cited, how each is told, and the citation marks of statements. */
import { namesText } from '../list-text.ts';
import type { Translate } from '../../locales/messages.ts';
import type { Language, Source, Statement, Citation } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { pick } from './parts.ts';
import type { CitationMark, SourceItem } from '../reply.ts';
import { deepLink } from '../../records/citation.ts';

/** Returns the number of each source by its id, counted from 1. */
export const numbering = (sources: readonly Source[]): Map<string, number> =>
  new Map(sources.map(({ id }, index) => [id, index + 1]));

/** Returns a source as it is told under statements; in full with roles and the day it was read. */
export function sourceItem(
  source: Source,
  statements: readonly Statement[],
  t: Translate,
  language: Language,
  number: ReadonlyMap<string, number>,
  full = false,
): SourceItem {
  const paragraphs = new Set(
    statements.flatMap(({ citations }) =>
      citations.filter((citation) => citation.source === source.id).map(({ paragraph }) => paragraph),
    ),
  );
  const cited = [...paragraphs].toSorted((a, b) => a - b).map((paragraph) => `¶${paragraph}`);
  const authors = full
    ? namesText(
        source.authors.map((author) =>
          author.role === undefined
            ? pick(author.name, language)
            : pick(author.name, language) + t('reply.aside', { text: pick(author.role, language) }),
        ),
        t,
      )
    : names(source, t, language);
  return {
    number: number.get(source.id) ?? 0,
    title: pick(source.title, language),
    detail: [
      authors,
      pick(source.publisher, language),
      t(`reply.kindOfSource.${source.kind}`),
      t('reply.published', { day: formatDay(source.publishedOn, language) }),
      ...(full ? [t('reply.accessed', { day: formatDay(source.accessedOn, language) })] : []),
      ...(cited.length === 0 ? [] : [t('reply.citedIn', { paragraphs: cited.join(' ') })]),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    disclosure: pick(source.disclosure, language),
    url: source.url,
  };
}

/** Returns the names of a source's authors. */
export const names = (source: Source, t: Translate, language: Language): string =>
  namesText(
    source.authors.map((author) => pick(author.name, language)),
    t,
  );

/** More cited words in one address make it longer than chats take. */
const MAX_LINKED = 2;

/** Returns the marks of statements by source, each with its paragraphs in order. */
export function marksOf(
  statements: readonly Statement[],
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): CitationMark[] {
  const bySource = Map.groupBy(
    statements.flatMap(({ citations }) => citations),
    ({ source }) => source,
  );
  return [...bySource]
    .flatMap(([id, citations]): CitationMark[] => {
      const source = sources.find((one) => one.id === id);
      const n = number.get(id);
      if (source === undefined || n === undefined) return [];
      const paragraphs = [
        ...new Map(citations.map((one): [number, Citation] => [one.paragraph, one]).toReversed()),
      ].toSorted(([a], [b]) => a - b);
      const linked = paragraphs.slice(0, MAX_LINKED).map(([, citation]) => citation);
      const text = `${n} ${paragraphs.map(([paragraph]) => `¶${paragraph}`).join(', ')}`;
      return [
        { source: n, paragraphs: paragraphs.map(([paragraph]) => paragraph), text, url: deepLink(source, ...linked) },
      ];
    })
    .toSorted((a, b) => a.source - b.source);
}
