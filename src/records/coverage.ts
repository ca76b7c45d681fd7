/** How far the statements use a document: which of its paragraphs they cite, in which topics, and which none of them does. */
import type { RecordCatalogue } from './catalogue.ts';

/** A statement that cites a paragraph, and the words in it that it points at. */
export type ParagraphCitation = {
  readonly statement: string;
  /** The published topics that it bears on; at least one. */
  readonly topics: readonly string[];
  readonly find: string;
};

export type ParagraphCoverage = {
  /** Counted from 1, as citations count. */
  readonly number: number;
  readonly fingerprint: string;
  /** Whether the document's record says that statements must cite it. */
  readonly mustBeCited: boolean;
  /** The statements of published topics that cite it, each citation once, in the order of the documents and their statements. */
  readonly cites: readonly ParagraphCitation[];
};

export type Coverage = {
  readonly source: string;
  readonly paragraphs: readonly ParagraphCoverage[];
  /** The ids of the published topics whose statements cite it, in their order. */
  readonly briefs: readonly string[];
  /** The numbers of the paragraphs that no statement of a published topic cites. */
  readonly uncited: readonly number[];
};

/** Returns for each document, in the order of their ids, what statements of published topics cite of it; a retracted topic cites nothing any more. */
export function coverage(catalogue: RecordCatalogue): Coverage[] {
  const cites = new Map<string, Map<number, ParagraphCitation[]>>();
  for (const { id, topics: all, citations } of catalogue.statements.values()) {
    const topics = all.filter((topic) => catalogue.briefs.get(topic)?.status === 'published');
    if (topics.length === 0) continue;
    for (const { source, paragraph, find } of citations) {
      const paragraphs = cites.getOrInsertComputed(source, () => new Map<number, ParagraphCitation[]>());
      paragraphs.getOrInsertComputed(paragraph, () => []).push({ statement: id, topics, find });
    }
  }
  return [...catalogue.sources.values()].map(({ id, paragraphs, mustCite }) => {
    const cited = paragraphs.map((fingerprint, index): ParagraphCoverage => {
      const number = index + 1;
      return {
        number,
        fingerprint,
        mustBeCited: mustCite !== undefined && number >= mustCite.from && number <= mustCite.to,
        cites: cites.get(id)?.get(number) ?? [],
      };
    });
    return {
      source: id,
      paragraphs: cited,
      briefs: [...new Set(cited.flatMap((paragraph) => paragraph.cites.flatMap(({ topics }) => topics)))].toSorted(),
      uncited: cited.filter((paragraph) => paragraph.cites.length === 0).map(({ number }) => number),
    };
  });
}
