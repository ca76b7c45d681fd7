/** The form in which a reader says what is wrong in a brief. Pure. */
import type { Brief, Language } from '../../records/schema.ts';
import { pick } from '../../reply/pick.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../../inbox/flag.ts';
import type { FlagForm } from './types.ts';
import { inboxWords } from '../../reply/texts/inbox.ts';

export const TEXT_LEAST = 10;
export const TEXT_MOST = 2_000;
export const LINK_MOST = 500;

/** Returns the form for a brief. */
export function formFor(brief: Brief, language: Language): FlagForm {
  const words = inboxWords(language);
  return {
    title: words.form,
    topic: brief.id,
    language,
    about: words.about(pick(brief.title, language)),
    statement: {
      label: words.statement,
      placeholder: words.statementPlaceholder,
      options: [
        { value: WHOLE_BRIEF, label: words.whole },
        { value: BOTTOM_LINE, label: words.bottomLine(pick(brief.bottomLine.text, language)) },
        ...brief.statements.map(({ id, text }) => ({ value: id, label: pick(text, language) })),
      ],
    },
    text: {
      label: words.text,
      hint: words.textHint(TEXT_LEAST, TEXT_MOST),
      least: TEXT_LEAST,
      most: TEXT_MOST,
    },
    link: { label: words.link, hint: words.linkHint, most: LINK_MOST },
    send: words.send,
    cancel: words.cancel,
  };
}

/** Returns what a flag says is wrong: a statement's own words, the bottom line's, or that it is the whole; the bare id of a statement that is gone. */
export function statementText(statement: string, brief: Brief | undefined, language: Language): string {
  const words = inboxWords(language);
  if (statement === WHOLE_BRIEF) return words.whole;
  if (brief === undefined) return statement;
  if (statement === BOTTOM_LINE) return words.bottomLine(pick(brief.bottomLine.text, language));
  const found = brief.statements.find(({ id }) => id === statement);
  return found === undefined ? statement : pick(found.text, language);
}
