/** The statements of a brief as claims: grouped by kind and speaker, each with its author, date and citations. */
import { deepLink } from '../../records/citation.ts';
import type { Language, Party, Source, Statement } from '../../records/schema.ts';
import { formatWhen, passed } from '../../records/dates.ts';
import { pick } from './parts.ts';
import type { Block, Claim, CitationMark } from '../reply.ts';
import { partyName, whenOf, whoOf } from './attribution.ts';
import type { ReplyTexts } from '../texts/reply.ts';

/** What telling a statement needs beside it. */
export type ClaimContext = {
  readonly language: Language;
  readonly texts: ReplyTexts;
  readonly parties: readonly Party[];
  readonly sources: readonly Source[];
  /** The number of each source by its id. */
  readonly number: ReadonlyMap<string, number>;
  readonly now: Temporal.Instant;
};

/** Returns statements as blocks: facts, measures, commitments, each party's positions, assessments, recommendations, forecasts. */
export function claimBlocks(statements: readonly Statement[], context: ClaimContext): Block[] {
  const { language, texts, parties } = context;
  const order = [
    'reported-fact',
    'measure',
    'commitment',
    ...parties.map(({ id }) => `position ${id}`),
    'position',
    'assessment',
    'recommendation',
    'forecast',
  ];
  const rank = (statement: Statement): number => {
    const index = order.indexOf(
      statement.kind === 'position' && statement.party !== undefined ? `position ${statement.party}` : statement.kind,
    );
    return index === -1 ? order.length : index;
  };
  const groups = Map.groupBy(
    statements.toSorted((a, b) => rank(a) - rank(b)),
    (statement) => {
      const who = whoOf(statement, context);
      if (statement.kind !== 'position') return texts.headings[statement.kind](who);
      const side =
        statement.party === undefined
          ? pick(statement.other ?? statement.speaker, language)
          : partyName(statement.party, context);
      return texts.positions(side, texts.named(who, pick(statement.role, language)));
    },
  );
  return [...groups].map(([heading, statements]): Block => {
    const claims = statements.map((statement) => claimOf(statement, context));
    const [day] = new Set(claims.map(({ date }) => date));
    const shared = claims.every(({ date }) => date === day);
    return {
      type: 'claims',
      heading: shared && day !== undefined ? texts.dated(heading, day) : heading,
      claims: shared ? claims : claims.map(dated),
    };
  });
}

const dated = (claim: Claim): Claim => ({ ...claim, detail: [claim.date, ...claim.detail] });

/** Returns a statement as a claim, with whose it is, when, and the marks of its citations. */
export function claimOf(statement: Statement, context: ClaimContext): Claim {
  const { language, texts, sources, number, now } = context;
  const detail: string[] = [];
  if (statement.kind === 'position' && statement.accordingTo !== undefined)
    detail.push(texts.toldBy(partyName(statement.accordingTo, context)));
  if (statement.kind === 'assessment' && statement.confidence !== undefined)
    detail.push(texts.saysTheSource(texts.confidence[statement.confidence]));
  if (statement.kind === 'forecast') {
    if (statement.likelihood !== undefined) detail.push(texts.saysTheSource(texts.likelihood[statement.likelihood]));
    if (statement.horizon !== undefined) {
      const until = texts.horizon(formatWhen(statement.horizon, language));
      detail.push(passed(statement.horizon, now) ? texts.horizonPassed(until) : until);
    }
  }
  return {
    id: statement.id,
    kind: statement.kind,
    text: pick(statement.text, language),
    who: whoOf(statement, context),
    date: whenOf(statement, context),
    detail,
    marks: marksOf([statement], sources, number),
  };
}

/** Returns the marks of statements, each paragraph of a source once, by source and paragraph. */
export function marksOf(
  statements: readonly Statement[],
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): CitationMark[] {
  const marks = new Map<string, CitationMark>();
  for (const citation of statements.flatMap((statement) => statement.citations)) {
    const source = sources.find(({ id }) => id === citation.source);
    const n = number.get(citation.source);
    if (source === undefined || n === undefined) continue;
    const key = `${n}/${citation.paragraph}`;
    if (!marks.has(key)) marks.set(key, { source: n, paragraph: citation.paragraph, url: deepLink(source, citation) });
  }
  return [...marks.values()].toSorted((a, b) => a.source - b.source || a.paragraph - b.paragraph);
}

/** Returns a claim as it stands under one of its sources, whose heading says none of kind, author and date. */
export const underSource = (claim: Claim, source: number | undefined, texts: ReplyTexts): Claim => ({
  ...claim,
  detail: [texts.kinds[claim.kind], claim.who, claim.date, ...claim.detail],
  marks: claim.marks.filter((mark) => mark.source === source),
});
