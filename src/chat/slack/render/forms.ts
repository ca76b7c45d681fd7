/** The forms of the conversation as Slack modals, and what was filled in: of a digest, of a channel's settings, of a flag. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types, ViewStateValue } from '@slack/bolt';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { Language } from '../../../records/schema.ts';
import { asLanguage } from '../../../shared/language.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import type { ConversationForm } from '../../../conversation/conversation.ts';
import { digestFormValues, topicChoices, topicsLine } from '../../../conversation/digests/form.ts';
import { typedNote } from '../../../conversation/digests/short-replies.ts';
import type { SubscriptionInput, FilledSettings } from '../../../conversation/digests/subscription-input.ts';
import type { ChannelSettings, ChannelSettingsInput } from '../../../conversation/channel-settings/channel-settings.ts';
import type { FlagForm, FlagInput } from '../../../conversation/flags/flags.ts';
import { LANGUAGE_LABELS } from '../../../conversation/language-names.ts';
import { isChannel } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';

/** By these the forms are known when they come back; a number changes when the fields do. */
export const DIGEST_FORM = 'attache1/digest';
export const CHANNEL_SETTINGS_FORM = 'attache1/settings';
export const FLAG_FORM = 'attache1/flag';

type FormCatalogue = Pick<Catalogue, 'briefs' | 'relationships' | 'withheld'>;

/** Returns a form as it is opened in a channel, none where that is empty. */
export function formView(form: ConversationForm, channel: string, catalogue: FormCatalogue): types.ModalView {
  switch (form.type) {
    case 'digest':
      return digestForm({ ...form, catalogue, channel });
    case 'flag':
      return flagForm(form.form, channel);
    case 'channel-settings':
      return channelSettingsForm(form.settings, channel, form.language);
  }
}

/** Returns the faults by the field that each belongs to; what no field can mend stands where most was written, so that it is not lost. */
export function formErrors(
  faults: readonly { readonly field: string; readonly message: string }[],
): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, message } of faults) {
    const block = field === 'form' ? 'text' : field;
    errors[block] = errors[block] === undefined ? message : `${errors[block]} ${message}`;
  }
  return errors;
}

export type DigestFormOptions = {
  readonly catalogue: FormCatalogue;
  readonly language: Language;
  /** The channel that the form was opened in; empty in the Home tab. */
  readonly channel: string;
  readonly zone: string | undefined;
  /** The digest that is changed; undefined when a new one is made. */
  readonly subscription: Subscription | undefined;
  /** What it is filled with, instead of the settings of the digest. */
  readonly filled?: FilledSettings | undefined;
  /** What was typed to open it, and what of that was not understood. */
  readonly typed?: string | undefined;
  readonly note?: string | undefined;
};

/** Returns the form of a digest, filled with what is known. */
export function digestForm(form: DigestFormOptions): types.ModalView {
  const { catalogue, language, channel, subscription, filled, typed, note } = form;
  const t = messages(language);
  const { topics, days, time, zone, written, whenQuiet } = digestFormValues(form);
  const choices = topicChoices(topics, { catalogue, language });
  const unpublished = choices.filter(({ isPublished }) => !isPublished);
  const line = topicsLine(choices, { catalogue, language });
  const said = typedNote(typed, note, language);
  const chosenChannel = filled?.channel ?? subscription?.channelRef.channel ?? channel;
  return modal(
    DIGEST_FORM,
    { id: subscription?.id, channel: subscription?.channelRef.channel ?? channel, language },
    {
      title: t(subscription === undefined ? 'slack.digestForm.subscribe' : 'slack.digestForm.change'),
      submit: t('slack.digestForm.submit'),
      close: t('slack.digestForm.cancel'),
    },
    [
      ...(said === '' ? [] : [section(said, 'note')]),
      {
        type: 'input',
        block_id: 'channel',
        // A digest in a direct message stays there unless a channel is chosen.
        optional: subscription !== undefined && !isChannel(chosenChannel),
        label: plainText(t('slack.digestForm.channel'), LIMITS.label),
        element: {
          type: 'conversations_select',
          action_id: 'channel',
          ...(isChannel(chosenChannel) && { initial_conversation: chosenChannel }),
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      },
      ...(unpublished.length === 0
        ? []
        : [
            section(
              t('slack.digestForm.lost', { topics: unpublished.map(({ label }) => label).join(t('reply.listed')) }),
              'lost',
            ),
          ]),
      choices.length > LIMITS.options
        ? input('topics', t('slack.digestForm.topics'), lineInput(line.value), { hint: line.hint })
        : input('topics', t('slack.digestForm.topics'), { type: 'multi_static_select', ...chosenOf(choices) }),
      input('days', t('slack.digestForm.days'), { type: 'checkboxes', ...chosenOf(days) }),
      input('time', t('slack.digestForm.time'), { type: 'timepicker', initial_time: time }),
      input(
        'zone',
        t('slack.digestForm.zone'),
        { type: 'plain_text_input', max_length: MAX_ZONE, ...(zone !== undefined && { initial_value: zone }) },
        { hint: t('slack.digestForm.zoneHint') },
      ),
      input('language', t('slack.digestForm.language'), {
        type: 'static_select',
        ...oneOf(LANGUAGE_OPTIONS, written),
      }),
      input('whenQuiet', t('slack.digestForm.whenQuiet'), {
        type: 'radio_buttons',
        ...oneOf(
          [
            { label: t('slack.digestForm.skip'), value: 'skip' },
            { label: t('slack.digestForm.rotate'), value: 'rotate' },
          ],
          whenQuiet,
        ),
      }),
    ],
  );
}

const MAX_ZONE = 80;

const lineInput = (value: string): WithoutId<types.PlainTextInput> => ({
  type: 'plain_text_input',
  // Slack takes no empty value.
  ...(value !== '' && { initial_value: value }),
});

const LANGUAGE_OPTIONS = (['en', 'zh'] as const).map((value) => ({ label: LANGUAGE_LABELS[value], value }));

export type FilledDigestForm = {
  readonly id: string | undefined;
  readonly channel: string;
  readonly language: Language;
  readonly input: SubscriptionInput;
};

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseDigestForm(metadata: string, values: FormValues): FilledDigestForm | undefined {
  const { id, channel, language: named } = parseMetadata(metadata);
  const language = asLanguage(named);
  if (typeof channel !== 'string' || language === undefined) return undefined;
  const of = (field: string): ViewStateValue | undefined => values[field]?.[field];
  const chosen = of('topics');
  // A field that holds nothing means nothing, never everything.
  const topics = chosen && (chosen.selected_options?.map(({ value }) => value).join(',') ?? chosen.value ?? '');
  return {
    id: typeof id === 'string' ? id : undefined,
    language,
    channel: of('channel')?.selected_conversation ?? channel,
    input: {
      topics,
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

/** Returns the form of a channel's settings, filled with what holds there. */
export function channelSettingsForm(settings: ChannelSettings, channel: string, language: Language): types.ModalView {
  const t = messages(language);
  return modal(
    CHANNEL_SETTINGS_FORM,
    { channel, language },
    { title: t('slack.settings.title'), submit: t('slack.settings.save'), close: t('slack.settings.cancel') },
    [
      section(t('slack.settings.about')),
      input('language', t('slack.settings.language'), {
        type: 'static_select',
        ...oneOf([{ label: t('slack.settings.own'), value: 'own' }, ...LANGUAGE_OPTIONS], settings.language ?? 'own'),
      }),
      input('answers', t('slack.settings.answers'), {
        type: 'radio_buttons',
        ...oneOf(
          [
            { label: t('slack.settings.private'), value: 'private' },
            { label: t('slack.settings.open'), value: 'open' },
          ],
          settings.audience === 'everyone' ? 'open' : 'private',
        ),
      }),
    ],
  );
}

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseChannelSettingsForm(
  metadata: string,
  values: FormValues,
): { readonly channel: string; readonly language: Language; readonly input: ChannelSettingsInput } | undefined {
  const { channel, language: named } = parseMetadata(metadata);
  const language = asLanguage(named);
  if (typeof channel !== 'string' || language === undefined) return undefined;
  const of = (field: string): string | undefined => values[field]?.[field]?.selected_option?.value;
  return { channel, language, input: { language: of('language'), answers: of('answers') } };
}

/** Where the form of a flag was opened: it is stored with the flag. */
export type FlagFormContext = { readonly topic: string; readonly language: Language; readonly channel: string };

/** Returns the form behind "Something wrong?" for a brief. */
export function flagForm(form: FlagForm, channel: string): types.ModalView {
  const { topic, language, statement, text, link } = form;
  const metadata: FlagFormContext = { topic, language, channel };
  return modal(FLAG_FORM, metadata, { title: form.title, submit: form.send, close: form.cancel }, [
    section(form.about),
    input('statement', statement.label, {
      type: 'static_select',
      placeholder: plainText(statement.placeholder, LIMITS.placeholder),
      ...oneOf(statement.options.slice(0, LIMITS.options), statement.chosen ?? ''),
    }),
    // What is longer than we keep is refused at its field, not cut without a word.
    input(
      'text',
      text.label,
      { type: 'plain_text_input', multiline: true, max_length: LIMITS.input },
      { hint: text.hint },
    ),
    input(
      'link',
      link.label,
      { type: 'plain_text_input', max_length: LIMITS.input },
      { hint: link.hint, optional: true },
    ),
  ]);
}

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseFlagForm(
  metadata: string,
  values: FormValues,
): (FlagFormContext & { readonly input: FlagInput }) | undefined {
  const { topic, language: named, channel } = parseMetadata(metadata);
  const language = asLanguage(named);
  if (typeof topic !== 'string' || typeof channel !== 'string' || language === undefined) return undefined;
  const of = (field: string): ViewStateValue | undefined => values[field]?.[field];
  return {
    topic,
    language,
    channel,
    input: {
      topic,
      statement: of('statement')?.selected_option?.value,
      text: of('text')?.value ?? undefined,
      link: of('link')?.value ?? undefined,
    },
  };
}

type FormValues = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

function parseMetadata(metadata: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(metadata);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

const modal = (
  callback_id: string,
  metadata: object,
  words: { readonly title: string; readonly submit: string; readonly close: string },
  blocks: types.KnownBlock[],
): types.ModalView => ({
  type: 'modal',
  callback_id,
  private_metadata: JSON.stringify(metadata),
  title: plainText(words.title, LIMITS.viewTitle),
  submit: plainText(words.submit, LIMITS.viewTitle),
  close: plainText(words.close, LIMITS.viewTitle),
  blocks,
});

const section = (text: string, block_id?: string): types.SectionBlock => ({
  type: 'section',
  ...(block_id !== undefined && { block_id }),
  text: plainText(text, LIMITS.textObject),
});

type InputElement = types.InputBlock['element'];
/** An element without its id, which is that of its block. */
type WithoutId<Element> = Element extends unknown ? Omit<Element, 'action_id'> : never;

/** Returns a field, by whose id its value is found again. */
const input = (
  id: string,
  label: string,
  { type, ...element }: WithoutId<InputElement>,
  { hint, optional }: { readonly hint?: string; readonly optional?: true } = {},
): types.InputBlock => ({
  type: 'input',
  block_id: id,
  ...(optional && { optional }),
  label: plainText(label, LIMITS.label),
  ...(hint !== undefined && { hint: plainText(hint, LIMITS.label) }),
  element: { type, action_id: id, ...element } as InputElement,
});

type Option = { readonly label: string; readonly value: string };

const option = ({ label, value }: Option): types.PlainTextOption => ({ text: plainText(label, LIMITS.option), value });

/** Returns options of which one is chosen. */
function oneOf(
  all: readonly Option[],
  chosen: string,
): { readonly options: types.PlainTextOption[]; readonly initial_option?: types.PlainTextOption } {
  const options = all.map(option);
  const found = options.find(({ value }) => value === chosen);
  return { options, ...(found !== undefined && { initial_option: found }) };
}

/** Returns options of which some may be chosen. */
function chosenOf(all: readonly (Option & { readonly chosen: boolean })[]): {
  readonly options: types.PlainTextOption[];
  readonly initial_options?: types.PlainTextOption[];
} {
  const initial = all.filter(({ chosen }) => chosen).map(option);
  return { options: all.map(option), ...(initial.length > 0 && { initial_options: initial }) };
}
