/** How far the briefs use a source: which paragraphs they cite, where, and which none of them does. */
import type { RecordCatalogue } from './catalogue.ts';

/** A statement that cites a paragraph, and the words in it that it points at. */
export type Cite = { readonly brief: string; readonly statement: string; readonly find: string };

export type ParagraphCoverage = {
  /** Counted from 1, as citations count. */
  readonly number: number;
  readonly fingerprint: string;
  /** Whether the source's record says that statements must cite it. */
  readonly mustBeCited: boolean;
  /** The statements of published briefs that cite it, by brief, then in the order of the brief. */
  readonly cites: readonly Cite[];
};

export type Coverage = {
  readonly source: string;
  readonly paragraphs: readonly ParagraphCoverage[];
  /** The ids of the published briefs that cite it, in their order. */
  readonly briefs: readonly string[];
  /** The numbers of the paragraphs that no published brief cites. */
  readonly uncited: readonly number[];
};

/** Returns for each source, in the order of their ids, what published briefs cite of it; a retracted brief cites nothing any more. */
export function coverage(catalogue: RecordCatalogue): Coverage[] {
  const cites = new Map<string, Map<number, Cite[]>>();
  for (const brief of catalogue.briefs.values()) {
    if (brief.status !== 'published') continue;
    for (const { id, citations } of brief.statements) {
      for (const { source, paragraph, find } of citations) {
        const paragraphs = cites.getOrInsertComputed(source, () => new Map<number, Cite[]>());
        paragraphs.getOrInsertComputed(paragraph, () => []).push({ brief: brief.id, statement: id, find });
      }
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
      briefs: [...new Set(cited.flatMap((paragraph) => paragraph.cites.map(({ brief }) => brief)))].toSorted(),
      uncited: cited.filter((paragraph) => paragraph.cites.length === 0).map(({ number }) => number),
    };
  });
}
