/** People in a Discord under chaos: interactions and messages over the gateway, to whichever replica holds it, some of them twice. */
import { setTimeout as wait } from 'node:timers/promises';
import type { DiscordPeer, Interaction, Message } from '../peers/discord.ts';
import { ANSWER_MS, answersTo, buttonIn, shareOf, type Chat, type DigestAct } from './chat.ts';
import type { Random } from './random.ts';

/** One interaction in so many arrives again, as after a session that was resumed. */
const AGAIN_ONE_IN = 5;
const AGAIN_MS = [100, 6_000] as const;

/** Returns the people of a Discord, by their ids. */
export function createDiscordChat(peer: DiscordPeer, people: readonly string[], random: Random): Chat {
  const seen = new Map<string, Message>();

  /** Returns what a person sees in the end; Discord shows that the bot does not respond otherwise. */
  const outcomeOf = async (start: () => Interaction): Promise<Message | undefined> => {
    try {
      const interaction = start();
      if (random.next() < 1 / AGAIN_ONE_IN)
        setTimeout(() => peer.resend(interaction), random.between(...AGAIN_MS)).unref();
      await interaction.response;
      return await interaction.settled(ANSWER_MS);
    } catch {
      return undefined;
    }
  };

  return {
    digest: async (_, { workspace, channel }, act) => {
      const where = { user: random.pick(people), guildId: workspace, channelId: channel };
      const options = [{ name: act.type, options: optionsOf(act) }];
      const message = await outcomeOf(() => peer.slash({ ...where, name: 'digest', options }));
      if (message !== undefined) seen.set(channel, message);
      return textOf(message);
    },
    click: async (_, { channel }, value) => {
      const message = seen.get(channel);
      if (message === undefined) return undefined;
      return textOf(
        await outcomeOf(() => peer.click({ message, customId: value, user: random.pick(people), forged: true })),
      );
    },
    brief: async (_, place, topic) => {
      const user = random.pick(people);
      const where = { user, guildId: place.workspace, channelId: place.channel };
      const options = [{ name: 'topic', value: topic }];
      const message = await outcomeOf(() => peer.slash({ ...where, name: 'brief', options }));
      const button = message === undefined ? undefined : buttonIn(JSON.stringify(message), 'share');
      if (message === undefined || button === undefined) return undefined;
      return {
        delivery: shareOf(place, message.id, button),
        press: async () => textOf(await outcomeOf(() => peer.click({ message, customId: button, user, forged: true }))),
      };
    },
    mention: async (_, place, text, again) => {
      const isHeard = peer.connections > 0;
      const at = performance.now();
      const message = peer.message({
        guildId: place.workspace,
        channelId: place.channel,
        author: random.pick(people),
        content: `<@${peer.bot.id}> ${text}`,
      });
      for (const milliseconds of again) {
        await wait(milliseconds);
        peer.resend(message);
      }
      return {
        deliveries: answersTo(place, message.id),
        taken: isHeard ? { replica: undefined, at } : undefined,
        times: 1 + again.length,
        isTold: () => peer.channelMessages(place.channel).some(({ nonce }) => nonce === `${message.id}/0`),
      };
    },
  };
}

const textOf = (message: Message | undefined): string | undefined => message && JSON.stringify(message);

function optionsOf(act: DigestAct): { name: string; value: string }[] {
  switch (act.type) {
    case 'subscribe':
      return [
        { name: 'topics', value: act.topic },
        { name: 'days', value: 'every day' },
        { name: 'at', value: act.time },
        { name: 'zone', value: act.city },
      ];
    case 'change':
      return [
        { name: 'digest', value: act.id },
        { name: 'at', value: act.time },
        { name: 'zone', value: act.city },
      ];
    case 'pause':
    case 'resume':
    case 'remove':
    case 'now':
      return [{ name: 'digest', value: act.id }];
  }
}
