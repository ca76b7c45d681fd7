/** The form in which a reader reports an error in a brief. Pure. */
import { fingerprint } from '../../records/document.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { pick } from '../../reply/compose/parts.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../../inbox/flag.ts';
import type { FlagForm } from './types.ts';
import { inboxTexts } from '../../reply/texts/inbox.ts';

export const TEXT_LEAST = 10;
export const TEXT_MOST = 2_000;
export const LINK_MOST = 500;

/** Returns the value of a statement in the menu: an id may be longer than a platform lets a value be. */
export const optionValue = (statement: string): string => fingerprint(statement);

/** Returns the form for a brief. */
export function formFor(brief: Brief, language: Language): FlagForm {
  const texts = inboxTexts(language);
  return {
    title: texts.form,
    topic: brief.id,
    language,
    about: texts.about(pick(brief.title, language)),
    statement: {
      label: texts.statement,
      placeholder: texts.statementPlaceholder,
      options: [
        { value: WHOLE_BRIEF, label: texts.whole },
        { value: BOTTOM_LINE, label: texts.bottomLine(pick(brief.bottomLine.text, language)) },
        ...byWeight(brief).map(({ id, text }) => ({ value: optionValue(id), label: pick(text, language) })),
      ],
    },
    text: {
      label: texts.text,
      hint: texts.textHint(TEXT_LEAST, TEXT_MOST),
      least: TEXT_LEAST,
      most: TEXT_MOST,
    },
    link: { label: texts.link, hint: texts.linkHint, most: LINK_MOST },
    send: texts.send,
    cancel: texts.cancel,
  };
}

/** The statements of a brief, its key points first: a menu may hold fewer than there are. */
function byWeight({ keyPoints, statements }: Brief): Statement[] {
  const points = keyPoints.flatMap((id) => statements.find((statement) => statement.id === id) ?? []);
  return [...new Set([...points, ...statements])];
}
