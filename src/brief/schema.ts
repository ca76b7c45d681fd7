/** The shape of every record under briefs/: zod schemas, and the types inferred from them. */
import { z } from 'zod';

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u;

const id = z
  .string()
  .max(40, 'must have at most 40 characters; shorten it')
  .regex(ID, 'must be lower-case words joined by hyphens, such as ai-governance')
  .describe('Lower-case words joined by hyphens. Permanent: other records and posted messages refer to it.');

const line = z
  .string()
  .min(1, 'must not be empty; write it, or remove the field')
  .refine((value) => value === value.trim(), 'must not begin or end with white space; remove it')
  // A record's text is shown in chat as it is: a control or direction character could change what the reader sees around it.
  .refine(
    (value) => !/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u.test(value),
    'must be one line without control characters, zero-width or direction marks; remove them',
  );

const text = (most: number, about: string) =>
  z
    .strictObject({
      en: line.max(most, `must have at most ${most} characters; shorten it or split it`),
      zh: line.max(most, `must have at most ${most} characters; shorten it or split it`).optional(),
    })
    .describe(about);

const calendarDate = z
  .string()
  .regex(DATE, 'must be a date written as YYYY-MM-DD, such as 2025-10-30')
  .refine((value) => {
    const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
    return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  }, 'is a day that the calendar does not have; correct it');

const url = z.url({ protocol: /^https$/u, error: 'must be a whole https address' }).max(500);

/** A date with its precision; `about` holds a period that the source names loosely, such as "early next year". */
export const When = z
  .discriminatedUnion('precision', [
    z.strictObject({ precision: z.literal('day'), on: calendarDate }),
    z.strictObject({
      precision: z.literal('month'),
      on: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u, 'must be a month written as YYYY-MM'),
    }),
    z.strictObject({
      precision: z.literal('year'),
      on: z.string().regex(/^\d{4}$/u, "must be a year written in quotes, such as '2025'"),
    }),
    z.strictObject({
      precision: z.literal('about'),
      from: calendarDate.describe('First day of the period meant.'),
      to: calendarDate.describe('Last day of the period meant; after it the date counts as passed.'),
      text: text(60, 'How to say it, such as "early 2026".'),
    }),
  ])
  .describe('A date and how precisely it is known.');

const Citation = z
  .strictObject({
    source: id.describe('The id of a record in briefs/sources.'),
    paragraph: z.int().positive().describe('The paragraph of the source, counted from 1.'),
    find: line
      .max(80)
      .refine((value) => {
        const words = value.split(/\s+/u).length;
        return words >= 3 && words <= 6;
      }, 'must be three to six words that stand in the paragraph')
      .describe(
        'Three to six words as they stand in that paragraph and nowhere else in the document: they make the deep link.',
      ),
  })
  .describe('Where a statement comes from.');

const citations = z
  .array(Citation)
  .min(1, 'must have at least one citation; nothing goes unsourced')
  .max(3, 'must have at most three citations; keep those that support the whole statement');

const NamedAuthor = z.strictObject({
  name: text(80, 'The name of the person or body.'),
  role: text(120, 'What they are.').optional(),
  party: id.optional().describe('The party they speak for, if any.'),
});

const by = z
  .union([z.array(id).min(1, 'must name at least one author of the source').max(6), NamedAuthor], {
    error:
      'must be a list of author ids of the cited source, or a name (with role and party) whose view the source relays',
  })
  .describe('Whose view it is: author ids of the cited source, or somebody whom the source relays.');

const statementBase = {
  id,
  text: text(320, 'One claim, in our own words, that stands alone.'),
  citations,
};

const judgement = {
  ...statementBase,
  by,
  madeOn: When.optional().describe('When the view was given; the publication date of the source unless set.'),
};

const confidence = z.enum(['low', 'moderate', 'high']).optional().describe('Only where the source gives it.');

const ReportedFact = z.strictObject({
  kind: z.literal('reported-fact'),
  ...statementBase,
  eventOn: When.describe('When it happened.'),
});
const Position = z.strictObject({
  kind: z.literal('position'),
  ...statementBase,
  speaker: text(80, 'Who said it.'),
  role: text(120, 'What the speaker was when it was said.'),
  party: id.describe('The party of the relationship whom the speaker speaks for.'),
  saidOn: When,
});
const Assessment = z.strictObject({ kind: z.literal('assessment'), ...judgement, confidence });
const Recommendation = z.strictObject({ kind: z.literal('recommendation'), ...judgement });
const Forecast = z.strictObject({
  kind: z.literal('forecast'),
  ...judgement,
  likelihood: z
    .enum(['very-unlikely', 'unlikely', 'even', 'likely', 'very-likely'])
    .optional()
    .describe('Only where the source gives it.'),
  horizon: When.optional().describe('Until when, only where the source gives it.'),
});

/** One claim of one kind; an unknown kind is a fault. */
export const Statement = z
  .discriminatedUnion('kind', [ReportedFact, Position, Assessment, Recommendation, Forecast], {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'must be one of reported-fact, position, assessment, recommendation, forecast'
        : undefined,
  })
  .describe('One claim of one kind, attributed, dated and cited.');

const restsOn = z
  .array(id)
  .min(1, 'must name at least one statement of this brief that it rests on')
  .describe('Ids of the statements of this brief that it rests on.');

const Entry = z.strictObject({
  id: id.describe('Permanent: what a channel has heard is remembered by it.'),
  on: calendarDate,
  what: text(240, 'What changed, for a reader.'),
  statements: z.array(id).max(60).optional().describe('The statements it touches.'),
});

const languages = <Item extends z.ZodType>(item: Item, about: string, least: number) =>
  z.strictObject({ en: z.array(item).min(least).max(60), zh: z.array(item).max(60).optional() }).describe(about);

/** A curated brief on one topic of a relationship. */
export const Brief = z
  .strictObject({
    title: text(80, 'The title that readers see.'),
    summary: text(100, 'What the brief covers, in a few words, for menus.'),
    status: z
      .enum(['draft', 'published', 'retracted'])
      .describe('A draft never answers; a retracted brief only says that it was retracted.'),
    retraction: Entry.optional().describe('Why and when it was retracted; needed when status is retracted.'),
    aliases: languages(line.max(60), 'Other names by which people ask for it; each belongs to one brief only.', 1),
    questions: languages(line.max(200), 'How people ask for it, as they type; check resolves each of them.', 8),
    bottomLine: z.strictObject({
      text: text(480, 'What a busy reader should take away; if it judges, it says who does.'),
      restsOn,
    }),
    whyItMatters: z.strictObject({ text: text(400, 'Why a reader should care.'), restsOn }),
    statements: z.array(Statement).min(1, 'must have at least one statement').max(60),
    watch: z
      .array(
        z.strictObject({
          id,
          text: text(240, 'What to look for.'),
          wouldChange: text(240, 'What it would change.'),
          expected: When.optional().describe('When it is or was expected, only where the source says so.'),
          restsOn,
        }),
      )
      .max(12),
    gaps: z
      .array(
        z.strictObject({
          text: text(240, 'What the sources do not say though a reader would expect it.'),
          searched: z.array(id).min(1, 'must name the sources that were searched'),
        }),
      )
      .max(12),
    related: z.array(id).max(8),
    asOf: calendarDate.describe('The information cut-off: nothing later is in the brief.'),
    verified: z
      .strictObject({
        on: calendarDate,
        by: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('person'), name: line.max(80) }),
          z.strictObject({ kind: z.literal('program'), name: line.max(80) }),
        ]),
      })
      .describe('Who really checked it. A program can only have checked the citations against the document.'),
    reviewEveryDays: z.int().min(1).max(730),
    history: z.array(Entry).min(1, 'must have at least the entry of its first publication').max(200),
    corrections: z.array(Entry).max(200),
  })
  .describe('A curated brief. The file name is its id.');

/** A document that statements cite, with a fingerprint of each paragraph instead of its text. */
export const Source = z
  .strictObject({
    title: text(200, 'The title of the document; zh may be our own translation.'),
    publisher: text(120, 'Who published it.'),
    authors: z
      .array(z.strictObject({ id, name: text(80, 'The name.'), role: text(160, 'What they are.').optional() }))
      .max(20),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']),
    party: id.optional().describe('The party that speaks in it, where a government does.'),
    url,
    publishedOn: calendarDate,
    accessedOn: calendarDate,
    disclosure: text(300, 'Who stands behind the publisher.'),
    language: z.enum(['en', 'zh']),
    mustCite: z
      .strictObject({ from: z.int().positive(), to: z.int().positive() })
      .optional()
      .describe('The paragraphs that statements must cite, first and last.'),
    paragraphs: z
      .array(
        z
          .string()
          .regex(
            /^[0-9a-f]{16}$/u,
            'must be a fingerprint of 16 hexadecimal digits, in quotes; make it with: npm run attache -- verify DOCUMENT',
          ),
      )
      .min(1),
  })
  .describe('A source document. The file name is its id.');

const PartyRecord = z.strictObject({
  id,
  name: text(60, 'The name readers see.'),
  aliases: languages(line.max(40), 'Every name, short name and demonym by which people type it.', 1),
});

/** The two parties that a folder of briefs is about. */
export const Relationship = z
  .strictObject({
    title: text(80, 'Such as China and the United States.'),
    parties: z.tuple([PartyRecord, PartyRecord]),
    aliases: languages(line.max(40), 'Names of the pair itself, such as sino-american.', 1),
  })
  .describe('The two parties that this folder is about.');

/** A language that records and replies may be written in. */
export type Language = 'en' | 'zh';
export type Text = { readonly en: string; readonly zh?: string | undefined };
export type When = z.infer<typeof When>;
export type Citation = z.infer<typeof Citation>;
export type Statement = z.infer<typeof Statement>;
export type StatementKind = Statement['kind'];
export type Brief = z.infer<typeof Brief> & { readonly id: string; readonly relationship: string };
export type Source = z.infer<typeof Source> & { readonly id: string };
export type Relationship = z.infer<typeof Relationship> & { readonly id: string };
export type Entry = z.infer<typeof Entry>;

export const STATEMENT_KINDS = [
  'reported-fact',
  'position',
  'assessment',
  'recommendation',
  'forecast',
] as const satisfies readonly StatementKind[];
