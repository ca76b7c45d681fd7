/** Everything that the fake Discord refuses or notes, sent as bare requests, since a client would put much of it right. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DISCORD_IDS, type DiscordPeer, PERMISSION, startDiscordPeer } from './discord.ts';
import { quiet, raw } from './discord-testing.ts';

const { alice, bob, channel, guild } = DISCORD_IDS;
const posts = `/channels/${channel}/messages`;
const use = { channelId: channel, user: alice, name: 'brief' };

const LONG = 'BASE_TYPE_MAX_LENGTH';
const NONE = 'BASE_TYPE_REQUIRED';
const COUNT = 'BASE_TYPE_BAD_LENGTH';
const CHOICE = 'BASE_TYPE_CHOICES';
const KIND = 'UNION_TYPE_CHOICES';
const LEGACY = 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2';
const NAME = 'APPLICATION_COMMAND_INVALID_NAME';

let peer: DiscordPeer;
beforeAll(async () => {
  peer = await startDiscordPeer({ limits: { channel: false, globalPerSecond: false }, callbackDeadlineMs: 500 });
});
afterAll(() => peer.close());

const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const text = (content: string) => ({ type: 10, content });
const row = (...components: object[]) => ({ type: 1, components });
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const link = (url?: string) => ({ type: 2, style: 5, label: 'Go', url });
const option = (value: string) => ({ label: value, value });
const menu = (more: object = {}) => ({ type: 3, custom_id: 'm', options: [option('a'), option('b')], ...more });
const v2 = (...components: object[]) => ({ flags: 32_768, components });
const section = (texts: number, more: object) => ({ type: 9, components: many(texts, () => text('x')), ...more });
/** A message whose only component is this one, at the path `part`. */
const only = (component: object) => ({ components: [row(component)] });
const part = 'components.0.components.0';
const field = (name: string, value: string) => ({ embeds: [{ fields: [{ name, value }] }] });

const messages: [string, object, string, string][] = [
  ['long content', { content: x(2001) }, 'content', LONG],
  ['no content', { content: '  ' }, '', '50006'],
  ['eleven embeds', { embeds: many(11, () => ({ title: 'x' })) }, 'embeds', LONG],
  ['embed title', { embeds: [{ title: x(257) }] }, 'embeds.0.title', LONG],
  ['embed description', { embeds: [{ description: x(4097) }] }, 'embeds.0.description', LONG],
  ['26 embed fields', { embeds: [{ fields: many(26, () => ({ name: 'a', value: 'b' })) }] }, 'embeds.0.fields', LONG],
  ['embed field name', field(x(257), 'b'), 'embeds.0.fields.0.name', LONG],
  ['embed field value', field('a', x(1025)), 'embeds.0.fields.0.value', LONG],
  ['empty embed field', field('a', ' '), 'embeds.0.fields.0.value', NONE],
  ['embed footer', { embeds: [{ footer: { text: x(2049) } }] }, 'embeds.0.footer.text', LONG],
  [
    'embeds together',
    { embeds: [{ description: x(4000) }, { description: x(2001) }] },
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  ['long nonce', { content: 'x', nonce: x(26) }, 'nonce', LONG],
  ['unknown parse', { content: 'x', allowed_mentions: { parse: ['all'] } }, 'allowed_mentions.parse.0', CHOICE],
  ['V2 part without the flag', { components: [text('x')] }, 'components.0.type', KIND],
  ['content with V2', { ...v2(text('x')), content: 'x' }, 'content', LEGACY],
  ['embeds with V2', { ...v2(text('x')), embeds: [{ title: 'x' }] }, 'embeds', LEGACY],
  ['poll with V2', { ...v2(text('x')), poll: {} }, 'poll', LEGACY],
  [
    '41 parts, nested ones included',
    v2({ type: 17, components: many(20, (at) => row(button({ custom_id: `b${at}` }))) }),
    'components',
    'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
  ],
  ['4,001 characters', v2(text(x(4000)), text('x')), 'components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  ['empty text', v2(text('')), 'components.0.content', NONE],
  ['blank text', v2(text(' \n')), 'components.0.content', NONE],
  ['button at the top', v2(button()), 'components.0.type', KIND],
  [
    'container in a container',
    v2({ type: 17, components: [{ type: 17, components: [text('x')] }] }),
    `${part}.type`,
    KIND,
  ],
  ['section without accessory', v2(section(1, {})), 'components.0.accessory', NONE],
  ['section of four', v2(section(4, { accessory: button() })), 'components.0.components', COUNT],
  ['six rows', { components: many(6, (at) => row(button({ custom_id: `b${at}` }))) }, 'components', LONG],
  [
    'six buttons',
    { components: [row(...many(6, (at) => button({ custom_id: `b${at}` })))] },
    'components.0.components',
    COUNT,
  ],
  ['empty row', { components: [row()] }, 'components.0.components', COUNT],
  [
    'menu beside a button',
    { components: [row(button(), menu())] },
    'components.0.components.1',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
  ],
  ['long label', only(button({ label: x(81) })), `${part}.label`, LONG],
  ['no label', only(button({ label: undefined })), part, 'BUTTON_COMPONENT_LABEL_REQUIRED'],
  ['no emoji', only(button({ emoji: { name: 'smile' } })), `${part}.emoji.name`, 'COMPONENT_INVALID_EMOJI'],
  ['long custom_id', only(button({ custom_id: x(101) })), `${part}.custom_id`, LONG],
  ['no custom_id', only(button({ custom_id: '' })), `${part}.custom_id`, NONE],
  [
    'same custom_id',
    { components: [row(button()), row(button())] },
    'components.1.components.0.custom_id',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
  ],
  ['no link', only(link()), `${part}.url`, NONE],
  ['bad link', only(link('nowhere')), `${part}.url`, 'URL_TYPE_INVALID_URL'],
  ['strange link', only(link('ftp://x.org')), `${part}.url`, 'URL_TYPE_INVALID_SCHEME'],
  ['long link', only(link(`https://x.org/${x(499)}`)), `${part}.url`, LONG],
  ['long placeholder', only(menu({ placeholder: x(151) })), `${part}.placeholder`, LONG],
  ['26 options', only(menu({ options: many(26, (at) => option(`${at}`)) })), `${part}.options`, COUNT],
  ['no options', only(menu({ options: [] })), `${part}.options`, COUNT],
  ['more to choose than there is', only(menu({ max_values: 3 })), `${part}.options`, COUNT],
  [
    'same option',
    only(menu({ options: [option('a'), option('a')] })),
    `${part}.options.1.value`,
    'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
  ],
  ['long option', only(menu({ options: [{ label: 'a', value: x(101) }] })), `${part}.options.0.value`, LONG],
  [
    'long option text',
    only(menu({ options: [{ ...option('a'), description: x(101) }] })),
    `${part}.options.0.description`,
    LONG,
  ],
  [
    'missing attachment',
    v2({ type: 13, file: { url: 'attachment://a.txt' } }),
    'components.0.file.url',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
  ],
];

test.each(messages)('message: %s', async (_, body, path, code) => {
  const before = peer.channelMessages(channel).length;
  const answer = await raw(peer, 'POST', posts, { allowed_mentions: quiet, ...body });
  expect(answer).toMatchObject({ status: 400, body: { code: code === '50006' ? 50006 : 50035 } });
  expect(peer.violations.splice(0)).toMatchObject([{ kind: 'refused', path, code }]);
  expect(peer.channelMessages(channel)).toHaveLength(before);
});

const atTheLimit: [string, object][] = [
  ['content', { content: x(2000), nonce: x(25) }],
  ['content of emoji, each one character', { content: '🙂'.repeat(2000) }],
  [
    'embeds',
    {
      embeds: [
        { title: x(256), description: x(4096), fields: [{ name: x(256), value: x(1024) }], footer: { text: x(368) } },
      ],
    },
  ],
  ['V2', v2({ type: 17, components: [text(x(4000)), ...many(19, (at) => row(button({ custom_id: `b${at}` })))] })],
  [
    'rows',
    {
      components: many(5, (at) =>
        row(...many(5, (to) => button({ custom_id: `${at}${to}`, label: x(80), emoji: { name: '⚠' } }))),
      ),
    },
  ],
  ['menu', only(menu({ placeholder: x(150), options: many(25, (at) => option(`${at}${x(98)}`.slice(0, 100))) }))],
];
test.each(atTheLimit)('just within the limits: %s', async (_, body) => {
  const answer = await raw(peer, 'POST', posts, { allowed_mentions: quiet, ...body });
  expect([answer.status, peer.violations.splice(0)]).toEqual([200, []]);
});

test('the error names the path as Discord does', async () => {
  const answer = await raw(peer, 'POST', posts, { embeds: [{ title: x(257) }] });
  const wrong = { code: LONG, message: 'Must be 256 or fewer in length.' };
  const errors = { embeds: { 0: { title: { _errors: [wrong] } } } };
  expect(answer.body).toEqual({ code: 50035, message: 'Invalid Form Body', errors });
  peer.violations.splice(0);
});

const command = (more: object) => [{ name: 'brief', description: 'Show', ...more }];
const value = { type: 3, name: 'topic', description: 'Which' };
const big = (at: number) => ({
  ...value,
  name: `o${at}`,
  choices: many(10, (to) => ({ name: `${to}${x(80)}`, value: `${to}${x(90)}` })),
});
const commands: [string, unknown, string, string][] = [
  ['capitals', command({ name: 'Brief' }), '0.name', NAME],
  ['spaces', command({ name: 'a b' }), '0.name', NAME],
  ['long name', command({ name: x(33) }), '0.name', LONG],
  ['no description', command({ description: '' }), '0.description', NONE],
  ['long description', command({ description: x(101) }), '0.description', LONG],
  ['localized name', command({ name_localizations: { 'zh-CN': '简 报' } }), '0.name_localizations.zh-CN', NAME],
  ['unknown locale', command({ name_localizations: { zh: '简报' } }), '0.name_localizations.zh', CHOICE],
  [
    'localized description',
    command({ description_localizations: { fr: x(101) } }),
    '0.description_localizations.fr',
    LONG,
  ],
  ['option name', command({ options: [{ ...value, name: 'The Topic' }] }), '0.options.0.name', NAME],
  [
    'required after optional',
    command({ options: [value, { ...value, name: 'b', required: true }] }),
    '0.options.1',
    'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
  ],
  [
    '26 choices',
    command({ options: [{ ...value, choices: many(26, (at) => ({ name: `${at}`, value: `${at}` })) }] }),
    '0.options.0.choices',
    LONG,
  ],
  ['same name', [...command({}), ...command({})], '1.name', 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
  ['described menu command', command({ type: 3 }), '0.description', 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION'],
  ['more than 8,000 characters', command({ options: many(5, big) }), '0', 'APPLICATION_COMMAND_TOO_LARGE'],
];
test.each(commands)('command: %s', async (_, body, path, code) => {
  const answer = await raw(peer, 'PUT', `/applications/${peer.applicationId}/commands`, body);
  expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
  expect(peer.violations.splice(0)).toMatchObject([{ kind: 'refused', path, code }]);
  expect(peer.commandCalls).toEqual([]);
});

const label = { type: 18, label: 'x', component: { type: 4, custom_id: 't', style: 1 } };
const modal = (more: object) => ({ type: 9, data: { custom_id: 'x', title: 'x', components: [label], ...more } });
const choices = (...all: object[]) => ({ type: 8, data: { choices: all } });
const callbacks: [string, 'slash' | 'autocomplete', object, string, string][] = [
  ['long content', 'slash', { type: 4, data: { content: x(2001), allowed_mentions: quiet } }, 'data.content', LONG],
  ['update of nothing', 'slash', { type: 7, data: { content: 'x' } }, 'type', CHOICE],
  ['deferred with V2', 'slash', { type: 5, data: { flags: 32_768 } }, 'data.flags', 'MESSAGE_FLAGS_INVALID'],
  ['modal title', 'slash', modal({ title: x(46) }), 'data.title', LONG],
  ['modal of nothing', 'slash', modal({ components: [] }), 'data.components', COUNT],
  ['modal label', 'slash', modal({ components: [{ ...label, label: x(46) }] }), 'data.components.0.label', LONG],
  ['message for choices', 'autocomplete', { type: 4, data: { content: 'x' } }, 'type', CHOICE],
  ['26 choices', 'autocomplete', choices(...many(26, () => ({ name: 'x', value: 'x' }))), 'data.choices', LONG],
  ['long choice', 'autocomplete', choices({ name: x(101), value: 'x' }), 'data.choices.0.name', LONG],
  ['long choice value', 'autocomplete', choices({ name: 'x', value: x(101) }), 'data.choices.0.value', LONG],
];
test.each(callbacks)('callback: %s', async (_, kind, body, path, code) => {
  const asked =
    kind === 'slash' ? peer.slash(use) : peer.autocomplete({ ...use, focused: { name: 'topic', value: '' } });
  const answer = await raw(peer, 'POST', `/interactions/${asked.id}/${asked.token}/callback`, body);
  expect(answer).toMatchObject({ status: 400, body: { code: 50035 } });
  expect(peer.violations.splice(0)).toMatchObject([{ kind: 'refused', path, code }]);
});

test('a callback after the deadline', async () => {
  const asked = peer.slash(use);
  await expect(asked.response).rejects.toThrow('no response');
  const answer = await raw(peer, 'POST', `/interactions/${asked.id}/${asked.token}/callback`, { type: 5 });
  expect(answer).toMatchObject({ status: 404, body: { code: 10062, message: 'Unknown interaction' } });
  expect(asked.callbacks.map((each) => each.status)).toEqual([404]);
});

test('V2 cannot be taken off, and can only be put on once the text is taken away', async () => {
  const made = await raw(peer, 'POST', posts, { ...v2(text('x')), allowed_mentions: quiet });
  const off = { flags: 0, content: 'x', components: [], allowed_mentions: quiet };
  await expect(raw(peer, 'PATCH', `${posts}/${made.id}`, off)).resolves.toMatchObject({
    status: 400,
    body: { errors: { flags: {} } },
  });
  const plain = await raw(peer, 'POST', posts, { content: 'x', allowed_mentions: quiet });
  const on = { ...v2(text('y')), allowed_mentions: quiet };
  await expect(raw(peer, 'PATCH', `${posts}/${plain.id}`, on)).resolves.toMatchObject({ status: 400 });
  await expect(raw(peer, 'PATCH', `${posts}/${plain.id}`, { ...on, content: null })).resolves.toMatchObject({
    status: 200,
  });
  expect(peer.violations.splice(0).map((each) => each.path)).toEqual(['flags', 'content']);
});

test('what could ping is noted and let through', async () => {
  const bodies = [
    {},
    { allowed_mentions: { parse: ['users'] } },
    { allowed_mentions: { users: [alice] } },
    { allowed_mentions: { parse: [], replied_user: true } },
  ];
  for (const body of bodies) {
    const answer = await raw(peer, 'POST', posts, { content: `<@${alice}>`, ...body });
    expect(answer.status).toBe(200);
  }
  expect(peer.violations.splice(0).map((each) => each.kind)).toEqual(bodies.map(() => 'could ping'));
  expect(
    peer
      .channelMessages(channel)
      .slice(-4)
      .map((each) => each.mentions.length),
  ).toEqual([1, 1, 1, 0]);
});

test('a long Chinese text that Discord fails on', async () => {
  const answer = await raw(peer, 'POST', posts, { ...v2(text('中'.repeat(3400))), allowed_mentions: quiet });
  expect(answer.status).toBe(500);
  expect(peer.violations.splice(0)).toMatchObject([{ kind: 'too big', path: 'components' }]);
});

test('places where the bot may not write', async () => {
  const post = (id: string, body: object = { content: 'x' }) =>
    raw(peer, 'POST', `/channels/${id}/messages`, { allowed_mentions: quiet, ...body });
  const mute = peer.addChannel(guild, { botPermissions: PERMISSION.VIEW_CHANNEL });
  const hidden = peer.addChannel(guild, { botPermissions: PERMISSION.SEND_MESSAGES });
  const gone = peer.addChannel(guild, {});
  peer.deleteChannel(gone);
  expect((await post(mute)).body).toMatchObject({ code: 50013 });
  expect((await post(hidden)).body).toMatchObject({ code: 50001 });
  expect(await post(gone)).toMatchObject({ status: 404, body: { code: 10003 } });
  expect((await post('123456789012345678')).body).toMatchObject({ code: 10003 });
  peer.setBotPermissions(mute, PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES);
  expect((await post(mute)).status).toBe(200);
  expect((await post(mute, { embeds: [{ title: 'x' }] })).body).toMatchObject({ code: 50013 });
  expect((await raw(peer, 'GET', `/channels/${mute}/messages`)).body).toEqual([]);
  const dm = peer.dmWith(peer.user(bob));
  peer.closeDms(bob);
  expect((await post(dm)).body).toMatchObject({ code: 50007 });
  expect((await raw(peer, 'GET', '/users/@me', undefined, 'Bot wrong')).status).toBe(401);
});

test('an unknown route is noted', async () => {
  expect((await raw(peer, 'GET', '/nowhere')).status).toBe(404);
  expect(peer.unknownRoutes).toEqual(['GET /nowhere']);
});
