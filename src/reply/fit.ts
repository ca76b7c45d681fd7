/** Fits a reply to a platform: spreads its blocks over messages so that nothing is cut and no statement parts from its citation. */
import { messages } from '../locales/messages.ts';
import type { Block, Reply } from './reply.ts';
import { chunks } from '../shared/chunks.ts';

/** What one message of a platform holds, and how a renderer counts a block against it. */
export type MessageLimits = {
  /** Characters that the blocks of one message may take, as `cost` counts them. */
  readonly characters: number;
  /** Parts (platform blocks or components) that the blocks of one message may take. */
  readonly parts: number;
  /** Returns what a block takes after the one `before` it on its page; called on blocks of a single item and must not be less than what is rendered. */
  readonly cost: (block: Block, before?: Block) => { readonly characters: number; readonly parts: number };
  /** The longest text, in characters, that one item may hold; longer ones are continued in a next item. */
  readonly text: number;
  /** How many choices one menu or list of buttons may offer. */
  readonly choices: number;
};

/** One message of a reply. */
export type Page = { readonly blocks: readonly Block[]; readonly number: number; readonly of: number };

/** A block of one item, and which block of the reply it is a part of. */
type Atom = { readonly block: Block; readonly origin: number };

const NOTHING: ReturnType<MessageLimits['cost']> = { characters: 0, parts: 0 };

/** Returns the messages that a reply needs, at least one, in order. */
export function fit(reply: Reply, measure: MessageLimits): Page[] {
  const pages: Atom[][] = [[]];
  const begun = new Set<number>();
  let characters = 0;
  let parts = 0;
  const all = reply.blocks.flatMap((block, origin) => atoms(block, measure).map((atom) => ({ block: atom, origin })));
  for (const [index, atom] of all.entries()) {
    // A heading that is said again is counted as it will be shown: longer, since it says that it goes on.
    const headed = begun.has(atom.origin) ? continuing(atom.block, reply) : atom.block;
    const before = pages.at(-1)?.at(-1)?.block;
    let cost = measure.cost(joins(atom.block, before) ? atom.block : headed, before);
    // What a badge is about does not stay behind without it.
    const next = all[index + 1]?.block;
    const badge = next?.type === 'badge' ? measure.cost(next, atom.block) : NOTHING;
    if (
      before !== undefined &&
      (characters + cost.characters + badge.characters > measure.characters ||
        parts + cost.parts + badge.parts > measure.parts)
    ) {
      pages.push([]);
      characters = 0;
      parts = 0;
      cost = measure.cost(headed);
    }
    pages.at(-1)?.push(atom);
    characters += cost.characters;
    parts += cost.parts;
    begun.add(atom.origin);
  }
  const shownOrigins = new Set<number>();
  return pages.map((page, index) => ({
    blocks: merge(page, shownOrigins, reply),
    number: index + 1,
    of: pages.length,
  }));
}

/** Cuts a block into blocks of one item each, so that it can go on in a next message. */
function atoms(block: Block, { text, choices }: Pick<MessageLimits, 'text' | 'choices'>): Block[] {
  switch (block.type) {
    case 'summary':
      return split(block.text, text).map((part) => withText(block, part));
    case 'note':
      return split(block.text, text).map((part) => withText(block, part));
    case 'claims':
      // Each part of a long statement carries the citations again: a statement never parts from them.
      return block.claims.flatMap((claim) =>
        split(claim.text, text).map((part): Block => withClaims(block, [withText(claim, part)])),
      );
    case 'watch':
      return block.items.flatMap((item) =>
        split(item.text, text).map((part) => withItems(block, [withText(item, part)])),
      );
    case 'points':
      return block.items.flatMap((item) =>
        split(item.text, text).map((part) => withItems(block, [withText(item, part)])),
      );
    case 'gaps':
      return block.items.flatMap((item) => split(item, text).map((part) => withItems(block, [part])));
    case 'sources':
      return block.items.map((item) => withItems(block, [item]));
    case 'list':
      return block.items.flatMap((item) =>
        split(item.detail, text).map((part) => withItems(block, [{ ...item, detail: part }])),
      );
    case 'choices':
      return chunks(block.choices, choices).map((some) => Object.assign({}, block, { choices: some }));
    case 'badge':
      return [block];
  }
}

/** Returns a block as blocks of one item each, whose texts stay whole. */
export const partsOf = (block: Block): Block[] =>
  block.type === 'choices' ? [block] : atoms(block, { text: Infinity, choices: Infinity });

const withText = <Item extends { readonly text: string }>(item: Item, text: string): Item => ({ ...item, text });

const withItems = <Items extends Block & { readonly items: readonly unknown[] }>(
  block: Items,
  items: Items['items'],
): Items => ({ ...block, items });

const withClaims = (block: ClaimsBlock, claims: ClaimsBlock['claims']): ClaimsBlock => ({ ...block, claims });

type ClaimsBlock = Extract<Block, { readonly type: 'claims' }>;

/** Tells whether a block goes on under the heading of the one before it. */
function joins(block: Block, before: Block | undefined): boolean {
  return (
    before !== undefined &&
    block.type === before.type &&
    block.type !== 'summary' &&
    'heading' in block &&
    'heading' in before &&
    block.heading === before.heading
  );
}

const continuing = (block: Block, { language }: Reply): Block =>
  'heading' in block && block.heading !== ''
    ? { ...block, heading: messages(language)('reply.continued', { heading: block.heading }) }
    : block;

/** Joins what stands side by side on one page under one heading again, and marks the headings of blocks that go on. */
function merge(page: readonly Atom[], shownOrigins: Set<number>, reply: Reply): Block[] {
  const mergedAtoms: Atom[] = [];
  for (const atom of page) {
    const last = mergedAtoms.at(-1);
    const merged = joins(atom.block, last?.block) ? join(last?.block, atom.block) : undefined;
    if (last === undefined || merged === undefined) mergedAtoms.push(atom);
    else mergedAtoms[mergedAtoms.length - 1] = { ...last, block: merged };
  }
  const blocks = mergedAtoms.map(({ block, origin }) => {
    const shown = shownOrigins.has(origin) ? continuing(block, reply) : block;
    shownOrigins.add(origin);
    return shown;
  });
  for (const { origin } of page) shownOrigins.add(origin);
  return blocks;
}

/** Returns two blocks of one kind as one under the heading of the first; undefined where they cannot be. */
export function join(last: Block | undefined, block: Block): Block | undefined {
  if (last?.type === 'claims' && block.type === 'claims') return { ...last, claims: [...last.claims, ...block.claims] };
  if (last?.type === 'watch' && block.type === 'watch') return { ...last, items: [...last.items, ...block.items] };
  if (last?.type === 'points' && block.type === 'points') return { ...last, items: [...last.items, ...block.items] };
  if (last?.type === 'gaps' && block.type === 'gaps') return { ...last, items: [...last.items, ...block.items] };
  if (last?.type === 'sources' && block.type === 'sources') return { ...last, items: [...last.items, ...block.items] };
  if (last?.type === 'list' && block.type === 'list') return { ...last, items: [...last.items, ...block.items] };
  return undefined;
}

/** Where a Chinese text may be cut: behind its stops. */
const STOPS = ['。', '；', '，', '、'];

/** Cuts a text into parts of at most `most` characters, at white space or a Chinese stop where there is one, never inside a character. */
export function split(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const head = rest.slice(0, most);
    const stop = Math.max(
      head.lastIndexOf(' '),
      head.lastIndexOf('\n'),
      ...STOPS.map((mark) => head.lastIndexOf(mark) + 1),
    );
    const at = stop > most / 2 ? stop : wholeCharacters(rest, most);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}

/** How much of a text of more than `most` code units holds whole characters only; at least one code point. */
function wholeCharacters(text: string, most: number): number {
  let whole = 0;
  for (const { index } of new Intl.Segmenter().segment(text.slice(0, most + 64))) if (index <= most) whole = index;
  if (whole > 0) return whole;
  // A single character as long as this is noise; only its code points are kept whole.
  const half = (text.codePointAt(most - 1) ?? 0) > 0xffff;
  return half ? Math.max(most - 1, 2) : most;
}
