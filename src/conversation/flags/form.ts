/** The form in which a reader reports an error in a brief. Pure. */
import { messages } from '../../locales/messages.ts';
import { fingerprint } from '../../records/paragraphs.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { pick } from '../../reply/compose/parts.ts';
import { BOTTOM_LINE, WHOLE_BRIEF } from '../../people/inbox.ts';
import type { FlagForm } from './types.ts';

export const MIN_TEXT = 10;
export const MAX_TEXT = 2_000;
export const MAX_LINK = 500;

/** Returns the value of a statement in the menu: an id may be longer than a platform lets a value be. */
export const optionValue = (statement: string): string => fingerprint(statement);

/** Returns the form for a brief. */
export function formFor(brief: Brief, language: Language): FlagForm {
  const t = messages(language);
  return {
    title: t('inbox.form'),
    topic: brief.id,
    language,
    about: t('inbox.about', { title: pick(brief.title, language) }),
    statement: {
      label: t('inbox.statement'),
      placeholder: t('inbox.statementPlaceholder'),
      options: [
        { value: WHOLE_BRIEF, label: t('inbox.whole') },
        { value: BOTTOM_LINE, label: t('inbox.bottomLine', { text: pick(brief.bottomLine.text, language) }) },
        ...byWeight(brief).map(({ id, text }) => ({ value: optionValue(id), label: pick(text, language) })),
      ],
    },
    text: {
      label: t('inbox.text'),
      hint: t('inbox.textHint', { least: MIN_TEXT, most: MAX_TEXT }),
      least: MIN_TEXT,
      most: MAX_TEXT,
    },
    link: { label: t('inbox.link'), hint: t('inbox.linkHint'), most: MAX_LINK },
    send: t('inbox.send'),
    cancel: t('inbox.cancel'),
  };
}

/** The statements of a brief, its key points first: a menu may hold fewer than there are. */
function byWeight({ keyPoints, statements }: Brief): Statement[] {
  const points = keyPoints.flatMap((id) => statements.find((statement) => statement.id === id) ?? []);
  return [...new Set([...points, ...statements])];
}
