/** Fits a reply to a platform: spreads its blocks over messages so that nothing is cut and no statement parts from its citation. */
import type { Block, Reply } from './reply.ts';
import { wordsOf } from './words.ts';

/** What one message of a platform holds, and how a renderer counts a block against it. */
export type Measure = {
  /** Characters that the blocks of one message may take, as `cost` counts them. */
  readonly characters: number;
  /** Parts (platform blocks or components) that the blocks of one message may take. */
  readonly parts: number;
  /** Returns what a block takes; called on blocks of a single item and must not be less than what is rendered. */
  readonly cost: (block: Block) => { readonly characters: number; readonly parts: number };
  /** The longest text, in characters, that one item may hold; longer ones are continued in a next item. */
  readonly text: number;
  /** How many choices one menu or list of buttons may offer. */
  readonly choices: number;
};

/** One message of a reply. */
export type Page = { readonly blocks: readonly Block[]; readonly number: number; readonly of: number };

/** Returns the messages that a reply needs, at least one, in order. */
export function fit(reply: Reply, measure: Measure): Page[] {
  const pages: Block[][] = [[]];
  let characters = 0;
  let parts = 0;
  for (const atom of reply.blocks.flatMap((block) => atoms(block, measure))) {
    const cost = measure.cost(atom);
    if (parts > 0 && (characters + cost.characters > measure.characters || parts + cost.parts > measure.parts)) {
      pages.push([]);
      characters = 0;
      parts = 0;
    }
    pages.at(-1)?.push(atom);
    characters += cost.characters;
    parts += cost.parts;
  }
  const said = new Set<string>();
  return pages.map((page, index) => ({ blocks: merge(page, said, reply), number: index + 1, of: pages.length }));
}

/** Cuts a block into blocks of one item each, so that it can go on in a next message. */
function atoms(block: Block, { text, choices }: Measure): Block[] {
  switch (block.type) {
    case 'summary':
      return split(block.text, text).map((part) => ({ ...block, text: part }));
    case 'note':
      return split(block.text, text).map((part) => ({ ...block, text: part }));
    case 'claims':
      // Each part of a long statement carries the citations again: a statement never parts from them.
      return block.claims.flatMap((claim) =>
        split(claim.text, text).map((part): Block => ({ ...block, claims: [{ ...claim, text: part }] })),
      );
    case 'watch':
      return block.items.flatMap((item) =>
        split(item.text, text).map((part): Block => ({ ...block, items: [{ ...item, text: part }] })),
      );
    case 'gaps':
      return block.items.flatMap((item) => split(item, text).map((part): Block => ({ ...block, items: [part] })));
    case 'sources':
      return block.items.map((item): Block => ({ ...block, items: [item] }));
    case 'list':
      return block.items.flatMap((item) =>
        split(item.detail, text).map((part): Block => ({ ...block, items: [{ ...item, detail: part }] })),
      );
    case 'choices':
      return Array.from({ length: Math.ceil(block.choices.length / choices) }, (_, index) => ({
        ...block,
        choices: block.choices.slice(index * choices, (index + 1) * choices),
      }));
    case 'badge':
      return [block];
  }
}

/** Joins what stands side by side on one page under one heading again, and marks headings that an earlier page has said. */
function merge(page: readonly Block[], said: Set<string>, { language }: Reply): Block[] {
  const merged: Block[] = [];
  const here = new Set<string>();
  for (const block of page) {
    const last = merged.at(-1);
    if (last?.type === 'claims' && block.type === 'claims' && last.heading === block.heading)
      merged[merged.length - 1] = { ...last, claims: [...last.claims, ...block.claims] };
    else if (last?.type === 'watch' && block.type === 'watch')
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else if (last?.type === 'gaps' && block.type === 'gaps')
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else if (last?.type === 'sources' && block.type === 'sources')
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else if (last?.type === 'list' && block.type === 'list' && last.heading === block.heading)
      merged[merged.length - 1] = { ...last, items: [...last.items, ...block.items] };
    else merged.push(block);
  }
  const headed = merged.map((block): Block => {
    if (!('heading' in block)) return block;
    here.add(block.heading);
    return said.has(block.heading) ? { ...block, heading: wordsOf(language).continued(block.heading) } : block;
  });
  for (const heading of here) said.add(heading);
  return headed;
}

/** Where a Chinese text may be cut: behind its stops. */
const STOPS = ['。', '；', '，', '、'];

/** Cuts a text into parts of at most `most` characters, at white space or a Chinese stop where there is one, never inside a character. */
export function split(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const stop = Math.max(head.lastIndexOf(' '), ...STOPS.map((mark) => head.lastIndexOf(mark) + 1));
    let at = stop > most / 2 ? stop : most;
    if (stop <= most / 2) {
      let whole = 0;
      for (const { index } of new Intl.Segmenter().segment(rest.slice(0, most + 64))) if (index <= most) whole = index;
      at = whole > 0 ? whole : most;
    }
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}
