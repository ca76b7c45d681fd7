/** A topic as it is told: what it comes to, what both sides say, what is next and what is not known. */
import { z } from 'zod';
import { bottomLineDay } from '../records/bottom-line.ts';
import { relatedTo } from '../records/catalogue.ts';
import { passed } from '../records/dates.ts';
import type { Brief, Translated } from '../records/schema.ts';
import { boardView } from './board.ts';
import { citations, citationsOfAll, documentRefs, searched } from './citation.ts';
import { fileEndOf, publishedStatements, topicNames, type ViewContext } from './context.ts';
import { clearTitle, partyName } from './names.ts';
import { fileTo, StatementSchema, statementView } from './statement.ts';
import { capitalized, pick, readable } from './text.ts';
import { TrackSchema } from './track.ts';
import { validated } from './validate.ts';
import { day, id, LanguageSchema, text, WhenSchema, whenView } from './when.ts';

export const TopicRefSchema = z
  .strictObject({ id, title: text, relationship: id, summary: text, fileTo: day })
  .describe('A topic; fileTo is the day of its newest document.');

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

const WatchSchema = z
  .strictObject({
    id,
    topic: id,
    text,
    wouldChange: text,
    expected: WhenSchema.nullable(),
    hasPassed: z.boolean(),
    statements: z.array(id).min(1),
    citations,
  })
  .describe('What to look for next.');

const CitedTextSchema = z
  .strictObject({ text, statements: z.array(id).min(1), citations })
  .describe('A sentence and what it rests on.');

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

export type TopicRef = z.infer<typeof TopicRefSchema>;
export type DisagreementView = z.infer<typeof DisagreementSchema>;
export type WatchView = z.infer<typeof WatchSchema>;
export type TopicView = z.infer<typeof TopicSchema>;

/** Returns what identifies a topic. */
export const topicRef = (brief: Brief, { catalogue, language }: ViewContext): TopicRef =>
  validated(TopicRefSchema, {
    id: brief.id,
    title: clearTitle(brief, catalogue, language),
    relationship: brief.relationship,
    summary: pick(brief.summary, language),
    fileTo: brief.asOf,
  });

/** Returns a published topic as it is told, in English where it has no Chinese; throws `MissingCitationError` where something in it rests on nothing. */
export function topicView(brief: Brief, asked: ViewContext): TopicView {
  const view = { ...asked, language: readable(brief, asked.language) };
  const { catalogue, language } = view;
  return validated(TopicSchema, {
    ...topicRef(brief, view),
    language,
    bottomLine: {
      ...citedText(brief.bottomLine, view),
      asOf: bottomLineDay(brief, catalogue) || null,
    },
    whyItMatters: citedText(brief.whyItMatters, view),
    keyPoints: publishedStatements(brief.keyPoints, view).map((one) => statementView(one, view)),
    disagreements: disagreementViews(brief, view),
    tracks: boardView({ topic: brief.id }, view),
    watch: watchViews(brief, view),
    gaps: brief.gaps.map((gap) => ({ text: pick(gap.text, language), searched: documentRefs(gap.searched, view) })),
    related: topicNames(
      relatedTo(brief, catalogue).map((one) => one.id),
      view,
    ),
    statements: brief.statements.length,
  });
}

function citedText(
  { text: words, restsOn }: { readonly text: Translated; readonly restsOn: readonly string[] },
  view: ViewContext,
): TopicView['whyItMatters'] {
  const statements = publishedStatements(restsOn, view);
  return {
    text: pick(words, view.language),
    statements: statements.map((one) => one.id),
    citations: citationsOfAll(statements, view),
  };
}

/** Returns what two sides of a topic tell differently; throws `MissingCitationError` where a side has neither a source nor documents that were searched. */
export function disagreementViews(brief: Brief, view: ViewContext): DisagreementView[] {
  const { catalogue, language } = view;
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const [topic] = topicNames([brief.id], view);
  const sideOf = ({ party, text: words, statements, searched: looked = [] }: Side) => {
    const about = { party, name: capitalized(partyName(party, { parties, language })), text: pick(words, language) };
    const resting = publishedStatements(statements, view);
    return resting.length === 0 && looked.length > 0
      ? { ...about, searched: documentRefs(looked, view) }
      : { ...about, statements: resting.map((one) => one.id), citations: citationsOfAll(resting, view) };
  };
  return brief.disagreements.map((one) =>
    validated(DisagreementSchema, {
      id: one.id,
      topic: topic ?? { id: brief.id, title: brief.id },
      question: pick(one.question, language),
      sides: one.sides.map(sideOf),
      state: pick(one.state, language),
      fileTo: fileEndOf(brief.relationship, view),
    }),
  );
}

type Side = Brief['disagreements'][number]['sides'][number];

/** Returns what a topic watches for; throws `MissingCitationError` where something rests on nothing. */
export function watchViews(brief: Brief, view: ViewContext): WatchView[] {
  const { language, now } = view;
  return brief.watch.map(({ id: own, text: words, wouldChange, expected, restsOn }) =>
    validated(WatchSchema, {
      id: own,
      topic: brief.id,
      ...citedText({ text: words, restsOn }, view),
      wouldChange: pick(wouldChange, language),
      expected: expected === undefined ? null : whenView(expected, language),
      hasPassed: expected !== undefined && passed(expected, now),
    }),
  );
}
