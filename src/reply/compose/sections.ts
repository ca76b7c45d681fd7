/** The replies behind a brief's buttons: its sources, what changed in it, and related briefs. */
import { choose, type ComposeContext, formatted, open, readable, untranslated, pick, relatedTo } from './parts.ts';
import { citedSources } from '../../records/citation.ts';
import type { Brief, Entry } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { claimOf, underSource } from './claims.ts';
import type { Block, Reply } from '../reply.ts';
import { numbering, sourceItem } from './sources.ts';
import { replyTexts } from '../texts/reply.ts';

/** Returns a brief's sources in full: who wrote, who stands behind them, which paragraphs are cited, with links to the words. */
export function composeSources(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const { catalogue, now, audience } = context;
  const language = readable(brief, context.language);
  const texts = replyTexts(language);
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
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
          .map((statement) => claimOf(statement, { language, texts, parties, sources, number, now }))
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

/** Returns what a retracted brief still says: that it was, when and why. */
export function composeRetracted(brief: Brief, context: ComposeContext): Reply {
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
