/** The sentences of the bot and of its faults: ICU messages by key, in one file a language. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { LanguageCode } from '../shared/language.ts';
import en from './en.json' with { type: 'json' };
import type parameters from './parameters.json';
import zh from './zh.json' with { type: 'json' };

export type MessageKey = keyof typeof en;

/** What follows a prefix in the keys, such as `paused` after `alerts` in `alerts.paused`. */
export type KeysUnder<
  Prefix extends string,
  Key extends MessageKey = MessageKey,
> = Key extends `${Prefix}.${infer Rest}` ? Rest : never;

/** Every message of a language. */
export type Locale = Readonly<Record<MessageKey, string>>;

type ParameterTypes = typeof parameters;
/** What a parameter takes, by its example: the keys of a group are the words that a message selects by. */
type ParameterValue<Example, Text> = Example extends string
  ? Text
  : Example extends number | boolean
    ? Example
    : keyof Example;
/** What a message takes, by the names of its parameters; `Text` is what may stand where it takes a text. */
export type ParametersOf<Key, Text = string | number> = Key extends keyof ParameterTypes
  ? { readonly [Name in keyof ParameterTypes[Key]]: ParameterValue<ParameterTypes[Key][Name], Text> }
  : unknown;
/** Of several keys, what all of them take together. */
type Together<Types> = (Types extends unknown ? (types: Types) => void : never) extends (types: infer All) => void
  ? All
  : never;
type Wrapped<Key> = Key extends MessageKey ? { readonly of: ParametersOf<Key> } : never;
type Needed<Key> = Together<Wrapped<Key>> extends { readonly of: infer All } ? All : never;

/** Returns the message of a key, with its parameters in it; of a key that is a template, those of all its messages are given. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...parameters: [keyof Needed<Key>] extends [never] ? [] : [parameters: Needed<Key>]
) => string;

type Installed = { readonly messages: Locale; readonly parsed: Map<MessageKey, IntlMessageFormat> };

const installed = new Map<LanguageCode, Installed>();

/** Takes the messages of each language into service, from this call on. */
export function installLocales(locales: Readonly<Record<LanguageCode, Locale>>): void {
  for (const language of ['en', 'zh'] as const)
    installed.set(language, { messages: locales[language], parsed: new Map() });
}

installLocales({ en, zh });

/** Each is parsed when it is first needed: most starts need few of them. */
function parsedMessage(key: MessageKey, language: LanguageCode): IntlMessageFormat {
  const { messages: all, parsed } = installed.get(language)!;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const message = all[key];
  if (!message) throw new Error(`there is no message “${key}” in the language ${language}`);
  // Sentences name things such as <channel>, which are no markup.
  const made = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
  parsed.set(key, made);
  return made;
}

const translator =
  (language: LanguageCode): Translate =>
  (key, ...[parameters]) =>
    String(parsedMessage(key, language).format(parameters as Readonly<Record<string, string | number | boolean>>));

const translators: Readonly<Record<LanguageCode, Translate>> = { en: translator('en'), zh: translator('zh') };

/** Returns what gives the messages of a language. */
export const messages = (language: LanguageCode): Translate => translators[language];

/** Returns whether a text is the key of a message, such as one made of a stored code. */
export const isMessageKey = <Text extends string>(text: Text): text is Text & MessageKey => Object.hasOwn(en, text);

/** Returns what follows a prefix in the keys of the messages. */
export const keysUnder = <Prefix extends string>(prefix: Prefix): readonly KeysUnder<Prefix>[] =>
  Object.keys(en).flatMap((key) =>
    key.startsWith(`${prefix}.`) ? [key.slice(prefix.length + 1) as KeysUnder<Prefix>] : [],
  );
