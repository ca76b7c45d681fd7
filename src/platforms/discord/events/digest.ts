/** Digests on Discord: the command, whose fields are options. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import { onDigestCommand as runCommand } from '../../../conversation/digests/converse.ts';
import { DIGEST_ACTIONS } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { languageOf } from './language.ts';
import { messagesOf } from './respond.ts';
import { subcommandOf } from './subcommand.ts';

/** Returns the answer to the command; undefined where it is of another version. */
export async function onDigestCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { name, values } = subcommandOf(interaction);
  const action = DIGEST_ACTIONS.find((one) => one === name);
  if (action === undefined) return [];
  const { topics, days, at, zone, language, 'when-quiet': whenQuiet, digest, to, channel } = values;
  const command = {
    action,
    id: digest?.trim().toLowerCase(),
    // Of a digest that is changed, the channel is what it gets.
    input: { topics, days, time: at, zone, language, whenQuiet, ...(action === 'change' && { channel }) },
    owner: to,
  };
  const asker = askerOf(interaction, {
    language: languageOf('', interaction.locale),
    channelRef: channelOf(interaction, action === 'change' ? undefined : channel),
  });
  return messagesOf(interaction, await runCommand(command, asker, bot));
}
