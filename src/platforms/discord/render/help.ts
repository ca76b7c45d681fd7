/** How one asks on Discord, for its help. */
import type { Language } from '../../../records/schema.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';
import { BRIEF_THIS_COMMAND, briefNames } from '../commands/brief.ts';
import { DIGEST_COMMAND } from '../commands/digest.ts';
import { seenName } from '../commands/parts.ts';

type HelpEntryOf = { readonly label: string; readonly detail: string };

type HelpOptions = {
  /** How the reader's Discord is set, which decides how the commands are named there. */
  readonly locale?: string | undefined;
  /** Whether only a person has brought the bot along, so that it cannot be mentioned. */
  readonly isUserInstalled?: boolean;
};

/** Returns the ways to ask, in a language; the commands are named as the reader's Discord shows them, Chinese readers' by both names since only the original one can be clicked. */
export function helpEntries(
  language: Language,
  { locale, isUserInstalled = false }: HelpOptions = {},
): readonly HelpEntryOf[] {
  const { help } = discordTexts(language);
  const shown = locale ?? (language === 'zh' ? 'zh-CN' : undefined);
  const { command, topic, language: option } = briefNames(shown);
  return [
    { label: both(command, 'brief'), detail: help.brief },
    { label: `/${command} ${topic}:`, detail: help.parts },
    { label: `/${command} ${option}:`, detail: help.language },
    ...(isUserInstalled ? [] : [{ label: help.mentionMe, detail: help.mention }]),
    { label: help.writeToMe, detail: help.write },
    { label: `${help.apps} › ${seenName(BRIEF_THIS_COMMAND, shown)}`, detail: help.briefThis },
    ...(isUserInstalled ? [] : [{ label: both(seenName(DIGEST_COMMAND, shown), 'digest'), detail: help.digest }]),
  ];
}

const both = (name: string, original: string): string => (name === original ? `/${name}` : `/${name}（/${original}）`);
