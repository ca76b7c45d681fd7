/** Subcommands for those who manage a server: which one, what was given with it, and whether the person may. Pure. */
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

/** Tells whether somebody manages the server, by what they may do in a channel of it. Discord hides the commands from others, and lets a server's owners show them to more: who posts to a channel is still ours to check. */
export function mayManage(permissions: string | undefined): boolean {
  return (BigInt(permissions ?? '0') & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n;
}

/** Returns the subcommand, what was given with it, and which option is being typed. */
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
