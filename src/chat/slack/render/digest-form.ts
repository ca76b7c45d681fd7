/** The form of a digest: what it asks, and what was filled in. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types, ViewStateValue } from '@slack/bolt';
import type { Catalogue } from '../../../search/catalogue.ts';
import { shortestName, nameIn } from '../../../records/catalogue.ts';
import type { Language } from '../../../records/schema.ts';
import { DAYS, formatDays } from '../../../digest/schedule/days.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import {
  DEFAULTS,
  type SubscriptionInput,
  type FilledSettings,
  type SubscriptionFault,
} from '../../../conversation/digests/subscription-input.ts';
import { clearTitle } from '../../../reply/compose/parts.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';
import { VIEW_TITLE } from './modal.ts';
import { topicName } from '../../../digest/digest-name.ts';

/** By this the form is known when it comes back; the number changes when its fields do. */
export const MODAL = 'attache1/digest';

export type FilledDigestForm = {
  readonly id: string | undefined;
  readonly channel: string;
  readonly language: Language;
  readonly input: SubscriptionInput;
};

const LANGUAGES = { en: 'English', zh: '中文' } as const;

const option = (text: string, value: string): types.PlainTextOption => ({ text: plainText(text, 75), value });

export type DigestFormOptions = {
  readonly catalogue: Pick<Catalogue, 'briefs' | 'relationships'>;
  readonly language: Language;
  /** The channel that the form was opened in; empty in the Home tab. */
  readonly channel: string;
  readonly zone: string | undefined;
  /** The digest that is changed; undefined when a new one is made. */
  readonly subscription: Subscription | undefined;
  /** What it is filled with, instead of the settings of the digest. */
  readonly filled?: FilledSettings | undefined;
  /** What is told above it. */
  readonly note?: string | undefined;
};

/** Returns the form, filled with what is known. */
export function digestForm({
  catalogue,
  language,
  channel,
  zone,
  subscription,
  filled = {},
  note,
}: DigestFormOptions): types.ModalView {
  const t = messages(language);
  const wanted = filled.topics ?? subscription?.topics ?? 'all';
  const named = wanted === 'all' ? [] : wanted;
  const chosenChannel = filled.channel ?? subscription?.channelRef.channel ?? channel;
  const isChannel = /^[CG]/u.test(chosenChannel);
  // Offered too, as chosen: a form that left them out would come back with no topic, which means all.
  const others = named
    .filter((id) => catalogue.briefs.get(id)?.status !== 'published')
    .map((id) => ({ id, name: topicName(id, { catalogue, language }) }));
  const topics = [
    ...[...catalogue.briefs.values()]
      .filter(({ status }) => status === 'published')
      .map((brief) => option(clearTitle(brief, catalogue, language), shortestName(catalogue, brief))),
    ...others.map(({ id, name }) => option(name, id)),
  ];
  const lost = others.filter(({ id }) => !catalogue.relationships.has(id));
  const chosen = topics.filter(({ value }) => named.some((id) => nameIn(catalogue, id) === value));
  const days = DAYS.map((day) => option(formatDays([day], language), day));
  const chosenDays = days.filter(({ value }) =>
    (filled.days ?? subscription?.schedule.days ?? DAYS.slice(0, 5)).some((day) => day === value),
  );
  const quiet = [option(t('slack.digestForm.skip'), 'skip'), option(t('slack.digestForm.rotate'), 'rotate')];
  const languages = (['en', 'zh'] as const).map((one) => option(LANGUAGES[one], one));
  const written = filled.language ?? subscription?.language ?? language;
  const initialZone = filled.zone ?? subscription?.schedule.zone ?? zone;
  return {
    type: 'modal',
    callback_id: MODAL,
    private_metadata: JSON.stringify({
      id: subscription?.id,
      channel: subscription?.channelRef.channel ?? channel,
      language,
    }),
    title: plainText(
      subscription === undefined ? t('slack.digestForm.subscribe') : t('slack.digestForm.change'),
      VIEW_TITLE,
    ),
    submit: plainText(t('slack.digestForm.submit'), VIEW_TITLE),
    close: plainText(t('slack.digestForm.cancel'), VIEW_TITLE),
    blocks: [
      ...(note === undefined ? [] : [{ type: 'section' as const, block_id: 'note', text: plainText(note, 3_000) }]),
      {
        type: 'input',
        block_id: 'channel',
        // A digest in a direct message stays there unless a channel is chosen.
        optional: subscription !== undefined && !isChannel,
        label: plainText(t('slack.digestForm.channel'), 75),
        element: {
          type: 'conversations_select',
          action_id: 'channel',
          ...(isChannel && { initial_conversation: chosenChannel }),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      },
      ...(lost.length === 0
        ? []
        : [
            {
              type: 'section' as const,
              block_id: 'lost',
              text: plainText(
                t('slack.digestForm.lost', { topics: lost.map(({ name }) => name).join(t('reply.listed')) }),
                3_000,
              ),
            },
          ]),
      // Slack takes no menu without options.
      ...(topics.length === 0
        ? []
        : topics.length <= LIMITS.options
          ? [
              {
                type: 'input' as const,
                block_id: 'topics',
                optional: true,
                label: plainText(t('slack.digestForm.topics'), 75),
                hint: plainText(t('slack.digestForm.topicsHint'), 75 * 2),
                element: {
                  type: 'multi_static_select' as const,
                  action_id: 'topics',
                  options: topics,
                  ...(chosen.length > 0 && { initial_options: chosen }),
                },
              },
            ]
          : [{ type: 'section' as const, block_id: 'topics', text: plainText(t('slack.digestForm.tooMany'), 3_000) }]),
      {
        type: 'input',
        block_id: 'days',
        label: plainText(t('slack.digestForm.days'), 75),
        element: { type: 'checkboxes', action_id: 'days', options: days, initial_options: chosenDays },
      },
      {
        type: 'input',
        block_id: 'time',
        label: plainText(t('slack.digestForm.time'), 75),
        element: {
          type: 'timepicker',
          action_id: 'time',
          initial_time: filled.time ?? subscription?.schedule.time ?? DEFAULTS.time,
        },
      },
      {
        type: 'input',
        block_id: 'zone',
        label: plainText(t('slack.digestForm.zone'), 75),
        hint: plainText(t('slack.digestForm.zoneHint'), 75 * 2),
        element: {
          type: 'plain_text_input',
          action_id: 'zone',
          max_length: 80,
          ...(initialZone !== undefined && { initial_value: initialZone }),
        },
      },
      {
        type: 'input',
        block_id: 'language',
        label: plainText(t('slack.digestForm.language'), 75),
        element: { type: 'static_select', action_id: 'language', options: languages, ...initial(languages, written) },
      },
      {
        type: 'input',
        block_id: 'whenQuiet',
        label: plainText(t('slack.digestForm.whenQuiet'), 75),
        element: {
          type: 'radio_buttons',
          action_id: 'whenQuiet',
          options: quiet,
          ...initial(quiet, filled.whenQuiet ?? subscription?.whenQuiet ?? DEFAULTS.whenQuiet),
        },
      },
    ],
  };
}

function initial(
  options: readonly types.PlainTextOption[],
  value: string,
): { readonly initial_option?: types.PlainTextOption } {
  const found = options.find((one) => one.value === value);
  return found === undefined ? {} : { initial_option: found };
}

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseDigestForm(
  metadata: string,
  values: Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>,
): FilledDigestForm | undefined {
  const known = parseMetadata(metadata);
  if (known === undefined) return undefined;
  const of = (field: string): ViewStateValue | undefined => values[field]?.[field];
  const topics = of('topics')
    ?.selected_options?.map(({ value }) => value)
    .join(',');
  return {
    ...known,
    channel: of('channel')?.selected_conversation ?? known.channel,
    input: {
      // A form without the field leaves the topics as they are.
      topics: of('topics') === undefined ? undefined : topics === undefined || topics === '' ? 'all' : topics,
      days: of('days')
        ?.selected_options?.map(({ value }) => value)
        .join(' '),
      time: of('time')?.selected_time ?? undefined,
      zone: of('zone')?.value ?? '',
      language: of('language')?.selected_option?.value,
      whenQuiet: of('whenQuiet')?.selected_option?.value,
    },
  };
}

function parseMetadata(metadata: string): Pick<FilledDigestForm, 'id' | 'channel' | 'language'> | undefined {
  try {
    const { id, channel, language } = JSON.parse(metadata) as Readonly<Record<string, unknown>>;
    if (typeof channel !== 'string' || (language !== 'en' && language !== 'zh')) return undefined;
    return { id: typeof id === 'string' ? id : undefined, channel, language };
  } catch {
    return undefined;
  }
}

/** Returns the faults by the block that each belongs to. */
export function digestFormErrors(faults: readonly SubscriptionFault[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of faults) {
    errors[field] = errors[field] === undefined ? message : `${errors[field]} ${message}`;
  }
  return errors;
}
