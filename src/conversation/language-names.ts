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
const NAMES: Readonly<Record<string, Language>> = {
  ...IN_CHINESE,
  en: 'en',
  english: 'en',
  zh: 'zh',
  'zh-cn': 'zh',
  chinese: 'zh',
  mandarin: 'zh',
};

/** Every name, and those in Chinese, which stand for nothing else in a question. */
export const LANGUAGE_NAMES: readonly string[] = Object.keys(NAMES);
export const CHINESE_LANGUAGE_NAMES: readonly string[] = Object.keys(IN_CHINESE);

/** Returns the language of a name in any case; undefined for what is none. */
export const languageNamed = (name: string): Language | undefined => {
  const typed = name.normalize('NFKC').trim().toLowerCase();
  return Object.hasOwn(NAMES, typed) ? NAMES[typed] : undefined;
};
