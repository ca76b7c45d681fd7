/** Parses the input for a subscription into settings, or into every fault by field, in the person's language. Pure. */
import { messages } from '../../locales/messages.ts';
import { isDeepStrictEqual } from 'node:util';
import { shortestName, topicNamed, topicsByNameOrTitle, publishedOf } from '../../records/catalogue.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Language, Relationship } from '../../records/schema.ts';
import { parseDays } from '../../digest/schedule/days.ts';
import { parseTime } from '../../digest/schedule/parse-time.ts';
import { pick } from '../../reply/compose/parts.ts';
import type { Schedule } from '../../digest/schedule/schedule.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { parseZone } from '../../digest/schedule/zone.ts';
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
  /** What is said of words that were not understood: nothing is done before they are corrected. */
  readonly notUnderstood?: string | undefined;
};

/** What is told of a name that is no topic: longer ones are cut. */
const MAX_QUOTED_CHARACTERS = 60;

export type SubscriptionField = Exclude<keyof SubscriptionInput, 'notUnderstood'>;
export type SubscriptionFault = {
  readonly field: SubscriptionField;
  readonly message: string;
  readonly choices?: readonly string[];
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
    else
      faults.push({
        field: 'language',
        message: t('digests.input.language'),
        choices: ['en', 'zh'],
      });
  }

  let whenQuiet: SubscriptionSettings['whenQuiet'] = before?.whenQuiet ?? DEFAULTS.whenQuiet;
  if (input.whenQuiet !== undefined) {
    const typed = input.whenQuiet.trim().toLowerCase();
    if (typed === 'skip' || typed === 'rotate') whenQuiet = typed;
    else
      faults.push({
        field: 'whenQuiet',
        message: t('digests.input.whenQuiet'),
        choices: ['skip', 'rotate'],
      });
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
      } else faults.push({ field: 'zone', message: read.message, choices: read.choices });
    }
  }
  const isGood = (field: SubscriptionField): boolean =>
    input[field] !== undefined && faults.every((fault) => fault.field !== field);
  const filled: FilledSettings = {
    ...(isGood('topics') && topics !== undefined && { topics }),
    ...(isGood('days') && days.ok && { days: days.days }),
    ...(isGood('time') && time.ok && { time: time.time }),
    ...(isGood('zone') && zone !== undefined && { zone }),
    ...(isGood('language') && { language }),
    ...(isGood('whenQuiet') && { whenQuiet }),
    ...(input.channel !== undefined && { channel: input.channel }),
  };
  if (input.notUnderstood !== undefined) faults.unshift({ field: 'topics', message: input.notUnderstood });
  if (faults.length > 0 || !days.ok || !time.ok || zone === undefined || topics === undefined)
    return { ok: false, faults, filled };
  return {
    ok: true,
    settings: { topics, language, whenQuiet, schedule: { days: days.days, time: time.time, zone } },
    confirmed,
    filled,
  };
}

function parseTopics(
  text: string,
  before: SubscriptionSettings['topics'] | undefined,
  catalogue: TopicCatalogue,
  reader: Language,
  faults: SubscriptionFault[],
): SubscriptionSettings['topics'] | undefined {
  const { briefs, relationships } = catalogue;
  const t = messages(reader);
  const asked = text
    .split(/[,;，；、\n]/u)
    .map((name) => name.trim())
    .filter(Boolean);
  if (asked.length === 0 || asked.some((name) => ['all', 'all topics', '全部', '所有'].includes(name.toLowerCase())))
    return 'all';
  const ids: string[] = [];
  const isId = (word: string): boolean => topicNamed({ briefs }, word) !== undefined || relationships.has(word);
  for (const name of asked.flatMap((one) =>
    one.split(' ').every((word) => isId(word.toLowerCase())) ? one.split(' ') : [one],
  )) {
    const id = name.toLowerCase();
    const quoted = clip(name, MAX_QUOTED_CHARACTERS);
    // A retracted brief stays among the topics of its digest: without it, the digest might become one of all topics.
    const previous = before !== undefined && before !== 'all' && before.includes(id) ? id : undefined;
    const alike = previous === undefined ? publishedOf(topicsByNameOrTitle({ briefs }, id)) : [];
    if (alike.length > 1) {
      const choices = alike.map((brief) => shortestName({ briefs }, brief));
      faults.push({
        field: 'topics',
        choices,
        message: t('digests.severalTopics', {
          name: quoted,
          names: choices.join(t('reply.listed')),
        }),
      });
      continue;
    }
    const known = alike[0] ?? topicNamed({ briefs }, id);
    const relationship = known === undefined ? relationshipNamed(id, relationships) : undefined;
    if (relationship !== undefined) {
      if (!ids.includes(relationship.id)) ids.push(relationship.id);
      continue;
    }
    const found = known ?? foundBy(name, catalogue);
    const topic = previous ?? (found?.status === 'published' ? found.id : undefined);
    if (topic !== undefined) {
      if (!ids.includes(topic)) ids.push(topic);
      continue;
    }
    if (found?.status === 'retracted') {
      const title = pick(found.title, reader);
      faults.push({
        field: 'topics',
        message: t('digests.input.retracted', { title }),
      });
      continue;
    }
    const { finder } = catalogue;
    const answer = finder.find(name);
    const nearest = answer.result === 'near' ? answer.briefs : finder.nearest(name);
    const near = publishedOf(nearest).slice(0, 3);
    const titled = near.map(
      (one) => `${pick(one.title, reader)}${t('reply.aside', { text: shortestName({ briefs }, one) })}`,
    );
    const listed = titled.join(t('reply.listed'));
    faults.push({
      field: 'topics',
      choices: near.map((one) => shortestName({ briefs }, one)),
      message:
        near.length > 0
          ? t('digests.input.noTopicNear', { topic: quoted, topics: listed })
          : t('digests.input.noTopic', { topic: quoted }),
    });
  }
  if (faults.some(({ field }) => field === 'topics')) return undefined;
  // A relationship has its topics already.
  return ids.filter((id) => !ids.includes(briefs.get(id)?.relationship ?? '')).toSorted();
}

function relationshipNamed(name: string, relationships: Catalogue['relationships']): Relationship | undefined {
  return (
    relationships.get(name) ??
    [...relationships.values()].find(({ title }) => [title.en, title.zh].some((one) => one?.toLowerCase() === name))
  );
}

/** Asked only for what is no name: the index of the finder is made on its first search. */
function foundBy(name: string, { finder }: TopicCatalogue): ReturnType<Catalogue['briefs']['get']> {
  const found = finder.find(name);
  return found.result === 'found' ? found.brief : undefined;
}

/** Returns whether settings are those that a digest has. */
export function isSame(
  settings: SubscriptionSettings,
  { topics, schedule, language, whenQuiet }: Subscription,
): boolean {
  return isDeepStrictEqual(settings, { topics, schedule, language, whenQuiet });
}
