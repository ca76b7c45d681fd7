/** Reads the language that somebody wishes to be answered in from what they typed. Pure. */
import type { Language } from '../records/schema.ts';

/** A wish is looked for in the end of a text only, so that a long one costs no more than a short one. */
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

// "chinese" and "english" alone may be part of a question; behind "in" or the name of the option they are a wish.
const PATTERNS = [
  String.raw`(?:^|\s)--lang(?:uage)?(?:\s*[:=]\s*|\s+)${named(Object.keys(NAMES))}`,
  String.raw`(?:^|\s)lang(?:uage)?\s*[:=]\s*${named(Object.keys(NAMES))}`,
  String.raw`(?:^|[\s,.?!，。？！])in\s+${named(['english', 'chinese', '英文', '中文'])}`,
  String.raw`(?:^|[\s,.?!，。？！])[用以](?<name>英文|英语|英語|中文|汉语|漢語)(?:回答|答复|说)?`,
  String.raw`(?:^|\s)${named(['en', 'zh', 'zh-cn', '英文', '英语', '英語', '中文', '汉语', '漢語'])}`,
].map((wish) => new RegExp(String.raw`${wish}[\s.。!！?？]*$`, 'iu'));

export type ParsedLanguage = {
  /** What was said beside the wish. */
  readonly text: string;
  /** The language wished for, or Chinese where the text is; undefined where it tells neither. */
  readonly language: Language | undefined;
};

/** Returns Chinese where a text is, undefined where it tells nothing. */
export const writtenIn = (text: string): Language | undefined => (/\p{Script=Han}/u.test(text) ? 'zh' : undefined);

/** Returns what a text says and the language it wishes an answer in: `energy zh`, `energy in Chinese`, `energy --language zh`, `稀土，用英文`. */
export function parseLanguage(text: string): ParsedLanguage {
  const end = text.slice(-END_CHARACTERS).normalize('NFKC');
  for (const wish of PATTERNS) {
    const found = wish.exec(end);
    const language = NAMES[found?.groups?.['name']?.toLowerCase() ?? ''];
    if (found !== null && language !== undefined)
      return { text: text.slice(0, -END_CHARACTERS) + end.slice(0, found.index), language };
  }
  return { text, language: writtenIn(text) };
}
