/** The form of a digest, described once: the topics to choose from, and what stands in every field. Pure. */
import { publishedOf } from '../../records/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { DAYS, formatDays } from '../../digest/schedule/days.ts';
import { topicName, type NameContext } from '../../digest/digest-name.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { DEFAULTS, type FilledSettings } from './subscription-input.ts';

/** One of several values to choose from; the value is what the parser of subscriptions takes. */
export type FormChoice = {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
};

/** What the topics of a digest are chosen from; nothing is chosen where it is of all topics. */
export type TopicChoices = {
  readonly relationships: readonly FormChoice[];
  readonly published: readonly FormChoice[];
  /** Chosen before, but no longer published. They are offered too: a form without them would change the topics. */
  readonly unpublished: readonly FormChoice[];
};

/** Returns the topics and relationships to choose from, with those of a digest chosen. */
export function topicChoices(topics: Subscription['topics'], { catalogue, language }: NameContext): TopicChoices {
  const { briefs, relationships } = catalogue;
  const named = topics === 'all' ? [] : topics;
  const choice = (id: string, value = id): FormChoice => ({
    id,
    value,
    label: topicName(id, { catalogue, language }),
    chosen: named.includes(id),
  });
  return {
    relationships: [...relationships.keys()].map((id) => choice(id)),
    published: publishedOf(briefs.values()).map((brief) => choice(brief.id)),
    unpublished: named
      .filter((id) => !relationships.has(id) && briefs.get(id)?.status !== 'published')
      .map((id) => choice(id)),
  };
}

/** What stands in the fields of the form of a digest. */
export type DigestFormValues = Pick<Subscription, 'topics' | 'whenQuiet'> & {
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
  const days = filled.days ?? schedule?.days ?? DAYS.slice(0, 5);
  return {
    topics: filled.topics ?? subscription?.topics ?? DEFAULTS.topics,
    days: DAYS.map((day) => ({ value: day, label: formatDays([day], language), chosen: days.includes(day) })),
    time: filled.time ?? schedule?.time ?? DEFAULTS.time,
    zone: filled.zone ?? schedule?.zone ?? zone,
    written: filled.language ?? subscription?.language ?? language,
    whenQuiet: filled.whenQuiet ?? subscription?.whenQuiet ?? DEFAULTS.whenQuiet,
  };
}
