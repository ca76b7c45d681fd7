/** The text of a message: what was written, and the embeds and components below it. Pure. */

/** The limit of text that is read. */
export const MAX_MESSAGE_CHARACTERS = 4_000;
/** Components nest at most three deep, and forwarded messages do not nest: https://docs.discord.com/developers/resources/message#message-snapshot-object */
const MAX_DEPTH = 5;

/** Mentions of people, roles, channels and commands, emoji of servers, and times, in Discord's markup; and addresses. */
const MARKUP = /<(?:a?:\w+|[@#][!&]?|\/[^:<>]{1,100}|t|id):?[\w:-]*>|https?:\/\/[^\s<>]+/gu;

/** Returns the text of a message, at most 4,000 characters: its content, then its embeds, components, poll and the message that it forwards; empty if it has no text. */
export function messageText(message: unknown): string {
  const text = textOf(message, 0)
    .map((part) => part.replace(MARKUP, ' ').trim())
    .filter((part) => part !== '')
    .join('\n');
  // The cut must not split a character.
  return text.slice(0, MAX_MESSAGE_CHARACTERS).replace(/[\uD800-\uDBFF]$/u, '');
}

function textOf(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  const message = fields(value);
  const poll = fields(message.poll);
  return [
    message.content,
    ...list(message.embeds).flatMap(textsOfEmbed),
    ...list(message.components).flatMap((component) => embedText(component, depth + 1)),
    ...[poll.question, ...list(poll.answers).map((answer) => fields(answer).poll_media)].map(
      (media) => fields(media).text,
    ),
    ...list(message.message_snapshots).flatMap((snapshot) => textOf(fields(snapshot).message, depth + 1)),
  ].filter((part) => typeof part === 'string');
}

function textsOfEmbed(value: unknown): unknown[] {
  const embed = fields(value);
  const rows = list(embed.fields).map(fields);
  return [embed.title, embed.description, ...rows.flatMap((row) => [row.name, row.value])];
}

/** Returns the texts of a component; labels of buttons name actions, not the subject of the message. */
function embedText(value: unknown, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  const { content, components } = fields(value);
  return [
    ...(typeof content === 'string' ? [content] : []),
    ...list(components).flatMap((component) => embedText(component, depth + 1)),
  ];
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
