/** The paragraphs that a document's record says must be cited. */
import type { DocumentRecord, Source } from '../schema.ts';

/** Returns each paragraph, counted from 1, that must be cited and is cited by no statement of the document. */
export function uncited(document: Pick<DocumentRecord | Source, 'mustCite' | 'statements' | 'id'>): number[] {
  if (document.mustCite === undefined) return [];
  const cited = new Set(
    document.statements.flatMap(({ citations }) =>
      citations.flatMap(({ source, paragraph }) => (source === undefined || source === document.id ? [paragraph] : [])),
    ),
  );
  const { from, to } = document.mustCite;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(
    (paragraph) => !cited.has(paragraph),
  );
}
