/** What a fault is in words: the field as forms call it, what is wrong in the reader's language, and an example of what is expected. Pure. */
import type { Fault } from '../fault.ts';
import type { Language } from '../schema.ts';
import { SENTENCES } from './chinese.ts';
import { fieldExample, fieldWords } from './fields.ts';

export type FaultInWords = {
  /** What the field is called, with where it stands; empty for the whole record. */
  readonly field: string;
  readonly message: string;
  /** What could stand there. */
  readonly example: string | undefined;
  /** Whether the message is in the language that was asked for. */
  readonly isTranslated: boolean;
};

/** Returns a fault in words; a message that has no Chinese stays English. */
export function faultWords(
  { field, message, party }: Pick<Fault, 'field' | 'message' | 'party'>,
  language: Language,
): FaultInWords {
  const named = party?.zh === undefined ? message : message.replace(` of ${party.en} `, () => ` of ${party.zh} `);
  const translated = language === 'zh' ? inChinese(named) : message;
  return {
    field: field === '' ? '' : fieldWords(field, language),
    message: translated ?? message,
    example: /^(?:must|is missing|is empty)/u.test(message) && !/such as/u.test(message) ? exampleOf(field) : undefined,
    isTranslated: translated !== undefined,
  };
}

/** The example of the field itself; of an item that of its list. */
function exampleOf(field: string): string | undefined {
  const parts = field.split('.');
  const name = parts.findLast((part) => !/^\d+$/u.test(part)) ?? '';
  return fieldExample(name);
}

type Sentence = { readonly pattern: RegExp; readonly zh: string };

/** Made at the first fault in Chinese. */
let sentences: readonly Sentence[] | undefined;

/** Returns a message in Chinese, undefined where none of the sentences is meant. */
export function inChinese(message: string): string | undefined {
  sentences ??= SENTENCES.map(([en, zh]) => ({ pattern: patternOf(en), zh }));
  for (const { pattern, zh } of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return zh.replaceAll(/\{(\d)\}/gu, (_, at: string) => insertInChinese(found[Number(at)] ?? ''));
  }
  return undefined;
}

function patternOf(en: string): RegExp {
  const parts = en.split(/\{\d\}/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('(.+?)')}$`, 'su');
}

/** What wording must not change, as the rules call it. */
const WORDING_PARTS: Readonly<Record<string, string>> = {
  'numbers or dates': '数字或日期',
  names: '名称',
  'words of caution': '表示保留的词语',
  negations: '否定词',
  'words that say what was done': '表示做了什么的词语',
};

/** What the rules put into their sentences is ids, days and numbers; of the words between them these have Chinese. */
const insertInChinese = (text: string): string =>
  WORDING_PARTS[text] ??
  text
    .replaceAll(/\b(English|Chinese) alone says /gu, (_, language: string) =>
      language === 'English' ? '仅英文有' : '仅中文有',
    )
    // What is quoted stands as the record has it.
    .replaceAll(/"[^"]*"|, /gu, (part) => (part === ', ' ? '、' : part));
