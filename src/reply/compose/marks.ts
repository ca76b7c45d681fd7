/** The citation marks of statements: one for each source, with its paragraphs. */
import type { Citation } from '../../records/fields.ts';
import { deepLink } from '../../records/citation.ts';
import type { Source, Statement } from '../../records/schema.ts';
import type { CitationMark } from '../reply.ts';

/** More cited words in one address make it longer than chats take. */
const LINKED_MOST = 2;

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
      const linked = paragraphs.slice(0, LINKED_MOST).map(([, citation]) => citation);
      return [{ source: n, paragraphs: paragraphs.map(([paragraph]) => paragraph), url: deepLink(source, ...linked) }];
    })
    .toSorted((a, b) => a.source - b.source);
}
