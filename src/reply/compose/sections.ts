/** The replies behind a brief's buttons: one section each, related topics, and what a retracted brief still says. */
import { formatDay } from '../../records/dates.ts';
import type { Brief, Language } from '../../records/schema.ts';
import type { Section } from '../button.ts';
import { choose, formatted, open, pick, relatedTo, untranslated, type ComposeContext } from './parts.ts';
import type { Block, Reply } from '../reply.ts';
import { replyTexts } from '../texts/reply.ts';
import { sectionTexts } from '../texts/sections.ts';
import { changeBlocks, sectionBlocks } from './blocks.ts';
import { freshnessBadge, topicContext } from './topic.ts';

/** Returns a section of a brief, with a way back to its card; a section in which there is nothing says so. */
export function composeSection(brief: Brief, section: Section, context: ComposeContext): Reply {
  if (section === 'changes') return composeChanges(brief, context);
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, texts } = topic;
  const said = sectionTexts(language);
  const blocks = sectionBlocks(section, topic).map(untitled(section, language));
  const note = section === 'measures' || section === 'commitments' ? said.notes[section] : undefined;
  return {
    title: texts.about(pick(brief.title, language), said.names[section]),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      ...(blocks.length === 0
        ? [{ type: 'note', tone: 'plain', text: said.empty[section] } as const]
        : [...(note === undefined ? [] : [{ type: 'note', tone: 'plain', text: note } as const]), ...blocks]),
      freshnessBadge(topic),
    ],
    actions: [
      open(said.backToCard, { type: 'brief', topic: brief.id }, language),
      ...(section === 'sides' && brief.disagreements.length > 0
        ? [open(said.names.disagreements, { type: 'section', topic: brief.id, section: 'disagreements' }, language)]
        : []),
      open(said.fullBrief, { type: 'full', topic: brief.id }, language),
    ],
    again: { type: 'section', topic: brief.id, section },
  };
}

/** The title of a section says its name: a heading does not say it again. */
const untitled =
  (section: Section, language: Language) =>
  (block: Block): Block =>
    'heading' in block && block.heading === sectionTexts(language).names[section] ? { ...block, heading: '' } : block;

/** Returns a brief's history and corrections, newest first, in English where one of them has no Chinese; also of a retracted brief. */
function composeChanges(brief: Brief, context: ComposeContext): Reply {
  const corrected = brief.statements.flatMap(({ corrections = [] }) => corrections);
  const entries = [...brief.history, ...brief.corrections, ...corrected, brief.retraction];
  const language = formatted(entries, context.language);
  const texts = replyTexts(language);
  return {
    title: texts.changesOf(pick(brief.title, language)),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      ...(brief.retraction === undefined ? [] : [retracted(brief, language)]),
      ...changeBlocks(brief, language).map(untitled('changes', language)),
    ],
    actions: [open(sectionTexts(language).backToCard, { type: 'brief', topic: brief.id }, language)],
    again: { type: 'section', topic: brief.id, section: 'changes' },
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
  const language = formatted([brief.retraction], context.language);
  const texts = replyTexts(language);
  return {
    title: pick(brief.title, language),
    language,
    audience: context.audience,
    blocks: [...untranslated(language, context), retracted(brief, language)],
    actions: [
      open(texts.changes, { type: 'section', topic: brief.id, section: 'changes' }, language),
      open(texts.allTopics, { type: 'topics' }, language),
    ],
    again: { type: 'brief', topic: brief.id },
  };
}

const retracted = ({ retraction, asOf }: Brief, language: Language): Block => ({
  type: 'note',
  tone: 'warning',
  text: replyTexts(language).retracted(
    formatDay(retraction?.on ?? asOf, language),
    retraction === undefined ? '' : pick(retraction.what, language),
  ),
});
