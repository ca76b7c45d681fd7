/** Drives a real discord.js client against the fake Discord while nothing goes wrong. */
import assert from 'node:assert/strict';
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  ContainerBuilder,
  Events,
  type Interaction as BotInteraction,
  InteractionContextType,
  LabelBuilder,
  type Message as BotMessage,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DISCORD_IDS, type DiscordPeer, FLAG, PERMISSION, startDiscordPeer } from './discord.ts';
import { login, quiet, raw, sendable } from './discord-testing.ts';

const { alice, bob, channel, guild, otherChannel } = DISCORD_IDS;
const use = { channelId: channel, user: alice, name: 'brief' };
const row = (...components: object[]) => ({ type: 1, components });

let peer: DiscordPeer;
let client: Client<true>;
const caught: unknown[] = [];

function onInteraction(act: (interaction: BotInteraction) => Promise<unknown>): void {
  client.removeAllListeners(Events.InteractionCreate);
  client.on(
    Events.InteractionCreate,
    (interaction) => void act(interaction).catch((error: unknown) => caught.push(error)),
  );
}

beforeAll(async () => {
  peer = await startDiscordPeer({ limits: { channel: false } });
  client = await login(peer);
});
afterEach(() => {
  assert.deepEqual(
    [caught.splice(0), peer.violations.splice(0), peer.unknownRoutes, peer.unknownOpcodes],
    [[], [], [], []],
  );
});
afterAll(async () => {
  await client.destroy();
  await peer.close();
});

test('logs in with what the bot may see', () => {
  expect(client.user.id).toBe(peer.bot.id);
  expect(client.application.id).toBe(peer.applicationId);
  expect(client.guilds.cache.get(guild)?.channels.cache.map((each) => each.name)).toEqual(['general', 'briefs']);
  expect(peer.identifies).toHaveLength(1);
  const general = client.channels.cache.get(channel);
  expect(
    general?.isTextBased() === true && !general.isDMBased() && general.permissionsFor(client.user)?.has('SendMessages'),
  ).toBe(true);
  expect(
    general?.isTextBased() === true &&
      !general.isDMBased() &&
      general.permissionsFor(client.user)?.has('ManageMessages'),
  ).toBe(false);
});

test('slash command answered at once', async () => {
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const topic = interaction.options.getString('topic', true);
    const seen = [
      interaction.inGuild(),
      interaction.locale,
      interaction.guildLocale,
      interaction.context,
      interaction.user.username,
    ];
    await interaction.reply({ content: `${topic} ${seen.join(' ')}`, flags: MessageFlags.Ephemeral });
  });
  const asked = peer.slash({
    channelId: channel,
    user: alice,
    name: 'brief',
    options: [{ name: 'topic', value: 'trade' }],
    locale: 'zh-CN',
  });
  const { type, data } = await asked.response;
  expect(type).toBe(4);
  expect(data['content']).toBe('trade true zh-CN en-US 0 alice');
  expect(asked.visible()?.flags).toBe(FLAG.EPHEMERAL);
  expect(peer.onlyFor(asked.visible()?.id ?? '')).toBe(alice);
  expect(peer.channelMessages(channel)).toEqual([]);
  expect(asked.id).toMatch(/^\d{17,19}$/);
});

test('withResponse brings the message back', async () => {
  const ids: (string | undefined)[] = [];
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const response = await interaction.reply({ content: 'hello', withResponse: true });
    ids.push(response.resource?.message?.id, (await interaction.fetchReply()).id);
  });
  const asked = peer.slash(use);
  await peer.waitFor(() => ids.length === 2);
  expect(ids).toEqual([asked.visible()?.id, asked.visible()?.id]);
  peer.deleteMessage(asked.visible()?.id ?? '');
});

test('deferred, then edited to Components V2, then followed up in private and in the open', async () => {
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    const container = new ContainerBuilder().addTextDisplayComponents(new TextDisplayBuilder().setContent('the brief'));
    await interaction.editReply({ components: [container], flags: MessageFlags.IsComponentsV2 });
    await interaction.followUp({ content: 'psst', flags: MessageFlags.Ephemeral });
    await interaction.followUp('for all');
  });
  const asked = peer.slash(use);
  expect((await asked.response).type).toBe(5);
  const shown = await asked.settled();
  expect(shown.flags).toBe(FLAG.COMPONENTS_V2);
  expect(shown.components[0]?.components?.[0]).toMatchObject({ type: 10, content: 'the brief', id: 2 });
  expect(asked.states().map((state) => state.flags)).toEqual([FLAG.LOADING, FLAG.COMPONENTS_V2]);
  await peer.waitFor(() => asked.followups.length === 2);
  expect(asked.followups.map((each) => [each.content, peer.onlyFor(each.id)])).toEqual([
    ['psst', alice],
    ['for all', null],
  ]);
  expect(asked.messages).toHaveLength(3);
  expect(peer.channelMessages(channel).map((each) => each.id)).toEqual([shown.id, asked.followups[1]?.id]);
  for (const each of peer.channelMessages(channel)) peer.deleteMessage(each);
});

test('a follow-up right after deferring becomes the answer', async () => {
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.followUp('late but here');
  });
  const asked = peer.slash(use);
  expect(await asked.settled()).toMatchObject({ content: 'late but here', flags: FLAG.EPHEMERAL });
  expect(asked.followups).toEqual([]);
});

test('autocomplete', async () => {
  onInteraction(async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const focused = interaction.options.getFocused(true);
    await interaction.respond([{ name: `${focused.name}: ${focused.value}`, value: 'x' }]);
  });
  const typing = peer.autocomplete({ ...use, focused: { name: 'topic', value: 'tr' } });
  expect(await typing.response).toMatchObject({ type: 8, data: { choices: [{ name: 'topic: tr', value: 'x' }] } });
  await expect(
    raw(peer, 'GET', `/webhooks/${peer.applicationId}/${typing.token}/messages/@original`),
  ).resolves.toMatchObject({
    status: 404,
    body: { code: 10008 },
  });
});

test('button and menu change the message they sit on', async () => {
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('more').setLabel('More').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('off').setLabel('Off').setStyle(ButtonStyle.Secondary).setDisabled(true),
  );
  const menu = new StringSelectMenuBuilder()
    .setCustomId('pick')
    .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' });
  const menus = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu);
  onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'choose', components: [buttons, menus] });
    if (interaction.isButton()) await interaction.update({ content: `clicked ${interaction.customId}` });
    if (interaction.isStringSelectMenu()) {
      await interaction.deferUpdate();
      await interaction.editReply({
        content: `picked ${interaction.values.join()} on ${interaction.message.content}`,
        components: [],
      });
    }
  });
  const asked = peer.slash(use);
  const message = await asked.settled();

  expect(() => peer.click({ message, customId: 'nope', user: alice })).toThrow('no such component');
  expect(() => peer.click({ message, customId: 'off', user: alice })).toThrow('disabled');
  expect(() => peer.click({ message, customId: 'pick', user: alice })).toThrow('no such component');
  expect(() => peer.select({ message, customId: 'pick', values: ['c'], user: alice })).toThrow('no value c');
  const forged = peer.click({ message, customId: 'nope', user: bob, forged: true });
  expect((await forged.response).type).toBe(7);
  await peer.waitFor(() => asked.visible()?.content === 'clicked nope');

  const clicked = peer.click({ message, customId: 'more', user: bob });
  expect((await clicked.settled()).content).toBe('clicked more');
  const picked = peer.select({ message, customId: 'pick', values: ['b'], user: bob });
  expect(await picked.settled()).toMatchObject({ id: message.id, content: 'picked b on clicked more', components: [] });
  expect(peer.channelMessages(channel)).toHaveLength(1);
  peer.deleteMessage(message);
  expect(() => peer.click({ message, customId: 'more', user: bob })).toThrow('deleted');
});

test('a private message can be clicked by its reader only', async () => {
  const components = [row({ type: 2, style: 1, label: 'Go', custom_id: 'go' })];
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply({ content: 'yours', components, flags: MessageFlags.Ephemeral });
  });
  const message = await peer.slash(use).settled();
  expect(() => peer.click({ message, customId: 'go', user: bob })).toThrow('only another user');
});

test('channel menu resolves what was chosen', async () => {
  const chosen: unknown[] = [];
  onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: '?', components: [row({ type: 8, custom_id: 'where' })] });
    if (!interaction.isChannelSelectMenu()) return;
    chosen.push(...interaction.channels.map((each) => each !== null && 'name' in each && each.name));
    await interaction.deferUpdate();
  });
  const message = await peer.slash(use).settled();
  await peer.select({ message, customId: 'where', values: [otherChannel], user: alice }).response;
  expect(chosen).toEqual(['briefs']);
  peer.deleteMessage(message);
});

test('modal from a command, submitted once', async () => {
  const input = new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Short).setMaxLength(5);
  const label = new LabelBuilder().setLabel('What').setTextInputComponent(input);
  onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.showModal(new ModalBuilder().setCustomId('form').setTitle('A form').addLabelComponents(label));
    }
    if (interaction.isModalSubmit()) await interaction.reply(`got ${interaction.fields.getTextInputValue('text')}`);
  });
  const asked = peer.slash(use);
  expect((await asked.response).type).toBe(9);
  expect(asked.modal()?.title).toBe('A form');
  expect(() => peer.modalSubmit({ customId: 'form', fields: { text: 'abc' }, user: bob })).toThrow('no modal');
  expect(() => peer.modalSubmit({ customId: 'form', fields: { text: 'abcdef' }, user: alice })).toThrow('too long');
  expect(() => peer.modalSubmit({ customId: 'form', fields: { other: 'abc', text: 'a' }, user: alice })).toThrow(
    'no field other',
  );
  const sent = peer.modalSubmit({ customId: 'form', fields: { text: 'abc' }, user: alice });
  expect((await sent.settled()).content).toBe('got abc');
  expect(() => peer.modalSubmit({ customId: 'form', fields: { text: 'abc' }, user: alice })).toThrow('no modal');
  peer.deleteMessage(await sent.settled());
});

test('message command brings its target whole', async () => {
  const targets: string[] = [];
  onInteraction(async (interaction) => {
    if (!interaction.isMessageContextMenuCommand()) return;
    targets.push(interaction.targetMessage.content);
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.deleteReply();
  });
  const targetMessage = peer.message({ channelId: channel, author: bob, content: 'nothing for the bot' });
  const asked = peer.messageCommand({ name: 'Explain', targetMessage, user: alice });
  await peer.waitFor(() => targets.length === 1 && asked.states().length > 0 && asked.visible() === undefined);
  expect(targets).toEqual(['nothing for the bot']);
  peer.deleteMessage(targetMessage);
});

test('content comes only to whom it is addressed', async () => {
  const heard: BotMessage[] = [];
  const listen = (message: BotMessage) => void (message.author.bot || heard.push(message));
  client.on(Events.MessageCreate, listen);
  const blank = peer.message({ channelId: channel, author: alice, content: 'idle talk', embeds: [{ title: 'x' }] });
  const mention = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}> tell me` });
  const direct = peer.message({ channelId: peer.dmWith(peer.user(alice)), author: alice, content: 'in private' });
  await peer.waitFor(() => heard.length === 3);
  expect(
    heard.map((each) => [each.id, each.content, each.embeds.length, each.mentions.has(client.user), each.guildId]),
  ).toEqual([
    [blank.id, '', 0, false, guild],
    [mention.id, `<@${peer.bot.id}> tell me`, 0, true, guild],
    [direct.id, 'in private', 0, false, null],
  ]);
  expect((await heard[0]?.fetch())?.content).toBe('');

  const answer = await heard[1]?.reply('here you are');
  expect(peer.channelMessages(channel).at(-1)).toMatchObject({
    type: 19,
    referenced_message: { id: mention.id },
    mentions: [],
  });
  await heard[2]?.reply('and here');
  expect(peer.channelMessages(direct.channel_id).at(-1)?.content).toBe('and here');

  const edits: string[] = [];
  client.once(Events.MessageUpdate, (_, next) => edits.push(next.content));
  peer.editMessage(mention, { content: `<@${peer.bot.id}> tell me more` });
  await peer.waitFor(() => edits.length === 1);
  expect(edits).toEqual([`<@${peer.bot.id}> tell me more`]);
  const reply = peer.message({ channelId: channel, author: bob, content: 'thanks', replyTo: answer?.id ?? '' });
  await peer.waitFor(() => heard.length === 4);
  expect(heard[3]).toMatchObject({ id: reply.id, content: 'thanks' });
  client.off(Events.MessageCreate, listen);
  for (const each of peer.channelMessages(channel)) peer.deleteMessage(each);
});

test('the same event can come twice, and a private answer in a server comes back to the bot as if it were direct', async () => {
  const events: { t: string; d: { id: string; content?: string; guild_id?: string } }[] = [];
  // Beneath the client, which drops a message that it has in its cache and puts in the guild that it knows.
  const listen = (packet: (typeof events)[number]) => void (packet.t.endsWith('_CREATE') && events.push(packet));
  client.on(Events.Raw, listen);
  onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'psst', flags: MessageFlags.Ephemeral });
  });
  const message = peer.message({ channelId: channel, author: alice, content: `<@${peer.bot.id}>` });
  peer.resend(message);
  const asked = peer.slash(use);
  await asked.settled();
  peer.resend(asked);
  await peer.waitFor(() => events.length === 5 && asked.callbacks.length === 2);
  expect(events.map(({ t, d }) => [t, d.id, d.guild_id])).toEqual([
    ['MESSAGE_CREATE', message.id, guild],
    ['MESSAGE_CREATE', message.id, guild],
    ['INTERACTION_CREATE', asked.id, guild],
    ['MESSAGE_CREATE', asked.visible()?.id, undefined],
    ['INTERACTION_CREATE', asked.id, guild],
  ]);
  await peer.waitFor(() => caught.length === 1);
  expect(caught.splice(0)).toMatchObject([{ code: 40060 }]);
  client.off(Events.Raw, listen);
  peer.deleteMessage(message);
});

test('nonce: the same one brings back the same message, for a while', async () => {
  const general = await sendable(client, channel);
  const send = (nonce: string) => general.send({ content: 'digest', nonce, enforceNonce: true });
  const [first, second, other] = [await send('one'), await send('one'), await send('two')];
  expect(second.id).toBe(first.id);
  expect(other.id).not.toBe(first.id);
  expect(peer.channelMessages(channel)).toHaveLength(2);
  peer.forgetNonces();
  expect((await send('one')).id).not.toBe(first.id);

  const history = await general.messages.fetch({ after: first.id, limit: 1 });
  expect(history.map((each) => each.id)).toEqual([other.id]);
  await first.edit('digest, corrected');
  expect(peer.messageNow(first.id)?.content).toBe('digest, corrected');
  await first.delete();
  expect(peer.messageNow(first.id)).toBeUndefined();
  await expect(first.edit('too late')).rejects.toMatchObject({ status: 404, code: 10008 });
  for (const each of peer.channelMessages(channel)) peer.deleteMessage(each);
});

test('files go along', async () => {
  const general = await sendable(client, channel);
  const sent = await general.send({ files: [{ name: 'brief.txt', attachment: Buffer.from('hello') }] });
  expect(peer.messageNow(sent.id)?.attachments).toMatchObject([{ filename: 'brief.txt', size: 5 }]);
  peer.deleteMessage(sent.id);
});

test('a user who brought the app along, where the bot is not', async () => {
  const far = peer.addChannel(peer.addGuild({ botIsMember: false, members: [{ user: { id: alice } }] }), {
    name: 'far',
  });
  const seen: unknown[] = [];
  onInteraction(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    seen.push([
      interaction.context,
      interaction.authorizingIntegrationOwners.userId,
      interaction.authorizingIntegrationOwners.guildId,
    ]);
    await interaction.reply('hi');
  });
  for (const channelId of [peer.privateChannel(), far, peer.dmWith(peer.user(alice))])
    await peer.slash({ ...use, channelId }).settled();
  expect(seen).toEqual([
    [2, alice, null],
    [0, alice, null],
    [1, null, '0'],
  ]);
  await expect(raw(peer, 'GET', `/channels/${far}`)).resolves.toMatchObject({ status: 403, body: { code: 50001 } });
});

test('commands are registered, then held against what users do', async () => {
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  await client.application.commands.set([
    {
      name: 'brief',
      description: 'Show a brief',
      nameLocalizations: { 'zh-CN': '简报' },
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'topic',
          description: 'Which one',
          required: true,
          autocomplete: true,
        },
        { type: ApplicationCommandOptionType.Integer, name: 'days', description: 'How far back', minValue: 1 },
      ],
      integrationTypes: [GuildInstall],
    },
    {
      name: 'Explain',
      type: ApplicationCommandType.Message,
      integrationTypes: [GuildInstall, UserInstall],
      contexts: [InteractionContextType.Guild],
    },
  ]);
  expect(peer.commandCalls).toMatchObject([{ guildId: null, commands: [{ name: 'brief' }, { name: 'Explain' }] }]);
  const ids = (await client.application.commands.fetch()).map((command) => command.id);
  expect(ids).toEqual(peer.commands().map((command) => command.id));
  expect(() => peer.slash(use)).toThrow('topic is required');
  expect(() => peer.slash({ ...use, name: 'other' })).toThrow('no command other');
  expect(() => peer.slash({ ...use, options: [{ name: 'topics', value: 'x' }] })).toThrow('no option topics');
  const options = [{ name: 'topic', value: 'x' }];
  expect(() => peer.slash({ ...use, options: [...options, { name: 'days', value: 0 }] })).toThrow('out of the range');
  expect(() => peer.slash({ ...use, options, channelId: peer.privateChannel() })).toThrow('not offered');
  onInteraction(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: interaction.commandId, flags: MessageFlags.Ephemeral });
  });
  expect((await peer.slash({ ...use, options }).settled()).content).toBe(ids[0]);
  await client.application.commands.set([], guild);
  expect(peer.commandCalls[1]).toMatchObject({ guildId: guild, commands: [] });
});

test('subcommands, with a channel and with completion', async () => {
  const topic = {
    type: ApplicationCommandOptionType.String as const,
    name: 'topic',
    description: 'Which one',
    autocomplete: true,
  };
  const where = {
    type: ApplicationCommandOptionType.Channel as const,
    name: 'where',
    description: 'Which channel',
    required: true,
  };
  const add = {
    type: ApplicationCommandOptionType.Subcommand as const,
    name: 'add',
    description: 'Add one',
    options: [where, topic],
  };
  await client.application.commands.set([
    { name: 'digest', description: 'Digests', options: [add], defaultMemberPermissions: 'ManageGuild' },
  ]);
  onInteraction(async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([
        { name: interaction.options.getSubcommand(), value: interaction.options.getFocused() },
      ]);
    if (!interaction.isChatInputCommand()) return;
    const { name } = interaction.options.getChannel('where', true);
    await interaction.reply({
      content: `${interaction.options.getSubcommand()} ${name}`,
      flags: MessageFlags.Ephemeral,
    });
  });
  const user = peer.addMember(guild, { user: { username: 'carol' }, permissions: PERMISSION.MANAGE_GUILD });
  const called = {
    channelId: channel,
    user,
    name: 'digest',
    options: [{ name: 'add', options: [{ name: 'where', value: otherChannel }] }],
  };
  expect(() => peer.slash({ ...called, user: alice })).toThrow('lacks the permissions');
  expect(() => peer.slash({ ...called, options: [{ name: 'add', options: [] }] })).toThrow('where is required');
  expect((await peer.slash(called).settled()).content).toBe('add briefs');
  const typing = peer.autocomplete({ ...called, focused: { name: 'topic', value: 'tr' } });
  expect((await typing.response).data).toEqual({ choices: [{ name: 'add', value: 'tr' }] });
});

test('a callback that comes twice is refused', async () => {
  client.removeAllListeners(Events.InteractionCreate);
  const asked = peer.slash({ channelId: channel, user: alice, name: 'brief', forged: true });
  const path = `/interactions/${asked.id}/${asked.token}/callback`;
  const body = { type: 4, data: { content: 'a', allowed_mentions: quiet } };
  const before = await raw(peer, 'POST', `/webhooks/${peer.applicationId}/${asked.token}`, {
    content: 'x',
    allowed_mentions: quiet,
  });
  expect(before).toMatchObject({ status: 404, body: { code: 10015 } });
  const first = await raw(peer, 'POST', path, body);
  expect([first.status, first.headers.get('content-type')]).toEqual([204, null]);
  await expect(raw(peer, 'POST', path, body)).resolves.toMatchObject({ status: 400, body: { code: 40060 } });
  expect(asked.callbacks.map((each) => each.status)).toEqual([204, 400]);
  asked.expire();
  const after = await raw(peer, 'PATCH', `/webhooks/${peer.applicationId}/${asked.token}/messages/%40original`, {
    content: 'b',
  });
  expect(after).toMatchObject({ status: 401, body: { code: 50027 } });
  peer.deleteMessage(asked.visible()?.id ?? '');
});
