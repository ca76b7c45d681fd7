/** The sources of a brief: by which number each is cited, and how each is told under statements. */
import type { Translate } from '../../locales/messages.ts';
import { formatDay } from '../../records/dates.ts';
import type { Language, Source, Statement } from '../../records/schema.ts';
import type { SourceItem } from '../reply.ts';
import { names } from '../../views/marks.ts';
import { namesText, pick } from '../../views/text.ts';

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
