/** Shares a card where its button was clicked, for everyone there, and deletes a shared one; the person alone is told what became of it. */
import { messages } from '../../../locales/messages.ts';
import {
  InteractionType,
  PermissionFlagsBits,
  type APIInteraction,
  type APIMessageComponentInteraction,
} from 'discord.js';
import { isAvailable, onClick } from '../../../conversation/handle.ts';
import { offeringReply } from '../../../conversation/sharing/handle.ts';
import type { SharePoster } from '../../../conversation/sharing/share.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { DeleteButton, OpenButton } from '../../../reply/button.ts';
import type { Reply } from '../../../reply/reply.ts';
import { oneMessage } from '../../delivery.ts';
import type { Bot } from '../../platform.ts';
import { settlesInTime } from '../../timeout.ts';
import { linkOf } from '../delivery/courier.ts';
import { outcomeOf, removalOf, withoutContent } from '../delivery/outcome.ts';
import type { Sender } from '../delivery/send.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { notice, render } from '../render/render.ts';
import { askerOf } from './asker.ts';
import { isUserInstallOnly, isThread } from './channel.ts';
import { isFirst, messagesOf, respond } from './respond.ts';

type CardAction = OpenButton | DeleteButton;

/** Returns the message in whose menu the bot was asked, where the clicked message is the answer to that: Discord tells it, and no button. https://docs.discord.com/developers/resources/message#message-interaction-metadata-object */
export function askedAbout({
  message: { interaction_metadata: told },
}: APIMessageComponentInteraction): string | undefined {
  return told?.type === InteractionType.ApplicationCommand ? told.target_message_id : undefined;
}

/** Returns an answer about a message, with the button that replies to it with the card, where the bot can: what a person brought along posts no replies. */
export const offeringReplyIn = (interaction: APIInteraction, reply: Reply): Reply =>
  isUserInstallOnly(interaction) ? reply : offeringReply(reply, 'reply');

/** Answers a click on Share, on the button that replies, or on Delete; never rejects. */
export async function onCardButton(
  interaction: APIMessageComponentInteraction,
  action: CardAction,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const { language } = action;
  if (action.verb !== 'delete' && isAvailable(action, bot.conversation) && !mayPost(interaction)) {
    const t = messages(language);
    const refused = isUserInstallOnly(interaction)
      ? t('discord.cannotShareAlong')
      : mayWrite(interaction)
        ? messages(language)('sharing.forbidden')
        : t('discord.youMayNotPost');
    return respond(interaction, async () => [notice(refused, language)], bot, sender);
  }
  if (isUserInstallOnly(interaction)) return shareByFollowUp(interaction, action, bot, sender);
  const place = { channelRef: cardChannel(interaction), askedAbout: askedAbout(interaction) };
  const asker = askerOf(interaction, { language, ...place });
  const work = async () => messagesOf(await onClick(action, asker, bot.conversation));
  return respond(interaction, work, bot, sender);
}

/**
 * Where only a person brought the app along, the bot itself is no member and can neither post nor read there: a card is
 * a follow-up of the click. It is still sent once, but one whose response was lost cannot be looked up, and is not repeated.
 */
async function shareByFollowUp(
  interaction: APIMessageComponentInteraction,
  action: CardAction,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const { language } = action;
  const claimed = isFirst(interaction, bot);
  if ((await settlesInTime(claimed)) && !(await claimed)) return;
  await sender.deferUpdate(interaction);
  if (!(await claimed)) return;
  let isNarrowed = false;
  const poster = followUps(interaction, bot, sender, () => {
    isNarrowed = true;
  });
  const tell = async (): Promise<readonly DiscordMessage[]> => {
    try {
      const asker = askerOf(interaction, { language, channelRef: cardChannel(interaction), poster });
      const shown = messagesOf(await onClick(action, asker, bot.conversation));
      return isNarrowed ? [notice(messages(language)('discord.cannotShareAlong'), language)] : shown;
    } catch (error) {
      const reference = bot.fault(withoutContent(error), 'discord share');
      return [notice(messages(language)('reply.failed', { reference }), language)];
    }
  };
  for (const message of await tell()) await sender.followUp(interaction, message, 'asker');
}

/** Posts by follow-ups of an interaction, and deletes the message that its button stands on; `onNarrowed` is called where Discord showed the message to the person alone. */
function followUps(
  interaction: APIMessageComponentInteraction,
  { now }: Bot,
  sender: Sender,
  onNarrowed: () => void,
): SharePoster {
  return {
    send: async (_delivery, reply, begin) => {
      const rendered = oneMessage(render, reply);
      if ('fault' in rendered) return { type: 'invalid', detail: rendered.fault };
      if (!(await begin())) return { type: 'not-begun' };
      try {
        const { id, seenBy } = await sender.followUp(interaction, rendered.message, 'everyone');
        if (seenBy === 'everyone') return { type: 'sent', message: id };
        onNarrowed();
        return { type: 'refused', because: 'no-permission', detail: '' };
      } catch (error) {
        const outcome = outcomeOf(error, now());
        // Nothing can be sent for this click later on; the person presses again.
        return outcome.type === 'wait'
          ? { type: 'refused', because: 'no-permission', detail: outcome.detail }
          : outcome;
      }
    },
    remove: async (_channelRef, message) => {
      if (message !== interaction.message.id) return { type: 'refused', detail: '' };
      try {
        await sender.removeOriginal(interaction);
        return { type: 'removed' };
      } catch (error) {
        return removalOf(error, now());
      }
    },
    link: async (channelRef, message) => linkOf(channelRef, message),
  };
}

/** The channel of a click, outside servers too. */
const cardChannel = ({ guild_id: workspace = '', channel }: APIMessageComponentInteraction): ChannelRef => ({
  platform: 'discord',
  workspace,
  channel: channel.id,
});

/** Returns whether the person and the app may both post there: sharing must not bypass the rules of a channel. */
export function mayPost(interaction: SharePosting): boolean {
  const { member, channel, app_permissions: app } = interaction;
  // In direct and group messages no right is required.
  if (member === undefined) return true;
  if (!mayWrite(interaction)) return false;
  // Without that right Discord shows a post to the person alone: https://docs.discord.com/developers/topics/permissions
  return isUserInstallOnly(interaction)
    ? has(member.permissions, PermissionFlagsBits.UseExternalApps)
    : has(app, postingIn(channel));
}

/** Returns whether the person may write there themselves. */
const mayWrite = ({ member, channel }: Pick<SharePosting, 'member' | 'channel'>): boolean =>
  member === undefined || has(member.permissions, postingIn(channel));

const postingIn = (channel: SharePosting['channel']): bigint =>
  isThread(channel?.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;

type SharePosting = Pick<APIInteraction, 'member' | 'channel' | 'app_permissions' | 'authorizing_integration_owners'>;

function has(permissions: string, needed: bigint): boolean {
  const held = BigInt(permissions);
  return (held & PermissionFlagsBits.Administrator) !== 0n || (held & needed) === needed;
}
