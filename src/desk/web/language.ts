/** The language of the desk: what picks a text or a count in it, and the words of its frame. */
import { createContext, useContext } from 'react';
import type { Language } from '../../records/schema.ts';

/** One text in both languages. */
export type Bilingual = Readonly<Record<Language, string>>;

export const TEXT = {
  name: { en: 'Attaché', zh: 'Attaché' },
  subtitle: { en: 'the desk', zh: '工作台' },
  skip: { en: 'Skip to the content', zh: '跳到正文' },
  tabs: { en: 'Parts of the desk', zh: '工作台各部分' },
  language: { en: 'Language', zh: '语言' },
  theme: { en: 'Colours', zh: '配色' },
  'theme-auto': { en: 'as this device', zh: '跟随设备' },
  'theme-light': { en: 'light', zh: '浅色' },
  'theme-dark': { en: 'dark', zh: '深色' },
  loading: { en: 'Loading …', zh: '正在加载…' },
  again: { en: 'Try again', zh: '重试' },
  unreachable: {
    en: 'The bot cannot be reached; is it still running?',
    zh: '无法连接到机器人；它仍在运行吗？',
  },
  'unknown-fault': {
    en: 'This part of the desk failed. Reload the page; if it fails again, please report it.',
    zh: '工作台的这一部分出错了。请重新加载页面；如再次出错，请予以报告。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const LanguageContext = createContext<Language>('en');

/** Returns the language that the desk is read in. */
export const useLanguage = (): Language => useContext(LanguageContext);

/** Returns what picks a text in the reader's language. */
export function useTranslate(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => text[language];
}

const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  zh: new Intl.NumberFormat('zh-CN'),
};

/** Returns a number as a reader of a language writes it. */
export const numberIn = (language: Language, count: number): string => FORMATS[language].format(count);

const PLURALS = new Intl.PluralRules('en');

/** Returns a number with its noun in English, whose plural is that with an s. */
export const counted = (count: number, noun: string): string =>
  `${numberIn('en', count)} ${noun}${PLURALS.select(count) === 'one' ? '' : 's'}`;
