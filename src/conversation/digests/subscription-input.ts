/** Parses the input for a subscription into settings, or into every fault by field, in the person's language. Pure. */
import { messages } from '../../locales/messages.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { parseDays } from '../../digest/schedule/days.ts';
import { parseTime } from '../../digest/schedule/parse-time.ts';
import { topicName } from '../../digest/digest-name.ts';
import { pick } from '../../views/text.ts';
import type { Schedule } from '../../digest/schedule/schedule.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { parseZone } from '../../digest/schedule/zone.ts';
import { ALL, listedIn, topicNames } from './topic-names.ts';
import { languageNamed } from '../language-names.ts';
import { clip } from '../../shared/text.ts';

/** The fields as a person typed or chose them; an omitted field takes its default when subscribing and stays as it is when changing. */
export type SubscriptionInput = {
  /** `all`, or ids and names of topics and relationships separated by commas; empty it is a fault. */
  readonly topics?: string | undefined;
  readonly days?: string | undefined;
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
  readonly language?: string | undefined;
  readonly whenQuiet?: string | undefined;
  /** The platform's id of a channel: where a new digest is posted, or where one is moved to. */
  readonly channel?: string | undefined;
  /** Whether a new digest comes by direct message to who asks for it. */
  readonly isPersonal?: boolean | undefined;
};

/** What is told of a name that is no topic: longer ones are cut. */
const MAX_QUOTED_CHARACTERS = 60;

export type SubscriptionField = Exclude<keyof SubscriptionInput, 'isPersonal'>;
export type SubscriptionFault = {
  readonly field: SubscriptionField;
  readonly message: string;
};

type TopicCatalogue = Pick<Catalogue, 'briefs' | 'relationships' | 'withheld'>;

export type SubscriptionSettings = Pick<Subscription, 'topics' | 'schedule' | 'language' | 'whenQuiet'>;

/** What the given fields of an input say, those without fault, and the topics that may be meant. */
export type FilledSettings = Partial<
  Pick<Subscription, 'topics' | 'language' | 'whenQuiet'> & Schedule & { readonly channel: string }
>;

/** The values of omitted fields. */
export const DEFAULTS = { topics: ALL, days: 'mon', time: '09:00', whenQuiet: 'skip' } as const;

/** Returns the settings, with the zone as understood, or all faults; `before` holds the values that omitted fields keep. */
export function parseSubscriptionInput(
  input: SubscriptionInput,
  before: SubscriptionSettings | undefined,
  {
    catalogue,
    reader,
    now,
  }: {
    readonly catalogue: TopicCatalogue;
    readonly reader: Language;
    readonly now: Temporal.Instant;
  },
):
  | {
      readonly ok: true;
      readonly settings: SubscriptionSettings;
      readonly confirmed: string;
      readonly filled: FilledSettings;
    }
  | { readonly ok: false; readonly faults: readonly SubscriptionFault[]; readonly filled: FilledSettings } {
  const faults: SubscriptionFault[] = [];
  const t = messages(reader);

  const topics =
    input.topics === undefined && before !== undefined
      ? before.topics
      : parseTopics(input.topics ?? DEFAULTS.topics, before?.topics, catalogue, reader, faults);

  let language: Language = before?.language ?? reader;
  if (input.language !== undefined) {
    const named = languageNamed(input.language);
    if (named !== undefined) language = named;
    else faults.push({ field: 'language', message: t('digests.input.language') });
  }

  let whenQuiet: SubscriptionSettings['whenQuiet'] = before?.whenQuiet ?? DEFAULTS.whenQuiet;
  if (input.whenQuiet !== undefined) {
    const typed = input.whenQuiet.trim().toLowerCase();
    if (typed === 'skip' || typed === 'rotate') whenQuiet = typed;
    else faults.push({ field: 'whenQuiet', message: t('digests.input.whenQuiet') });
  }

  const days =
    input.days === undefined && before !== undefined
      ? { ok: true as const, days: before.schedule.days }
      : parseDays(input.days ?? DEFAULTS.days, reader);
  if (!days.ok) faults.push({ field: 'days', message: days.message });
  const time =
    input.time === undefined && before !== undefined
      ? { ok: true as const, time: before.schedule.time }
      : parseTime(input.time ?? DEFAULTS.time, reader);
  if (!time.ok) faults.push({ field: 'time', message: time.message });

  let zone: Schedule['zone'] | undefined = before?.schedule.zone;
  let confirmed = '';
  if (input.zone !== undefined || zone === undefined) {
    if (input.zone === undefined || input.zone.trim() === '') {
      faults.push({
        field: 'zone',
        message: t('digests.input.zone'),
      });
    } else {
      const read = parseZone(input.zone, now, reader);
      if (read.ok) {
        zone = read.zone;
        confirmed = read.confirmed;
      } else faults.push({ field: 'zone', message: read.message });
    }
  }
  const isGood = (field: SubscriptionField): boolean =>
    input[field] !== undefined && faults.every((fault) => fault.field !== field);
  const filled: FilledSettings = {
    ...(input.topics !== undefined && topics.length > 0 && { topics }),
    ...(isGood('days') && days.ok && { days: days.days }),
    ...(isGood('time') && time.ok && { time: time.time }),
    ...(isGood('zone') && zone !== undefined && { zone }),
    ...(isGood('language') && { language }),
    ...(isGood('whenQuiet') && { whenQuiet }),
    ...(input.channel !== undefined && { channel: input.channel }),
  };
  if (faults.length > 0 || !days.ok || !time.ok || zone === undefined) return { ok: false, faults, filled };
  return {
    ok: true,
    settings: { topics, language, whenQuiet, schedule: { days: days.days, time: time.time, zone } },
    confirmed,
    filled,
  };
}

/** Returns the topics that a text lists; of what it does not name clearly also what may be meant, beside a fault. */
function parseTopics(
  text: string,
  before: SubscriptionSettings['topics'] | undefined,
  catalogue: TopicCatalogue,
  reader: Language,
  faults: SubscriptionFault[],
): SubscriptionSettings['topics'] {
  const { briefs, relationships } = catalogue;
  const t = messages(reader);
  const names = topicNames(catalogue);
  const ids = new Set<string>();
  const refuse = (message: string): void => void faults.push({ field: 'topics', message });
  const offered = (id: string): boolean =>
    id === ALL || relationships.has(id) || briefs.get(id)?.status === 'published';
  const listed = (topics: readonly string[]): string =>
    topics.map((id) => topicName(id, { catalogue, language: reader })).join(t('reply.listed'));
  const typed = listedIn(text);
  if (typed.length === 0) refuse(t('digests.input.topics'));
  for (const name of typed) {
    // A retracted brief stays among the topics of its digest.
    const isKept = before !== undefined && before !== ALL && before.includes(name);
    const named = isKept ? [name] : names.named(name);
    const meant = isKept ? named : named.filter(offered);
    const near = named.length > 0 ? [] : names.misspelt(name).filter(offered);
    for (const id of [...meant, ...near]) ids.add(id);
    const topic = clip(name, MAX_QUOTED_CHARACTERS);
    if (meant.length > 1) refuse(t('digests.severalTopics', { name: topic, names: listed(meant) }));
    else if (near.length > 0) refuse(t('digests.input.noTopicNear', { topic, topics: listed(near) }));
    else if (named.length === 0) refuse(t('digests.input.noTopic', { topic }));
    else if (meant.length === 0)
      refuse(t('digests.input.retracted', { title: pick(briefs.get(named[0] ?? '')?.title ?? { en: topic }, reader) }));
  }
  // A relationship has its topics already.
  return ids.has(ALL) ? ALL : [...ids].filter((id) => !ids.has(briefs.get(id)?.relationship ?? '')).toSorted();
}

/** Returns whether settings are those that a digest has. */
export function isSame(
  settings: SubscriptionSettings,
  { topics, schedule, language, whenQuiet }: Subscription,
): boolean {
  return isDeepStrictEqual(settings, { topics, schedule, language, whenQuiet });
}
