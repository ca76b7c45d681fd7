/** The form of a digest, described once: the topics to choose from, and what stands in every field. Pure. */
import { messages } from '../../locales/messages.ts';
import { publishedOf } from '../../records/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { DAYS, formatDays } from '../../digest/schedule/days.ts';
import { topicName, type NameContext } from '../../digest/digest-name.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { DEFAULTS, type FilledSettings } from './subscription-input.ts';
import { ALL, listedIn } from './topic-names.ts';

/** One of several values to choose from; the value is what the parser of subscriptions takes. */
export type FormChoice = {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
};

/** A topic, a relationship, or all topics; `isPublished` is false of what was chosen before and is published no longer: a form without it would change the topics. */
export type TopicChoice = FormChoice & { readonly isPublished: boolean };

/** Returns what the topics of a digest are chosen from, with those of a digest chosen, and none where that is of none yet: all topics, all of each relationship where there are several, and each topic. */
export function topicChoices(
  topics: Subscription['topics'] | undefined,
  { catalogue, language }: NameContext,
): readonly TopicChoice[] {
  const { briefs, relationships } = catalogue;
  const chosen = [topics ?? []].flat();
  const choice = (id: string, isPublished = true): TopicChoice => ({
    id,
    value: id,
    label: id === ALL ? messages(language)('reply.allTopics') : topicName(id, { catalogue, language }),
    chosen: chosen.includes(id),
    isPublished,
  });
  const published = publishedOf(briefs.values());
  return [
    choice(ALL),
    ...[...relationships.keys()].filter((id) => relationships.size > 1 || chosen.includes(id)).map((id) => choice(id)),
    ...published.map(({ id }) => choice(id)),
    ...chosen
      .filter((id) => id !== ALL && !relationships.has(id) && briefs.get(id)?.status !== 'published')
      .map((id) => choice(id, false)),
  ];
}

/** Returns the choices that stand for many topics: all, and all of a relationship. */
export const wholeChoices = (
  choices: readonly TopicChoice[],
  { catalogue }: Pick<NameContext, 'catalogue'>,
): readonly TopicChoice[] => choices.filter(({ id }) => id === ALL || catalogue.relationships.has(id));

/** A label is read as a name, unless it would be read as several. */
const named = ({ label, value }: FormChoice): string => (listedIn(label).length === 1 ? label : value);

/** Returns what was chosen in one line, and how to write it, for where the choices are too many for a menu. */
export function topicsLine(choices: readonly TopicChoice[], { catalogue, language }: NameContext) {
  const t = messages(language);
  const whole = wholeChoices(choices, { catalogue });
  return {
    value: choices
      .filter(({ chosen }) => chosen)
      .map(named)
      .join(', '),
    hint: t('digests.topicsHint', { all: whole.map(named).join(t('reply.listed')) }),
  };
}

/** What stands in the fields of the form of a digest. */
export type DigestFormValues = Pick<Subscription, 'whenQuiet'> & {
  /** Undefined for a new digest: nobody is subscribed to everything by leaving a field as it is. */
  readonly topics: Subscription['topics'] | undefined;
  readonly days: readonly Omit<FormChoice, 'id'>[];
  readonly time: string;
  /** Undefined where neither the digest nor the person's own zone is known. */
  readonly zone: string | undefined;
  /** The language in which the digest is written. */
  readonly written: Language;
};

/** Returns what stands in the fields: what is filled in, else the settings of the digest, else the defaults and the person's own time zone and language. */
export function digestFormValues({
  subscription,
  filled = {},
  zone,
  language,
}: {
  readonly subscription: Subscription | undefined;
  readonly filled?: FilledSettings | undefined;
  readonly zone: string | undefined;
  readonly language: Language;
}): DigestFormValues {
  const schedule = subscription?.schedule;
  const days = filled.days ?? schedule?.days ?? DAYS.slice(0, 1);
  return {
    topics: filled.topics ?? subscription?.topics,
    days: DAYS.map((day) => ({ value: day, label: formatDays([day], language), chosen: days.includes(day) })),
    time: filled.time ?? schedule?.time ?? DEFAULTS.time,
    zone: filled.zone ?? schedule?.zone ?? zone,
    written: filled.language ?? subscription?.language ?? language,
    whenQuiet: filled.whenQuiet ?? subscription?.whenQuiet ?? DEFAULTS.whenQuiet,
  };
}
