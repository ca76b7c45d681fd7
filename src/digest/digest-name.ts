/** The name of a digest: its topics and its schedule, since nobody knows a digest by its id. Pure. */
import { messages } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import { clearTitle, pairName } from '../views/names.ts';
import { pick } from '../views/text.ts';
import { nameSchedule } from './schedule/schedule.ts';
import type { Subscription } from './subscription.ts';

/** What names are made of: the records, and the reader's language. */
export type NameContext = {
  readonly catalogue: Pick<Catalogue, 'briefs' | 'relationships' | 'withheld'>;
  readonly language: Language;
};

/** A name that is read at a glance has so many topics; the others are counted. */
const MAX_TOPICS = 2;

/** Returns a digest's name, such as `Energy, weekdays 09:00 Beijing`. */
export function digestName({ topics, schedule }: Pick<Subscription, 'topics' | 'schedule'>, context: NameContext) {
  const { language } = context;
  const t = messages(language);
  const names = topics === 'all' ? [t('reply.allTopics')] : topics.map((id) => topicName(id, context));
  const named = names.slice(0, MAX_TOPICS).join(t('reply.listed'));
  const more = names.length - MAX_TOPICS;
  const subject = more > 0 ? messages(language)('digests.andMore', { names: named, count: more }) : named;
  return t('digests.subject', { topics: subject, schedule: nameSchedule(schedule, language) });
}

/** Returns the title of a topic, with the reason where it is no longer published, or what all topics of a relationship are called. */
export function topicName(id: string, { catalogue, language }: NameContext): string {
  const t = messages(language);
  const brief = catalogue.briefs.get(id);
  const relationship = catalogue.relationships.get(id);
  if (brief === undefined && relationship !== undefined) {
    const pair = pairName(relationship, language);
    const isShared = [...catalogue.relationships.values()].some(
      (one) => one !== relationship && pairName(one, language) === pair,
    );
    return t('digests.allOf', { pair: isShared ? pick(relationship.title, language) : pair });
  }
  if (brief === undefined || brief.status === 'draft')
    return `${id}${t('reply.aside', { text: isWithheld(catalogue, id) ? messages(language)('repair.beingRepaired') : t('digests.gone') })}`;
  return `${clearTitle(brief, catalogue, language)}${brief.status === 'published' ? '' : t('reply.aside', { text: t('digests.retracted') })}`;
}
