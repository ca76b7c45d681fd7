/** Digests on Discord: the command, whose fields are options, and its form. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import { onDigestCommand as runCommand } from '../../../conversation/digests/converse.ts';
import { DIGEST_ACTIONS } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import type { FilledDigest } from '../render/digest-form.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { digestFormFor, openForm } from './digest-form.ts';
import { languageOf } from './language.ts';
import { messagesOf, respond, stale } from './respond.ts';
import { subcommandOf } from './subcommand.ts';

/** Answers the command: a new digest without a zone, and a change of nothing, open the form with what was given. */
export async function onDigestCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const { name, values } = subcommandOf(interaction);
  const action = DIGEST_ACTIONS.find((one) => one === name);
  // A subcommand of another version.
  if (action === undefined) return respond(interaction, async () => stale(interaction), bot, sender);
  const { topics, days, at, zone, language, 'when-quiet': whenQuiet, digest, to, channel } = values;
  const id = digest?.trim().toLowerCase();
  // Of a digest that is changed, the channel is where it goes.
  const isChange = action === 'change';
  const input = { topics, days, time: at, zone, language, whenQuiet, channel: isChange ? channel : undefined };
  const asker = askerOf(
    interaction,
    {
      language: languageOf('', interaction.locale),
      channelRef: channelOf(interaction, isChange ? undefined : channel),
    },
    servers,
  );
  if (action === 'subscribe' && zone === undefined) {
    const when = [days, at].filter((part) => part !== undefined).join(' ');
    const filled: FilledDigest = {
      channel: asker.channelRef.channel,
      topics,
      when: when === '' ? undefined : when,
      language,
      whenQuiet,
    };
    return openForm(interaction, digestFormFor(undefined, asker, bot), filled, bot, sender);
  }
  const command = { action, id, input, owner: to };
  if (isChange && Object.values(input).every((value) => value === undefined))
    return openForm(interaction, runCommand(command, asker, bot), {}, bot, sender);
  return respond(interaction, async () => messagesOf(await runCommand(command, asker, bot)), bot, sender);
}
