/** The buttons below cards, answers and sections, and the menu of the sections of a topic. */
import { messages } from '../../locales/messages.ts';
import type { Openable } from '../button.ts';
import type { Action, Choice, Reply } from '../reply.ts';
import type { Section } from '../section.ts';
import { sectionCounts } from './blocks.ts';
import { open } from './parts.ts';
import { relatedTo } from '../../records/catalogue.ts';
import { ofParty, tracksOf, type TopicContext } from './topic.ts';

/** Returns the buttons of a card: both sides, status, a menu of the sections, to share `shared` where only the asker sees it, and to flag. */
export const cardActions = (topic: TopicContext, audience: Reply['audience'], shared: Openable): Action[] => [
  ...(topic.parties.some(({ id }) => ofParty(id, topic).length > 0) ? [openSection('sides', topic)] : []),
  ...(tracksOf(topic).length > 0 ? [openBoard(topic)] : []),
  ...leadingOn(topic, audience, shared),
];

/** Returns the buttons of an answer: the status where it tells of a track, otherwise both sides; sources, and those of every card. */
export const answerActions = (
  topic: TopicContext,
  audience: Reply['audience'],
  shared: Openable,
  isOfTrack: boolean,
): Action[] => [
  ...(isOfTrack
    ? [openBoard(topic)]
    : topic.parties.some(({ id }) => ofParty(id, topic).length > 0)
      ? [openSection('sides', topic)]
      : []),
  ...(topic.sources.length > 0 ? [openSection('sources', topic)] : []),
  ...leadingOn(topic, audience, shared),
];

const leadingOn = (topic: TopicContext, audience: Reply['audience'], shared: Openable): Action[] => [
  moreSections(topic),
  ...(audience === 'asker'
    ? [
        {
          label: topic.t('reply.share'),
          target: { verb: 'share', request: shared, page: 1, language: topic.language },
        } as const,
      ]
    : []),
  flag(topic),
];

/** Returns the menu of the sections of a topic, each with how much is in it. */
export function moreSections(topic: TopicContext): Action {
  const { brief, language, t } = topic;
  return {
    ...open(t('sections.more'), { type: 'sections', topic: brief.id }, language),
    choices: sectionChoices(topic),
  };
}

/** Returns the sections of a topic in which there is something, with how much, and its related topics. */
export function sectionChoices(topic: TopicContext): Choice[] {
  const { brief, catalogue, language, t } = topic;
  const choice = (name: string, count: number, request: Openable): Choice => ({
    label: t('sections.counted', { name, count }),
    detail: '',
    target: { verb: 'open', request, page: 1, language },
  });
  const related = relatedTo(brief, catalogue).length;
  return [
    ...sectionCounts(topic).map(({ section, count }) =>
      choice(t(`sections.names.${section}`), count, { type: 'section', topic: brief.id, section }),
    ),
    ...(related === 0 ? [] : [choice(t('reply.related'), related, { type: 'related', topic: brief.id })]),
  ];
}

/** Returns the button that opens a section. */
export const openSection = (section: Section, { brief, language }: TopicContext): Action =>
  open(messages(language)(`sections.names.${section}`), { type: 'section', topic: brief.id, section }, language);

/** Returns the button that opens the status board of a topic. */
export const openBoard = ({ brief, language, t }: TopicContext): Action =>
  open(t('answer.statusOf'), { type: 'status', topic: brief.id }, language);

const flag = ({ brief, language, t }: TopicContext): Action => ({
  label: t('reply.flag'),
  target: { verb: 'flag', topic: brief.id, language },
});
