/** The name of a digest: its topics and its schedule, since nobody knows a digest by its id. Pure. */
import type { Language } from '../records/schema.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import { clearTitle, pick } from '../reply/compose/parts.ts';
import { digestCommandTexts } from '../reply/texts/digest-commands.ts';
import { repairTexts } from '../reply/texts/repair.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import { nameSchedule } from './schedule/schedule.ts';
import type { Subscription } from './subscription.ts';

/** What names are made of: the records, and the reader's language. */
export type NameContext = {
  readonly catalogue: Pick<Catalogue, 'briefs' | 'relationships' | 'withheld'>;
  readonly language: Language;
};

/** A name that is read at a glance has so many topics; the others are counted. */
const TOPICS_MOST = 2;

/** Returns a digest's name, such as `Energy, weekdays 09:00 Beijing`. */
export function digestName({ topics, schedule }: Pick<Subscription, 'topics' | 'schedule'>, context: NameContext) {
  const { language } = context;
  const { allTopics, listed } = replyTexts(language);
  const names = topics === 'all' ? [allTopics] : topics.map((id) => topicName(id, context));
  const named = names.slice(0, TOPICS_MOST).join(listed);
  const more = names.length - TOPICS_MOST;
  const subject = more > 0 ? digestCommandTexts(language).andMore(named, more) : named;
  return `${subject}${language === 'zh' ? '，' : ', '}${nameSchedule(schedule, language)}`;
}

/** Returns the title of a topic, with the reason where it is no longer published, or of a relationship. */
export function topicName(id: string, { catalogue, language }: NameContext): string {
  const texts = digestCommandTexts(language);
  const { aside } = replyTexts(language);
  const brief = catalogue.briefs.get(id);
  const relationship = catalogue.relationships.get(id);
  if (brief === undefined && relationship !== undefined) return pick(relationship.title, language);
  if (brief === undefined || brief.status === 'draft')
    return `${id}${aside(isWithheld(catalogue, id) ? repairTexts(language).beingRepaired : texts.gone)}`;
  return `${clearTitle(brief, catalogue, language)}${brief.status === 'published' ? '' : aside(texts.retracted)}`;
}
