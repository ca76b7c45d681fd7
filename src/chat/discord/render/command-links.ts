/** Makes the commands that a message names clickable. Pure. */
import { BRIEF } from '../commands/brief.ts';
import { commandOf, DIGEST, SUBCOMMANDS } from '../commands/digest.ts';
import { LIMITS, weight } from '../limits.ts';
import { TYPE, type DiscordMessage } from './payload.ts';

/** The ids that Discord gave the commands, by their names. */
export type CommandIds = ReadonlyMap<string, string>;

/** The subcommands as readers of Chinese see them; Discord makes only the original names clickable: https://github.com/discord/discord-api-docs/issues/5518 */
const IN_CHINESE: ReadonlyMap<string, string> = new Map(
  ['zh-CN', 'zh-TW'].flatMap((locale) =>
    SUBCOMMANDS.map((name) => [commandOf(name, locale), `${DIGEST} ${name}`] as const),
  ),
);
/** A command's name as part of an address, or behind a word, is none. */
const BEFORE = String.raw`(?<![\w/.:\\-])`;
const AFTER = String.raw`(?![\w/-]|\.\w)`;
const ORIGINAL = new RegExp(`${BEFORE}/(?<name>${DIGEST} (?:${SUBCOMMANDS.join('|')})|${BRIEF})${AFTER}`, 'gu');
const CHINESE = new RegExp(`${BEFORE}(?:${[...IN_CHINESE.keys()].join('|')})(?!\\p{Script=Han})`, 'gu');

/** Returns a message whose commands open when they are clicked, where their ids are known and there is room for them. */
export function linkCommands(message: DiscordMessage, ids: CommandIds): DiscordMessage {
  if (ids.size === 0) return message;
  const components = message.components.map((part) =>
    part.type === TYPE.text ? { ...part, content: linked(part.content, ids) } : part,
  );
  const taken = components.reduce((sum, part) => sum + (part.type === TYPE.text ? weight(part.content) : 0), 0);
  return taken > LIMITS.text ? message : { ...message, components };
}

function linked(content: string, ids: CommandIds): string {
  const reference = (name: string): string | undefined => {
    const id = ids.get(name.split(' ', 1)[0] ?? '');
    return id === undefined ? undefined : `</${name}:${id}>`;
  };
  return content
    .replace(ORIGINAL, (typed, name: string) => reference(name) ?? typed)
    .replace(CHINESE, (typed) => {
      const found = reference(IN_CHINESE.get(typed) ?? '');
      return found === undefined ? typed : `${typed}（${found}）`;
    });
}
