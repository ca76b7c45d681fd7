/** The commands as Discord is told them, and whether it has them already. */
import { QUESTION_MOST_CHARACTERS } from '../../request/command.ts';
import { DIGEST_COMMAND } from './digest-command.ts';

export const BRIEF = 'brief';
export const TOPIC = 'topic';

const SLASH = 1;
const TEXT = 3;

type Named = {
  readonly name: string;
  readonly name_localizations: Readonly<Record<string, string>>;
  readonly description: string;
  readonly description_localizations: Readonly<Record<string, string>>;
};

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object */
export type Command = Named & {
  readonly type: typeof SLASH;
  readonly options: readonly (Named & {
    readonly type: typeof TEXT;
    readonly autocomplete: boolean;
    readonly max_length: number;
  })[];
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
};

const BRIEF_COMMANDS: readonly Command[] = [
  {
    type: SLASH,
    name: BRIEF,
    name_localizations: { 'zh-CN': '简报', 'zh-TW': '簡報' },
    description: 'A sourced brief on China–United States relations: choose a topic or ask a question',
    description_localizations: {
      'zh-CN': '中美关系简报，条条注明出处：选择主题或直接提问',
      'zh-TW': '中美關係簡報，條條註明出處：選擇主題或直接提問',
    },
    options: [
      {
        type: TEXT,
        name: TOPIC,
        name_localizations: { 'zh-CN': '主题', 'zh-TW': '主題' },
        description: 'A topic from the list, or a question in your own words; leave it out to see all topics',
        description_localizations: {
          'zh-CN': '从列表中选择主题，或用自己的话提问；留空则列出全部主题',
          'zh-TW': '從清單中選擇主題，或用自己的話提問；留空則列出全部主題',
        },
        autocomplete: true,
        max_length: QUESTION_MOST_CHARACTERS,
      },
    ],
  },
];

/** Where a command is offered: servers, the bot's direct messages, other private conversations. */
const CONTEXTS = [0, 1, 2] as const;
/** Who brings the app along: 0 a server; add 1 for people who install it for themselves. */
const INSTALLATIONS = [0] as const;

/** Returns the commands to register everywhere, or in one guild only, where Discord knows neither contexts nor installations. */
export function commands(guildId?: string): readonly (Command | typeof DIGEST_COMMAND)[] {
  if (guildId !== undefined) return [...BRIEF_COMMANDS, DIGEST_COMMAND];
  return [
    ...BRIEF_COMMANDS.map((command) =>
      Object.assign({}, command, { contexts: CONTEXTS, integration_types: INSTALLATIONS }),
    ),
    // Digests are a server's: they are posted to its channels.
    Object.assign({}, DIGEST_COMMAND, { contexts: CONTEXTS.slice(0, 1), integration_types: INSTALLATIONS }),
  ];
}

/** Fields that Discord adds of itself; whatever else it has that we did not say makes a difference. */
const DISCORDS_OWN = new Set(['id', 'application_id', 'guild_id', 'version', 'dm_permission']);

/** Tells whether what Discord has registered (its own JSON) differs from what is wanted. */
export function differ(registered: unknown, wanted: readonly unknown[]): boolean {
  if (!Array.isArray(registered)) return true;
  const added = (command: unknown) =>
    Object.fromEntries(
      Object.entries(fieldsOf(command)).filter(
        // Where we say nothing Discord fills in both, so that only what we say can differ.
        ([name]) =>
          !DISCORDS_OWN.has(name) &&
          ((name !== 'contexts' && name !== 'integration_types') || wanted.some((one) => name in fieldsOf(one))),
      ),
    );
  return !same(byName(registered.map(added)), byName(wanted));
}

function byName(list: readonly unknown[]): unknown[] {
  return list.toSorted((a, b) => (String(fieldsOf(a).name) < String(fieldsOf(b).name) ? -1 : 1));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Compares JSON, in which Discord leaves out or adds what is empty, null or false. */
function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => same(value, b[index]));
  if (typeof a === 'object' && typeof b === 'object' && !Array.isArray(a) && !Array.isArray(b)) {
    const [left, right] = [fieldsOf(a), fieldsOf(b)];
    return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => same(left[name], right[name]));
  }
  return a === b;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
