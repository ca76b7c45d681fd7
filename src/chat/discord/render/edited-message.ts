/** Posted messages as they are edited: with a correction, or with what became of a flag. Pure. */
import type { Reply } from '../../../reply/reply.ts';
import { LIMITS, weight } from '../limits.ts';
import { markdown, small } from './markdown.ts';
import { markerNumber } from './marker.ts';
import { FLAG, TYPE, STYLE, type ButtonPart, type DiscordMessage, type MessagePart } from './payload.ts';
import { escape } from './escape.ts';
import { decodeButtonId } from './button-id.ts';

type FetchedComponent = Readonly<Record<string, unknown>>;

/** A message of components, as Discord takes them back. */
export type CorrectedMessage = {
  readonly flags: number;
  readonly components: readonly FetchedComponent[];
  readonly allowed_mentions: { readonly parse: readonly [] };
};

/** Returns the message with a reply's blocks above its own, or undefined where it has no room for them. */
export function corrected(
  components: unknown,
  { blocks, marker = '' }: Reply,
  struck: readonly string[],
): CorrectedMessage | undefined {
  const content = blocks.map((block) => markdown(block, 'words')).join('\n');
  const note = { type: TYPE.text, id: markerNumber(marker), content };
  const wordings = struck.map(escape).filter((text) => text !== '');
  const all = [note, ...listOf(components).map((part) => strike(part, wordings))];
  const texts = textsOf(all);
  const isTooLong = texts.reduce((sum, text) => sum + weight(text), 0) > LIMITS.text;
  if (isTooLong || countOf(all) > LIMITS.components) return undefined;
  return { flags: FLAG.componentsV2, components: all, allowed_mentions: { parse: [] } };
}

/** Tells whether a message has the note of a marker. */
export const hasNote = (components: unknown, marker: string): boolean =>
  listOf(components).some(({ type, id }) => type === TYPE.text && id === markerNumber(marker));

/** Returns a part with the wordings struck where they stand in its text. */
function strike(part: FetchedComponent, wordings: readonly string[]): FetchedComponent {
  const { type, content, components } = part;
  if (Array.isArray(components) && type === TYPE.container)
    return { ...part, components: listOf(components).map((inner) => strike(inner, wordings)) };
  if (type !== TYPE.text || typeof content !== 'string') return part;
  let text = content;
  for (const wording of wordings)
    if (!text.includes(`~~${wording}~~`)) text = text.replaceAll(wording, `~~${wording}~~`);
  return { ...part, content: text };
}

const textsOf = (parts: readonly FetchedComponent[]): string[] =>
  parts.flatMap(({ type, content, components }) =>
    type === TYPE.text && typeof content === 'string' ? [content] : textsOf(listOf(components)),
  );

const countOf = (parts: readonly FetchedComponent[]): number =>
  parts.reduce((sum, { components }) => sum + 1 + countOf(listOf(components)), 0);

const listOf = (value: unknown): readonly FetchedComponent[] =>
  Array.isArray(value) ? (value as readonly FetchedComponent[]) : [];

/** Returns the post, read from the message as Discord tells it. */
export function finishedPost(components: unknown, text: string): DiscordMessage {
  return {
    flags: FLAG.componentsV2,
    components: [...listOf(components).flatMap(partOf), { type: TYPE.text, content: small(text) }],
    allowed_mentions: { parse: [] },
  };
}

function partOf(value: unknown): MessagePart[] {
  const { type, content, components } = asRecord(value);
  if (type === TYPE.text && typeof content === 'string') return [{ type, content }];
  if (type === TYPE.separator) return [{ type }];
  const buttons = type === TYPE.row ? listOf(components).flatMap(buttonOf) : [];
  return buttons.length === 0 ? [] : [{ type: TYPE.row, components: buttons }];
}

function buttonOf(value: unknown): ButtonPart[] {
  const { type, style, label, custom_id: id } = asRecord(value);
  if (type !== TYPE.button || typeof label !== 'string' || typeof id !== 'string') return [];
  if (decodeButtonId(id)?.verb === 'done') return [];
  return [{ type, style: style === STYLE.primary ? STYLE.primary : STYLE.secondary, label, custom_id: id }];
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
