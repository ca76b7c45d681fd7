/** Questions: what any question finds and why, and what the questions listed in the briefs find. */
import { Hono } from 'hono';
import { z } from 'zod';
import { searchedOf, type Catalogue } from '../../search/catalogue.ts';
import { verdictText, explanationTexts } from '../../search/explain.ts';
import { briefsOf, type Explained, type Finder } from '../../search/finder.ts';
import type { FindResult } from '../../search/result.ts';
import { askGolden, unpromptedFinder } from '../../search/asked-questions.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { clearTitle } from '../../reply/compose/parts.ts';
import { yieldToEventLoop } from '../../shared/mutex.ts';
import { type DeskContext, query, ID, LANGUAGE } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** A brief that was ranked for a question. */
export type RankedBrief = {
  readonly id: string;
  readonly title: string;
  readonly score: number;
  readonly isFound: boolean;
  readonly reasons: readonly string[];
};

export type Explanation = {
  readonly question: string;
  readonly result: FindResult['result'];
  readonly verdict: string;
  readonly candidates: readonly RankedBrief[];
};

/** A listed question, answered by a finder that was built without it. */
export type GoldenQuestion = {
  readonly language: Language;
  readonly question: string;
  readonly passed: boolean;
  readonly verdict: string;
  /** How sure it is that something here answers, from 0 to 1. */
  readonly sure: number;
};

export type GoldenBrief = {
  readonly id: string;
  readonly title: string;
  readonly questions: readonly GoldenQuestion[];
};

export type GoldenPage = { readonly briefs: readonly GoldenBrief[]; readonly after?: string | undefined };

const ExplainQuery = z.strictObject({ language: LANGUAGE, question: z.string().max(2_000) });
const GoldenQuery = z.strictObject({ language: LANGUAGE, after: ID.optional() });

const BRIEFS_A_PAGE = 40;

/** Returns the routes of questions. */
export function questionRoutes({ bot }: DeskContext) {
  /** Of the records in service: what was asked before is forgotten with those. */
  let asking: { readonly catalogue: Catalogue; readonly ask: ReturnType<typeof createQuestionCache> } | undefined;
  const askedOf = (catalogue: Catalogue): ReturnType<typeof createQuestionCache> => {
    if (asking?.catalogue !== catalogue) asking = { catalogue, ask: createQuestionCache(catalogue) };
    return asking.ask;
  };

  return new Hono<DeskEnv>()
    .get('/questions/explain', needs('read'), query(ExplainQuery), async (context) => {
      const sent = context.req.valid('query');
      const catalogue = bot.catalogue();
      await catalogue.prepare();
      return context.json(
        explanationOf(sent.question, catalogue.finder.explain(sent.question), { catalogue, reader: sent.language }),
      );
    })
    .get('/questions/golden', needs('read'), query(GoldenQuery), async (context) => {
      const sent = context.req.valid('query');
      const catalogue = bot.catalogue();
      const { after = '' } = sent;
      const rest = [...catalogue.briefs.values()].filter((one) => one.status === 'published' && one.id > after);
      const listed = rest.slice(0, BRIEFS_A_PAGE);
      const last = listed.at(-1);
      const golden: GoldenBrief[] = [];
      for (const brief of listed)
        golden.push(goldenOf(brief, await askedOf(catalogue)(brief), { catalogue, reader: sent.language }));
      const page: GoldenPage = {
        briefs: golden,
        ...(rest.length > listed.length && last !== undefined && { after: last.id }),
      };
      return context.json(page);
    });
}

/** The records to tell titles apart by, and the language that they are read in. */
type ForReader = { readonly catalogue: Catalogue; readonly reader: Language };

/** Returns what a question finds and why, for a reader. */
export function explanationOf(question: string, explained: Explained, { catalogue, reader }: ForReader): Explanation {
  const { found, candidates } = explained;
  const isFound = new Set(briefsOf(found));
  return {
    question,
    result: found.result,
    verdict: verdictText(explained, reader),
    candidates: candidates.map((candidate) => ({
      id: candidate.brief.id,
      title: clearTitle(candidate.brief, catalogue, reader),
      score: candidate.score,
      isFound: isFound.has(candidate.brief),
      reasons: explanationTexts(candidate, explained, reader),
    })),
  };
}

/** A listed question that was asked, with what it finds in the words of each reader. */
type AnsweredGoldenQuestion = Omit<GoldenQuestion, 'verdict'> & {
  readonly verdict: Readonly<Record<Language, string>>;
};

/** Returns what asks the questions of a brief, once for everybody who looks at them. */
function createQuestionCache(catalogue: Catalogue): (brief: Brief) => Promise<readonly AnsweredGoldenQuestion[]> {
  const searched = searchedOf(catalogue);
  const finders = new Map<string, Finder>();
  const finderOf = ({ relationship }: Brief): Finder =>
    finders.getOrInsertComputed(relationship, () =>
      unpromptedFinder({ ...searched, briefs: searched.briefs.filter((one) => one.relationship === relationship) }),
    );
  const asked = new Map<string, Promise<readonly AnsweredGoldenQuestion[]>>();
  const ask = async (brief: Brief): Promise<readonly AnsweredGoldenQuestion[]> => {
    const finder = finderOf(brief);
    await yieldToEventLoop();
    return askGolden(brief, finder).map(({ explained, question, passed, language: written }) => ({
      language: written,
      question,
      passed,
      verdict: { en: verdictText(explained, 'en'), zh: verdictText(explained, 'zh') },
      sure: explained.sure,
    }));
  };
  return (brief) => {
    const answer = asked.get(brief.id) ?? ask(brief);
    asked.set(brief.id, answer);
    return answer;
  };
}

const goldenOf = (
  brief: Brief,
  asked: readonly AnsweredGoldenQuestion[],
  { catalogue, reader }: ForReader,
): GoldenBrief => ({
  id: brief.id,
  title: clearTitle(brief, catalogue, reader),
  questions: asked.map((one) => ({ ...one, verdict: one.verdict[reader] })),
});
