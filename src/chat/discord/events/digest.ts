/** Digests on Discord: the command, whose fields are options, and its form. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import type { Asker } from '../../../conversation/conversation.ts';
import { actorOf, findSubscription, requestDigestAction as runCommand } from '../../../conversation/digests/handle.ts';
import { digestCalled, readTopics } from '../../../conversation/digests/typed-command.ts';
import { topicNames } from '../../../conversation/digests/topic-names.ts';
import { DIGEST_ACTIONS } from '../../../reply/button.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import type { SubscriptionInput } from '../../../conversation/digests/subscription-input.ts';
import { type DigestFormKey, type FilledDigest, digestFaultMessage } from '../render/digest-form.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { digestFormFor, openForm } from './digest-form.ts';
import { languageOf } from './language.ts';
import { messagesOf, respond, staleReply } from './respond.ts';
import { subcommandOf } from './subcommand.ts';

/** Answers the command: a new digest without a zone, and a change of nothing, open the form with what was given; where something is not understood, a button does. */
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
  const typed = { topics, days, time: at, zone, language, whenQuiet, channel: isChange ? channel : undefined };
  const asker = askerOf(
    interaction,
    {
      language: languageOf(interaction.locale),
      channelRef: channelOf(interaction, isChange ? undefined : channel),
    },
    servers,
  );
  const names = topicNames(bot.conversation.catalogue());
  // Who types on without choosing means a digest of this channel by its topics.
  const here = digest === undefined ? [] : await bot.conversation.digests.subscriptions(asker.channelRef);
  const id = digestCalled(digest?.trim() ?? '', here, names, action);
  // Who knows the command from elsewhere writes everything into its first option.
  const input = readTopics(typed, names);
  if (action === 'subscribe' && input.zone === undefined) {
    const { faults } = bot.conversation.digests.parse(input, undefined, actorOf(asker, asker.channelRef));
    const wrong = faults.filter(({ field }) => field !== 'zone').map(({ message }) => message);
    const form = digestFormFor(undefined, asker, bot);
    return openForm(interaction, form, filledWith(input, asker), bot, sender, wrong.join(' '));
  }
  const filled = filledWith(input, asker);
  const command = { action, id, input, owner: to, asksFirst: true };
  if (isChange && Object.values(input).every((value) => value === undefined))
    return openForm(interaction, runCommand(command, asker, bot.conversation), {}, bot, sender);
  const work = async (): Promise<readonly DiscordMessage[]> => {
    const before = isChange ? await findSubscription(id, asker, bot.conversation) : undefined;
    const result = await runCommand(command, asker, bot.conversation);
    const hasForm = action === 'subscribe' || before !== undefined;
    return result.type === 'reply' && hasForm && (await isMistaken(input, before, asker, bot))
      ? [digestFaultMessage(result.reply, keyOf(filled, before, asker), filled, bot.conversation.catalogue())]
      : messagesOf(result);
  };
  return respond(interaction, work, bot, sender);
}

function filledWith(
  { topics, days, time, zone, language, whenQuiet }: SubscriptionInput,
  { channelRef: { channel } }: Asker,
): FilledDigest {
  const when = [days, time].filter((part) => part !== undefined).join(' ');
  return { channel, topics, when: when === '' ? undefined : when, zone, language, whenQuiet };
}

/** Returns whether something that was given for a digest is not understood, rather than not allowed. */
async function isMistaken(
  input: SubscriptionInput,
  before: Subscription | undefined,
  asker: Asker,
  { conversation }: Bot,
): Promise<boolean> {
  const { faults } = conversation.digests.parse(input, before, actorOf(asker, asker.channelRef));
  const action = before === undefined ? 'subscribe' : 'change';
  const { channelRef, owner } = before ?? { channelRef: asker.channelRef, owner: undefined };
  return faults.length > 0 && (await asker.refusal({ action, channelRef, owner })) === undefined;
}

function keyOf(
  { whenQuiet = '' }: FilledDigest,
  before: Subscription | undefined,
  { language, channelRef: { channel } }: Asker,
): DigestFormKey {
  return { subscription: before?.id, language, channel, whenQuiet };
}
