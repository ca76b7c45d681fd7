/** A statement as it is told: what it says, who said it and when, how it stands, who tells it otherwise, and where it stands. */
import { z } from 'zod';
import { isPublished, publishedOn } from '../records/catalogue.ts';
import { STATEMENT_KINDS, type DateWithPrecision, type Statement } from '../records/schema.ts';
import { disputesOf, standingOf } from '../records/standing.ts';
import { statementDate } from '../records/statement-dates.ts';
import { publisherPartyOf, speakerOf } from './attribution.ts';
import { citations, citationsOf } from './citation.ts';
import { type ClaimContext, contextOfStatement, fileEndOf, topicNames, type ViewContext } from './context.ts';
import { standingText } from './state-words.ts';
import { capitalized, pick } from './text.ts';
import { validated } from './validate.ts';
import { day, id, LanguageSchema, text, WhenSchema, whenView } from './when.ts';

export const topics = z.array(z.strictObject({ id, title: text })).describe('The published topics that it bears on.');
export const fileTo = day.describe('The day of the newest document of the file: nothing later is known to it.');
export const disputedBy = z
  .array(z.strictObject({ statement: id, side: text, who: text, when: WhenSchema, text, citations }))
  .describe('The statements that tell it differently: whose they are, who said them when, and what they say.');

const StateSchema = z
  .strictObject({
    code: id.describe('Such as in-force, suspended, ended, open, kept, missed, due-passed.'),
    text: z.string().max(1_000).describe('The same in words; empty where there is nothing to add.'),
    until: WhenSchema.nullable(),
    by: id.nullable().describe('The statement that says so, where it is another one.'),
  })
  .describe('How a measure, a promise or a forecast stands on the day of the file.');

export const StatementSchema = z
  .strictObject({
    id,
    kind: z.enum(STATEMENT_KINDS),
    text,
    language: LanguageSchema.describe('The language of the text.'),
    who: text.describe('Who said, ordered, promised or reported it.'),
    side: text.describe('The party or the publisher whose document holds it.'),
    when: WhenSchema,
    state: StateSchema.nullable().describe('Null for kinds that have no standing.'),
    quote: text.nullable().describe('The exact words, where wording is the news.'),
    disputedBy,
    corrections: z.array(z.strictObject({ id, on: day, what: text })),
    track: id.nullable(),
    topics,
    fileTo,
    citations,
  })
  .describe('One claim of one kind, attributed, dated and cited.');

export type StatementView = z.infer<typeof StatementSchema>;

/** Returns a statement as it is told; throws `MissingCitationError` where it cites nothing. */
export function statementView(statement: Statement, view: ViewContext): StatementView {
  const context = contextOfStatement(statement, view);
  const { catalogue, language, now } = context;
  const standing = standingOf(statement, catalogue, now);
  return validated(StatementSchema, {
    id: statement.id,
    kind: statement.kind,
    ...accountOf(statement, context),
    language: language === 'zh' && statement.text.zh === undefined ? 'en' : language,
    side: capitalized(publisherPartyOf(statement, context)),
    state:
      standing === undefined
        ? null
        : {
            code: standing.state,
            text: standingText(statement, context).join(' '),
            until: standing.until === undefined ? null : whenView(standing.until, language),
            by: standing.by !== undefined && isPublished(standing.by, catalogue) ? standing.by.id : null,
          },
    quote: (statement.kind === 'position' ? statement.quote : undefined) ?? null,
    disputedBy: disputingViews(disputesOf(statement, catalogue).differently, view),
    corrections: (statement.corrections ?? []).map((one) => ({
      id: one.id,
      on: one.on,
      what: pick(one.what, language),
    })),
    track: statement.track ?? null,
    topics: topicNames(statement.topics, context),
    fileTo: fileEndOf(statement.relationship, view),
    citations: citationsOf(statement, context),
  });
}

/** Returns the statements of published topics that tell something differently. */
export const disputingViews = (statements: readonly Statement[], view: ViewContext): StatementView['disputedBy'] =>
  statements
    .filter((one) => isPublished(one, view.catalogue))
    .map((one) =>
      Object.assign(accountOf(one, contextOfStatement(one, view)), {
        statement: one.id,
        citations: citationsOf(one, view),
      }),
    );

/** Returns whose account a statement is, who gave it when, and what it says. */
export function accountOf(statement: Statement, context: ClaimContext) {
  const { catalogue, language } = context;
  return {
    side: publisherPartyOf(statement, context),
    who: capitalized(speakerOf(statement, context)),
    when: whenView(dateOf(statement, catalogue), language),
    text: pick(statement.text, language),
  };
}

/** Returns the day that a statement gives, else that of its document. */
const dateOf = (statement: Statement, catalogue: ViewContext['catalogue']): DateWithPrecision =>
  statementDate(statement) ?? { precision: 'day', on: publishedOn(statement, catalogue) };
