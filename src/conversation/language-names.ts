/** The languages of answers, by what people call them. Pure. */
import type { Language } from '../records/schema.ts';

const IN_CHINESE = {
  英文: 'en',
  英语: 'en',
  英語: 'en',
  中文: 'zh',
  简体中文: 'zh',
  汉语: 'zh',
  漢語: 'zh',
  普通话: 'zh',
} as const;
/** The language of each name. */
export const LANGUAGE_NAMES: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...Object.entries(IN_CHINESE),
  ['en', 'en'],
  ['english', 'en'],
  ['zh', 'zh'],
  ['zh-cn', 'zh'],
  ['chinese', 'zh'],
  ['mandarin', 'zh'],
]);

/** The name of each language in itself. */
const LANGUAGE_LABELS = { en: 'English', zh: '中文' } as const;

/** The languages to choose from. */
export const LANGUAGE_OPTIONS = Object.entries(LANGUAGE_LABELS).map(([value, label]) => ({ value, label }));

/** The names in Chinese, which stand for nothing else in a question. */
export const CHINESE_LANGUAGE_NAMES: readonly string[] = Object.keys(IN_CHINESE);

/** Returns the language of a name in any case; undefined for what is none. */
export const languageNamed = (name: string): Language | undefined =>
  LANGUAGE_NAMES.get(name.normalize('NFKC').trim().toLowerCase());
