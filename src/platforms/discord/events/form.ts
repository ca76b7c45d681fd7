/** Dispatches submitted forms. */
import type { APIModalSubmitInteraction } from 'discord.js';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import { digestFormOf } from '../render/digest-form.ts';
import { onDigestForm } from './digest-form.ts';
import { onFlagForm } from './flag.ts';

/** Answers a submitted form; never rejects. */
export async function onForm(
  interaction: APIModalSubmitInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const key = digestFormOf(interaction.data.custom_id);
  return key === undefined
    ? onFlagForm(interaction, bot, sender)
    : onDigestForm(interaction, key, bot, sender, servers);
}
