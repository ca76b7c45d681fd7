/** The shape of every record under briefs/: zod schemas, and the types inferred from them. */
import type { LanguageCode } from '../shared/language.ts';
import { z } from 'zod';
import { citations } from './fields.ts';
import { calendarDate, id, languages, line, text, url, When as WhenSchema } from './fields.ts';

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
  madeOn: WhenSchema.optional().describe('When the view was given; the publication date of the source unless set.'),
};

const confidence = z.enum(['low', 'moderate', 'high']).optional().describe('Only where the source gives it.');

const ReportedFact = z.strictObject({
  kind: z.literal('reported-fact').describe('What happened.'),
  ...statementBase,
  eventOn: WhenSchema.describe('When it happened.'),
});
const Position = z.strictObject({
  kind: z.literal('position').describe('What somebody said: it proves that they said it, not that it is so.'),
  ...statementBase,
  speaker: text(80, 'Who said it.'),
  role: text(120, 'What the speaker was when it was said.'),
  party: id.describe('The party of the relationship whom the speaker speaks for.'),
  saidOn: WhenSchema.describe('When it was said.'),
});
const Assessment = z.strictObject({
  kind: z.literal('assessment').describe('How somebody judges what is.'),
  ...judgement,
  confidence,
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
    .describe('Only where the source gives it.'),
  horizon: WhenSchema.optional().describe('Until when, only where the source gives it.'),
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
  on: calendarDate.describe('The day of the change.'),
  what: text(240, 'What changed, for a reader.'),
  statements: z.array(id).max(60).optional().describe('The statements it touches.'),
});

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
    bottomLine: z
      .strictObject({
        text: text(480, 'What a busy reader should take away; if it judges, it says who does.'),
        restsOn,
      })
      .describe('What a busy reader should take away, with the statements it rests on.'),
    whyItMatters: z
      .strictObject({ text: text(400, 'Why a reader should care.'), restsOn })
      .describe('Why a reader should care, with the statements it rests on.'),
    statements: z
      .array(Statement)
      .min(1, 'must have at least one statement')
      .max(60)
      .describe('The claims: each of one kind, attributed, dated and cited.'),
    watch: z
      .array(
        z.strictObject({
          id,
          text: text(240, 'What to look for.'),
          wouldChange: text(240, 'What it would change.'),
          expected: WhenSchema.optional().describe('When it is or was expected, only where the source says so.'),
          restsOn,
        }),
      )
      .max(12)
      .describe('What to look for, and what it would change; dates to come belong here.'),
    gaps: z
      .array(
        z.strictObject({
          text: text(240, 'What the sources do not say though a reader would expect it.'),
          searched: z
            .array(id)
            .min(1, 'must name the sources that were searched')
            .describe('Ids of the sources in which it was looked for.'),
        }),
      )
      .max(12)
      .describe('What the sources do not say though a reader would expect it.'),
    related: z.array(id).max(8).describe('Ids of other briefs worth reading next.'),
    asOf: calendarDate.describe('The information cut-off: nothing later is in the brief.'),
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
      .describe('Days from asOf, or from a later review by a person, until readers are told that a review is overdue.'),
    history: z
      .array(Entry)
      .min(1, 'must have at least the entry of its first publication')
      .max(200)
      .describe('What was published and changed, when. Channels that follow the brief are told of each entry once.'),
    corrections: z.array(Entry).max(200).describe('What was wrong and has been put right, when.'),
  })
  .describe('A curated brief. The file name is its id.');

/** A document that statements cite, with a fingerprint of each paragraph instead of its text. */
export const Source = z
  .strictObject({
    title: text(200, 'The title of the document; zh may be our own translation.'),
    publisher: text(120, 'Who published it.'),
    authors: z
      .array(z.strictObject({ id, name: text(80, 'The name.'), role: text(160, 'What they are.').optional() }))
      .max(20)
      .describe('Who wrote it, in the order of the document; empty where nobody is named.'),
    kind: z.enum(['official', 'news', 'commentary', 'think-tank', 'data']).describe('What sort of document it is.'),
    party: id.optional().describe('The party that speaks in it, where a government does.'),
    url,
    publishedOn: calendarDate.describe('The day it was published.'),
    accessedOn: calendarDate.describe('The day it was read.'),
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
      .array(
        z
          .string()
          .regex(
            /^[0-9a-f]{16}$/u,
            'must be a fingerprint of 16 hexadecimal digits, in quotes; make it with: npm run -s attache -- verify DOCUMENT --fingerprints',
          ),
      )
      .min(1)
      .describe('A fingerprint of each paragraph, in order.'),
  })
  .describe('A source document. The file name is its id.');

const PartyRecord = z.strictObject({
  id,
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

/** The two parties that a folder of briefs is about. */
export const Relationship = z
  .strictObject({
    title: text(80, 'Such as China and the United States.'),
    parties: z
      .tuple([PartyRecord, PartyRecord])
      .describe('The two parties, in the order in which their positions are shown.'),
    aliases: languages(line.max(40), 'Names of the pair itself, such as sino-american.', 1),
    ambiguous: languages(
      line.max(40),
      'Words of its topics that mean everyday things as well: alone beside unknown words they say little.',
      0,
      600,
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
      .refine((list) => list[0] === 'en' && list.length === new Set(list).size, 'must be [en] or [en, zh]')
      .optional()
      .describe('The languages that every text of this folder is written in: [en] unless set, or [en, zh].'),
  })
  .describe('The two parties that this folder is about.');

/** A language that records and replies may be written in. */
export type Language = LanguageCode;
export type Translated = { readonly en: string; readonly zh?: string | undefined };
export type DateWithPrecision = z.infer<typeof WhenSchema>;
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
