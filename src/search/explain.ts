/** Explains a search result in a reader's language. Pure. */
import { messages } from '../locales/messages.ts';
import { briefsOf, type Candidate, type Explained } from './finder.ts';
import type { Brief, Language } from '../records/schema.ts';

/** Returns one sentence on what a question finds, and how sure that is. */
export function verdictText({ found, sure }: Pick<Explained, 'found' | 'sure'>, language: Language): string {
  const t = messages(language);
  const titled = ({ title }: Brief): string => t('answer.quoted', { word: title[language] ?? title.en });
  const titles = briefsOf(found).map(titled).join(t('reply.listed'));
  switch (found.result) {
    case 'none':
      return t('explain.none', { percent: Math.round(sure * 100) });
    case 'several':
    case 'near':
      return t('explain.near', { titles });
    case 'found':
      return t('explain.found', { title: titles, percent: Math.round(sure * 100) });
  }
}

/** Returns why a brief was weighed, one line each. */
export function explanationTexts(
  { names }: Pick<Candidate, 'names'>,
  { matched, unknown }: Pick<Explained, 'matched' | 'unknown'>,
  language: Language,
): string[] {
  const t = messages(language);
  const listed = (name: 'names' | 'matched' | 'unknown', words: readonly string[]): string[] =>
    words.length === 0
      ? []
      : [t(`explain.${name}`, { list: words.map((word) => t('answer.quoted', { word })).join(t('reply.listed')) })];
  return [...listed('names', names), ...listed('matched', matched), ...listed('unknown', unknown)];
}
