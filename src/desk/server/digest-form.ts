/** The form of a digest: its options and their present values. Pure. */
import { messages } from '../../locales/messages.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { nameIn } from '../../records/catalogue.ts';
import type { Language } from '../../records/schema.ts';
import { DAYS, formatDays } from '../../digest/schedule/days.ts';
import { pick } from '../../reply/compose/parts.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { DEFAULTS, type FilledSettings } from '../../conversation/digests/subscription-input.ts';
import { topicName } from '../../digest/digest-name.ts';

type FormChoice = { readonly value: string; readonly label: string; readonly chosen: boolean };

/** A choice below the title of its relationship, where there are several. */
type TopicChoice = FormChoice & { readonly group?: string | undefined };

export type DigestForm = {
  /** The digest to change; undefined for a new one. */
  readonly id: string | undefined;
  readonly language: Language;
  /** An empty choice means all topics, including future ones. */
  readonly topics: readonly TopicChoice[];
  readonly days: readonly FormChoice[];
  readonly time: string;
  readonly zone: string;
  /** The language in which the digest is written. */
  readonly written: Language;
  readonly whenQuiet: Subscription['whenQuiet'];
  /** What the person is told above it; empty where there is nothing to tell. */
  readonly note: string;
};

const WEEKDAYS = DAYS.slice(0, 5);

/** Returns the form, filled with the digest's settings, or with the defaults and the person's own time zone. */
export function digestForm(
  { catalogue, language, zone }: { readonly catalogue: Catalogue; readonly language: Language; readonly zone: string },
  subscription: Subscription | undefined,
  filled: FilledSettings = {},
  note = '',
): DigestForm {
  const wanted = filled.topics ?? subscription?.topics ?? 'all';
  const named = wanted === 'all' ? [] : wanted;
  const { briefs, relationships } = catalogue;
  const several = relationships.size > 1;
  const published = [...relationships.keys()].flatMap((relationship) => {
    const own = [...briefs.values()].filter((one) => one.relationship === relationship && one.status === 'published');
    const ids = own.map(({ id }) => id);
    // The relationship itself stands for all that it has and will have.
    return several ? [relationship].concat(ids) : ids;
  });
  const groupOf = (id: string): string | undefined => {
    const relationship = relationships.get(briefs.get(id)?.relationship ?? id);
    return several && relationship !== undefined
      ? messages(language)('reply.topicsOf', { relationship: pick(relationship.title, language) })
      : undefined;
  };
  // Topics no longer published are offered too if chosen: without them, the digest might become one of all topics.
  const offered = [...published, ...named.filter((id) => !published.includes(id))];
  const days = filled.days ?? subscription?.schedule.days ?? WEEKDAYS;
  return {
    id: subscription?.id,
    language,
    topics: offered.map((id) => ({
      value: nameIn(catalogue, id),
      label: topicName(id, { catalogue, language }),
      chosen: named.includes(id),
      group: groupOf(id),
    })),
    days: DAYS.map((day) => ({ value: day, label: formatDays([day], language), chosen: days.includes(day) })),
    time: filled.time ?? subscription?.schedule.time ?? DEFAULTS.time,
    zone: filled.zone ?? subscription?.schedule.zone ?? zone,
    written: filled.language ?? subscription?.language ?? language,
    whenQuiet: filled.whenQuiet ?? subscription?.whenQuiet ?? DEFAULTS.whenQuiet,
    note,
  };
}
