/** Parses the input for a subscription into settings, or into every fault by field, in the person's language. Pure. */
import { messages } from '../../locales/messages.ts';
import { isDeepStrictEqual } from 'node:util';
import { topicNamed, topicsByNameOrTitle, publishedOf } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { parseDays } from '../../digest/schedule/days.ts';
import { parseTime } from '../../digest/schedule/parse-time.ts';
import { pick } from '../../reply/compose/parts.ts';
import type { Schedule } from '../../digest/schedule/schedule.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { parseZone } from '../../digest/schedule/zone.ts';
import { topicNames } from './topic-names.ts';
import { languageNamed } from '../language-names.ts';
import { clip } from '../../shared/text.ts';

/** The fields as a person typed or chose them; an omitted field takes its default when subscribing and stays as it is when changing. */
export type SubscriptionInput = {
  /** `all`, or ids and names of topics and relationships separated by commas. */
  readonly topics?: string | undefined;
  readonly days?: string | undefined;
  readonly time?: string | undefined;
  readonly zone?: string | undefined;
  readonly language?: string | undefined;
  readonly whenQuiet?: string | undefined;
  /** The platform's id of a channel: where a new digest is posted, or where one is moved to. */
  readonly channel?: string | undefined;
};

/** What is told of a name that is no topic: longer ones are cut. */
const MAX_QUOTED_CHARACTERS = 60;

export type SubscriptionField = keyof SubscriptionInput;
export type SubscriptionFault = {
  readonly field: SubscriptionField;
  readonly message: string;
};

type TopicCatalogue = Pick<Catalogue, 'briefs' | 'relationships' | 'finder'>;

export type SubscriptionSettings = Pick<Subscription, 'topics' | 'schedule' | 'language' | 'whenQuiet'>;

/** What the given fields of an input say, those without fault. */
export type FilledSettings = Partial<
  Pick<Subscription, 'topics' | 'language' | 'whenQuiet'> & Schedule & { readonly channel: string }
>;

/** The values of omitted fields. */
export const DEFAULTS = { topics: 'all', days: 'weekdays', time: '09:00', whenQuiet: 'skip' } as const;

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

/** Returns the topics that a text names; what it does not name is a fault. */
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
  const listed = names.listed(text);
  for (const name of listed) {
    const quoted = clip(name, MAX_QUOTED_CHARACTERS);
    // A retracted brief stays among the topics of its digest: without it, the digest might become one of all topics.
    const isKept = before !== undefined && before !== 'all' && before.includes(name.toLowerCase());
    const meant = isKept ? name.toLowerCase() : (names.meant(name) ?? name);
    if (meant === 'all') return 'all';
    const alike = isKept ? [] : publishedOf(topicsByNameOrTitle({ briefs }, meant.toLowerCase()));
    const brief = alike[0] ?? topicNamed({ briefs }, meant);
    if (isKept || relationships.has(meant)) ids.add(meant);
    else if (alike.length > 1) {
      const clear = alike.map(({ id }) => id).join(t('reply.listed'));
      refuse(t('digests.severalTopics', { name: quoted, names: clear }));
    } else if (brief?.status === 'published') ids.add(brief.id);
    else if (brief?.status === 'retracted') refuse(t('digests.input.retracted', { title: pick(brief.title, reader) }));
    else {
      // Only here: the finder makes its index when it is first asked for.
      const { finder } = catalogue;
      const answer = finder.find(name);
      const near = answer.result === 'near' ? answer.briefs : finder.nearest(name);
      const nearest = answer.result === 'found' ? [answer.brief] : near;
      const topics = publishedOf(nearest)
        .slice(0, 3)
        .map((one) => `${pick(one.title, reader)}${t('reply.aside', { text: one.id })}`)
        .join(t('reply.listed'));
      refuse(t(topics === '' ? 'digests.input.noTopic' : 'digests.input.noTopicNear', { topic: quoted, topics }));
    }
  }
  // A relationship has its topics already.
  return listed.length === 0 ? 'all' : [...ids].filter((id) => !ids.has(briefs.get(id)?.relationship ?? '')).toSorted();
}

/** Returns whether settings are those that a digest has. */
export function isSame(
  settings: SubscriptionSettings,
  { topics, schedule, language, whenQuiet }: Subscription,
): boolean {
  return isDeepStrictEqual(settings, { topics, schedule, language, whenQuiet });
}
