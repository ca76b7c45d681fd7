/** The shape of every record under briefs/: zod schemas of fields, statements, documents, topics and relationships, and the types inferred from them. */
import { z } from 'zod';
import { finding, type FaultCode, type Finding } from './fault.ts';
import { isLocator } from './find-words.ts';
import { DOCUMENTS, ID, MAX_ID, MAX_SLUG } from './folder.ts';
import type { LanguageCode } from '../shared/language.ts';

/** Before what is wrong, in the messages of the schema. */
const MARK = 'fault ';

/** Returns what is wrong as a message of the schema, from which `findingOfMessage` reads it again. */
export const faultMessage = <Code extends FaultCode>(...what: Parameters<typeof finding<Code>>): string =>
  MARK + JSON.stringify(finding(...what));

/** Returns what is wrong from a message of the schema; undefined for one of zod's own. */
export const findingOfMessage = (message: string): Finding | undefined =>
  message.startsWith(MARK) ? (JSON.parse(message.slice(MARK.length)) as Finding) : undefined;

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;

/** An id: of a record, a statement, an author, an entry. */
export const idSchema = z
  .string()
  .max(MAX_ID, faultMessage('too-long-to-shorten', { most: MAX_ID }))
  .regex(ID, faultMessage('not-an-id', { example: 'ai-governance' }))
  .describe('Lower-case words joined by hyphens. Permanent: other records and posted messages refer to it.');

/** The id of a document, which names its publisher, its day and its subject. */
export const slugSchema = z
  .string()
  .max(MAX_SLUG, faultMessage('too-long-to-shorten', { most: MAX_SLUG }))
  .regex(ID, faultMessage('not-an-id', { example: 'ministry-2026-05-04-trade-talks' }))
  .describe('The id of a document: the name of its file.');

/** One line of text as readers see it. */
export const line = z
  .string()
  .min(1, faultMessage('text-empty'))
  .refine((value) => value === value.trim(), faultMessage('outer-space'))
  // A record's text is shown in chat as it is: a control or direction character could change what the reader sees around it.
  .refine(
    // Joiners (U+200C, U+200D) stay: Persian words and emoji are written with them. A lone surrogate is no character.
    (value) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/u.test(value),
    faultMessage('not-one-line'),
  );

/** A text in English and perhaps in Chinese, of at most so many characters; `about` is its help in editors. */
export const text = (most: number, about: string) =>
  z
    .strictObject({
      en: line.max(most, faultMessage('too-long-to-split', { most })).describe(`${about} In English.`),
      zh: line
        .max(most, faultMessage('too-long-to-split', { most }))
        .optional()
        .describe(`${about} In Chinese; where it is missing, readers see the English.`),
    })
    .describe(about);

/** A day, YYYY-MM-DD. */
export const calendarDate = z
  .string()
  .regex(DATE, faultMessage('not-a-date'))
  .refine((value) => {
    if (!DATE.test(value)) return true;
    const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  }, faultMessage('no-such-day'));

/** A web address; some ministries serve their pages over http only. */
export const urlSchema = z
  .url({ protocol: /^https?$/u, error: faultMessage('not-an-address') })
  .max(500)
  // The address is put into links of three kinds; what is not plain in it must be percent-encoded, as browsers do.
  .regex(/^[!#-;=?-Z[\]_a-z~]+$/u, faultMessage('address-not-encoded'))
  .describe('The whole address of the document.');

const precision = <Value extends string>(value: Value) =>
  z.literal(value).describe('How precisely the date is known: day, month, year, or about for a period named loosely.');

/** A date with its precision; `about` holds a period that the source names loosely, such as "early next year". */
export const DateSchema = z
  .discriminatedUnion('precision', [
    z.strictObject({ precision: precision('day'), on: calendarDate.describe('The day, YYYY-MM-DD.') }),
    z.strictObject({
      precision: precision('month'),
      on: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/u, faultMessage('not-a-month'))
        .describe('The month, YYYY-MM.'),
    }),
    z.strictObject({
      precision: precision('year'),
      on: z
        .string()
        .regex(/^\d{4}$/u, faultMessage('not-a-year'))
        .describe("The year, in quotes: '2025'."),
    }),
    z.strictObject({
      precision: precision('about'),
      from: calendarDate.describe('First day of the period meant.'),
      to: calendarDate.describe('Last day of the period meant; after it the date counts as passed.'),
      text: text(60, 'How to say it, such as "early 2026".'),
    }),
  ])
  .describe('A date and how precisely it is known.');

/** Lists of names or questions in English and perhaps in Chinese. */
export const languages = <Item extends z.ZodType>(item: Item, about: string, least: number, most = 200) =>
  z
    .strictObject({
      en: z.array(item).min(least).max(most).describe(`${about} In English.`),
      zh: z.array(item).max(most).optional().describe(`${about} In Chinese.`),
    })
    .describe(about);

const CitationSchema = z
  .strictObject({
    source: slugSchema.optional().describe('The document that is cited, only where it is another one than this.'),
    paragraph: z.int().positive().describe('The paragraph of the document, counted from 1.'),
    find: line
      .max(80)
      .refine(isLocator, faultMessage('find-length'))
      .describe(
        'Three to six words, or six to sixteen characters of Chinese, as they stand in that paragraph and nowhere else in the document: they make the deep link.',
      ),
  })
  .describe('Where a statement comes from.');

/** Where a statement comes from: the id of a document, a paragraph counted from 1, and words that stand in it. */
export type Citation = { readonly source: string; readonly paragraph: number; readonly find: string };

export const citations = z
  .array(CitationSchema)
  .min(1, faultMessage('no-citation'))
  .max(4, faultMessage('too-many-citations'))
  .describe('One to four places in documents, which together support the whole statement.');

/** The longest quotation in words of a spaced script; of Chinese, two characters count as one. */
export const MAX_QUOTE_WORDS = 25;

const STATEMENT_REF = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/** The name of a statement in other records: its document and its id. */
export const statementRef = z
  .string()
  .max(121, faultMessage('too-long', { most: 121 }))
  .regex(STATEMENT_REF, faultMessage('not-a-statement-name'))
  .describe('A statement of a document of this relationship, written document/statement.');

const CorrectionSchema = z.strictObject({
  id: idSchema.describe('Permanent: what a channel has received is stored by it.'),
  on: calendarDate.describe('The day of the correction.'),
  what: text(240, 'What was wrong, for a reader.'),
  before: text(400, 'The text of the statement before the correction.'),
});

const RelationSchema = z
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

/** What can be done to a measure. */
const MEASURE_EFFECTS = ['announced', 'imposed', 'raised', 'lowered', 'suspended', 'extended', 'ended'] as const;

/** What a statement can do to the measure or the promise of its track. */
export const TRACK_EFFECTS = [...MEASURE_EFFECTS, 'promised', 'kept', 'partly', 'missed', 'disputed'] as const;

/** What a statement that orders nothing itself tells of its track. */
const trackChange = {
  effect: z
    .enum(TRACK_EFFECTS)
    .optional()
    .describe('What it says was done to the measure or promise of its track: the newest gives the track its state.'),
  until: DateSchema.optional().describe('Until when that holds, only where the document says so.'),
};

const statementBase = {
  id: idSchema,
  topics: z.array(idSchema).min(1, faultMessage('no-topic-named')).max(8).describe('The topics that it bears on.'),
  text: text(320, 'One claim, in our own words, that stands alone.'),
  citations,
  relations: z
    .array(RelationSchema)
    .max(12)
    .optional()
    .describe('How it stands to other statements; what follows from that is computed.'),
  corrections: z.array(CorrectionSchema).max(20).optional().describe('What was wrong in it and was put right, when.'),
  track: idSchema.optional().describe('The measure or promise in tracks.yaml that it sets, changes or tells of.'),
  splitFrom: idSchema
    .optional()
    .describe(
      'The statement of this document that said this too until it was split: who heard that one has heard this.',
    ),
  withdrawn: z
    .strictObject({
      on: calendarDate.describe('The day on which it was withdrawn.'),
      reason: text(240, 'Why, for a reader.'),
    })
    .optional()
    .describe('Set where it answers nothing any more; its record stays.'),
};

const NamedAuthorSchema = z.strictObject({
  name: text(80, 'The name of the person or body.'),
  role: text(160, 'What they are.').optional(),
  party: idSchema.optional().describe('The party they speak for, if any.'),
});

const by = z
  .union([z.array(idSchema).min(1, faultMessage('no-author-named')).max(6), NamedAuthorSchema], {
    error: faultMessage('not-by-anybody'),
  })
  .describe('Whose view it is: author ids of the document, or somebody whom the document relays.');

const judgement = {
  ...statementBase,
  by,
  madeOn: DateSchema.optional().describe('When the view was given; the publication date of the document unless set.'),
};

const party = idSchema.describe('A party of the relationship.');
const accordingTo = idSchema.describe('The party that tells it, where that is not the party itself.').optional();
const partyOrBoth = z.union([z.literal('both'), idSchema]).describe('A party of the relationship, or both.');

const ReportedFact = z.strictObject({
  kind: z.literal('reported-fact').describe('What happened.'),
  ...statementBase,
  ...trackChange,
  eventOn: DateSchema.describe('When it happened.'),
});
const Position = z.strictObject({
  kind: z.literal('position').describe('What somebody said: it proves that they said it, not that it is so.'),
  ...statementBase,
  ...trackChange,
  speaker: text(100, 'Who said it.'),
  role: text(160, 'What the speaker was when it was said, or the text in which it was said.'),
  party: party
    .optional()
    .describe('The party whom the speaker speaks for; left out of a third side, which `other` names.'),
  other: text(80, 'Whom the speaker speaks for, where that is no party of the relationship.').optional(),
  accordingTo,
  saidOn: DateSchema.describe('When it was said.'),
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
  effect: z.enum(MEASURE_EFFECTS).describe('What the statement says was done to the measure.'),
  from: DateSchema.describe('From when.'),
  until: DateSchema.optional().describe('Until when, only where the document says so.'),
});
const Commitment = z.strictObject({
  kind: z.literal('commitment').describe('What was promised, as one side tells it.'),
  ...statementBase,
  ...trackChange,
  by: partyOrBoth.describe('Who promised it.'),
  to: z
    .union([z.literal('both'), z.literal('public'), idSchema])
    .describe('To whom: a party, both to each other, or the public.'),
  accordingTo: party.describe('The party that tells it.'),
  saidOn: DateSchema.describe('When it was promised.'),
  due: DateSchema.optional().describe('By when, only where the document says so.'),
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
  horizon: DateSchema.optional().describe('Until when, only where the document gives it.'),
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

const unknownKind = {
  error: ({ code }: { readonly code?: string | undefined }) =>
    code === 'invalid_union' ? faultMessage('not-one-of', { options: STATEMENT_KINDS }) : undefined,
};
const STATEMENT_ABOUT = 'One claim of one kind, attributed, dated and cited.';

/** One claim of one kind, as it stands in its document; an unknown kind is a fault. */
const StatementSchema = z
  .discriminatedUnion(
    'kind',
    [ReportedFact, Position, Measure, Commitment, Assessment, Recommendation, Forecast],
    unknownKind,
  )
  .describe(STATEMENT_ABOUT);

const ofRelationship = {
  relationship: idSchema.describe('The relationship that the statement is of: its folder, such as cn-us.'),
};

/** The same in a document of several relationships, where each statement names its own. */
const SharedStatementSchema = z
  .discriminatedUnion(
    'kind',
    [
      ReportedFact.extend(ofRelationship),
      Position.extend(ofRelationship),
      Measure.extend(ofRelationship),
      Commitment.extend(ofRelationship),
      Assessment.extend(ofRelationship),
      Recommendation.extend(ofRelationship),
      Forecast.extend(ofRelationship),
    ],
    unknownKind,
  )
  .describe(STATEMENT_ABOUT);

/** Returns the shape of a statement in a document that stands in the folder of a relationship, or in that of documents of several. */
export const statementSchemaOf = (folder: string): z.ZodType<StatementRecord> =>
  folder === DOCUMENTS ? SharedStatementSchema : StatementSchema;

export type StatementRecord = z.infer<typeof StatementSchema> & {
  /** Set in a document of several relationships alone. */
  readonly relationship?: string;
};
export type StatementKind = StatementRecord['kind'];
export type TrackEffect = (typeof TRACK_EFFECTS)[number];
export type StatementCorrection = z.infer<typeof CorrectionSchema>;
export type Outcome = Extract<z.infer<typeof RelationSchema>, { type: 'resolves' }>['outcome'];

const restsOn = z
  .array(statementRef)
  .min(1, faultMessage('rests-on-nothing'))
  .max(12)
  .describe('The statements of this topic that it rests on, each as document/statement.');

const searched = z
  .array(slugSchema)
  .min(1, faultMessage('nothing-searched'))
  .max(20)
  .describe('Ids of the documents in which it was looked for.');

const EntrySchema = z.strictObject({
  id: idSchema.describe('Permanent: what a channel has heard is remembered by it.'),
  on: calendarDate.describe('The day of the change.'),
  what: text(320, 'What changed, for a reader.'),
  statements: z.array(line.max(121)).max(60).optional().describe('The statements it touches.'),
});

const HistoryEntrySchema = EntrySchema.extend({
  rewritten: z
    .literal(true)
    .optional()
    .describe(
      'True where the brief was written anew without anything having happened: what is new is told from there on.',
    ),
});

const SideSchema = z
  .strictObject({
    party: idSchema.describe('The party that tells it so.'),
    text: text(520, 'What this side says, or that it is silent.'),
    statements: z
      .array(statementRef)
      .max(8)
      .describe('The statements of this topic that say so; none where the side is silent.'),
    searched: searched.optional().describe('Where the side is silent: the documents in which it was looked for.'),
  })
  .refine(
    ({ statements, searched: looked }) => statements.length > 0 || looked !== undefined,
    faultMessage('side-rests-on-nothing'),
  );

/** What a curator writes about the statements of a topic. */
export const TopicSchema = z
  .strictObject({
    title: text(80, 'The title that readers see.'),
    summary: text(100, 'What the topic covers, in a few words, for menus.'),
    status: z
      .enum(['draft', 'published', 'retracted'])
      .describe('A draft never answers; a retracted topic only says that it was retracted.'),
    retraction: EntrySchema.optional().describe('Why and when it was retracted; needed when status is retracted.'),
    aliases: languages(
      line.max(60),
      'Other names by which people ask for it that neither its title nor its statements have; each belongs to one topic only.',
      1,
      20,
    ),
    questions: languages(line.max(200), 'How people ask for it, as they type; check resolves each of them.', 8),
    bottomLine: z
      .strictObject({
        text: text(320, 'What a busy reader should take away; if it judges, it says who does.'),
        restsOn,
      })
      .describe('What a busy reader should take away, with the statements it rests on.'),
    whyItMatters: z
      .strictObject({ text: text(400, 'Why a reader should care.'), restsOn })
      .describe('Why a reader should care, with the statements it rests on.'),
    keyPoints: z
      .array(statementRef)
      .min(2)
      .max(5)
      .describe(
        'Two to five statements of this topic that matter most, the most important first. The card shows the first of each side that holds, is recent and fits.',
      ),
    disagreements: z
      .array(
        z.strictObject({
          id: idSchema,
          question: text(120, 'What the two sides tell differently, as a question.'),
          sides: z
            .tuple([SideSchema, SideSchema], {
              error: ({ code }) =>
                code === 'too_small' || code === 'too_big' ? faultMessage('not-two-sides') : undefined,
            })
            .refine(([a, b]) => a.party !== b.party, faultMessage('sides-of-one-party'))
            .describe('What each party says, or that it is silent.'),
          state: text(300, 'Where it stands, in one sentence.'),
        }),
      )
      .max(12)
      .describe('What the two sides tell differently, or one alone tells.'),
    watch: z
      .array(
        z.strictObject({
          id: idSchema,
          text: text(240, 'What to look for.'),
          wouldChange: text(300, 'What it would change.'),
          expected: DateSchema.optional().describe('When it is or was expected, only where the source says so.'),
          restsOn,
        }),
      )
      .max(12)
      .describe('What to look for, and what it would change; dates to come belong here.'),
    gaps: z
      .array(
        z.strictObject({
          text: text(400, 'What the documents do not say though a reader would expect it.'),
          searched,
          side: idSchema
            .optional()
            .describe('The party of which no document bears on this topic, where that is the gap.'),
        }),
      )
      .max(12)
      .describe('What the documents do not say though a reader would expect it.'),
    related: z.array(idSchema).max(8).describe('Ids of other topics worth reading next.'),
    verified: z
      .strictObject({
        on: calendarDate.describe('The day of the check.'),
        by: z
          .strictObject({
            kind: z.enum(['person', 'program']).describe('Only a person reviews; a program checks the citations.'),
            name: line.max(80).describe('The name of the person or program.'),
          })
          .describe('The person or program that did it.'),
      })
      .describe('Who really checked it. A program can only have checked the citations against the document.'),
    reviewEveryDays: z
      .int()
      .min(1)
      .max(730)
      .describe(
        'Days from the day the last document of the relationship was read, or from a later review by a person, until readers are told that a review is overdue.',
      ),
    history: z
      .array(HistoryEntrySchema)
      .min(1, faultMessage('no-history'))
      .max(200)
      .describe('What was published and changed, when. Channels that follow the topic are told of each entry once.'),
    corrections: z.array(EntrySchema).max(200).describe('What was wrong and has been put right, when.'),
  })
  .describe('A topic. The file name is its id.');

const statementsOf = <Shape extends z.ZodType>(statement: Shape) =>
  z.array(statement).max(200).describe('What the document says: each claim of one kind, attributed, dated and cited.');

/** A document, with a fingerprint of each paragraph instead of its text, and the statements that cite it. */
export const DocumentSchema = z
  .strictObject({
    title: text(200, 'The title of the document; zh may be our own translation.'),
    publisher: text(120, 'Who published it.'),
    authors: z
      .array(
        z.strictObject({ id: idSchema, name: text(80, 'The name.'), role: text(160, 'What they are.').optional() }),
      )
      .max(20)
      .describe('Who wrote it, in the order of the document; empty where nobody is named.'),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']).describe('What sort of document it is.'),
    party: idSchema.optional().describe('The party that speaks in it, where a government does.'),
    origin: line
      .max(80)
      .optional()
      .describe(
        'The text that it repeats, such as one report of an agency: documents of one origin support a claim once.',
      ),
    url: urlSchema,
    publishedOn: calendarDate.describe('The day it was published.'),
    accessedOn: calendarDate.describe('The day it was read.'),
    copy: z
      .strictObject({
        kind: z
          .enum(['original', 'mirror', 'archive'])
          .describe("Read on the publisher's own pages, on an official mirror, or in somebody's archive of them."),
        note: text(240, 'What a reader should know of the copy that was read.').optional(),
      })
      .describe('How far the text that was read can be vouched for.'),
    disclosure: text(300, 'Who stands behind the publisher.'),
    language: z.enum(['en', 'zh']).describe('The language it is written in.'),
    mustCite: z
      .strictObject({
        from: z.int().positive().describe('The first paragraph.'),
        to: z.int().positive().describe('The last paragraph.'),
      })
      .optional()
      .describe('The paragraphs that statements must cite, first and last.'),
    paragraphs: z
      .array(z.string().regex(/^[0-9a-f]{16}$/u, faultMessage('not-a-fingerprint')))
      .min(1)
      .max(2000)
      .describe('A fingerprint of each paragraph, in order.'),
    statements: statementsOf(StatementSchema),
  })
  .describe('A source document and its statements. The file name is its id.');

/** A document of several relationships: it stands once, and each of its statements names its relationship. */
export const SharedDocumentSchema = DocumentSchema.extend({ statements: statementsOf(SharedStatementSchema) }).describe(
  'A source document of several relationships and its statements. The file name is its id.',
);

/** Returns the shape of a document that stands in the folder of a relationship, or in that of documents of several. */
export const documentSchemaOf = (folder: string): z.ZodType<DocumentFields> =>
  folder === DOCUMENTS ? SharedDocumentSchema : DocumentSchema;

type DocumentFields = Omit<z.infer<typeof DocumentSchema>, 'statements'> & {
  readonly statements: readonly StatementRecord[];
};

const TRACK_FORMS = ['investigation', 'listing', 'order', 'sale', 'event', 'stance'] as const;

const TrackSchema = z
  .strictObject({
    id: idSchema.describe('Permanent: statements name their track by it.'),
    kind: z
      .enum(['measure', 'commitment', 'bill'])
      .describe(
        'A measure of a government, a promise, or a bill in a legislature, which is no measure until it is law.',
      ),
    form: z
      .enum(TRACK_FORMS)
      .optional()
      .describe(
        'What it is, where its state has words of its own: an investigation is opened, a listing has a latest day, an order is given, a sale is put on hold, an event is planned, a stance is stated.',
      ),
    party: z.union([z.literal('both'), idSchema]).describe('Whose measure or promise it is.'),
    title: text(80, 'Its name, in at most eight words.'),
    aliases: languages(line.max(60), 'What people call it.', 0, 20),
    topics: z.array(idSchema).min(1, faultMessage('no-topic-named')).max(8).describe('The topics that it belongs to.'),
  })
  .describe(
    'A measure or promise that people follow over time; its state is computed from the statements that name it.',
  );

/** The tracks of a relationship. */
export const TracksSchema = z
  .strictObject({
    tracks: z.array(TrackSchema).max(400).describe('The measures and promises that people follow over time.'),
  })
  .describe('What people follow over time: measures and promises, whose state is computed from statements.');

const PartySchema = z.strictObject({
  id: idSchema,
  name: text(60, 'The name readers see.'),
  aliases: languages(line.max(40), 'Every name, short name and demonym by which people type it.', 1),
  short: line
    .max(1)
    .optional()
    .describe('The character that Chinese joins to that of another country, such as 中 in 中印.'),
  cues: languages(
    line.max(40),
    'Leaders, ministries, cities and companies that stand for it; a brief may be about them as well.',
    0,
  ).optional(),
});

/** The two parties that a folder of records is about. */
export const RelationshipSchema = z
  .strictObject({
    title: text(80, 'Such as China and the United States.'),
    parties: z
      .tuple([PartySchema, PartySchema])
      .describe('The two parties, in the order in which their positions are shown.'),
    aliases: languages(line.max(40), 'Names of the pair itself, such as sino-american.', 1),
    ambiguous: languages(
      line.max(40),
      'Words of its topics that mean everyday things as well: alone beside unknown words they say little.',
      0,
      600,
    ).optional(),
    formulas: languages(
      line.max(120),
      'Terms of the field that a text may share with its document, such as "constructive relationship of strategic stability".',
      0,
    ).optional(),
    commandDescription: z
      .strictObject({
        en: line.max(100).describe('In English.'),
        zh: line.max(100).describe('In simplified Chinese.'),
        'zh-TW': line.max(100).describe('In traditional Chinese.'),
      })
      .optional()
      .describe('What Discord shows beside the command /brief, at most 100 characters.'),
    languages: z
      .array(z.enum(['en', 'zh']))
      .refine((list) => list[0] === 'en' && list.length === new Set(list).size, faultMessage('wrong-languages'))
      .optional()
      .describe('The languages that every text of this folder is written in: [en] unless set, or [en, zh].'),
  })
  .describe('The two parties that this folder is about.');

/** A language that records and replies may be written in. */
export type Language = LanguageCode;
export type Translated = { readonly en: string; readonly zh?: string | undefined };
export type DateWithPrecision = z.infer<typeof DateSchema>;
export type Entry = z.infer<typeof EntrySchema>;
export type Relationship = z.infer<typeof RelationshipSchema> & { readonly id: string };
/** A measure or promise that people follow over time, in service. */
export type Track = z.infer<typeof TrackSchema> & { readonly relationship: string };
/** The tracks of a relationship as they stand in their file. */
export type TracksRecord = z.infer<typeof TracksSchema> & { readonly id: string; readonly relationship: string };
export type Party = Relationship['parties'][number];
/** A document and a topic as they stand in their files, with the ids of their folders and files. */
export type DocumentRecord = DocumentFields & {
  readonly id: string;
  /** The relationship in whose folder it stands; `documents` where it is of several. */
  readonly relationship: string;
};
export type Topic = z.infer<typeof TopicSchema> & { readonly id: string; readonly relationship: string };

type InService<Value> = Value extends StatementRecord
  ? Omit<Value, 'citations' | 'relations' | 'relationship'> & {
      /** The id of the document that holds it. */
      readonly document: string;
      readonly relationship: string;
      readonly citations: readonly Citation[];
      readonly relations: readonly Relation[];
    }
  : never;

/** A statement in service: its id is document/statement, and each of its citations names its document. */
export type Statement = InService<StatementRecord>;
export type Relation = NonNullable<StatementRecord['relations']>[number];
/** A document in service. */
export type Source = Omit<DocumentRecord, 'statements'> & {
  /** The relationships that it is of: that of its folder, or those of its statements. */
  readonly relationships: readonly string[];
  readonly statements: readonly Statement[];
};
/** A topic in service, with its statements: the newest document's first. */
export type Brief = Topic & {
  readonly statements: readonly Statement[];
  /** The day of the newest document that its statements come from: nothing later is in its texts. */
  readonly asOf: string;
  /** The last day on which a document of its relationship was read. */
  readonly readOn: string;
};
