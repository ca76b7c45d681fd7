/** The form of what a channel has set for its answers: what it asks, and what was filled in. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types, ViewStateValue } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type {
  ChannelSettingsFault,
  ChannelSettings,
  ChannelSettingsInput,
} from '../../../conversation/channel-settings/types.ts';
import { LIMITS } from '../limits.ts';
import { plainText } from './escape.ts';
import { VIEW_TITLE } from './modal.ts';

/** By this the form is known when it comes back; the number changes when its fields do. */
export const CHANNEL_SETTINGS_FORM = 'attache1/settings';

const option = (text: string, value: string): types.PlainTextOption => ({
  text: plainText(text, LIMITS.option),
  value,
});

/** Returns the form, filled with what holds in a channel. */
export function channelSettingsForm(settings: ChannelSettings, channel: string, language: Language): types.ModalView {
  const t = messages(language);
  const own = option(t('slack.settings.own'), 'own');
  const languages = [own, option('English', 'en'), option('中文', 'zh')];
  const hidden = option(t('slack.settings.private'), 'private');
  const open = option(t('slack.settings.open'), 'open');
  return {
    type: 'modal',
    callback_id: CHANNEL_SETTINGS_FORM,
    private_metadata: JSON.stringify({ channel, language }),
    title: plainText(t('slack.settings.title'), VIEW_TITLE),
    submit: plainText(t('slack.settings.save'), VIEW_TITLE),
    close: plainText(t('slack.settings.cancel'), VIEW_TITLE),
    blocks: [
      { type: 'section', text: plainText(t('slack.settings.about'), LIMITS.textObject) },
      {
        type: 'input',
        block_id: 'language',
        label: plainText(t('slack.settings.language'), LIMITS.label),
        element: {
          type: 'static_select',
          action_id: 'language',
          options: languages,
          initial_option: languages.find(({ value }) => value === settings.language) ?? own,
        },
      },
      {
        type: 'input',
        block_id: 'answers',
        label: plainText(t('slack.settings.answers'), LIMITS.label),
        element: {
          type: 'radio_buttons',
          action_id: 'answers',
          options: [hidden, open],
          initial_option: settings.audience === 'everyone' ? open : hidden,
        },
      },
    ],
  };
}

/** Returns what was filled in, or undefined where the form is none of ours. */
export function parseChannelSettingsForm(
  metadata: string,
  values: Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>,
): { readonly channel: string; readonly language: Language; readonly input: ChannelSettingsInput } | undefined {
  try {
    const { channel, language } = JSON.parse(metadata) as Readonly<Record<string, unknown>>;
    if (typeof channel !== 'string' || (language !== 'en' && language !== 'zh')) return undefined;
    const of = (field: string): string | undefined => values[field]?.[field]?.selected_option?.value;
    return { channel, language, input: { language: of('language'), answers: of('answers') } };
  } catch {
    return undefined;
  }
}

/** Returns the faults by the field that each belongs to. */
export function channelSettingsErrors(faults: readonly ChannelSettingsFault[]): Record<string, string> {
  return Object.fromEntries(faults.map(({ field, message }) => [field, message]));
}
