/** The questions that each brief lists as its own test: what each of them finds when it is not known beforehand. Pure. */
import { createFinder, type Explained, type Finder } from './finder.ts';
import type { Brief, Language, Relationship, Source } from '../records/schema.ts';

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
 * Returns the finder that the listed questions of the briefs of one relationship are asked of.
 * It has not seen the listed questions: word for word each of them finds its own brief and proves nothing.
 * It knows the topics of the briefs' relationship only: "what about energy" is a fair question of two relationships, and whoever writes the one need not know of the other.
 */
export const unpromptedFinder = (
  briefs: readonly Brief[],
  relationships: readonly Relationship[],
  sources?: ReadonlyMap<string, Source>,
): Finder =>
  createFinder(
    briefs.map((brief) => Object.assign({}, brief, { questions: { en: [] } })),
    relationships,
    undefined,
    sources,
  );

/** Returns what each question of a brief finds, asked of a finder that has not seen them. */
export function askGolden(brief: Brief, finder: Pick<Finder, 'explain'>): Golden[] {
  const questions = (['en', 'zh'] as const).flatMap((language) =>
    (brief.questions[language] ?? []).map((question, index) => ({ language, index, question })),
  );
  return questions.map((one) => {
    const explained = finder.explain(one.question);
    const { found } = explained;
    return Object.assign(one, { passed: found.result === 'found' && found.brief.id === brief.id, explained });
  });
}
