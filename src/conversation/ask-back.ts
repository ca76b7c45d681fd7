/** Asks what somebody means: with topics to choose from, or with the one that it may be about. Pure. */
import { messages } from '../locales/messages.ts';
import type { Brief } from '../records/schema.ts';
import { choose, note, openTopic, openTopics } from '../reply/compose/parts.ts';
import { pick } from '../views/text.ts';
import type { Block, Reply } from '../reply/reply.ts';
import type { AnswerContext } from './conversation.ts';

/** Returns the reply that asks what is meant, and says why; `about` is the topic that it may be about. */
export function askBack(why: string, briefs: readonly Brief[], context: AnswerContext, about?: Brief): Reply {
  const { language, audience } = context;
  const t = messages(language);
  return {
    title: briefs.length > 1 ? t('reply.near') : t('followUp.askBack'),
    outcome: 'choices',
    language,
    audience,
    blocks: [note(why), ...(briefs.length === 0 ? [] : chooseAmong(briefs, t('reply.chooseTopic'), context))],
    actions: [...(about === undefined ? [] : [openTopic(about, context)]), openTopics(language)],
  };
}

/** Returns topics to choose from; two relationships' topics may have one title: each stands below its relationship's. */
export function chooseAmong(briefs: readonly Brief[], prompt: string, context: AnswerContext): Block[] {
  const alike = new Set(briefs.map(({ relationship }) => relationship)).size < 2;
  return alike ? choose(prompt, briefs, context.language) : chooseByRelationship(briefs, context);
}

/** Returns topics to choose from, those of each relationship under its title. */
export function chooseByRelationship(briefs: readonly Brief[], { catalogue, language }: AnswerContext): Block[] {
  return [...catalogue.relationships.values()].flatMap(({ id, title }): Block[] => {
    const its = briefs.filter(({ relationship }) => relationship === id);
    return its.length === 0
      ? []
      : choose(messages(language)('reply.topicsOf', { relationship: pick(title, language) }), its, language);
  });
}
