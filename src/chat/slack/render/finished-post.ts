/** The post of a flag that is done with: as it was, without the button, and with what became of it. Pure. */
import type { types } from '@slack/bolt';
import { decodeButton } from '../../../reply/button.ts';
import { contextBlock } from './blocks.ts';

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
