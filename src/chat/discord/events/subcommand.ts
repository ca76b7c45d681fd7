/** The subcommand of a command, and its options. Pure. */
import {
  ApplicationCommandOptionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
} from 'discord.js';

type Subcommand = Pick<
  APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
  'data'
>;
type SubcommandValues = Readonly<Record<string, string | undefined>>;

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
