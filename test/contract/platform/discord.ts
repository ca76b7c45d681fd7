/** Drives real discord.js against our fake Discord. */
import { messages } from '../../../src/locales/messages.ts';
import { everyComponent, FLAG, PERMISSION, type Interaction, type Message } from '../../peers/discord.ts';
import {
  alertsTo,
  alice,
  bob,
  channel,
  guild,
  posted,
  spoken,
  serveDigests,
  type As,
} from '../../chat/discord/digest-serving.ts';
import { live, said, seen } from '../../chat/discord/reading.ts';
import { limitFaults } from '../../chat/discord/render/limits-check.ts';
import { answersIn, HERE, topic } from '../../chat/discord/serve.ts';
import { FLAG_LABELS, type Person, type PlatformDriver, type PlatformSession, type Shown } from './driver.ts';

/** Discord says of everybody in which language they read; whoever may manage nothing has to forge what is not offered to them. */
const PEOPLE: Readonly<Record<Person, As & { readonly user: string }>> = {
  manager: { user: alice },
  chinese: { user: alice, locale: 'zh-CN' },
  stranger: { user: bob, forged: true },
};
const WRITES = PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES | PERMISSION.USE_APPLICATION_COMMANDS;
/** What the bot itself has Discord draw: channels, members, commands, moments. What is typed has its marks escaped, and is none of these. */
const OURS = /<#\d{17,20}>|<@\d{17,20}>|<\/(brief|digest [a-z]+):\d{17,20}>|<t:\d+:[A-Z]>/giu;
const NEW = { id: '930000000000000001', systemChannelId: '930000000000000002', locale: 'en-US' };

export const discordDriver: PlatformDriver = { name: 'Discord', start };

async function start(): Promise<PlatformSession> {
  const served = await serveDigests();
  const { peer, clock } = served;
  // Who shares must be allowed to post, too.
  peer.setMemberPermissions(guild, alice, WRITES | PERMISSION.MANAGE_GUILD);
  let deliverer = served.deliver();

  const settled = async (interaction: Interaction): Promise<Shown> => shown(await interaction.settled());

  function shown(message: Message): Shown {
    const { texts, buttons, menus } = seen(message);
    const options = menus.flatMap((menu) => menu.options);
    const idOf = (label: string): string => {
      const found = buttons.find((button) => button.label === label);
      if (found === undefined) throw new Error(`no ${label} among ${buttons.map((one) => one.label).join(', ')}`);
      return found.custom_id;
    };
    const clicked = (customId: string, forged = false, by: Person = 'manager'): Interaction =>
      peer.click({ message, customId, user: PEOPLE[by].user, forged });
    return {
      text: said(message).replaceAll(OURS, (ours, command?: string) => (command === undefined ? ours : `/${command}`)),
      labels: [...buttons, ...options].map(({ label }) => label),
      isPrivate: (message.flags & FLAG.EPHEMERAL) !== 0 || message.channel_id !== channel,
      pings: message.mention_everyone || [...message.mentions, ...message.mention_roles].length > 0,
      faults: [
        ...limitFaults({ ...message, content: undefined, embeds: undefined, allowed_mentions: { parse: [] } }),
        ...texts.filter((text) => /[@<`~|[\]]|https?:\/\/|:[\w+-]+:/u.test(live(text.replaceAll(OURS, '')))),
      ],
      follow: async (text, by) => shown(await mention(text, by, message)),
      click: async (label, by) => await settled(clicked(idOf(label), false, by)),
      flag: async (text, by = 'manager') => {
        const { user, locale } = PEOPLE[by];
        const opened = clicked(idOf(FLAG_LABELS[by]), false, by);
        await opened.response;
        const { custom_id: customId = '', components = [] } = opened.modal() ?? {};
        const menu = everyComponent(components).find(({ custom_id: id }) => id === 'statement');
        const offered = menu?.options ?? [];
        const chosen = offered.find((option) => option.default);
        const fields = { statement: chosen === undefined ? [] : [chosen.value], text };
        const answer = await settled(
          peer.modalSubmit({ customId, fields, user, ...(locale !== undefined && { locale }) }),
        );
        return { offered: offered.map(({ label }) => label), chosen: chosen?.label, answer };
      },
      clickTwice: async (label) => await Promise.all([1, 2].map(async () => await settled(clicked(idOf(label))))),
      clickId: async (id) => await settled(clicked(id, true)),
      clickDeliveredTwice: async (label) => {
        const click = clicked(idOf(label));
        peer.resend(click);
        await click.settled();
      },
    };
  }
  /** Mentions the bot and returns its answer. */
  const mention = async (text: string, by: Person = 'manager', replyTo?: Message): Promise<Message> => {
    const content = `<@${peer.bot.id}> ${text}`;
    const author = PEOPLE[by].user;
    const { id } = peer.message({ channelId: channel, author, content, ...(replyTo && { replyTo }) });
    return await peer.waitFor(() => answersIn(peer).find((one) => one.message_reference?.['message_id'] === id));
  };

  return {
    command: async (text, by = 'manager') =>
      await settled(peer.slash({ ...HERE, ...PEOPLE[by], ...(text !== '' && topic(text)) })),
    briefThis: async (content) => {
      const target = peer.message({ channelId: channel, author: bob, content });
      const { user } = PEOPLE.manager;
      const card = await settled(peer.messageCommand({ name: 'Brief this', user, targetMessage: target }));
      return { card, message: target.id };
    },
    replyLabel: messages('en')('sharing.toMessage'),
    replies: (message) =>
      posted(served)
        .filter(({ message_reference: to }) => to?.['message_id'] === message)
        .map(shown),
    forget: (message) => peer.deleteMessage(message),
    mention: async (text, by) => shown(await mention(text, by)),
    ask: async (text) => {
      const message = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> ${text}` });
      const again = async (): Promise<void> => {
        peer.forgetNonces();
        peer.resend(message);
      };
      return { message: message.id, again };
    },
    log: () => served.lines.join(''),
    subscribe: async () =>
      await settled(served.ask('subscribe', { zone: 'Beijing', topics: 'energy', days: 'every day', at: '09:00' })),
    manage: async (act, digest, by) => await settled(served.ask(act, { digest }, PEOPLE[by])),
    posted: () => spoken(served).map(shown),
    direct: () => alertsTo(served, alice).map(shown),
    join: async () => {
      peer.addGuild({ ...NEW, name: 'New', channels: [{ id: NEW.systemChannelId }], joinedAt: clock.now().toString() });
      const greetings = (): Message[] => peer.channelMessages(NEW.systemChannelId);
      await peer.waitFor(() => greetings()[0]);
      // Discord itself would drop a repeated message for some minutes.
      peer.forgetNonces();
      peer.outage(NEW.id);
      // Discord tells of every server again when a session begins anew.
      peer.invalidateSession(false);
      await peer.waitFor(() => peer.identifies.length === 2 && peer.connections === 1);
      await mention('help');
      return greetings().map(shown);
    },
    // Nine in Beijing.
    toSlot: (days = 0) =>
      clock.to(
        Temporal.Instant.from('2026-11-03T01:00:00Z')
          .add({ hours: 24 * days })
          .toString(),
      ),
    aMinuteLater: () => {
      peer.forgetNonces();
      clock.move({ seconds: 61 });
    },
    loseAcknowledgement: () =>
      void peer.faults.push({
        match: (method, path) => method === 'POST' && path.endsWith('/messages'),
        kind: 'cut-after',
      }),
    loseMessage: () =>
      void peer.faults.push({
        match: (method, path) => method === 'POST' && path.endsWith('/messages'),
        kind: 'cut-before',
      }),
    replaceRecords: served.replaceRecords,
    // Untold, as on Slack: else the digest goes on by itself, two seconds after.
    closeChannel: () =>
      peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY, false),
    openChannel: () => peer.setBotPermissions(channel, WRITES | PERMISSION.READ_MESSAGE_HISTORY, false),
    removeBot: () => peer.leaveGuild(guild),
    inviteBot: async () => peer.joinGuild(guild, clock.now().toString()),
    archive: () => peer.setBotPermissions(channel, 0n),
    restore: async () => peer.setBotPermissions(channel, WRITES | PERMISSION.READ_MESSAGE_HISTORY),
    restart: async () => {
      await deliverer.stop();
      peer.forgetNonces();
      deliverer = served.deliver();
    },
    store: () => served.store,
  };
}
