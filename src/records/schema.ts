/** The shape of every record under briefs/: zod schemas, and the types inferred from them. */
import type { LanguageCode } from '../shared/language.ts';
import { z } from 'zod';
import {
  calendarDate,
  id,
  languages,
  line,
  slug,
  text,
  url,
  When as WhenSchema,
  wrong,
  type Citation,
} from './fields.ts';
import { StatementRecord, statementRef } from './statement.ts';

export { STATEMENT_KINDS, type StatementKind } from './statement.ts';

const restsOn = z
  .array(statementRef)
  .min(1, wrong('rests-on-nothing'))
  .max(12)
  .describe('The statements of this topic that it rests on, each as document/statement.');

const searched = z
  .array(slug)
  .min(1, wrong('nothing-searched'))
  .max(20)
  .describe('Ids of the documents in which it was looked for.');

const Entry = z.strictObject({
  id: id.describe('Permanent: what a channel has heard is remembered by it.'),
  on: calendarDate.describe('The day of the change.'),
  what: text(320, 'What changed, for a reader.'),
  statements: z.array(line.max(121)).max(60).optional().describe('The statements it touches.'),
});

const HistoryEntry = Entry.extend({
  rewritten: z
    .literal(true)
    .optional()
    .describe(
      'True where the brief was written anew without anything having happened: what is new is told from there on.',
    ),
});

const Side = z
  .strictObject({
    party: id.describe('The party that tells it so.'),
    text: text(520, 'What this side says, or that it is silent.'),
    statements: z
      .array(statementRef)
      .max(8)
      .describe('The statements of this topic that say so; none where the side is silent.'),
    searched: searched.optional().describe('Where the side is silent: the documents in which it was looked for.'),
  })
  .refine(
    ({ statements, searched: looked }) => statements.length > 0 || looked !== undefined,
    wrong('side-rests-on-nothing'),
  );

/** What a curator writes about the statements of a topic. */
export const Topic = z
  .strictObject({
    title: text(80, 'The title that readers see.'),
    summary: text(100, 'What the topic covers, in a few words, for menus.'),
    status: z
      .enum(['draft', 'published', 'retracted'])
      .describe('A draft never answers; a retracted topic only says that it was retracted.'),
    retraction: Entry.optional().describe('Why and when it was retracted; needed when status is retracted.'),
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
        'Two to five statements of this topic that matter most, the first first. The card shows the first two of different sides, and a third where it fits.',
      ),
    disagreements: z
      .array(
        z.strictObject({
          id,
          question: text(120, 'What the two sides tell differently, as a question.'),
          sides: z
            .tuple([Side, Side], {
              error: ({ code }) => (code === 'too_small' || code === 'too_big' ? wrong('not-two-sides') : undefined),
            })
            .refine(([a, b]) => a.party !== b.party, wrong('sides-of-one-party'))
            .describe('What each party says, or that it is silent.'),
          state: text(300, 'How it stood at asOf.'),
        }),
      )
      .max(12)
      .describe('What the two sides tell differently, or one alone tells.'),
    watch: z
      .array(
        z.strictObject({
          id,
          text: text(240, 'What to look for.'),
          wouldChange: text(300, 'What it would change.'),
          expected: WhenSchema.optional().describe('When it is or was expected, only where the source says so.'),
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
          side: id.optional().describe('The party of which no document bears on this topic, where that is the gap.'),
        }),
      )
      .max(12)
      .describe('What the documents do not say though a reader would expect it.'),
    related: z.array(id).max(8).describe('Ids of other topics worth reading next.'),
    asOf: calendarDate.describe('The date of the newest document read for this topic: nothing later is in its texts.'),
    searchedTo: calendarDate.describe('How far newer documents were looked for; not before asOf.'),
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
        'Days from searchedTo, or from a later review by a person, until readers are told that a review is overdue.',
      ),
    history: z
      .array(HistoryEntry)
      .min(1, wrong('no-history'))
      .max(200)
      .describe('What was published and changed, when. Channels that follow the topic are told of each entry once.'),
    corrections: z.array(Entry).max(200).describe('What was wrong and has been put right, when.'),
  })
  .describe('A topic. The file name is its id.');

/** A document, with a fingerprint of each paragraph instead of its text, and the statements that cite it. */
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
    origin: line
      .max(80)
      .optional()
      .describe(
        'The text that it repeats, such as one report of an agency: documents of one origin support a claim once.',
      ),
    url,
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
      .array(z.string().regex(/^[0-9a-f]{16}$/u, wrong('not-a-fingerprint')))
      .min(1)
      .max(2000)
      .describe('A fingerprint of each paragraph, in order.'),
    statements: z
      .array(StatementRecord)
      .max(200)
      .describe('What the document says: each claim of one kind, attributed, dated and cited.'),
  })
  .describe('A source document and its statements. The file name is its id.');

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

/** The two parties that a folder of records is about. */
export const Relationship = z
  .strictObject({
    prefixed: z
      .boolean()
      .optional()
      .describe(
        'Whether its topics and documents are always named with the folder in front, such as de-fr/trade: needed where another relationship has one of the same id.',
      ),
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
      .refine((list) => list[0] === 'en' && list.length === new Set(list).size, wrong('wrong-languages'))
      .optional()
      .describe('The languages that every text of this folder is written in: [en] unless set, or [en, zh].'),
  })
  .describe('The two parties that this folder is about.');

/** A language that records and replies may be written in. */
export type Language = LanguageCode;
export type Translated = { readonly en: string; readonly zh?: string | undefined };
export type DateWithPrecision = z.infer<typeof WhenSchema>;
export type Entry = z.infer<typeof Entry>;
export type Relationship = z.infer<typeof Relationship> & { readonly id: string };
export type Party = Relationship['parties'][number];
/** A document and a topic as they stand in their files, with the ids of their folders and files. */
export type DocumentRecord = z.infer<typeof Source> & { readonly id: string; readonly relationship: string };
export type Topic = z.infer<typeof Topic> & { readonly id: string; readonly relationship: string };

type InService<Value> = Value extends StatementRecord
  ? Omit<Value, 'citations' | 'relations'> & {
      /** The id of the document that holds it. */
      readonly document: string;
      readonly citations: readonly Citation[];
      readonly relations: readonly Relation[];
    }
  : never;

/** A statement in service: its id is document/statement, and its citations and relations name whole ids. */
export type Statement = InService<StatementRecord>;
export type Relation = NonNullable<StatementRecord['relations']>[number];
/** A document in service. */
export type Source = Omit<DocumentRecord, 'statements'> & { readonly statements: readonly Statement[] };
/** A topic in service, with its statements: the newest document's first. */
export type Brief = Topic & { readonly statements: readonly Statement[] };
