/** Parses the requested language of an answer out of a text. Pure. */
import type { Language } from '../records/schema.ts';

/** Only the end of a text is searched, so that a long text costs no more than a short one. */
const END_CHARACTERS = 60;

const NAMES: Readonly<Record<string, Language>> = {
  en: 'en',
  english: 'en',
  英文: 'en',
  英语: 'en',
  英語: 'en',
  zh: 'zh',
  'zh-cn': 'zh',
  chinese: 'zh',
  中文: 'zh',
  汉语: 'zh',
  漢語: 'zh',
};
const named = (names: readonly string[]): string => `(?<name>${names.join('|')})`;

// "chinese" and "english" alone may be part of a question; after "in" or the name of the option they request a language.
const PATTERNS = [
  String.raw`(?:^|\s)--lang(?:uage)?(?:\s*[:=]\s*|\s+)${named(Object.keys(NAMES))}`,
  String.raw`(?:^|\s)lang(?:uage)?\s*[:=]\s*${named(Object.keys(NAMES))}`,
  String.raw`(?:^|[\s,.?!，。？！])in\s+${named(['english', 'chinese', '英文', '中文'])}`,
  String.raw`(?:^|[\s,.?!，。？！])[用以](?<name>英文|英语|英語|中文|汉语|漢語)(?:回答|答复|说)?`,
  String.raw`(?:^|\s)${named(['en', 'zh', 'zh-cn', '英文', '英语', '英語', '中文', '汉语', '漢語'])}`,
].map((source) => new RegExp(String.raw`${source}[\s.。!！?？]*$`, 'iu'));

export type ParsedLanguage = {
  /** The text without the request for a language. */
  readonly text: string;
  /** The requested language, or Chinese where the text is Chinese; undefined otherwise. */
  readonly language: Language | undefined;
};

/** Returns Chinese for a text with Chinese characters, otherwise undefined. */
export const writtenIn = (text: string): Language | undefined => (/\p{Script=Han}/u.test(text) ? 'zh' : undefined);

/** Returns a text without its request for a language, and the language: `energy zh`, `energy in Chinese`, `energy --language zh`, `稀土，用英文`. */
export function parseLanguage(text: string): ParsedLanguage {
  const end = text.slice(-END_CHARACTERS).normalize('NFKC');
  for (const pattern of PATTERNS) {
    const found = pattern.exec(end);
    const language = NAMES[found?.groups?.['name']?.toLowerCase() ?? ''];
    if (found !== null && language !== undefined)
      return { text: text.slice(0, -END_CHARACTERS) + end.slice(0, found.index), language };
  }
  return { text, language: writtenIn(text) };
}
