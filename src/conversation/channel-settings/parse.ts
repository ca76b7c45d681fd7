/** Parses a command's text into an input for channel settings, and an input into settings or its faults. Pure. */
import type { Language } from '../../records/schema.ts';
import type { ChannelSettingsFault, ChannelSettings, ChannelSettingsInput } from './types.ts';
import { channelSettingsTexts } from '../../reply/texts/channel-settings.ts';

const COMMAND = new Set(['settings', 'setting', '设置', '設置', '设定']);
const FIELDS: ReadonlyMap<string, keyof ChannelSettingsInput> = new Map([
  ['language', 'language'],
  ['lang', 'language'],
  ['语言', 'language'],
  ['answers', 'answers'],
  ['answer', 'answers'],
  ['audience', 'answers'],
  ['回答', 'answers'],
]);
const LANGUAGES: ReadonlyMap<string, Language | 'own'> = new Map([
  ...(['en', 'english', '英文', '英语'] as const).map((name) => [name, 'en'] as const),
  ...(['zh', 'zh-cn', 'chinese', '中文', '汉语'] as const).map((name) => [name, 'zh'] as const),
  ...(['own', 'auto', 'reader', 'default', '各自', '默认'] as const).map((name) => [name, 'own'] as const),
]);
const ANSWERS: ReadonlyMap<string, ChannelSettings['audience']> = new Map([
  ...(['private', 'asker', '私密', '仅自己'] as const).map((name) => [name, 'asker'] as const),
  ...(['open', 'public', 'everyone', '公开'] as const).map((name) => [name, 'everyone'] as const),
]);
const MOST_CHARACTERS = 200;

/** Returns the input in `settings language zh answers open`, an empty one for `settings` alone; undefined where the text is not this command. A word that is no field becomes the value of a field, so that it is reported as a fault and not ignored. */
export function parseSettingsCommand(text: string): ChannelSettingsInput | undefined {
  const words = text
    .normalize('NFKC')
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .split(/[\s:=,，、]+/u)
    .map((word) => word.replace(/^--/u, ''))
    .filter(Boolean);
  const [command = '', ...rest] = words;
  if (!COMMAND.has(command) || (rest.length > 0 && !isInput(rest))) return undefined;
  const input: { -readonly [Field in keyof ChannelSettingsInput]: ChannelSettingsInput[Field] } = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const field = FIELDS.get(word);
    if (field === undefined) input[LANGUAGES.has(word) ? 'language' : 'answers'] ??= word;
    else {
      input[field] = rest[at + 1] ?? '';
      at += 1;
    }
  }
  return input;
}

/** A question may begin with the same word; in a command a field or a value follows at once, unlike in "settings of the talks". */
const isInput = ([first = '']: readonly string[]): boolean =>
  FIELDS.has(first) || LANGUAGES.has(first) || ANSWERS.has(first);

/** Returns the settings after the change, with omitted fields as they were before, or all faults. */
export function parseChannelSettings(
  input: ChannelSettingsInput,
  before: ChannelSettings,
  reader: Language,
):
  | { readonly ok: true; readonly settings: ChannelSettings }
  | { readonly ok: false; readonly faults: readonly ChannelSettingsFault[] } {
  const texts = channelSettingsTexts(reader);
  const language = input.language === undefined ? (before.language ?? 'own') : LANGUAGES.get(keyOf(input.language));
  const audience = input.answers === undefined ? before.audience : ANSWERS.get(keyOf(input.answers));
  const faults: ChannelSettingsFault[] = [
    ...(language === undefined ? [{ field: 'language', message: texts.badLanguage } as const] : []),
    ...(audience === undefined ? [{ field: 'answers', message: texts.badAnswers } as const] : []),
  ];
  if (language === undefined || audience === undefined) return { ok: false, faults };
  return { ok: true, settings: { language: language === 'own' ? undefined : language, audience } };
}

const keyOf = (value: string): string => value.normalize('NFKC').trim().toLowerCase();
