/** What an editor would change in the text of a statement: its length, words of the old manner, its own speaker and its own date. Pure. */
import { codedUnder, type Coded } from '../../locales/coded.ts';
import { wordCount } from '../../shared/text.ts';
import { formatDay } from '../dates.ts';
import type { DateWithPrecision, Language } from '../schema.ts';

/** What is to be looked at: each code has its words in the locales, as `warning.` and the code. */
export type WarningFinding = Coded<'warning'>;

export const warning = codedUnder<'warning'>();

/** Words that are to be others, by language, as style.yaml lists them. */
export type WordList = Readonly<Record<Language, readonly { readonly words: string; readonly better: string }[]>>;

export const NO_WORDS: WordList = { en: [], zh: [] };

/** The most words of a text in English, and characters of one in Chinese, outside quotation marks. */
const MOST: Readonly<Record<Language, number>> = { en: 30, zh: 60 };

const QUOTED = /"[^"]*"|“[^”]*”|「[^」]*」/gu;

/** Returns a text without what stands in quotation marks. */
const unquoted = (text: string): string => text.replaceAll(QUOTED, ' ');

/** What a statement says of itself in fields beside its text. */
export type OwnFields = {
  /** Who said it, in the language of the text. */
  readonly speaker?: string | undefined;
  /** When it was said, or happened. */
  readonly on?: DateWithPrecision | undefined;
};

/** Returns what an editor would change in a text of a language. */
export function textWarnings(
  text: string,
  language: Language,
  { speaker, on }: OwnFields,
  list: WordList = NO_WORDS,
): WarningFinding[] {
  const own = unquoted(text);
  const length = lengthOf(own, language);
  const day = on?.precision === 'day' ? ownDate(own, on.on, language) : undefined;
  return [
    ...(length > MOST[language] ? [longText(length, language)] : []),
    ...list[language].flatMap(({ words, better }) =>
      hasWords(own, words, language) ? [warning('old-words', { words, better })] : [],
    ),
    ...(speaker !== undefined && beginsWith(own, speaker, language) ? [warning('own-speaker', { speaker })] : []),
    ...(day === undefined ? [] : [warning('own-date', { day })]),
  ];
}

/** Words in English, and in Chinese characters, of which a word or number in another script is one. */
function lengthOf(text: string, language: Language): number {
  if (language === 'en') return Math.ceil(wordCount(text));
  return text.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:[.,]\p{N}+)*/gu)?.length ?? 0;
}

const longText = (count: number, language: Language): WarningFinding =>
  language === 'en'
    ? warning('text-long', { count, most: MOST.en })
    : warning('text-long-chinese', { count, most: MOST.zh });

function hasWords(text: string, words: string, language: Language): boolean {
  if (language === 'zh') return text.includes(words);
  const escaped = RegExp.escape(words.toLowerCase());
  return new RegExp(String.raw`(?<![\p{L}\p{N}-])${escaped}(?![\p{L}\p{N}-])`, 'u').test(text.toLowerCase());
}

/** Whether a text begins with who said it: by the whole name, or in English by a part of the name of a person. */
function beginsWith(text: string, speaker: string, language: Language): boolean {
  if (language === 'zh') return text.startsWith(speaker);
  const parts = /^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u.test(speaker) ? speaker.split(' ') : [];
  return [speaker, ...parts].some((name) =>
    new RegExp(`^(?:The )?${RegExp.escape(name)}(?![\\p{L}\\p{N}-])`, 'u').test(text),
  );
}

/** Returns the day as a text writes it where it says only when: "from July 24" is a part of the claim, "the order of July 24" of a name. */
function ownDate(text: string, day: string, language: Language): string | undefined {
  const whole = formatDay(day, language);
  const short = language === 'zh' ? whole.replace(/^\d+年/u, '') : whole.replace(/, \d{4}$/u, '');
  const places =
    language === 'zh'
      ? new RegExp(`(?:^|[；。])(?:\\d{4}年)?${RegExp.escape(short)}`, 'u')
      : new RegExp(`\\bon (?:the (?:evening|morning|night) of )?${RegExp.escape(short)}(?!\\d)`, 'iu');
  const hasBound =
    language === 'zh' && new RegExp(`${RegExp.escape(short)}(?:起|前|后|以前|以后|以来|的)`, 'u').test(text);
  return places.test(text) && !hasBound ? short : undefined;
}
