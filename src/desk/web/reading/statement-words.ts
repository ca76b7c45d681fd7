/** What the form of a statement says of its kinds and fields. */
import { isMessageKey, messages } from '../../../locales/messages.ts';
import type { FoundWords } from '../../../records/find-words.ts';
import type { Language, StatementKind } from '../../../records/schema.ts';
import type { FieldWords } from '../form/context.ts';

/** What news mostly holds comes first. */
export const KINDS_IN_ORDER: readonly StatementKind[] = [
  'position',
  'reported-fact',
  'measure',
  'commitment',
  'assessment',
  'recommendation',
  'forecast',
];

/** Returns what the form of a statement says of the field at a path, where that is more than records say. */
export function statementWords(path: string, language: Language): FieldWords {
  const said = (what: 'label' | 'about' | 'none'): string | undefined => {
    const key = `desk.statement.${path}.${what}`;
    return isMessageKey(key) ? messages(language)(key as 'desk.statement.text.label') : undefined;
  };
  return { label: said('label'), about: said('about'), none: said('none') };
}

/** Returns where words stand, beside the paragraph in which they were selected. */
export function placesText({ places }: FoundWords, language: Language): string {
  const t = messages(language);
  if (places.length === 1) return t('desk.reading.one-place');
  const numbers = [...new Set(places.map((one) => (one === undefined ? '–' : `¶${one}`)))].join(' ');
  return t('desk.reading.places', { count: places.length, paragraphs: numbers });
}
