/** The statements of a brief as claims: grouped by kind and speaker, each with its author, date and citations. */
import { deepLink } from '../../records/citation.ts';
import type { Brief, Language, Relationship, Source, Statement } from '../../records/schema.ts';
import { passed } from '../../records/dates.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import { pick } from './parts.ts';
import type { Block, Claim, CitationMark } from '../reply.ts';
import { names } from './sources.ts';
import type { ReplyTexts } from '../texts/reply.ts';

/** What telling a statement needs beside it. */
export type ClaimContext = {
  readonly language: Language;
  readonly texts: ReplyTexts;
  readonly sources: readonly Source[];
  /** The number of each source by its id. */
  readonly number: ReadonlyMap<string, number>;
  readonly now: Temporal.Instant;
};

/** Returns the statements of a brief as blocks: facts, each party's positions, assessments, recommendations, forecasts. */
export function claimBlocks(
  brief: Brief,
  parties: Relationship['parties'] | readonly [],
  context: ClaimContext,
): Block[] {
  const { language, texts, sources } = context;
  const order = [
    'reported-fact',
    ...parties.map(({ id }) => `position ${id}`),
    'position',
    'assessment',
    'recommendation',
    'forecast',
  ];
  const rank = (statement: Statement): number => {
    const index = order.indexOf(statement.kind === 'position' ? `position ${statement.party}` : statement.kind);
    return index === -1 ? order.length : index;
  };
  const groups = Map.groupBy(
    brief.statements.toSorted((a, b) => rank(a) - rank(b)),
    (statement) => {
      const who = citedAuthors(statement, sources, texts, language);
      if (statement.kind !== 'position') return texts.headings[statement.kind](who);
      const party = parties.find(({ id }) => id === statement.party);
      return texts.positions(
        party === undefined ? statement.party : pick(party.name, language),
        texts.named(who, pick(statement.role, language)),
      );
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
export function claimOf(statement: Statement, { language, texts, sources, number, now }: ClaimContext): Claim {
  const detail: string[] = [];
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
    who: citedAuthors(statement, sources, texts, language),
    date: dateOf(statement, sources, language),
    detail,
    marks: marksOf([statement], sources, number),
  };
}

/** When a statement's event happened, or when it was said: the publication of its first source where the record has no date of its own. */
function dateOf(statement: Statement, sources: readonly Source[], language: Language): string {
  switch (statement.kind) {
    case 'reported-fact':
      return formatWhen(statement.eventOn, language);
    case 'position':
      return formatWhen(statement.saidOn, language);
    default: {
      if (statement.madeOn !== undefined) return formatWhen(statement.madeOn, language);
      const publishedOn = sources.find(({ id }) => id === statement.citations[0]?.source)?.publishedOn;
      return publishedOn === undefined ? '' : formatDay(publishedOn, language);
    }
  }
}

/** Who stands behind a statement: its speaker, whose view it is, or the authors who report the fact. */
function citedAuthors(statement: Statement, sources: readonly Source[], texts: ReplyTexts, language: Language): string {
  if (statement.kind === 'position') return pick(statement.speaker, language);
  const cited = sources.filter((source) => statement.citations.some((citation) => citation.source === source.id));
  if (statement.kind !== 'reported-fact') {
    if (!Array.isArray(statement.by)) return pick(statement.by.name, language);
    const authors = cited.flatMap((source) => source.authors);
    return texts.people(
      statement.by
        .map((id) => authors.find((author) => author.id === id))
        .map((author) => (author === undefined ? '' : pick(author.name, language))),
    );
  }
  return cited
    .map((source) => (source.authors.length === 0 ? pick(source.publisher, language) : names(source, texts, language)))
    .join(texts.listed);
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
