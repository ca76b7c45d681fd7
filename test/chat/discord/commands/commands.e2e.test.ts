/** The commands as Discord is told them. */
import { expect, test } from 'vitest';
import { briefCommand } from '../../../../src/chat/discord/commands/brief.ts';
import { commands as commandsFor } from '../../../../src/chat/discord/commands/commands.ts';
import { commandsDiffer } from '../../../../src/chat/discord/connection/register-commands.ts';
import { commandOf } from '../../../../src/chat/discord/commands/digest.ts';
import { checkCommands } from '../../../peers/discord-check-commands.ts';
import { fields, isFields } from '../../../peers/discord-types.ts';
import { ownCatalogue } from '../../../support/records.ts';

const { relationships } = ownCatalogue();
const commands = (...options: [guildId?: string, installs?: readonly (0 | 1)[]]) =>
  commandsFor(relationships, ...options);

type Fields = Readonly<Record<string, unknown>>;

/** What Discord answers for commands that it was told: with fields of its own, and those that say nothing filled in. */
function registered(change: (brief: Fields) => Fields = (brief) => brief): readonly Fields[] {
  const own = { id: '1', application_id: '2', version: '3', default_member_permissions: null, nsfw: false };
  return commands().map((command) => {
    const filled: Fields = Object.assign({}, own, command);
    return command.name === 'brief' ? change(filled) : filled;
  });
}

const options = briefCommand(relationships).options.map((option) => Object.assign({}, option, { required: false }));

test('they keep the limits, everywhere and in one guild', () => {
  expect(checkCommands(commands())).toEqual([]);
  expect(checkCommands(commands('900000000000000001'))).toEqual([]);
});

test('briefs are offered everywhere and to everybody, digests in servers that have the bot; a guild knows no such thing', () => {
  const offered = commands().map(({ name, contexts, integration_types: installs }) => [name, contexts, installs]);
  expect(offered).toEqual([
    ['brief', [0, 1, 2], [0, 1]],
    ['Brief this', [0, 1, 2], [0, 1]],
    ['digest', [0], [0]],
  ]);
  expect(commands('900000000000000001')[0]).not.toHaveProperty('contexts');
});

test('only what the application can be installed to is offered', () => {
  expect(commands(undefined, [0]).map((command) => command.integration_types)).toEqual([[0], [0], [0]]);
  expect(commands(undefined, [1]).map(({ name }) => name)).toEqual(['brief', 'Brief this']);
});

test('what Discord fills in makes no difference', () => {
  const filled = registered((command) => ({ ...command, options }));
  expect(commandsDiffer(filled, commands())).toBe(false);
  expect(commandsDiffer(filled, commands('900000000000000001'))).toBe(false);
});

test.each<[string, Fields]>([
  ['another description', { description: 'x' }],
  ['another translation', { name_localizations: { 'zh-CN': '别的' } }],
  ['no completion', { options: options.map((option) => Object.assign({}, option, { autocomplete: false })) }],
  ['an option more', { options: [...options, ...options] }],
  ['a context less', { contexts: [0] }],
  ['rights that it needs', { default_member_permissions: '8' }],
])('%s makes a difference', (_, change) => {
  expect(
    commandsDiffer(
      registered((command) => ({ ...command, ...change })),
      commands(),
    ),
  ).toBe(true);
});

test('a command more, a command less and no answer make a difference', () => {
  expect(commandsDiffer([...registered(), { ...registered()[0], name: 'other' }], commands())).toBe(true);
  expect(commandsDiffer([], commands())).toBe(true);
  expect(commandsDiffer(undefined, commands())).toBe(true);
});

/** Every object in a value that has a name, with its path. */
function named(value: unknown, path = ''): [string, Fields][] {
  if (Array.isArray(value)) return value.flatMap((one) => named(one, path));
  if (!isFields(value)) return [];
  const here = `${path}/${String(value['name'])}`;
  const inside = Object.values(value).flatMap((one) => (Array.isArray(one) ? named(one, here) : []));
  return 'name' in value ? [[here, value], ...inside] : inside;
}

// The characters are written so in one of the two only.
const TRADITIONAL = /[訂閱頻個區來沒時點錄給誰為發佈負責復換預覽麼內語數據簡報關尋條從單輪佈說員輸問題無間]/u;
const SIMPLIFIED = /[订阅频个区来没时点录给谁为发责复换预览么内语数据简报关寻条从单轮说员输问题无间]/u;

test('every name and description is in English and in both ways of writing Chinese, since Discord falls back from neither', () => {
  const all = named(commands());
  expect(all.length).toBeGreaterThan(45);
  const wrong = all.flatMap(([path, value]) =>
    ['name', 'description']
      .filter((field) => field in value)
      .filter((field) => {
        const { 'zh-CN': simplified, 'zh-TW': traditional, ...others } = fields(value[`${field}_localizations`]);
        // Languages are named in themselves.
        const isOwn = path.includes('/language/');
        return !(
          (isOwn || (/^[A-Za-z]/u.test(String(value[field])) && /\p{Script=Han}/u.test(String(simplified)))) &&
          (isOwn || /\p{Script=Han}/u.test(String(traditional))) &&
          !TRADITIONAL.test(String(simplified)) &&
          !SIMPLIFIED.test(String(traditional)) &&
          Object.keys(others).length === 0
        );
      })
      .map((field) => `${path} ${field}`),
  );
  expect(wrong).toEqual([]);
});

test('a command is named as the person sees it', () => {
  expect(commandOf('change', 'en-GB', 'digest')).toBe('/digest change digest');
  expect(commandOf('change', 'zh-CN', 'digest')).toBe('/订阅 修改 订阅');
  expect(commandOf('subscribe', 'zh-TW')).toBe('/訂閱 新增');
});

test('the brief’s own words stand beside its command, and general ones where there are several relationships or none', () => {
  expect(briefCommand(relationships).description).toContain('China–United States');
  expect(briefCommand(new Map()).description).toContain('two countries');
  const [one] = relationships.values();
  if (one === undefined) throw new Error('no relationship');
  expect(
    briefCommand(
      new Map([
        ['a', one],
        ['b', one],
      ]),
    ).description,
  ).toContain('two countries');
});
