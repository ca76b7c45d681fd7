/** What leaves the house, for programs and readers alike: the shape of each object. What claims something carries at least one citation, or it has no shape here. */
import { z } from 'zod';
import { STATEMENT_KINDS, TRACK_EFFECTS } from '../records/schema.ts';

const id = z.string().min(1).max(400);
const text = z.string().min(1).max(4_000);
const day = z.iso.date();
const address = z.url().max(2_000);

export const LanguageSchema = z.enum(['en', 'zh']).describe('en or zh.');

/** A day, a month, a year or a period named loosely: never more precise than its source. */
export const WhenSchema = z
  .strictObject({
    text: text.describe('As a reader has it.'),
    precision: z.enum(['day', 'month', 'year', 'about']),
    from: day.describe('The first day that is meant.'),
    to: day.describe('The last day that is meant.'),
  })
  .describe('When, and how precisely that is known.');

export const DocumentRefSchema = z
  .strictObject({
    id,
    title: text,
    publisher: text,
    publishedOn: day,
    language: LanguageSchema,
    address,
  })
  .describe('A document by what identifies it.');

/** A quotation as the Web Annotation Data Model of the W3C has it, with the document that it stands in. */
export const CitationSchema = z
  .strictObject({
    type: z.literal('SpecificResource'),
    source: address.describe('The address of the document.'),
    selector: z.strictObject({
      type: z.literal('TextQuoteSelector'),
      exact: text.describe('Words exactly as they stand in the paragraph, in the language of the document.'),
    }),
    paragraph: z.int().positive().describe('The paragraph of the document, counted from 1.'),
    link: address.describe('Opens the document at the cited words.'),
    document: DocumentRefSchema,
  })
  .describe('Where it stands: exact words, their paragraph and their document.');

const citations = z.array(CitationSchema).min(1).describe('What it rests on: at least one place in a document.');

export const TopicRefSchema = z
  .strictObject({ id, title: text, relationship: id, summary: text, fileTo: day })
  .describe('A topic; fileTo is the day of its newest document.');

const topics = z.array(z.strictObject({ id, title: text })).describe('The published topics that it bears on.');
const fileTo = day.describe('The day of the newest document of the file: nothing later is known to it.');
const disputedBy = z
  .array(z.strictObject({ statement: id, side: text }))
  .describe('The statements that tell it differently, and whose they are.');

export const StateSchema = z
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

export const CitedTextSchema = z.strictObject({ text, citations }).describe('A sentence and what it rests on.');

export const TrackSchema = z
  .strictObject({
    id,
    kind: z.enum(['measure', 'commitment']),
    title: text,
    party: id.describe('Whose measure or promise it is: the id of a party, or both.'),
    side: text,
    state: z.strictObject({ code: id, text }),
    since: WhenSchema.nullable(),
    until: WhenSchema.nullable(),
    due: WhenSchema.nullable(),
    next: z
      .strictObject({
        effect: z.enum(TRACK_EFFECTS),
        text,
        when: WhenSchema,
        until: WhenSchema.nullable(),
        statement: id.describe('The statement that announces it.'),
      })
      .nullable()
      .describe('What is announced of it for a later day, where its own state is another one.'),
    statement: id.describe('The statement that gave it this state, or that tells of it last.'),
    text: text.describe('What that statement says.'),
    lastSeen: DocumentRefSchema.describe('The newest document that tells of it.'),
    disputedBy,
    topics,
    fileTo,
    citations,
  })
  .describe('A measure or promise that people follow over time, and how it stands.');

const searched = z.array(DocumentRefSchema).min(1).describe('The documents in which it was looked for.');

const SideSchema = z.union([
  z.strictObject({ party: id, name: text, text, statements: z.array(id).min(1), citations }),
  z.strictObject({ party: id, name: text, text, searched }).describe('A side that is silent.'),
]);

export const DisagreementSchema = z
  .strictObject({
    id,
    topic: z.strictObject({ id, title: text }),
    question: text,
    // Not a tuple: clients of older protocols read the schema of one otherwise.
    sides: z.array(SideSchema).length(2),
    state: text.describe('Where it stands, by what the two sides say.'),
    fileTo,
  })
  .describe('What two sides tell differently, each with its source.');

export const WatchSchema = z
  .strictObject({
    id,
    topic: id,
    text,
    wouldChange: text,
    expected: WhenSchema.nullable(),
    hasPassed: z.boolean(),
    citations,
  })
  .describe('What to look for next.');

export const TopicSchema = z
  .strictObject({
    ...TopicRefSchema.shape,
    language: LanguageSchema.describe('The language that it can be read in.'),
    bottomLine: CitedTextSchema.extend({
      asOf: day.nullable().describe('The day of the newest document that it rests on.'),
    }),
    whyItMatters: CitedTextSchema,
    keyPoints: z.array(StatementSchema),
    disagreements: z.array(DisagreementSchema),
    tracks: z.array(TrackSchema),
    watch: z.array(WatchSchema),
    gaps: z.array(z.strictObject({ text, searched })).describe('What the documents do not say.'),
    related: z.array(z.strictObject({ id, title: text })),
    statements: z.int().describe('How many statements bear on it.'),
  })
  .describe('A topic: what it comes to, what both sides say, what is next and what is not known.');

export const DocumentSchema = z
  .strictObject({
    ...DocumentRefSchema.shape,
    relationships: z.array(id).min(1).describe('The relationships that it bears on.'),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']),
    side: text,
    authors: z.array(z.strictObject({ name: text, role: text.nullable() })),
    accessedOn: day,
    copy: z.strictObject({ kind: z.enum(['original', 'mirror', 'archive']), note: text.nullable() }),
    disclosure: text,
    paragraphs: z.int().positive().describe('How many paragraphs it has; their text is not given.'),
    statements: z.array(StatementSchema),
  })
  .describe('The record of a document and what it is cited for; never its text.');

/** The kinds of news that claim something of the world. */
export const CITED_NEWS = [
  'new',
  'update',
  'statement',
  'correction',
  'reworded',
  'begins',
  'due',
  'coming-up',
  'past',
] as const;
/** What the file says of itself: it claims nothing of the world, and takes back what it did. */
export const NOTICES = ['correction', 'retraction', 'withdrawn'] as const;

const newsBase = {
  key: id.describe('Permanent: what has been read once is known by it.'),
  on: day.describe('The day on which the file came to say it.'),
  topic: z.strictObject({ id, title: text }),
  text,
};

const CitedNewsSchema = z.strictObject({
  ...newsBase,
  type: z.enum(CITED_NEWS),
  when: WhenSchema.nullable().describe('The day that is told of, where one is to come or has passed.'),
  track: id.nullable(),
  statements: z.array(id).min(1),
  citations,
});
const NoticeSchema = z.strictObject({
  ...newsBase,
  type: z.enum(NOTICES),
  statement: id.nullable().describe('The statement that was withdrawn.'),
});
export const NewsItemSchema = z
  .union([CitedNewsSchema, NoticeSchema])
  .describe(
    'A piece of news with its sources, or a notice that something was taken back, with the reason and the day.',
  );

export const LookedForSchema = z
  .strictObject({
    words: z.array(text).describe('What nothing here has.'),
    documents: z.int(),
    text: text.describe('In how many documents of which sides it was looked for, and up to when.'),
    fileTo: day.nullable(),
  })
  .describe('What was looked for, and where.');

const answered = {
  question: text,
  language: LanguageSchema,
  title: text,
  text: z.string().min(1).max(100_000).describe('The answer in words.'),
};

export const AnswerSchema = z
  .union([
    z.strictObject({
      ...answered,
      result: z.literal('answer'),
      statements: z.array(StatementSchema).min(1),
      tracks: z.array(TrackSchema),
      topics: z.array(TopicRefSchema),
      fileTo,
    }),
    z
      .strictObject({
        ...answered,
        result: z.literal('nearest'),
        statements: z.array(StatementSchema).min(1).describe('They do not answer it, but come nearest.'),
        topics: z.array(TopicRefSchema),
        lookedFor: LookedForSchema,
      })
      .describe('Nothing in the file answers it.'),
    z
      .strictObject({ ...answered, result: z.literal('choices'), topics: z.array(TopicRefSchema).min(1) })
      .describe('It may mean one of these topics.'),
    z
      .strictObject({
        ...answered,
        result: z.literal('not-here'),
        topics: z.array(TopicRefSchema),
        lookedFor: LookedForSchema,
      })
      .describe('Nothing in the file is near it.'),
  ])
  .describe('The answer to a question, with what it rests on.');

export const SearchSchema = z
  .strictObject({
    query: text,
    topics: z.array(TopicRefSchema),
    statements: z.array(StatementSchema),
    lookedFor: LookedForSchema,
  })
  .describe('What bears on some words.');

const page = {
  next: z.string().nullable().describe('The cursor of the next page; null on the last one.'),
  fileTo: day.nullable(),
};
export const TopicsSchema = z.strictObject({ topics: z.array(TopicRefSchema), ...page });
export const StatementsSchema = z.strictObject({ statements: z.array(StatementSchema), ...page });
export const StatusSchema = z.strictObject({ tracks: z.array(TrackSchema), ...page });
export const SidesSchema = z.strictObject({ disagreements: z.array(DisagreementSchema), ...page });
export const NewsSchema = z.strictObject({ news: z.array(NewsItemSchema), ...page });
export const DocumentsSchema = z.strictObject({
  documents: z.array(DocumentSchema),
  ...page,
});

export const ProblemSchema = z
  .strictObject({
    type: z.string(),
    title: text,
    status: z.int(),
    code: id,
    detail: text,
    on: day.optional().describe('The day on which it was taken back.'),
    reason: text.optional().describe('Why it was taken back.'),
  })
  .describe('Why nothing is given, as RFC 9457 has it.');

export type When = z.infer<typeof WhenSchema>;
export type DocumentRef = z.infer<typeof DocumentRefSchema>;
export type CitationObject = z.infer<typeof CitationSchema>;
export type StatementObject = z.infer<typeof StatementSchema>;
export type TrackObject = z.infer<typeof TrackSchema>;
export type DisagreementObject = z.infer<typeof DisagreementSchema>;
export type WatchObject = z.infer<typeof WatchSchema>;
export type TopicRef = z.infer<typeof TopicRefSchema>;
export type TopicObject = z.infer<typeof TopicSchema>;
export type DocumentObject = z.infer<typeof DocumentSchema>;
export type NewsObject = z.infer<typeof NewsItemSchema>;
export type AnswerObject = z.infer<typeof AnswerSchema>;
export type SearchObject = z.infer<typeof SearchSchema>;
