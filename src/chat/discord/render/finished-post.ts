/** The post of a flag that is done with: as it was, without the button, and with what became of it. Pure. */
import { decodeButtonId } from './button-id.ts';
import { small } from './markdown.ts';
import { FLAG, STYLE, TYPE, type ButtonPart, type DiscordMessage, type MessagePart } from './payload.ts';

/** Returns the post, read from the message as Discord tells it. */
export function finishedPost(components: unknown, text: string): DiscordMessage {
  return {
    flags: FLAG.componentsV2,
    components: [...list(components).flatMap(partOf), { type: TYPE.text, content: small(text) }],
    allowed_mentions: { parse: [] },
  };
}

function partOf(value: unknown): MessagePart[] {
  const { type, content, components } = fields(value);
  if (type === TYPE.text && typeof content === 'string') return [{ type, content }];
  if (type === TYPE.separator) return [{ type }];
  const buttons = type === TYPE.row ? list(components).flatMap(buttonOf) : [];
  return buttons.length === 0 ? [] : [{ type: TYPE.row, components: buttons }];
}

function buttonOf(value: unknown): ButtonPart[] {
  const { type, style, label, custom_id: id } = fields(value);
  if (type !== TYPE.button || typeof label !== 'string' || typeof id !== 'string') return [];
  if (decodeButtonId(id)?.verb === 'done') return [];
  return [{ type, style: style === STYLE.primary ? STYLE.primary : STYLE.secondary, label, custom_id: id }];
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
