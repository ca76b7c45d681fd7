/** The help entries of the console. */
import { messages } from '../../locales/messages.ts';
import type { Language } from '../../records/schema.ts';

const ENTRIES = ['all', 'topic', 'question', 'full', 'section', 'language', 'exit'] as const;

/** Returns the help entries in a language. */
export function helpEntries(language: Language): readonly { readonly label: string; readonly detail: string }[] {
  const t = messages(language);
  return ENTRIES.map((name) => ({ label: t(`console.help.${name}.label`), detail: t(`console.help.${name}.detail`) }));
}
