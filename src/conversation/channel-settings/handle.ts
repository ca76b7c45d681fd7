/** A channel's settings for answers, on every platform: shows or changes them for members who have the right to. */
import type { Asker, Conversation, ConversationResult, ReplyResult } from '../conversation.ts';
import type { SubmitResult } from '../form.ts';
import { composeInChat } from '../help.ts';
import { settingsForm, type ChannelSettingsFault, type ChannelSettingsInput } from './channel-settings.ts';

/** Changes the settings of the channel, or returns the form for them where the input has no field. */
export async function onChannelSettings(
  input: ChannelSettingsInput,
  asker: Asker,
  { channelSettings, modelHost }: Conversation,
): Promise<ConversationResult> {
  const { channelRef, language } = asker;
  const refused = await asker.refusal({ action: 'settings', channelRef });
  if (refused !== undefined) return { type: 'reply', reply: refused };
  if (Object.values(input).some((value) => value !== undefined))
    return { type: 'reply', reply: (await channelSettings.change(channelRef, input, language)).reply };
  return {
    type: 'form',
    form: settingsForm(await channelSettings.read(channelRef), language, modelHost !== undefined),
  };
}

/** Returns the settings of the channel and how to change them, for where no form can be shown; a word that was not understood is named. */
export async function showChannelSettings(
  asker: Asker,
  { channelSettings }: Conversation,
  unknown?: string,
): Promise<ReplyResult> {
  const { channelRef, language } = asker;
  if (channelRef.channel === '') return { type: 'reply', reply: composeInChat(language) };
  const refused = await asker.refusal({ action: 'settings', channelRef });
  return { type: 'reply', reply: refused ?? (await channelSettings.show(channelRef, language, unknown)) };
}

/** Changes the settings of the channel by a submitted form; rights are checked again, since they may have changed since the form was opened. */
export async function submitChannelSettingsForm(
  input: ChannelSettingsInput,
  asker: Asker,
  { channelSettings }: Conversation,
): Promise<SubmitResult<ChannelSettingsFault>> {
  const { channelRef, language } = asker;
  const refused = await asker.refusal({ action: 'settings', channelRef });
  if (refused !== undefined) return { reply: refused, faults: [] };
  const changed = await channelSettings.change(channelRef, input, language);
  return { reply: changed.reply, faults: changed.ok ? [] : changed.faults };
}
