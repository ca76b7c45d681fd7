/** The commands as Discord is told them, where and to whom. Pure. */
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { BRIEF_THIS_COMMAND, briefCommand } from './brief.ts';
import { digestCommand } from './digest.ts';

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const CONTEXT = { server: 0, botsDirectMessages: 1, otherConversations: 2 } as const;
/** Who brings the app along: https://docs.discord.com/developers/resources/application#application-object-application-integration-types */
export const INSTALLATION = { server: 0, person: 1 } as const;
type Installation = (typeof INSTALLATION)[keyof typeof INSTALLATION];

/** Where and to whom each command is offered: what answers everywhere; digests where the bot itself can post. */
const EVERYWHERE = { contexts: Object.values(CONTEXT), integration_types: Object.values(INSTALLATION) };
const IN_SERVERS = { contexts: [CONTEXT.server], integration_types: [INSTALLATION.server] };

type CommandDefinition = ReturnType<typeof briefCommand> | typeof BRIEF_THIS_COMMAND | ReturnType<typeof digestCommand>;
type Registered = CommandDefinition & {
  readonly contexts?: readonly number[];
  readonly integration_types?: readonly number[];
};

/** Returns the commands to register everywhere, for the ways in which the app can be installed; in one server only, where Discord knows neither contexts nor installations, if its id is given. */
export function commands(
  relationships: RecordCatalogue['relationships'],
  guildId?: string,
  installs: readonly Installation[] = Object.values(INSTALLATION),
): readonly Registered[] {
  const brief = briefCommand(relationships);
  if (guildId !== undefined) return [brief, BRIEF_THIS_COMMAND, digestCommand()];
  return [
    Object.assign({}, brief, EVERYWHERE),
    Object.assign({}, BRIEF_THIS_COMMAND, EVERYWHERE),
    Object.assign({}, digestCommand(), IN_SERVERS),
  ]
    .map((command) =>
      Object.assign({}, command, {
        integration_types: command.integration_types.filter((one) => installs.includes(one)),
      }),
    )
    .filter(({ integration_types: left }) => left.length > 0);
}
