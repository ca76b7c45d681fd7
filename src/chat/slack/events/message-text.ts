/** The text of a message by somebody else: its text, or that of its blocks where it has none, and its attachments, such as forwarded messages and previews of links. */
import { parseText } from '../render/escape.ts';

/** The limit of text that is read. */
export const MAX_MESSAGE = 4_000;

/** The depth to which blocks and attachments are read. */
const MAX_DEPTH = 8;
/** The number of parts read of what is not text. */
const MAX_PARTS = 500;

/** The text fields of an attachment; its fallback repeats them. */
const ATTACHED = ['pretext', 'title', 'text'] as const;

type Json = Readonly<Record<string, unknown>>;

/** Returns the text of a message, at most 4,000 characters; empty where it has none, as a message with only a picture. */
export function messageText(message: Json): string {
  const own = asText(message.text) || textOf(message.blocks).join(' ');
  const attached = asList(message.attachments).flatMap((one) => {
    const texts = ATTACHED.map((field) => asText(one[field])).filter(Boolean);
    return texts.length > 0 ? texts : textOf(one.blocks).concat(textOf(one.message_blocks), asText(one.fallback));
  });
  return clip(parseText([own, ...attached].filter((part) => part !== '').join('\n'))).trim();
}

/** Returns the texts in blocks, in order. */
function textOf(value: unknown): string[] {
  const found: string[] = [];
  const search = (at: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || found.length >= MAX_PARTS) return;
    if (Array.isArray(at)) for (const one of at) search(one, depth + 1);
    else if (typeof at === 'object' && at !== null) {
      const { text, ...rest } = at as Json;
      if (typeof text === 'string') found.push(text);
      else search(text, depth + 1);
      for (const key of ['message', 'blocks', 'elements', 'fields']) search(rest[key], depth + 1);
    }
  };
  search(value, 0);
  return found;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

const asList = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter((one): one is Json => typeof one === 'object' && one !== null) : [];

/** The cut must not split a character. */
const clip = (text: string): string => text.slice(0, MAX_MESSAGE).replace(/[\uD800-\uDBFF]$/u, '');
