/** Reads what a reply cites and must be found in its messages. */
import type { Block } from '../../../src/reply/reply.ts';
import type { CitationMark } from '../../../src/views/marks.ts';

/** Returns what a block cites, text by text. */
export function citedIn(block: Block): { readonly text: string; readonly marks: readonly CitationMark[] }[] {
  if (block.type === 'summary') return [block];
  if (block.type === 'claims') return [...block.claims];
  return block.type === 'watch' || block.type === 'points' ? [...block.items] : [];
}
