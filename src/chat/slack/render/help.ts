/** What help tells about asking on Slack. */
import { messages } from '../../../locales/messages.ts';
import type { Language } from '../../../records/schema.ts';
import type { HelpEntries } from '../../../conversation/conversation.ts';

const ENTRIES = ['all', 'topic', 'full', 'mention', 'write', 'briefThis', 'buttons', 'settings', 'digest'] as const;

/** Returns the ways to ask on Slack, in a language. */
export function helpEntries(language: Language): HelpEntries {
  const t = messages(language);
  return ENTRIES.map((name) => ({ label: t(`slack.help.${name}.label`), detail: t(`slack.help.${name}.detail`) }));
}
