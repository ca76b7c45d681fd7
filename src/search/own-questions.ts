/** The questions that each brief lists as its own test: what each of them finds when it is not known beforehand. Pure. */
import { createFinder, type Explained, type Finder } from './finder.ts';
import type { Brief, Language, Relationship } from '../records/schema.ts';

export type Golden = {
  readonly language: Language;
  /** Its place in the record's list. */
  readonly index: number;
  readonly question: string;
  /** Whether it finds its own brief, and that alone. */
  readonly passed: boolean;
  readonly explained: Explained;
};

/** Returns a finder that has not seen the briefs' listed questions: word for word each of them finds its own brief and proves nothing. */
export function unpromptedFinder(briefs: readonly Brief[], relationships: readonly Relationship[]): Finder {
  const unprompted = briefs.map((brief) => Object.assign({}, brief, { questions: { en: [] } }));
  return createFinder(unprompted, relationships);
}

/** Returns what each question of a brief finds, asked of a finder that has not seen them. */
export function askGolden(brief: Brief, finder: Pick<Finder, 'explain'>): Golden[] {
  return (['en', 'zh'] as const).flatMap((language) =>
    (brief.questions[language] ?? []).map((question, index) => {
      const explained = finder.explain(question);
      const { found } = explained;
      return { language, index, question, passed: found.result === 'found' && found.brief.id === brief.id, explained };
    }),
  );
}
