/** Questions as people ask them, from the records themselves. */
import type { Catalogue } from '../../brief/catalogue.ts';
import type { Language } from '../../brief/schema.ts';
import type { Question } from './home-view.ts';

const QUESTIONS = 3;

/** Returns three questions of three briefs in a language, or as many as there are. */
export function questions({ briefs }: Pick<Catalogue, 'briefs'>, language: Language): Question[] {
  return [...briefs.values()]
    .flatMap((brief) => {
      const asked = brief.status === 'published' ? (brief.questions[language] ?? brief.questions.en) : [];
      // The best written one.
      const text = asked.find((one) => /^\P{Ll}.*[?？]$/u.test(one)) ?? asked[0];
      return text === undefined ? [] : [{ text, topic: brief.id }];
    })
    .slice(0, QUESTIONS);
}
