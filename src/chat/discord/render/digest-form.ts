/** The form of a digest: as Discord shows it, and what comes back. Pure. */
import { messages } from '../../../locales/messages.ts';
import { BUTTON_PREFIX } from '../../../reply/button.ts';
import { asLanguage } from '../../../shared/language.ts';
import { clip } from '../../../shared/text.ts';
import { shortestName, nameIn, topicsNamed, publishedOf } from '../../../records/catalogue.ts';
import type { Language } from '../../../records/schema.ts';
import type { ConversationForm } from '../../../conversation/conversation.ts';
import { DEFAULTS, type SubscriptionInput } from '../../../conversation/digests/subscription-input.ts';
import { formatDays, parseDays } from '../../../digest/schedule/days.ts';
import { parseTime } from '../../../digest/schedule/parse-time.ts';
import { parseZone, zoneName } from '../../../digest/schedule/zone.ts';
import { clearTitle, pick } from '../../../reply/compose/parts.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { POSTABLE } from '../commands/digest.ts';
import { LIMITS } from '../limits.ts';
import { label, labelled, line, valuesIn } from './form-parts.ts';
import { TYPE, type DiscordModal, type ModalPart } from './payload.ts';
import { topicName } from '../../../digest/digest-name.ts';

/** Which form it is; a new digest has no id. */
export type DigestFormKey = {
  readonly subscription: string | undefined;
  readonly language: Language;
  /** The channel of a new digest, as long as no other is chosen. */
  readonly channel: string;
  /** What a new digest does when nothing is new: the form has no room to ask. */
  readonly whenQuiet: string;
};

/** What stands in the fields; what is undefined is as it was, or as it usually is. */
export type FilledDigest = {
  readonly channel?: string | undefined;
  /** Names or titles, separated by commas or lines. */
  readonly topics?: string | undefined;
  /** The days and the time together. */
  readonly when?: string | undefined;
  readonly zone?: string | undefined;
  readonly language?: string | undefined;
  readonly whenQuiet?: string | undefined;
};

const FIELD = {
  channel: 'channel',
  topics: 'topics',
  when: 'when',
  zone: 'zone',
  language: 'language',
  whenQuiet: 'when-quiet',
} as const;
const MAX = { topics: 300, when: 100, zone: 80 } as const;
const LANGUAGE_NAMES = { en: 'English', zh: '中文' } as const;
/** All topics, as the parser of subscriptions takes it. */
export const ALL = 'all';

/** Returns the id of a form, or of the button that opens it again. */
export const digestFormId = (
  kind: 'form' | 'again',
  { subscription = '', language, channel, whenQuiet }: DigestFormKey,
): string => [BUTTON_PREFIX, kind, subscription, language, channel, whenQuiet].join('/');

/** Returns which form the id of a form names, or of the button that opens one again, with the language that was chosen for the digest; undefined if it is neither. */
export function digestFormOf(id: string): (DigestFormKey & { readonly written: string | undefined }) | undefined {
  const [prefix, kind, subscription = '', reader, channel = '', whenQuiet = '', written] = id.split('/');
  const language = asLanguage(reader);
  if (prefix !== BUTTON_PREFIX || (kind !== 'form' && kind !== 'again') || language === undefined) return undefined;
  if (!/^[a-z0-9]{0,24}$/u.test(subscription) || !/^\d{0,20}$/u.test(channel)) return undefined;
  return { subscription: subscription || undefined, language, channel, whenQuiet, written };
}

type DigestFormContent = Extract<ConversationForm, { readonly type: 'digest' }>;
type FormContext = { readonly catalogue: Catalogue; readonly now: Temporal.Instant };

/** Returns the form, filled with what is known; what is told above a form has only the hint of a field here, since a modal has no room for more. */
export function digestModal(
  { subscription, language, filled, note }: Pick<DigestFormContent, 'subscription' | 'language' | 'filled' | 'note'>,
  { channel = filled?.channel ?? '', ...given }: FilledDigest,
  context: FormContext,
): DiscordModal {
  const typed = filled === undefined ? given : understood(filled, language, context);
  const t = messages(language);
  const key = {
    subscription: subscription?.id,
    language,
    channel,
    whenQuiet: subscription === undefined ? (typed.whenQuiet ?? '') : '',
  };
  return {
    custom_id: digestFormId('form', key),
    title: label(subscription === undefined ? t('discord.newDigest') : t('discord.yourDigest'), LIMITS.modalTitle),
    components: [
      ...(subscription === undefined ? [labelled(t('digests.labels.channel'), '', channels(channel))] : []),
      labelled(t('digests.labels.topics'), '', topicsField({ subscription, language }, typed.topics, context)),
      labelled(
        t('discord.form.when'),
        note ?? t('discord.form.whenHint'),
        line(FIELD.when, typed.when ?? whenOf(subscription, language), { most: MAX.when }),
      ),
      labelled(
        t('discord.form.zone'),
        t('discord.form.zoneHint'),
        line(FIELD.zone, typed.zone ?? zoneOf(subscription, language, context.now), { most: MAX.zone }),
      ),
      labelled(
        t('discord.form.language'),
        '',
        choice(FIELD.language, typed.language ?? subscription?.language ?? language, LANGUAGE_NAMES),
      ),
      ...(subscription === undefined
        ? []
        : [
            labelled(
              t('discord.form.whenQuiet'),
              '',
              choice(FIELD.whenQuiet, typed.whenQuiet ?? subscription.whenQuiet, {
                skip: t('digests.whenQuiet.skip'),
                rotate: t('digests.whenQuiet.rotate'),
              }),
            ),
          ]),
    ],
  };
}

/** What a text was understood to say, as the fields hold it. */
const understood = (
  filled: NonNullable<DigestFormContent['filled']>,
  language: Language,
  { catalogue }: Pick<FormContext, 'catalogue'>,
): FilledDigest => {
  const { topics, days, time, zone, whenQuiet } = filled;
  const when = [days === undefined ? '' : formatDays(days, language), time ?? '']
    .filter((part) => part !== '')
    .join(' ');
  return {
    ...(topics !== undefined && {
      topics: topics === ALL ? ALL : topics.map((id) => nameIn(catalogue, id)).join(', '),
    }),
    ...(when !== '' && { when }),
    ...(zone !== undefined && { zone }),
    ...(filled.language !== undefined && { language: filled.language }),
    ...(whenQuiet !== undefined && { whenQuiet }),
  };
};

const channels = (channel: string): ModalPart['component'] => ({
  type: TYPE.channels,
  custom_id: FIELD.channel,
  required: true,
  channel_types: POSTABLE,
  ...(channel !== '' && { default_values: [{ id: channel, type: 'channel' }] }),
});

const choice = (id: string, chosen: string, values: Readonly<Record<string, string>>): ModalPart['component'] => ({
  type: TYPE.select,
  custom_id: id,
  required: true,
  options: Object.entries(values).map(([value, name]) => ({
    label: label(name, LIMITS.optionLabel),
    value,
    default: value === chosen,
  })),
});

/** The topics to choose from; a field for their names where they are more than a menu holds. */
function topicsField(
  { subscription, language }: Pick<DigestFormContent, 'subscription' | 'language'>,
  typed: string | undefined,
  { catalogue }: FormContext,
): ModalPart['component'] {
  const { briefs, relationships } = catalogue;
  const before = subscription?.topics ?? ALL;
  const chosen = new Set(typed === undefined ? (before === ALL ? [ALL] : before) : topicsIn(typed, catalogue));
  const published = publishedOf(briefs.values());
  const whole = [...relationships.values()].filter(({ id }) => relationships.size > 1 || chosen.has(id));
  // Offered too, as chosen: a form that left out what is no longer published would change the topics.
  const others = [...chosen].filter(
    (id) => id !== ALL && !relationships.has(id) && briefs.get(id)?.status !== 'published',
  );
  const options = [
    { value: ALL, id: ALL, name: messages(language)('reply.allTopics') },
    ...whole.map(({ id, title }) => ({ value: id, id, name: pick(title, language) })),
    ...published.map((brief) => ({
      value: shortestName(catalogue, brief),
      id: brief.id,
      name: clearTitle(brief, catalogue, language),
    })),
    ...others.map((id) => ({ value: nameIn(catalogue, id), id, name: topicName(id, { catalogue, language }) })),
  ];
  if (options.length > LIMITS.options) {
    const names = options.filter(({ id }) => chosen.has(id)).map(({ value }) => value);
    return line(FIELD.topics, names.join(', '), { most: MAX.topics });
  }
  return {
    type: TYPE.select,
    custom_id: FIELD.topics,
    required: true,
    max_values: options.length,
    options: options.map(({ id, value, name }) => ({
      label: label(name, LIMITS.optionLabel),
      value,
      default: chosen.has(id),
    })),
  };
}

/** Returns the ids of the topics and relationships that a text names, by titles too; what it does not name is left out. */
export function topicsIn(text: string, catalogue: Catalogue): string[] {
  const { briefs, relationships } = catalogue;
  return text
    .split(/[\n,，、]/u)
    .map((name) => name.trim())
    .flatMap((name) => {
      if (
        [ALL, messages('en')('reply.allTopics').toLowerCase(), messages('zh')('reply.allTopics')].includes(
          name.toLowerCase(),
        )
      )
        return [ALL];
      if (relationships.has(name)) return [name];
      const [only] = topicsNamed(catalogue, name.toLowerCase());
      const brief =
        only ??
        [...briefs.values()].find((one) =>
          (['en', 'zh'] as const).some(
            (language) => clearTitle(one, catalogue, language).toLowerCase() === name.toLowerCase(),
          ),
        );
      return brief === undefined ? [] : [brief.id];
    });
}

const whenOf = (subscription: DigestFormContent['subscription'], language: Language): string =>
  subscription === undefined
    ? messages(language)('discord.form.usualWhen')
    : `${formatDays(subscription.schedule.days, language)} ${subscription.schedule.time}`;

/** The zone by its name, by its id only where the name does not lead back to it. */
function zoneOf(
  subscription: DigestFormContent['subscription'],
  language: Language,
  now: Temporal.Instant,
): string | undefined {
  const zone = subscription?.schedule.zone;
  if (zone === undefined) return undefined;
  const name = zoneName(zone, language);
  const meant = parseZone(name, now, language);
  return meant.ok && meant.zone === zone ? name : zone;
}

/** Returns what a submitted form holds. */
export function filledIn(components: unknown): FilledDigest {
  const values = valuesIn(components);
  const first = (field: string): string | undefined => values.get(field)?.[0];
  return {
    channel: first(FIELD.channel),
    topics: values.get(FIELD.topics)?.join(', '),
    when: first(FIELD.when),
    zone: first(FIELD.zone),
    language: first(FIELD.language),
    whenQuiet: first(FIELD.whenQuiet),
  };
}

/** Returns the fields of a form as the parser of subscriptions takes them. */
export function inputOf(
  { topics, when, zone, language, whenQuiet }: FilledDigest,
  reader: Language,
): SubscriptionInput {
  return { topics, ...(when !== undefined && partWhen(when, reader)), zone, language, whenQuiet };
}

/** Parts days from the time of day that stands before or behind them; what is neither is taken for days, so that it is said to be none. */
function partWhen(text: string, reader: Language): Pick<SubscriptionInput, 'days' | 'time'> {
  const typed = clip(text.trim(), MAX.when);
  for (let at = typed.length - 1; at > 0; at--) {
    const [before, behind] = [
      typed.slice(0, at).trim(),
      typed
        .slice(at)
        .replace(/^[\s,，]*(?:at\b)?/u, '')
        .trim(),
    ];
    if (parseDays(before, reader).ok && parseTime(behind, reader).ok) return { days: before, time: behind };
    if (parseTime(before, reader).ok && parseDays(behind, reader).ok) return { days: behind, time: before };
  }
  if (!parseDays(typed, reader).ok && parseTime(typed, reader).ok) return { days: DEFAULTS.days, time: typed };
  return { days: typed };
}
