/** Every text of a reply in its order, and what of them is lost in what a platform makes of it. */
import type { Block, Reply } from '../../src/reply/reply.ts';

/** So much of a text that is cut stands in one piece at least; less where the cut is behind a short first word. */
const PIECE = 12;
const SHORT_PIECES = [PIECE, 9, 6, 3];

/** The texts that belong together, in whichever order a platform shows them. */
type Group = readonly string[];

/** Returns the texts of a reply that a reader must find, group by group in order, but for the labels of its buttons; who and date stand in the heading or the detail. */
export function textsOf({ title, blocks }: Pick<Reply, 'title' | 'blocks'>): Group[] {
  return [[title], ...blocks.flatMap(textsIn)];
}

/** Returns every address that a reply links. */
export function addressesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'url' && typeof one === 'string' ? [one] : addressesIn(one),
  );
}

function textsIn(block: Block): Group[] {
  switch (block.type) {
    case 'summary':
      return block.text === '' ? [] : [[block.heading], [block.text]];
    case 'badge':
      return [[...block.items, block.warning ?? '']];
    case 'claims':
      return under(
        block.heading,
        block.claims.map(({ text, detail }) => [text, ...detail]),
      );
    case 'watch':
      return under(
        block.heading,
        block.items.map(({ text, expected = '', wouldChange }) => [text, expected, wouldChange]),
      );
    case 'points':
      return under(
        block.heading,
        block.items.map(({ label, text }) => [label, text]),
      );
    case 'gaps':
      return under(
        block.heading,
        block.items.map((item) => [item]),
      );
    case 'sources':
      return under(
        block.heading,
        block.items.map(({ title, detail, disclosure }) => [title, detail, disclosure]),
      );
    case 'list':
      return under(
        block.heading,
        block.items.map(({ label, detail }) => [label, detail]),
      );
    case 'choices':
      return under(
        block.prompt,
        block.choices.map(({ label, detail }) => [label, detail]),
      );
    case 'note':
      return [[block.text]];
  }
}

const under = (heading: string, groups: readonly Group[]): Group[] =>
  groups.length === 0 ? [] : [[heading], ...groups];

/**
 * Returns the texts that do not stand in what is shown, behind the group before them: in one piece, or cut into pieces
 * that follow each other. White space does not count, nor what `clean` takes away as the platform does.
 */
export function lostOf(shown: string, groups: readonly Group[], clean: (text: string) => string): string[] {
  const bare = (text: string): string => clean(text.toWellFormed()).replace(/\s+/gu, '');
  const whole = bare(shown);
  let from = 0;
  return groups.flatMap((group) => {
    const ends = group.map((text) => endOf(whole, bare(text), from));
    from = Math.max(from, ...ends);
    return group.filter((_, index) => ends[index] === -1);
  });
}

/** Returns where a text ends that stands in a whole from somewhere on, -1 if it does not. */
function endOf(whole: string, text: string, from: number): number {
  let end = from;
  for (let rest = text; rest !== '';) {
    const size = SHORT_PIECES.find((one) => whole.includes(rest.slice(0, one), end));
    if (size === undefined) return -1;
    const found = whole.indexOf(rest.slice(0, size), end);
    let length = Math.min(size, rest.length);
    while (length < rest.length && whole[found + length] === rest[length]) length += 1;
    end = found + length;
    rest = rest.slice(length);
  }
  return end;
}
