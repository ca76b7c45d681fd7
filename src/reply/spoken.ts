/** What a reply says in one line, for notifications and screen readers: the answer itself, not what stands around it. */
import type { Block, Reply } from './reply.ts';

/** Returns the first thing that a reply tells, without its title; '' where it tells nothing. */
export function spokenText({ blocks, outcome }: Pick<Reply, 'blocks' | 'outcome'>): string {
  const told = blocks
    .map((block) => ({ isNote: block.type === 'note', text: textOf(block) }))
    .filter(({ text }) => text !== '');
  const content = outcome === undefined ? told.find(({ isNote }) => !isNote) : undefined;
  return (content ?? told[0])?.text ?? '';
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'summary':
    case 'note':
      return block.text;
    case 'claims':
      return block.claims.map(({ state = '', text }) => joined(' ', state, text))[0] ?? '';
    case 'points':
      return joined(' ', block.heading, ...block.items.map(({ label, text }) => joined(': ', label, text)));
    case 'watch':
      return block.items[0]?.text ?? '';
    case 'gaps':
      return block.items[0] ?? '';
    case 'list':
      return joined('; ', ...block.items.slice(0, MAX_ITEMS).map(({ label, detail }) => joined(': ', label, detail)));
    case 'sources':
    case 'badge':
    case 'choices':
      return '';
  }
}

/** A list of more is read in the message itself. */
const MAX_ITEMS = 3;

const joined = (between: string, ...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(between);
