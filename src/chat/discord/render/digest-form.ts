/** The form of a digest: as Discord shows it, what comes back, and the message that opens it again where it could not be saved. Pure. */
import { messages } from '../../../locales/messages.ts';
import { BUTTON_PREFIX } from '../../../reply/button.ts';
import { asLanguage } from '../../../shared/language.ts';
import { clip } from '../../../shared/text.ts';
import type { Language } from '../../../records/schema.ts';
import type { ConversationForm } from '../../../conversation/conversation.ts';
import { topicChoices, topicsLine } from '../../../conversation/digests/form.ts';
import { ALL, listedIn, topicNames } from '../../../conversation/digests/topic-names.ts';
import { LANGUAGE_LABELS } from '../../../conversation/language-names.ts';
import { DEFAULTS, type SubscriptionInput } from '../../../conversation/digests/subscription-input.ts';
import { understand } from '../../../conversation/digests/understand.ts';
import { formatDays } from '../../../digest/schedule/days.ts';
import { zoneName } from '../../../digest/schedule/zone.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { POSTABLE } from '../commands/digest.ts';
import { LIMITS } from '../limits.ts';
import { label, labelled, lineInput, valuesIn, textsIn } from './modal-parts.ts';
import {
  TYPE,
  type DiscordModal,
  type ModalPart,
  FLAG,
  STYLE,
  type DiscordMessage,
  type MessagePart,
} from './payload.ts';
import { topicName } from '../../../digest/digest-name.ts';
import { typedNote } from '../../../conversation/digests/short-replies.ts';
import type { Reply } from '../../../reply/reply.ts';
import { bold } from './markdown.ts';
import { render } from './render.ts';
import { escapeLines, unescape } from './escape.ts';

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
/** Returns the id of a form, or of the button that opens it again. */
const digestFormId = (
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

/** The form as the conversation opens it. */
export type DigestFormContent = Extract<ConversationForm, { readonly type: 'digest' }>;
type FormContext = { readonly catalogue: Catalogue };

/** Returns the form, filled with what is known; what is told above a form has only the hint of a field here, since a modal has no room for more. */
export function digestModal(
  {
    subscription,
    language,
    filled,
    typed: words,
    note,
  }: Pick<DigestFormContent, 'subscription' | 'language' | 'filled' | 'typed' | 'note'>,
  { channel = filled?.channel ?? '', ...given }: FilledDigest,
  context: FormContext,
): DiscordModal {
  const typed = filled === undefined ? given : filledFromSettings(filled, language);
  const t = messages(language);
  const topics = topicsField({ subscription, language }, typed.topics, context);
  const said = words === undefined ? topics.hint : typedNote(words, undefined, language);
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
      labelled(t('digests.labels.topics'), said, topics.component),
      labelled(
        t('discord.form.when'),
        note === undefined || note === '' ? t('discord.form.whenHint') : note,
        lineInput(FIELD.when, typed.when ?? whenOf(subscription, language), { most: MAX.when }),
      ),
      labelled(
        t('discord.form.zone'),
        t('discord.form.zoneHint'),
        lineInput(FIELD.zone, typed.zone ?? (subscription && zoneName(subscription.schedule.zone, language)), {
          most: MAX.zone,
        }),
      ),
      labelled(
        t('discord.form.language'),
        '',
        choice(FIELD.language, typed.language ?? subscription?.language ?? language, LANGUAGE_LABELS),
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
const filledFromSettings = (filled: NonNullable<DigestFormContent['filled']>, language: Language): FilledDigest => {
  const { topics, days, time, zone, whenQuiet } = filled;
  const when = [days === undefined ? '' : formatDays(days, language), time ?? '']
    .filter((part) => part !== '')
    .join(' ');
  return {
    ...(topics !== undefined && {
      topics: [topics].flat().join(', '),
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

/** Returns the topics to choose from; a field for their names where they are more than a menu holds. */
function topicsField(
  { subscription, language }: Pick<DigestFormContent, 'subscription' | 'language'>,
  typed: string | undefined,
  { catalogue }: FormContext,
): { readonly hint: string; readonly component: ModalPart['component'] } {
  const topics = typed === undefined ? subscription?.topics : topicsIn(typed, catalogue);
  const choices = topicChoices(topics, { catalogue, language });
  if (choices.length > LIMITS.options) {
    const { value, hint } = topicsLine(choices, { catalogue, language });
    // What names nothing stays as it was typed.
    const rest = listedIn(typed ?? '').filter((name) => topicsIn(name, catalogue).length === 0);
    const written = [value, ...rest].filter(Boolean).join(', ');
    return { hint, component: lineInput(FIELD.topics, written, { most: MAX.topics }) };
  }
  const options = choices.map(({ value, label: name, chosen }) => ({
    label: label(name, LIMITS.optionLabel),
    value,
    default: chosen,
  }));
  return {
    hint: '',
    component: { type: TYPE.select, custom_id: FIELD.topics, required: true, max_values: options.length, options },
  };
}

/** Returns the ids of what a text lists, and of what it misspells; what it does not name is left out. */
function topicsIn(text: string, catalogue: Catalogue): string[] {
  const { named, misspelt } = topicNames(catalogue);
  return listedIn(text).flatMap((name) => {
    const ids = named(name);
    return ids.length > 0 ? ids : misspelt(name);
  });
}

const whenOf = (subscription: DigestFormContent['subscription'], language: Language): string =>
  subscription === undefined
    ? messages(language)('discord.form.usualWhen')
    : `${formatDays(subscription.schedule.days, language)} ${subscription.schedule.time}`;

/** Returns what a submitted form holds. */
export function readDigestForm(components: unknown): FilledDigest {
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
export function subscriptionInput({ topics, when, zone, language, whenQuiet }: FilledDigest): SubscriptionInput {
  return { topics, ...(when !== undefined && splitDaysAndTime(when)), zone, language, whenQuiet };
}

/** Parts days from the time of day; what holds anything else is taken for days, so that it is said to be none. */
function splitDaysAndTime(text: string): Pick<SubscriptionInput, 'days' | 'time'> {
  const typed = clip(text.trim(), MAX.when);
  const { input, unknown } = understand(typed);
  const { days, time, ...others } = input;
  if (unknown.length > 0 || Object.keys(others).length > 0) return { days: typed };
  return { days: days ?? DEFAULTS.days, time };
}

/** The numbers of the components that show what somebody filled in, by which it is read back when the form is opened again. */
const TEXT_IDS = { topics: 111, when: 112, zone: 113 } as const;

/** Returns a message that tells what is wrong with a form; it shows what is filled in so that nothing is lost, and opens the form with that. */
export function digestFaultMessage(
  reply: Reply,
  key: DigestFormKey,
  filled: FilledDigest,
  catalogue: Catalogue,
): DiscordMessage {
  const { language } = key;
  const t = messages(language);
  const topics = filled.topics === undefined ? undefined : titlesOf(filled.topics, catalogue, language).join('\n');
  const id = `${digestFormId('again', { ...key, channel: filled.channel ?? key.channel, whenQuiet: filled.whenQuiet ?? key.whenQuiet })}/${asLanguage(filled.language) ?? ''}`;
  return {
    flags: FLAG.componentsV2,
    components: [
      ...(render({ ...reply, actions: [] })[0]?.components ?? []),
      { type: TYPE.separator },
      { type: TYPE.text, content: bold(t('discord.youWrote')) },
      ...filledPart(TEXT_IDS.topics, t('digests.labels.topics'), topics),
      ...filledPart(TEXT_IDS.when, t('discord.form.when'), filled.when),
      ...filledPart(TEXT_IDS.zone, t('discord.form.zone'), filled.zone),
      {
        type: TYPE.row,
        components: [{ type: TYPE.button, style: STYLE.primary, label: t('discord.editAgain'), custom_id: id }],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

function filledPart(id: number, name: string, value: string | undefined): MessagePart[] {
  return value === undefined || value.trim() === ''
    ? []
    : [{ type: TYPE.text, id, content: `${bold(name)}\n${escapeLines(value.trim())}` }];
}

/** Returns listed topics by their titles; what names none, or several, stays as it was typed. */
function titlesOf(topics: string, catalogue: Catalogue, language: Language): readonly string[] {
  const { named } = topicNames(catalogue);
  return listedIn(topics).map((name) => {
    const [id = '', ...others] = named(name);
    if (id === '' || others.length > 0) return name;
    return id === ALL ? messages(language)('reply.allTopics') : topicName(id, { catalogue, language });
  });
}

/** Returns what somebody filled in, from the message that shows it and the button that opens the form again. */
export function filledFromMessage(
  components: unknown,
  { channel, whenQuiet, written }: NonNullable<ReturnType<typeof digestFormOf>>,
): FilledDigest {
  const texts = textsIn(components);
  const typed = (id: number): string | undefined => {
    const content = texts.get(id);
    return content === undefined ? undefined : unescape(content).split('\n').slice(1).join('\n');
  };
  return {
    channel: channel || undefined,
    topics: typed(TEXT_IDS.topics),
    when: typed(TEXT_IDS.when),
    zone: typed(TEXT_IDS.zone),
    language: written || undefined,
    whenQuiet: whenQuiet || undefined,
  };
}

/** Tells whether a message is one that shows what somebody filled in: what follows from it takes its place. */
export const showsFilled = (components: unknown): boolean =>
  Object.values(TEXT_IDS).some((id) => textsIn(components).has(id));
