/** The text of what a flag is about. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { pick } from '../../reply/compose/parts.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from './flag.ts';

/** Returns the text of the flagged statement or bottom line, or a phrase for the whole brief; the bare id of a statement that no longer exists. */
export function statementText(statement: string, brief: Brief | undefined, language: Language): string {
  const t = messages(language);
  if (statement === WHOLE_BRIEF) return t('inbox.whole');
  if (brief === undefined) return statement;
  if (statement === BOTTOM_LINE) return t('inbox.bottomLine', { text: pick(brief.bottomLine.text, language) });
  const found = brief.statements.find(({ id }) => id === statement);
  return found === undefined ? statement : pick(found.text, language);
}
