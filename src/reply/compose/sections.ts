/** The replies behind a brief's buttons: one section each, related topics, and what a retracted brief still says. */
import { messages } from '../../locales/messages.ts';
import { formatDay } from '../../records/dates.ts';
import type { Brief, Language } from '../../records/schema.ts';
import type { Section } from '../section.ts';
import { choose, open, untranslated, type ComposeContext, openTopics, note } from './parts.ts';
import { clearTitle } from '../../views/names.ts';
import { formatted, pick } from '../../views/text.ts';
import { relatedTo } from '../../records/catalogue.ts';
import type { Block, Reply } from '../reply.ts';
import { changeBlocks, sectionBlocks } from './blocks.ts';
import { moreSections, openSection, sectionChoices } from './actions.ts';
import { freshnessBadge, topicContext, unheldText, verifiedText } from './topic.ts';

/** Returns a section of a brief, with a way back to its card; a section in which there is nothing says so. */
export function composeSection(brief: Brief, section: Section, context: ComposeContext): Reply {
  if (section === 'changes') return composeChanges(brief, context);
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, t } = topic;
  const blocks = sectionBlocks(section, topic).map(untitled(section, language));
  const aside = section === 'measures' || section === 'commitments' ? [note(t(`sections.notes.${section}`))] : [];
  return {
    title: t('reply.about', {
      title: clearTitle(brief, context.catalogue, language),
      what: t(`sections.names.${section}`),
    }),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      ...(blocks.length === 0 ? [note(t(`sections.empty.${section}`))] : [...aside, ...blocks]),
      freshnessBadge(topic),
    ],
    actions: [
      open(t('sections.backToCard'), { type: 'brief', topic: brief.id }, language),
      ...(section === 'sides' && brief.disagreements.length > 0 ? [openSection('disagreements', topic)] : []),
      moreSections(topic),
    ],
    about: { topic: brief.id, statements: [] },
    again: { type: 'section', topic: brief.id, section },
  };
}

/** Returns the sections of a brief to choose from, each with how much is in it; what took the place of a whole brief of many pages. */
export function composeSections(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, t } = topic;
  return {
    title: t('reply.about', { title: clearTitle(brief, context.catalogue, language), what: t('sections.title') }),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      freshnessBadge(topic, [verifiedText(topic), ...unheldText(topic, context.isHeld)]),
      { type: 'choices', prompt: t('sections.choose'), choices: sectionChoices(topic) },
    ],
    actions: [open(t('sections.backToCard'), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'sections', topic: brief.id },
    about: { topic: brief.id, statements: [] },
  };
}

/** The title of a section says its name: a heading does not say it again. */
const untitled =
  (section: Section, language: Language) =>
  (block: Block): Block =>
    'heading' in block && block.heading === messages(language)(`sections.names.${section}`)
      ? { ...block, heading: '' }
      : block;

/** Returns a brief's history and corrections, newest first, in English where one of them has no Chinese; also of a retracted brief. */
function composeChanges(brief: Brief, context: ComposeContext): Reply {
  const corrected = brief.statements.flatMap(({ corrections = [] }) => corrections);
  const entries = [...brief.history, ...brief.corrections, ...corrected, brief.retraction];
  const language = formatted(entries, context.language);
  const t = messages(language);
  return {
    title: t('reply.changesOf', { title: clearTitle(brief, context.catalogue, language) }),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      ...(brief.retraction === undefined ? [] : [retracted(brief, language)]),
      ...changeBlocks(brief, language).map(untitled('changes', language)),
    ],
    actions: [open(messages(language)('sections.backToCard'), { type: 'brief', topic: brief.id }, language)],
    again: { type: 'section', topic: brief.id, section: 'changes' },
  };
}

/** Returns the topics that a brief names as related, to choose from. */
export function composeRelated(brief: Brief, { catalogue, language, audience }: ComposeContext): Reply {
  const t = messages(language);
  const related = relatedTo(brief, catalogue);
  return {
    title: t('reply.relatedTo', { title: clearTitle(brief, catalogue, language) }),
    language,
    audience,
    blocks: related.length === 0 ? [note(t('reply.noRelated'))] : choose(t('reply.chooseTopic'), related, language),
    actions: [openTopics(language)],
    again: { type: 'related', topic: brief.id },
  };
}

/** Returns what a retracted brief still says: that it was, when and why. */
export function composeRetracted(brief: Brief, context: ComposeContext): Reply {
  const language = formatted([brief.retraction], context.language);
  const t = messages(language);
  return {
    title: clearTitle(brief, context.catalogue, language),
    language,
    audience: context.audience,
    blocks: [...untranslated(language, context), retracted(brief, language)],
    actions: [
      open(t('reply.changes'), { type: 'section', topic: brief.id, section: 'changes' }, language),
      openTopics(language),
    ],
    again: { type: 'brief', topic: brief.id },
  };
}

const retracted = ({ retraction, asOf }: Brief, language: Language): Block =>
  note(
    messages(language)('reply.retracted', {
      day: formatDay(retraction?.on ?? asOf, language),
      why: retraction === undefined ? '' : pick(retraction.what, language),
    }),
    'warning',
  );
