/** The commands as Discord is told them. */
import { expect, test } from 'vitest';
import { commands } from '../../../src/platforms/discord/commands.ts';
import { differ } from '../../../src/platforms/discord/differ.ts';
import { checkCommands } from '../../peers/discord-check-commands.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What Discord answers for commands that it was told: with fields of its own, and those that say nothing filled in. */
function registered(change: (brief: Fields) => Fields = (brief) => brief): readonly Fields[] {
  const own = { id: '1', application_id: '2', version: '3', default_member_permissions: null, nsfw: false };
  return commands().map((command) => {
    const filled: Fields = Object.assign({}, own, command);
    return command.name === 'brief' ? change(filled) : filled;
  });
}

const options = (commands()[0]?.options ?? []).map((option) => Object.assign({}, option, { required: false }));

test('they keep the limits, everywhere and in one guild', () => {
  expect(checkCommands(commands())).toEqual([]);
  expect(checkCommands(commands('900000000000000001'))).toEqual([]);
});

test('briefs are offered everywhere and to everybody, digests in servers that have the bot; a guild knows no such thing', () => {
  const offered = commands().map(({ name, contexts, integration_types: installs }) => [name, contexts, installs]);
  expect(offered).toEqual([
    ['brief', [0, 1, 2], [0, 1]],
    ['digest', [0], [0]],
  ]);
  expect(commands('900000000000000001')[0]).not.toHaveProperty('contexts');
});

test('only what the application can be installed to is offered', () => {
  expect(commands(undefined, [0]).map((command) => command.integration_types)).toEqual([[0], [0]]);
  expect(commands(undefined, [1]).map(({ name }) => name)).toEqual(['brief']);
});

test('what Discord fills in makes no difference', () => {
  const filled = registered((command) => ({ ...command, options }));
  expect(differ(filled, commands())).toBe(false);
  expect(differ(filled, commands('900000000000000001'))).toBe(false);
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
    differ(
      registered((command) => ({ ...command, ...change })),
      commands(),
    ),
  ).toBe(true);
});

test('a command more, a command less and no answer make a difference', () => {
  expect(differ([...registered(), { ...registered()[0], name: 'other' }], commands())).toBe(true);
  expect(differ([], commands())).toBe(true);
  expect(differ(undefined, commands())).toBe(true);
});
