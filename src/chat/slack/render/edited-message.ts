/** Posted messages as they are edited: with a correction, or with what became of a flag. Pure. */
import type { types } from '@slack/bolt';
import type { Reply } from '../../../reply/reply.ts';
import { LIMITS } from '../limits.ts';
import { ANSWER } from './button-id.ts';
import { markerOf, sizeOf, type SlackMessage } from './render.ts';
import { renderBlock, contextBlock } from './blocks.ts';
import { clean, clipEscaped, escape, parseText } from './escape.ts';
import { spokenText } from '../../../reply/spoken.ts';
import { decodeButton } from '../../../reply/button.ts';

type FetchedBlock = Readonly<Record<string, unknown>>;

/** A message as Slack tells it. */
export type FetchedMessage = { readonly text?: string | undefined; readonly blocks?: unknown };

/** Tells whether a message, or a page of it, has a block with a marker as its id. */
export const isMarked = ({ blocks }: FetchedMessage, marker: string): boolean => {
  const own = markerOf(marker, 1);
  return listOf(blocks).some(({ block_id: id }) => id === own || (typeof id === 'string' && id.startsWith(`${own}#`)));
};

/** Returns the message with a reply's blocks above its own, or undefined where it has no room for them. */
export function corrected(fetched: FetchedMessage, reply: Reply, struck: readonly string[]): SlackMessage | undefined {
  const { language, marker = '' } = reply;
  const note = reply.blocks.flatMap((block) => renderBlock(block, { language, prefix: ANSWER }));
  const [first, ...rest] = note;
  if (first === undefined) return undefined;
  // Slack tells the text of some of its elements as it was given, of others escaped.
  const wordings = struck.flatMap((text) => [clean(text), escape(text)]).filter((text) => text !== '');
  const own: unknown = listOf(fetched.blocks).map((block) => strike(block, wordings));
  const blocks = [{ ...first, block_id: markerOf(marker, 1) }, ...rest, ...(own as readonly types.KnownBlock[])];
  if (blocks.length > LIMITS.blocks || sizeOf(blocks) > LIMITS.message) return undefined;
  const [heading] = reply.blocks.flatMap((block) => (block.type === 'points' ? [block.heading] : []));
  const told = parseText(fetched.text ?? '');
  // What is wrong is not told again where nothing can be struck.
  const isWrong = struck.some((wording) => wording !== '' && told.includes(wording));
  return {
    text: clipEscaped(
      isWrong ? spokenText(reply) : [heading ?? '', told].filter((text) => text !== '').join(' · '),
      LIMITS.fallback,
    ),
    blocks,
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Returns a part of rich text in which the wordings are struck where they stand; everything else is returned as it is. */
function strike(part: FetchedBlock, wordings: readonly string[]): FetchedBlock {
  const { elements } = part;
  if (!String(part['type']).startsWith('rich_text') || !Array.isArray(elements)) return part;
  return {
    ...part,
    elements: listOf(elements).flatMap((element) =>
      element['type'] === 'text' && typeof element['text'] === 'string'
        ? struckText(element, element['text'], wordings)
        : [strike(element, wordings)],
    ),
  };
}

function struckText(element: FetchedBlock, text: string, wordings: readonly string[]): FetchedBlock[] {
  for (const wording of wordings) {
    const at = text.indexOf(wording);
    if (at === -1) continue;
    const style = { ...(element['style'] as FetchedBlock | undefined), strike: true };
    const [before, after] = [text.slice(0, at), text.slice(at + wording.length)];
    return [
      ...(before === '' ? [] : struckText({ ...element, text: before }, before, wordings)),
      { ...element, text: wording, style },
      ...(after === '' ? [] : struckText({ ...element, text: after }, after, wordings)),
    ];
  }
  return [element];
}

const listOf = (value: unknown): readonly FetchedBlock[] =>
  Array.isArray(value) ? (value as readonly FetchedBlock[]) : [];

/** Returns the blocks of the post, read from the message as Slack tells it: its first keeps the id by which it is looked up. */
export function finishedPost(blocks: unknown, note: string): types.KnownBlock[] {
  return [
    ...(Array.isArray(blocks) ? (blocks as readonly types.KnownBlock[]) : []).flatMap(blockOf),
    contextBlock([note]),
  ];
}

function blockOf(block: types.KnownBlock): types.KnownBlock[] {
  if (block.type !== 'actions') return [block];
  const elements = block.elements.filter(
    (element) => element.type !== 'button' || decodeButton(element.value ?? '')?.verb !== 'done',
  );
  return elements.length === 0 ? [] : [{ ...block, elements }];
}
