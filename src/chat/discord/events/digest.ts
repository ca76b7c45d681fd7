/** Digests on Discord: the command, whose fields are options, and its form. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import { actorOf, findSubscription, requestDigestAction } from '../../../conversation/digests/handle.ts';
import { digestCalled, isTopicsAlone, openTypedForm } from '../../../conversation/digests/typed-command.ts';
import { understand } from '../../../conversation/digests/understand.ts';
import { topicNames } from '../../../conversation/digests/topic-names.ts';
import { DIGEST_ACTIONS } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { openForm } from './form.ts';
import { languageOf } from './language.ts';
import { messagesOf, respond, staleReply } from './respond.ts';
import { subcommandOf } from './subcommand.ts';

/** Answers the command: what is clear is done; a new digest without topics or a zone, a change of nothing, and what is not understood open the form with what was given. */
export async function onDigestCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const { name, values } = subcommandOf(interaction);
  const action = DIGEST_ACTIONS.find((one) => one === name);
  // A subcommand of another version.
  if (action === undefined) return respond(interaction, async () => staleReply(interaction), bot, sender);
  const { topics, days, at, zone, language, 'when-quiet': whenQuiet, digest, to, channel } = values;
  // Of a digest that is changed, the channel is where it goes.
  const isChange = action === 'change';
  const fields = { days, time: at, zone, language, whenQuiet, channel: isChange ? channel : undefined };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const asker = askerOf(
    interaction,
    {
      language: languageOf(interaction.locale),
      channelRef: channelOf(interaction, isChange ? undefined : channel),
    },
    servers,
  );
  const { conversation } = bot;
  const names = topicNames(conversation.catalogue());
  // Who types on without choosing means a digest of this channel by its topics.
  const here = digest === undefined ? [] : await conversation.digests.subscriptions(asker.channelRef);
  const id = digestCalled(digest?.trim() ?? '', here, names, action);
  // Who knows the command from elsewhere writes everything into its first option.
  const understood = understand(topics ?? '', names);
  const input = { ...understood.input, ...given };
  const subscription = isChange ? await findSubscription(id, asker, conversation) : undefined;
  const { faults } = conversation.digests.parse(
    { zone: 'UTC', ...input },
    subscription,
    actorOf(asker, asker.channelRef),
  );
  const isClear = faults.length === 0 && (topics === undefined || isTopicsAlone(understood));
  const isWhole =
    action === 'subscribe'
      ? isClear && input.topics !== undefined && (input.zone !== undefined || input.isPersonal === true)
      : subscription === undefined || (isClear && Object.keys(input).length > 0);
  if (isWhole || (action !== 'subscribe' && !isChange)) {
    const command = { action, id, input, owner: to, asksFirst: true };
    return respond(
      interaction,
      async () => messagesOf(await requestDigestAction(command, asker, conversation)),
      bot,
      sender,
    );
  }
  const typed = topics === undefined || isTopicsAlone(understood) ? undefined : topics;
  const form = openTypedForm(typed, { ...understood, input }, asker, conversation, subscription);
  // What was given for the days, the time and the zone stands in the form as it was given.
  const when = [input.days, input.time].filter((part) => part !== undefined).join(' ') || undefined;
  return openForm(interaction, form, () => ({ when, zone: input.zone }), bot, sender);
}
