/** The shape of a statement: one claim of one kind, in the words of a curator, with its citations and its relations to other statements. */
import { z } from 'zod';
import { calendarDate, citations, id, line, text, When as WhenSchema, wrong } from './fields.ts';

/** The longest quotation in words of a spaced script; of Chinese, two characters count as one. */
export const MAX_QUOTE_WORDS = 25;

const STATEMENT_REF = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/** The name of a statement in other records: its document and its id. */
export const statementRef = z
  .string()
  .max(121, wrong('too-long', { most: 121 }))
  .regex(STATEMENT_REF, wrong('not-a-statement-name'))
  .describe('A statement of a document of this relationship, written document/statement.');

const Correction = z.strictObject({
  id: id.describe('Permanent: what a channel has received is stored by it.'),
  on: calendarDate.describe('The day of the correction.'),
  what: text(240, 'What was wrong, for a reader.'),
  before: text(400, 'The text of the statement before the correction.'),
});

const Relation = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('supports').describe('Says the same of the same.'), statement: statementRef }),
    z.strictObject({ type: z.literal('disputes').describe('Tells the same differently.'), statement: statementRef }),
    z.strictObject({ type: z.literal('supersedes').describe('Takes its place.'), statement: statementRef }),
    z.strictObject({
      type: z.literal('resolves').describe('Says what became of a commitment or a forecast.'),
      statement: statementRef,
      outcome: z
        .enum(['kept', 'partly', 'missed'])
        .describe('What became of it, as this document tells: kept, partly, or missed.'),
    }),
  ])
  .describe('How this statement stands to one of another document, or of its own.');

const statementBase = {
  id,
  topics: z.array(id).min(1, wrong('no-topic-named')).max(8).describe('The topics that it bears on.'),
  text: text(320, 'One claim, in our own words, that stands alone.'),
  citations,
  relations: z
    .array(Relation)
    .max(12)
    .optional()
    .describe('How it stands to other statements; what follows from that is computed.'),
  corrections: z.array(Correction).max(20).optional().describe('What was wrong in it and was put right, when.'),
};

const NamedAuthor = z.strictObject({
  name: text(80, 'The name of the person or body.'),
  role: text(160, 'What they are.').optional(),
  party: id.optional().describe('The party they speak for, if any.'),
});

const by = z
  .union([z.array(id).min(1, wrong('no-author-named')).max(6), NamedAuthor], {
    error: wrong('not-by-anybody'),
  })
  .describe('Whose view it is: author ids of the document, or somebody whom the document relays.');

const judgement = {
  ...statementBase,
  by,
  madeOn: WhenSchema.optional().describe('When the view was given; the publication date of the document unless set.'),
};

const party = id.describe('A party of the relationship.');
const accordingTo = id.describe('The party that tells it, where that is not the party itself.').optional();
const partyOrBoth = z.union([z.literal('both'), id]).describe('A party of the relationship, or both.');

const ReportedFact = z.strictObject({
  kind: z.literal('reported-fact').describe('What happened.'),
  ...statementBase,
  eventOn: WhenSchema.describe('When it happened.'),
});
const Position = z.strictObject({
  kind: z.literal('position').describe('What somebody said: it proves that they said it, not that it is so.'),
  ...statementBase,
  speaker: text(100, 'Who said it.'),
  role: text(160, 'What the speaker was when it was said, or the text in which it was said.'),
  party: party
    .optional()
    .describe('The party whom the speaker speaks for; left out of a third side, which `other` names.'),
  other: text(80, 'Whom the speaker speaks for, where that is no party of the relationship.').optional(),
  accordingTo,
  saidOn: WhenSchema.describe('When it was said.'),
  quote: line
    .max(200)
    .optional()
    .describe(
      'At most 25 words as they stand in the cited paragraph, in the language of the document, where wording is the news.',
    ),
});
const Measure = z.strictObject({
  kind: z.literal('measure').describe('What a government ordered: a tariff, a control, a sanction, or its end.'),
  ...statementBase,
  party: party.describe('The party whose measure it is.'),
  instrument: text(200, 'The name of the measure.'),
  effect: z
    .enum(['imposed', 'raised', 'lowered', 'suspended', 'extended', 'ended'])
    .describe('What the statement says was done to the measure.'),
  from: WhenSchema.describe('From when.'),
  until: WhenSchema.optional().describe('Until when, only where the document says so.'),
});
const Commitment = z.strictObject({
  kind: z.literal('commitment').describe('What was promised, as one side tells it.'),
  ...statementBase,
  by: partyOrBoth.describe('Who promised it.'),
  to: z
    .union([z.literal('both'), z.literal('public'), id])
    .describe('To whom: a party, both to each other, or the public.'),
  accordingTo: party.describe('The party that tells it.'),
  saidOn: WhenSchema.describe('When it was promised.'),
  due: WhenSchema.optional().describe('By when, only where the document says so.'),
});
const Assessment = z.strictObject({
  kind: z.literal('assessment').describe('How somebody judges what is.'),
  ...judgement,
  confidence: z.enum(['low', 'moderate', 'high']).optional().describe('Only where the document gives it.'),
});
const Recommendation = z.strictObject({
  kind: z.literal('recommendation').describe('What somebody would have done.'),
  ...judgement,
});
const Forecast = z.strictObject({
  kind: z.literal('forecast').describe('What somebody expects.'),
  ...judgement,
  likelihood: z
    .enum(['very-unlikely', 'unlikely', 'even', 'likely', 'very-likely'])
    .optional()
    .describe('Only where the document gives it.'),
  horizon: WhenSchema.optional().describe('Until when, only where the document gives it.'),
});

export const STATEMENT_KINDS = [
  'reported-fact',
  'position',
  'measure',
  'commitment',
  'assessment',
  'recommendation',
  'forecast',
] as const;

/** One claim of one kind, as it stands in its document; an unknown kind is a fault. */
export const StatementRecord = z
  .discriminatedUnion('kind', [ReportedFact, Position, Measure, Commitment, Assessment, Recommendation, Forecast], {
    error: (issue) => (issue.code === 'invalid_union' ? wrong('not-one-of', { options: STATEMENT_KINDS }) : undefined),
  })
  .describe('One claim of one kind, attributed, dated and cited.');

export type StatementRecord = z.infer<typeof StatementRecord>;
export type StatementKind = StatementRecord['kind'];
export type StatementCorrection = z.infer<typeof Correction>;
export type Outcome = Extract<z.infer<typeof Relation>, { type: 'resolves' }>['outcome'];
