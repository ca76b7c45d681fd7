/** What commands are made of, each named and described in English and in both ways of writing Chinese: Discord falls back from neither to the other. Pure. */
import { LANGUAGE_OPTIONS } from '../../../conversation/language-names.ts';
import { messages, type KeysUnder } from '../../../locales/messages.ts';
import traditional from './traditional.json' with { type: 'json' };

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types */
export const KIND = { slash: 1, message: 3 } as const;
/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
export const TYPE = { subcommand: 1, text: 3, user: 6, channel: 7 } as const;

/** In traditional Chinese, which only Discord asks for. */
const TRADITIONAL: Readonly<Record<KeysUnder<'discord.command'>, string>> = traditional;

export type LocalizedText = { readonly en: string; readonly zh: string; readonly tw: string };
type Localizations = Readonly<Partial<Record<'zh-CN' | 'zh-TW', string>>>;
export type LocalizedName = { readonly name: string; readonly name_localizations: Localizations };
type LocalizedDescription = { readonly description: string; readonly description_localizations: Localizations };

export type CommandOption = LocalizedName &
  LocalizedDescription & {
    readonly type: number;
    readonly required?: boolean;
    readonly autocomplete?: boolean;
    readonly max_length?: number;
    readonly channel_types?: readonly number[];
    readonly choices?: readonly (LocalizedName & { readonly value: string })[];
    readonly options?: readonly CommandOption[];
  };

/** Returns what a command, an option or a choice is for, in each language. */
export const about = (key: KeysUnder<'discord.command'>): LocalizedText => ({
  en: messages('en')(`discord.command.${key}`),
  zh: messages('zh')(`discord.command.${key}`),
  tw: TRADITIONAL[key],
});

/** Returns the fields of a name. */
export function named({ en, zh, tw }: LocalizedText): LocalizedName {
  return { name: en, name_localizations: translated({ en, zh, tw }) };
}

/** Returns a name as somebody whose Discord speaks a language sees it. */
export function localName({ name, name_localizations: names }: LocalizedName, locale: string | undefined): string {
  return (locale === 'zh-CN' || locale === 'zh-TW' ? names[locale] : undefined) ?? name;
}

/** Returns the fields of a description. */
export function described({ en, zh, tw }: LocalizedText): LocalizedDescription {
  return { description: en, description_localizations: translated({ en, zh, tw }) };
}

/** Without translations that are the same, which Discord drops: https://docs.discord.com/developers/interactions/application-commands#localization */
function translated({ en, zh, tw }: LocalizedText): Localizations {
  return { ...(zh !== en && { 'zh-CN': zh }), ...(tw !== en && { 'zh-TW': tw }) };
}

/** Returns an option that takes a text of at most so many characters. */
export function text(
  name: LocalizedText,
  what: LocalizedText,
  most: number,
  more: Partial<CommandOption> = {},
): CommandOption {
  return { type: TYPE.text, ...named(name), ...described(what), max_length: most, ...more };
}

/** Returns an option that takes one of a few values. */
export function choice(
  name: LocalizedText,
  what: LocalizedText,
  choices: readonly (readonly [value: string, name: LocalizedText])[],
): CommandOption {
  return {
    type: TYPE.text,
    ...named(name),
    ...described(what),
    choices: choices.map(([value, shown]) => ({ ...named(shown), value })),
  };
}

/** The languages to choose from; each is named in itself. */
export const LANGUAGES = LANGUAGE_OPTIONS.map(
  ({ value, label: name }) => [value, { en: name, zh: name, tw: name }] as const,
);
