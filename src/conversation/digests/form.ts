/** The form of a digest, described once: the topics to choose from, and what stands in every field. Pure. */
import { messages } from '../../locales/messages.ts';
import { publishedOf } from '../../records/catalogue.ts';
import { DAYS, formatDays } from '../../digest/schedule/days.ts';
import { zoneName } from '../../digest/schedule/zone.ts';
import { topicName, type NameContext } from '../../digest/digest-name.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { clip } from '../../shared/text.ts';
import type { Form, FormValues } from '../form.ts';
import { LANGUAGE_OPTIONS } from '../language-names.ts';
import { DEFAULTS, type FilledSettings, type SubscriptionInput } from './subscription-input.ts';
import { ALL, listedIn } from './topic-names.ts';
import { understand } from './understand.ts';

/** What a digest does when nothing is new. */
export const WHEN_QUIET = ['skip', 'rotate'] as const;
/** The characters of what is typed. */
export const MAX_TYPED = { topics: 300, days: 300, time: 20, when: 100, zone: 80 } as const;

/** A topic, a relationship, or all topics; `isPublished` is false of what was chosen before and is published no longer: a form without it would change the topics. */
type TopicChoice = {
  readonly value: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly isPublished: boolean;
};

/** Returns what the topics of a digest are chosen from, with those of a digest chosen, and none where that is of none yet: all topics, all of each relationship where there are several, and each topic. */
function topicChoices(
  topics: Subscription['topics'] | undefined,
  { catalogue, language }: NameContext,
): readonly TopicChoice[] {
  const { briefs, relationships } = catalogue;
  const chosen = [topics ?? []].flat();
  const choice = (id: string, isPublished = true): TopicChoice => ({
    value: id,
    label: id === ALL ? messages(language)('reply.allTopics') : topicName(id, { catalogue, language }),
    isChosen: chosen.includes(id),
    isPublished,
  });
  return [
    choice(ALL),
    ...[...relationships.keys()].filter((id) => relationships.size > 1 || chosen.includes(id)).map((id) => choice(id)),
    ...publishedOf(briefs.values()).map(({ id }) => choice(id)),
    ...chosen
      .filter((id) => id !== ALL && !relationships.has(id) && briefs.get(id)?.status !== 'published')
      .map((id) => choice(id, false)),
  ];
}

/** Returns the choices that stand for many topics: all, and all of a relationship. */
export const wholeChoices = (context: NameContext): readonly TopicChoice[] =>
  topicChoices(undefined, context).filter(({ value }) => value === ALL || context.catalogue.relationships.has(value));

/** A label is read as a name, unless it would be read as several. */
const named = ({ label, value }: TopicChoice): string => (listedIn(label).length === 1 ? label : value);

/** What the form of a digest is opened with. */
export type DigestFormContent = {
  /** The digest to change; undefined for a new one. */
  readonly subscription: Subscription | undefined;
  /** What it is filled with, instead of the settings of the digest. */
  readonly filled?: FilledSettings | undefined;
  /** What the person typed to open it, and what of that was not understood. */
  readonly typed?: string | undefined;
  readonly note?: string | undefined;
  /** Where it is opened, and the person's own time zone where that is known. */
  readonly channel: string;
  readonly zone: string | undefined;
};

/** Returns the form: in its fields stands what is filled in, else the settings of the digest, else the defaults and the person's own time zone and language; nobody is subscribed to everything by leaving the topics as they are. */
export function digestForm(
  { subscription, filled = {}, typed, note = '', channel, zone }: DigestFormContent,
  context: NameContext,
): Form {
  const { language } = context;
  const t = messages(language);
  const choices = topicChoices(filled.topics ?? subscription?.topics, context);
  const chosen = choices.filter(({ isChosen }) => isChosen);
  const lost = chosen.filter(({ isPublished }) => !isPublished).map(({ label }) => label);
  const schedule = subscription?.schedule;
  const days = filled.days ?? schedule?.days ?? DAYS.slice(0, 1);
  const time = filled.time ?? schedule?.time ?? DEFAULTS.time;
  return {
    button: {
      verb: 'digest',
      action: subscription ? 'change' : 'weekly',
      subscription: subscription?.id ?? '',
      language,
    },
    title: t(subscription === undefined ? 'digests.form.subscribe' : 'digests.form.change'),
    about: [
      [
        typed === undefined ? '' : t('digests.typed', { text: typed }),
        lost.length === 0 ? '' : t('digests.form.lost', { topics: lost.join(t('reply.listed')) }),
      ]
        .join(' ')
        .trim(),
      note,
    ],
    fields: [
      {
        type: 'channel',
        id: 'channel',
        label: t('digests.labels.channel'),
        value: filled.channel ?? subscription?.channelRef.channel ?? channel,
        // A digest in a direct message stays there unless a channel is chosen.
        isOptional: subscription !== undefined,
        isSpare: subscription !== undefined,
      },
      {
        type: 'choices',
        id: 'topics',
        label: t('digests.labels.topics'),
        options: choices,
        chosen: chosen.map(({ value }) => value),
        line: {
          value: chosen.map(named).join(', '),
          hint: t('digests.topicsHint', { all: wholeChoices(context).map(named).join(t('reply.listed')) }),
          most: MAX_TYPED.topics,
        },
      },
      {
        type: 'group',
        id: 'when',
        label: t('digests.form.when'),
        hint: t('digests.form.whenHint'),
        value: `${formatDays(days, language)} ${time}`,
        most: MAX_TYPED.when,
        fields: [
          {
            type: 'choices',
            id: 'days',
            label: t('digests.form.days'),
            options: DAYS.map((day) => ({ value: day, label: formatDays([day], language) })),
            chosen: days,
          },
          { type: 'time', id: 'time', label: t('digests.form.time'), value: time },
        ],
      },
      {
        type: 'text',
        id: 'zone',
        label: t('digests.form.zone'),
        hint: t('digests.form.zoneHint'),
        value: filled.zone ?? (schedule === undefined ? zone : zoneName(schedule.zone, language)),
        most: MAX_TYPED.zone,
      },
      {
        type: 'choice',
        id: 'language',
        label: t('digests.form.language'),
        options: LANGUAGE_OPTIONS,
        chosen: filled.language ?? subscription?.language ?? language,
      },
      {
        type: 'choice',
        id: 'whenQuiet',
        label: t('digests.form.whenQuiet'),
        options: WHEN_QUIET.map((value) => ({ value, label: t(`digests.form.${value}`) })),
        chosen: filled.whenQuiet ?? subscription?.whenQuiet ?? DEFAULTS.whenQuiet,
        isSpare: subscription === undefined,
      },
    ],
    submit: t('form.save'),
    cancel: t('form.cancel'),
  };
}

/** Returns what is filled in as the parser of subscriptions takes it. */
export function subscriptionInput(values: FormValues): SubscriptionInput {
  const { topics, days, time, when, zone, language, whenQuiet, channel } = values;
  return {
    topics,
    ...(when === undefined ? { days, time } : splitDaysAndTime(when)),
    zone,
    language,
    whenQuiet,
    channel,
  };
}

/** Parts days from the time of day; what holds anything else is taken for days, so that it is said to be none. */
function splitDaysAndTime(text: string): Pick<SubscriptionInput, 'days' | 'time'> {
  const typed = clip(text.trim(), MAX_TYPED.when);
  const { input, unknown } = understand(typed);
  const { days, time, ...others } = input;
  if (unknown.length > 0 || Object.keys(others).length > 0) return { days: typed };
  return { days: days ?? DEFAULTS.days, time };
}
