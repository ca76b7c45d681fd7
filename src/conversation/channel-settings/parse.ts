/** Reads what a person asks of a channel's settings: a command's text into a wish, a wish into settings or its faults. Pure. */
import type { Language } from '../../records/schema.ts';
import type { PlaceFault, PlaceSettings, PlaceWish } from './types.ts';
import { placeWords } from '../../reply/texts/channel-settings.ts';

const COMMAND = new Set(['settings', 'setting', '设置', '設置', '设定']);
const FIELDS: ReadonlyMap<string, keyof PlaceWish> = new Map([
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
const ANSWERS: ReadonlyMap<string, PlaceSettings['audience']> = new Map([
  ...(['private', 'asker', '私密', '仅自己'] as const).map((name) => [name, 'asker'] as const),
  ...(['open', 'public', 'everyone', '公开'] as const).map((name) => [name, 'everyone'] as const),
]);
const MOST_CHARACTERS = 200;

/** Returns what `settings language zh answers open` asks for, nothing for `settings` alone; undefined where the text is no such command. A word that is no field is kept as an answer that cannot be read, so that it is not passed over. */
export function readSettingsCommand(text: string): PlaceWish | undefined {
  const words = text
    .normalize('NFKC')
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .split(/[\s:=,，、]+/u)
    .map((word) => word.replace(/^--/u, ''))
    .filter(Boolean);
  const [command = '', ...rest] = words;
  if (!COMMAND.has(command) || (rest.length > 0 && !isWish(rest))) return undefined;
  const wish: { -readonly [Field in keyof PlaceWish]: PlaceWish[Field] } = {};
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at] ?? '';
    const field = FIELDS.get(word);
    if (field === undefined) wish[LANGUAGES.has(word) ? 'language' : 'answers'] ??= word;
    else {
      wish[field] = rest[at + 1] ?? '';
      at += 1;
    }
  }
  return wish;
}

/** A question may begin with the word: "settings of the talks" names neither a field nor a value at once. */
const isWish = ([first = '']: readonly string[]): boolean =>
  FIELDS.has(first) || LANGUAGES.has(first) || ANSWERS.has(first);

/** Returns the settings meant, what is left out staying as it was, or all faults. */
export function readWish(
  wish: PlaceWish,
  before: PlaceSettings,
  reader: Language,
):
  | { readonly ok: true; readonly settings: PlaceSettings }
  | { readonly ok: false; readonly faults: readonly PlaceFault[] } {
  const words = placeWords(reader);
  const language = wish.language === undefined ? (before.language ?? 'own') : LANGUAGES.get(keyOf(wish.language));
  const audience = wish.answers === undefined ? before.audience : ANSWERS.get(keyOf(wish.answers));
  const faults: PlaceFault[] = [
    ...(language === undefined ? [{ field: 'language', message: words.badLanguage } as const] : []),
    ...(audience === undefined ? [{ field: 'answers', message: words.badAnswers } as const] : []),
  ];
  if (language === undefined || audience === undefined) return { ok: false, faults };
  return { ok: true, settings: { language: language === 'own' ? undefined : language, audience } };
}

const keyOf = (value: string): string => value.normalize('NFKC').trim().toLowerCase();
