/** The questions that each brief lists as its own test: what each of them finds when it is not known beforehand. Pure. */
import { createFinder, type Explained, type Finder } from './finder.ts';
import type { Brief, Language, Relationship, Source } from '../records/schema.ts';
import { mapSteps, type Steps } from '../shared/steps.ts';

export type Golden = {
  readonly language: Language;
  /** Its place in the record's list. */
  readonly index: number;
  readonly question: string;
  /** Whether it finds its own brief, and that alone. */
  readonly passed: boolean;
  readonly explained: Explained;
};

/**
 * Returns the finder that a brief's listed questions are asked of, built on first use for each relationship.
 * It has not seen the listed questions: word for word each of them finds its own brief and proves nothing.
 * It knows the topics of the brief's relationship only: "what about energy" is a fair question of two relationships, and whoever writes the one need not know of the other.
 */
export function unpromptedFinders(
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  sources?: ReadonlyMap<string, Source>,
): (brief: Pick<Brief, 'relationship'>) => Finder {
  const finders = new Map<string, Finder>();
  return ({ relationship }) => {
    const before = finders.get(relationship);
    if (before !== undefined) return before;
    const own = briefs.filter((brief) => brief.relationship === relationship);
    const unprompted = own.map((brief) => Object.assign({}, brief, { questions: { en: [] } }));
    const finder = createFinder(unprompted, relationships, undefined, sources);
    finders.set(relationship, finder);
    return finder;
  };
}

/** Returns what each question of a brief finds, a step each, asked of a finder that has not seen them. */
export function askGolden(brief: Brief, finder: Pick<Finder, 'explain'>): Steps<Golden[]> {
  const questions = (['en', 'zh'] as const).flatMap((language) =>
    (brief.questions[language] ?? []).map((question, index) => ({ language, index, question })),
  );
  return mapSteps(questions, (one) => {
    const explained = finder.explain(one.question);
    const { found } = explained;
    return { ...one, passed: found.result === 'found' && found.brief.id === brief.id, explained };
  });
}
