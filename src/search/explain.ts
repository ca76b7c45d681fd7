/** Explains a search result in a reader's language. Pure. */
import { messages } from '../locales/messages.ts';
import { briefsOf, type Candidate, type Explained } from './finder.ts';
import type { Brief, Language } from '../records/schema.ts';

/** Returns one sentence on what a question finds, and by what margin. */
export function verdictText({ found, whole, lead }: Explained, language: Language): string {
  const t = messages(language);
  const titled = ({ title }: Brief): string => t('answer.quoted', { word: title[language] ?? title.en });
  switch (found.result) {
    case 'none':
      return t('explain.none');
    case 'several':
    case 'near': {
      const titles = briefsOf(found).map(titled).join(t('reply.listed'));
      return t(whole ? 'explain.whole' : 'explain.near', { titles });
    }
    case 'found': {
      const title = titled(found.brief);
      if (whole) return t('explain.whole', { titles: title });
      return lead === undefined ? t('explain.found', { title }) : t('explain.lead', { title, points: lead.toFixed(2) });
    }
  }
}

/** Returns the evidence for and against a brief, one line each; the first has its points. */
export function explanationTexts(candidate: Candidate, language: Language): string[] {
  const t = messages(language);
  const { points, against, needed, refused } = candidate;
  const listed = (name: 'names' | 'matched' | 'unknown' | 'everyday'): string[] => {
    const list = candidate[name].map((word) => t('answer.quoted', { word })).join(t('reply.listed'));
    return list === '' ? [] : [t(`explain.${name}`, { list })];
  };
  const counted = { points: points.toFixed(2), against: against.toFixed(2), needed: needed.toFixed(2) };
  return [
    counted.against === '0.00' ? t('explain.points', counted) : t('explain.pointsAgainst', counted),
    ...listed('names'),
    ...listed('matched'),
    ...listed('unknown'),
    ...listed('everyday'),
    ...(refused === undefined ? [] : [t(`explain.refused.${refused}`)]),
  ];
}
