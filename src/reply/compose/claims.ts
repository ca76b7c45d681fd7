/** Statements as claims: grouped by kind and speaker, each with its author, date, citations, and how it stands. */
import { messages, type Translate } from '../../locales/messages.ts';
import type { Language, Statement } from '../../records/schema.ts';
import { pick } from './parts.ts';
import type { Block, Claim } from '../reply.ts';
import {
  attributedTo,
  partyName,
  partyOf,
  standingText,
  disputesText,
  whenOf,
  speakerOf,
  speakerWithParty,
  type AttributionContext,
  type ClaimContext,
} from './attribution.ts';
import { marksOf } from './sources.ts';

/** A longer heading leaves to its claims what it can: the role of the speaker, then the date. */
const MAX_HEADING_CHARACTERS = 120;

/** A short claim leaves out the exact words and who else says the same. */
export type ClaimLength = 'whole' | 'short';

/** Returns statements as blocks: measures, commitments, facts, each party's positions, assessments, recommendations, forecasts. */
export function claimBlocks(statements: readonly Statement[], context: ClaimContext): Block[] {
  const parties = [...context.parties.map(({ id }) => id), 'both'];
  const order = [
    ...parties.map((party) => `measure ${party}`),
    ...parties.flatMap((by) => parties.map((teller) => `commitment ${by} ${teller}`)),
    ...parties.map((party) => `position ${party}`),
    'position',
    'reported-fact',
    'assessment',
    'recommendation',
    'forecast',
  ];
  const rank = (statement: Statement): number => order.indexOf(placeOf(statement));
  const groups = Map.groupBy(
    statements.toSorted((a, b) => rank(a) - rank(b)),
    (statement) => headingOf(statement, context),
  );
  return [...groups].map(([heading, group]) => groupBlock(heading, group, context));
}

/** Returns the claims of one heading, which says their date where they share one. */
function groupBlock(heading: string, group: readonly Statement[], context: ClaimContext): Block {
  const { language, t } = context;
  const claims = group.map((statement) => claimOf(statement, context));
  const [day, ...others] = new Set(claims.map(({ date }) => date));
  const dated = (text: string): string =>
    day === undefined || others.length > 0 ? text : t('reply.dated', { who: text, day });
  const moved = fits(dated(heading)) ? undefined : roleOf(group, language);
  const [first] = group;
  const short = moved === undefined || first === undefined ? heading : headingOf(first, context, false);
  const isDated = others.length === 0 && fits(dated(short));
  const withMoved = (claim: Claim): Claim => ({
    ...claim,
    detail: [...(moved === undefined ? [] : [moved]), ...(isDated ? [] : [claim.date]), ...claim.detail],
  });
  return { type: 'claims', heading: isDated ? dated(short) : short, claims: claims.map(withMoved) };
}

const fits = (text: string): boolean => text.length <= MAX_HEADING_CHARACTERS;

/** The role of the speaker of positions, where their name does not say it. */
function roleOf([first]: readonly Statement[], language: Language): string | undefined {
  if (first?.kind !== 'position') return undefined;
  const role = pick(first.role, language);
  return pick(first.speaker, language).includes(role) ? undefined : role;
}

/** By which place in the order of blocks a statement is found. */
function placeOf(statement: Statement): string {
  switch (statement.kind) {
    case 'measure':
      return `measure ${statement.party}`;
    case 'commitment':
      return `commitment ${statement.by} ${statement.accordingTo}`;
    case 'position':
      return statement.party === undefined ? 'position' : `position ${statement.party}`;
    default:
      return statement.kind;
  }
}

function headingOf(statement: Statement, context: ClaimContext, withRole = true): string {
  const { language, t } = context;
  const who = speakerOf(statement, context);
  if (statement.kind === 'position') {
    const role = withRole ? pick(statement.role, language) : '';
    const heading = t('reply.positions', {
      party: partyOf(statement, context),
      who: who.includes(role) ? who : named(who, role, t),
    });
    // Speakers of several countries are named by these.
    const isShort = withRole || statement.party !== undefined || fits(heading);
    return isShort ? heading : t('reply.headings.position', { who });
  }
  return statement.kind === 'commitment'
    ? promiseText(statement, context)
    : t(`reply.headings.${statement.kind}`, { who });
}

/** Returns who promised whom, and which side tells it. */
export function promiseText(
  statement: Extract<Statement, { readonly kind: 'commitment' }>,
  context: AttributionContext,
): string {
  const who = speakerOf(statement, context);
  const t = messages(context.language);
  const by = statement.by === 'both' ? t('sections.both') : partyName(statement.by, context);
  if (statement.to === 'public') return t('sections.promisedPublicly', { by, teller: who });
  if (statement.to === 'both')
    return statement.by === 'both'
      ? t('sections.promisedMutually', { teller: who })
      : t('sections.promised', { by, to: t('sections.both'), teller: who });
  return t('sections.promised', { by, to: partyName(statement.to, context), teller: who });
}

/** A role that says the name already says both. */
const named = (who: string, role: string, t: Translate): string =>
  role.includes(who) ? role : t('reply.named', { name: who, role });

/** Returns a statement as a claim, with whose it is, when, and the marks of its citations; its detail says what a heading of its kind and speaker does not. */
export function claimOf(statement: Statement, context: ClaimContext, length: ClaimLength = 'whole'): Claim {
  const { language, sources, number } = context;
  const detail = [
    ...qualifiers(statement, context),
    ...standingText(statement, context),
    ...disputesText(statement, context, length === 'short'),
    ...(length === 'whole' ? quotation(statement, context) : []),
  ];
  return {
    id: statement.id,
    kind: statement.kind,
    text: pick(statement.text, language),
    who: speakerOf(statement, context),
    date: whenOf(statement, context),
    detail,
    marks: marksOf([statement], sources, number),
  };
}

/** Returns whose account a statement is where that is another's, and how sure its source is. */
export function qualifiers(statement: Statement, context: AttributionContext): string[] {
  const { t } = context;
  const account = attributedTo(statement, context);
  return [
    ...(account === undefined ? [] : [t('reply.toldBy', { party: account })]),
    ...(statement.kind === 'assessment' && statement.confidence !== undefined
      ? [t('reply.saysTheSource', { level: t(`reply.confidence.${statement.confidence}`) })]
      : []),
    ...(statement.kind === 'forecast' && statement.likelihood !== undefined
      ? [t('reply.saysTheSource', { level: t(`reply.likelihood.${statement.likelihood}`) })]
      : []),
  ];
}

function quotation(statement: Statement, { language, sources }: ClaimContext): string[] {
  if (statement.kind !== 'position' || statement.quote === undefined) return [];
  const source = sources.find(({ id }) => id === statement.document);
  // Inside quotation marks those of the document become single ones, as both languages write it.
  const words = statement.quote.replaceAll('“', '‘').replaceAll('”', '’');
  return [messages(language)(`sections.quoted.${source?.language ?? 'en'}`, { words })];
}

/** Returns a statement as a claim for where no heading says its kind, whose it is and when. */
export function unheadedClaim(statement: Statement, context: ClaimContext, length?: ClaimLength): Claim {
  const claim = claimOf(statement, context, length);
  return {
    ...claim,
    detail: [context.t(`reply.kinds.${claim.kind}`), speakerWithParty(statement, context), claim.date, ...claim.detail],
  };
}
