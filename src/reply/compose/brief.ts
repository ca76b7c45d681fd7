/** Composes replies from a brief: the order and the wording a reader meets, each claim with its author, date and citation. */
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { citedSources } from '../../records/citation.ts';
import { freshness, passed } from '../../records/freshness.ts';
import type { Brief, Entry, Language, Source, Statement, Translated, DateWithPrecision } from '../../records/schema.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Openable, OpenButton } from '../button.ts';
import { claimBlocks, claimOf, marksOf, underSource } from './claims.ts';
import { isPartly, pick } from '../pick.ts';
import type { Action, Block, CitationMark, Reply } from '../reply.ts';
import { numbering, sourceItem } from './sources.ts';
import { replyTexts, type ReplyTexts } from '../texts/reply.ts';

/** What composing reads: the records, the language, the time. */
export type ComposeContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  readonly audience: Reply['audience'];
};

/** Returns an action that opens a reply, private to whoever presses it. */
export function open(label: string, request: Openable, language: Language, page = 1): Action {
  return { label, target: { verb: 'open', request, page, language } };
}

/** Returns the whole brief in the order of a briefing: bottom line, badge, facts, positions, views, watch list, gaps, sources. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const { catalogue, now, audience } = context;
  const language = readable(brief, context.language);
  const texts = replyTexts(language);
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  const claimContext = { language, texts, sources, number, now };
  const marks = (statements: readonly Statement[]): CitationMark[] => marksOf(statements, sources, number);
  const resting = (ids: readonly string[]): CitationMark[] =>
    marks(brief.statements.filter(({ id }) => ids.includes(id)));

  const blocks: Block[] = [
    ...untranslated(language, context),
    {
      type: 'summary',
      heading: texts.bottomLine,
      text: pick(brief.bottomLine.text, language),
      marks: resting(brief.bottomLine.restsOn),
    },
    badge(brief, sources, texts, language, now),
    {
      type: 'summary',
      heading: texts.whyItMatters,
      text: pick(brief.whyItMatters.text, language),
      marks: resting(brief.whyItMatters.restsOn),
    },
    ...claimBlocks(brief, catalogue.relationships.get(brief.relationship)?.parties ?? [], claimContext),
  ];
  if (brief.watch.length > 0) {
    blocks.push({
      type: 'watch',
      heading: texts.watch,
      items: brief.watch.map((item) => ({
        text: pick(item.text, language),
        ...(item.expected && { expected: expectation(item.expected, texts, language, now) }),
        wouldChange: texts.wouldChange(pick(item.wouldChange, language)),
        marks: resting(item.restsOn),
      })),
    });
  }
  if (brief.gaps.length > 0) {
    blocks.push({
      type: 'gaps',
      heading: texts.gaps,
      items: brief.gaps.map((gap) => {
        const searched = gap.searched.flatMap((id) => number.get(id) ?? []).map((n) => `[${n}]`);
        return searched.length === 0
          ? pick(gap.text, language)
          : `${pick(gap.text, language)}${texts.aside(texts.searched(searched.join(texts.listed)))}`;
      }),
    });
  }
  blocks.push({
    type: 'sources',
    heading: texts.sources,
    items: sources.map((source) => sourceItem(source, brief.statements, texts, language, number)),
  });

  const again: Openable = { type: 'brief', topic: brief.id };
  const related = relatedTo(brief, catalogue);
  return {
    title: pick(brief.title, language),
    language,
    audience,
    blocks,
    actions: [
      open(texts.sources, { type: 'sources', topic: brief.id }, language),
      open(texts.changes, { type: 'changes', topic: brief.id }, language),
      {
        ...open(
          isPartly(
            related.map(({ title }) => title),
            language,
          )
            ? texts.relatedPartly
            : texts.related,
          { type: 'related', topic: brief.id },
          language,
        ),
        choices: choices('', related, language).choices,
      },
      ...(audience === 'asker' ? [{ label: texts.share, target: share(brief.id, language) }] : []),
      { label: texts.flag, target: { verb: 'flag', topic: brief.id, language } },
    ],
    again,
  };
}

const share = (topic: string, language: Language): OpenButton => ({
  verb: 'share',
  request: { type: 'brief', topic },
  page: 1,
  language,
});

/** Returns what a retracted brief still says: that it was, when and why. */
function composeRetracted(brief: Brief, context: ComposeContext): Reply {
  const entry = brief.retraction;
  const { audience } = context;
  const language = formatted([entry], context.language);
  const texts = replyTexts(language);
  return {
    title: pick(brief.title, language),
    language,
    audience,
    blocks: [
      ...untranslated(language, context),
      {
        type: 'note',
        tone: 'warning',
        text: texts.retracted(
          formatDay(entry?.on ?? brief.asOf, language),
          entry === undefined ? '' : pick(entry.what, language),
        ),
      },
    ],
    actions: [
      open(texts.changes, { type: 'changes', topic: brief.id }, language),
      open(texts.allTopics, { type: 'topics' }, language),
    ],
    again: { type: 'brief', topic: brief.id },
  };
}

/** Returns a brief's sources in full: who wrote, who stands behind them, which paragraphs are cited, with links to the words. */
export function composeSources(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const { catalogue, now, audience } = context;
  const language = readable(brief, context.language);
  const texts = replyTexts(language);
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  return {
    title: texts.sourcesOf(pick(brief.title, language)),
    language,
    audience,
    blocks: [
      ...untranslated(language, context),
      {
        type: 'sources',
        heading: texts.sources,
        items: sources.map((source) => sourceItem(source, brief.statements, texts, language, number, true)),
      },
      ...sources.map((source): Block => ({
        type: 'claims',
        heading: `[${number.get(source.id)}] ${pick(source.title, language)}`,
        claims: brief.statements
          .filter((statement) => statement.citations.some((citation) => citation.source === source.id))
          .map((statement) => claimOf(statement, { language, texts, sources, number, now }))
          .map((claim) => underSource(claim, number.get(source.id), texts)),
      })),
    ],
    actions: [open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'sources', topic: brief.id },
  };
}

/** Returns a brief's history and corrections, newest first. */
export function composeChanges(brief: Brief, context: ComposeContext): Reply {
  const { audience } = context;
  const language = formatted([...brief.history, ...brief.corrections, brief.retraction], context.language);
  const texts = replyTexts(language);
  const items = (entries: readonly Entry[]) =>
    entries
      .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
      .map((entry) => ({ label: formatDay(entry.on, language), detail: pick(entry.what, language) }));
  return {
    title: texts.changesOf(pick(brief.title, language)),
    language,
    audience,
    blocks: [
      ...untranslated(language, context),
      ...(brief.retraction === undefined
        ? []
        : [
            {
              type: 'note',
              tone: 'warning',
              text: texts.retracted(formatDay(brief.retraction.on, language), pick(brief.retraction.what, language)),
            } as const,
          ]),
      { type: 'list', heading: texts.changes, items: items(brief.history) },
      brief.corrections.length === 0
        ? { type: 'note', text: texts.noCorrections, tone: 'plain' }
        : { type: 'list', heading: texts.corrections, items: items(brief.corrections) },
    ],
    actions: [open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'changes', topic: brief.id },
  };
}

/** Returns the topics that a brief names as related, to choose from. */
export function composeRelated(brief: Brief, { catalogue, language, audience }: ComposeContext): Reply {
  const texts = replyTexts(language);
  const related = relatedTo(brief, catalogue);
  return {
    title: texts.relatedTo(pick(brief.title, language)),
    language,
    audience,
    blocks:
      related.length === 0
        ? [{ type: 'note', text: texts.noRelated, tone: 'plain' }]
        : choose(texts.chooseTopic, related, language),
    actions: [open(texts.allTopics, { type: 'topics' }, language)],
    again: { type: 'related', topic: brief.id },
  };
}

const relatedTo = (brief: Brief, catalogue: RecordCatalogue): Brief[] =>
  brief.related.flatMap((id) => catalogue.briefs.get(id) ?? []).filter(({ status }) => status === 'published');

/** Returns a block of briefs to choose from, behind a note where some of them are not in the reader's language. */
export function choose(prompt: string, briefs: readonly Brief[], language: Language): Block[] {
  const texts = briefs.flatMap(({ title, summary }) => [title, summary]);
  return [...partly(texts, language), choices(prompt, briefs, language)];
}

/** Returns a block of briefs to choose from. */
export function choices(
  prompt: string,
  briefs: readonly Brief[],
  language: Language,
): Extract<Block, { readonly type: 'choices' }> {
  return {
    type: 'choices',
    prompt,
    choices: briefs.map((brief) => ({
      label: pick(brief.title, language),
      detail: pick(brief.summary, language),
      target: { verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language },
    })),
  };
}

function badge(
  brief: Brief,
  sources: readonly Source[],
  texts: ReplyTexts,
  language: Language,
  now: Temporal.Instant,
): Block {
  const { asOf, overdue, reviewDueOn } = freshness(brief, now);
  const verifiedOn = formatDay(brief.verified.on, language);
  const kinds = [...new Set(sources.map(({ kind }) => texts.kindOfSource[kind]))].join(texts.listed);
  return {
    type: 'badge',
    items: [
      texts.asOf(formatDay(asOf, language)),
      brief.verified.by.kind === 'person'
        ? texts.verifiedByPerson(brief.verified.by.name, verifiedOn)
        : texts.verifiedByProgram(verifiedOn),
      texts.sourceKinds(kinds),
    ],
    ...(overdue && { warning: texts.overdue(formatDay(reviewDueOn, language)) }),
  };
}

function expectation(when: DateWithPrecision, texts: ReplyTexts, language: Language, now: Temporal.Instant): string {
  const dateText = formatWhen(when, language);
  return passed(when, now) ? texts.wasExpected(dateText) : texts.expected(dateText);
}

/** The language a brief can be read in: English where it has no Chinese yet. */
const readable = (brief: Brief, language: Language): Language =>
  language === 'zh' && brief.bottomLine.text.zh === undefined ? 'en' : language;

/** The language that entries can be told in: English where one of them has no Chinese. */
const formatted = (entries: readonly (Entry | undefined)[], language: Language): Language =>
  entries.every((entry) => entry === undefined || entry.what.zh !== undefined) ? language : 'en';

/** Tells a reader who asked in another language than the brief is in. */
const untranslated = (language: Language, context: ComposeContext): Block[] =>
  language === context.language
    ? []
    : [{ type: 'note', text: replyTexts(context.language).notTranslated, tone: 'plain' }];

/** Returns a note for a reader of Chinese where some of the texts shown are in English only, else nothing. */
export const partly = (texts: readonly Translated[], language: Language): Block[] =>
  isPartly(texts, language) ? [{ type: 'note', tone: 'plain', text: replyTexts(language).partly }] : [];
