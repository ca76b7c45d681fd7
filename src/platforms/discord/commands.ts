/** The commands as Discord is told them. Pure. */
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

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { server: 0, botsDirectMessages: 1, otherConversations: 2 } as const;
/** Who brings the app along: https://docs.discord.com/developers/resources/application#application-object-application-integration-types */
export const INSTALLATION = { server: 0, person: 1 } as const;
type Installation = (typeof INSTALLATION)[keyof typeof INSTALLATION];

/** Where and to whom each command is offered: what answers everywhere; digests where the bot itself can post. */
const EVERYWHERE = { contexts: Object.values(CONTEXT), integration_types: Object.values(INSTALLATION) };
const IN_SERVERS = { contexts: [CONTEXT.server], integration_types: [INSTALLATION.server] };

type Registered = (Command | typeof DIGEST_COMMAND) & {
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
};

/** Returns the commands to register everywhere, for the ways in which the app can be installed; in one server only, where Discord knows neither contexts nor installations, if its id is given. */
export function commands(
  guildId?: string,
  installs: readonly Installation[] = Object.values(INSTALLATION),
): readonly Registered[] {
  if (guildId !== undefined) return [...BRIEF_COMMANDS, DIGEST_COMMAND];
  const offered = [
    ...BRIEF_COMMANDS.map((command) => Object.assign({}, command, EVERYWHERE)),
    Object.assign({}, DIGEST_COMMAND, IN_SERVERS),
  ];
  return offered
    .map((command) =>
      Object.assign({}, command, {
        integration_types: command.integration_types.filter((one) => installs.includes(one)),
      }),
    )
    .filter(({ integration_types: left }) => left.length > 0);
}
