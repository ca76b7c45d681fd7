/** How one asks on Discord, for its help. */
import { messages } from '../../../locales/messages.ts';
import type { Language } from '../../../records/schema.ts';
import { BRIEF_THIS_COMMAND, briefNames } from '../commands/brief.ts';
import { DIGEST_NAME } from '../commands/digest.ts';
import { localName } from '../commands/options.ts';

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
  const t = messages(language);
  const shown = locale ?? (language === 'zh' ? 'zh-CN' : undefined);
  const { command, topic, language: option } = briefNames(shown);
  return [
    { label: both(command, 'brief'), detail: t('discord.help.brief') },
    { label: `/${command} ${topic}:`, detail: t('discord.help.parts') },
    { label: `/${command} ${option}:`, detail: t('discord.help.language') },
    ...(isUserInstalled ? [] : [{ label: t('discord.help.mentionMe'), detail: t('discord.help.mention') }]),
    { label: t('discord.help.writeToMe'), detail: t('discord.help.write') },
    {
      label: `${t('discord.help.apps')} › ${localName(BRIEF_THIS_COMMAND, shown)}`,
      detail: t('discord.help.briefThis'),
    },
    ...(isUserInstalled
      ? []
      : [{ label: both(localName(DIGEST_NAME, shown), 'digest'), detail: t('discord.help.digest') }]),
  ];
}

const both = (name: string, original: string): string => (name === original ? `/${name}` : `/${name}（/${original}）`);
