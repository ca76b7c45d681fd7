/** Statements as claims: grouped by kind and speaker, each with its author, date, citations, and how it stands. */
import { messages } from '../../locales/messages.ts';
import type { Statement } from '../../records/schema.ts';
import { capitalized, pick } from '../../views/text.ts';
import type { Block, Claim } from '../reply.ts';
import { attributedTo, lineOf, speakerOf } from '../../views/attribution.ts';
import type { AttributionContext, ClaimContext } from '../../views/context.ts';
import { disputesText } from '../../views/disputes.ts';
import { partyName } from '../../views/names.ts';
import { standingText } from '../../views/state-words.ts';

/** A short claim leaves out the exact words, who else says the same, and the documents behind how it stands. */
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
  return [...groups].map(([heading, group]) => ({
    type: 'claims',
    heading,
    claims: group.map((statement) => claimOf(statement, context)),
  }));
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

/** Each line says who, when and where; the heading says of what kind the statements are, and whose. */
function headingOf(statement: Statement, context: ClaimContext): string {
  const { t } = context;
  const name = (party: string): string => partyName(party, context);
  switch (statement.kind) {
    case 'measure':
      return t('reply.headings.measure', { who: capitalized(name(statement.party)) });
    case 'commitment':
      return t('reply.headings.commitment', { who: name(statement.by) });
    case 'position':
      if (statement.party !== undefined)
        return t('reply.headings.position', { who: capitalized(name(statement.party)) });
      return statement.other === undefined
        ? t('reply.headings.others')
        : t('reply.headings.position', { who: capitalized(pick(statement.other, context.language)) });
    default:
      return t(`reply.headings.${statement.kind}`);
  }
}

/** Returns who promised whom, and which side tells it. */
export function promiseText(
  statement: Extract<Statement, { readonly kind: 'commitment' }>,
  context: AttributionContext,
): string {
  const who = speakerOf(statement, context);
  const t = messages(context.language);
  const by = partyName(statement.by, context);
  if (statement.to === 'public') return t('sections.promisedPublicly', { by, teller: who });
  if (statement.to === 'both' && statement.by === 'both') return t('sections.promisedMutually', { teller: who });
  return t('sections.promised', { by, to: partyName(statement.to, context), teller: who });
}

/** Returns a statement as a line: the text, who, when and where as one link, and in its detail how it stands and who disputes it. */
export function claimOf(statement: Statement, context: ClaimContext, length: ClaimLength = 'whole'): Claim {
  return {
    id: statement.id,
    kind: statement.kind,
    text: pick(statement.text, context.language),
    ...lineOf(statement, context),
    detail: [
      ...sureness(statement, context),
      ...standingText(statement, context, length === 'short'),
      ...disputesText(statement, context, length === 'short'),
      ...(length === 'whole' ? quotation(statement, context) : []),
    ],
  };
}

/** Returns whose account a statement is where that is another's, and how sure its source is. */
export function qualifiers(statement: Statement, context: AttributionContext): string[] {
  const account = attributedTo(statement, context);
  return [
    ...(account === undefined ? [] : [context.t('reply.toldBy', { party: account })]),
    ...sureness(statement, context),
  ];
}

/** Returns how sure the source is of what it thinks or expects. */
function sureness(statement: Statement, { t }: AttributionContext): string[] {
  return [
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
