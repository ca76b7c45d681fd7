/** Subcommands for people who manage a server: the subcommand, its options, and the person's right. Pure. */
import {
  ApplicationCommandOptionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
} from 'discord.js';
import { ADMINISTRATOR, MANAGE_GUILD } from '../commands/digest.ts';

type Subcommand = Pick<
  APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
  'data'
>;
type SubcommandValues = Readonly<Record<string, string | undefined>>;

/** Returns whether a person manages the server, by their permissions in a channel of it. Discord hides the commands from others, but a server's owners can show them to more people, so that the right to post to a channel is checked here. */
export function mayManage(permissions: string | bigint | undefined): boolean {
  return (BigInt(permissions ?? '0') & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n;
}

/** Returns the subcommand, its options, and the option that is being typed. */
export function subcommandOf({ data }: Subcommand): {
  readonly name: string;
  readonly values: SubcommandValues;
  readonly focused: string | undefined;
} {
  const [sub] = (data.options ?? []) as readonly APIApplicationCommandInteractionDataOption[];
  if (sub?.type !== ApplicationCommandOptionType.Subcommand) return { name: '', values: {}, focused: undefined };
  const options = sub.options ?? [];
  return {
    name: sub.name,
    values: Object.fromEntries(
      options.map((option) => [option.name, 'value' in option ? String(option.value) : undefined]),
    ),
    focused: options.find((option) => 'focused' in option && option.focused)?.name,
  };
}
