/** Reads what a reply says and must be found in its messages. */
import type { Block, CitationMark } from '../../../src/reply/reply.ts';

/** Returns every text of a block that a reader must find; who and date stand in the heading or the detail. */
export function wordsIn(block: Block): string[] {
  switch (block.type) {
    case 'summary':
      return [block.text, ...(block.text === '' ? [] : [block.heading])];
    case 'badge':
      return [...block.items, block.warning ?? ''];
    case 'claims':
      return block.claims.flatMap(({ text, detail }) => [block.heading, text, ...detail]);
    case 'watch':
      return block.items.flatMap(({ text, expected, wouldChange }) => [
        block.heading,
        text,
        expected ?? '',
        wouldChange,
      ]);
    case 'gaps':
      return block.items.flatMap((item) => [block.heading, item]);
    case 'sources':
      return block.items.flatMap(({ title, detail, disclosure }) => [block.heading, title, detail, disclosure]);
    case 'list':
      return block.items.flatMap(({ label, detail }) => [block.heading, label, detail]);
    case 'choices':
      return block.choices.flatMap(({ label, detail }) => [block.prompt, label, detail]);
    case 'note':
      return [block.text];
  }
}

/** Returns what a block cites, text by text. */
export function citedIn(block: Block): { readonly text: string; readonly marks: readonly CitationMark[] }[] {
  if (block.type === 'summary') return [block];
  if (block.type === 'claims') return [...block.claims];
  return block.type === 'watch' ? [...block.items] : [];
}
