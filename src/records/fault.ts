/** A fault in a record: where it is and what is wrong by its code, as data, and its words for the terminal, the log and readers of either language. */
import { compareTexts } from '../shared/text.ts';
import { codedUnder, type Coded, codedText } from '../locales/coded.ts';
import type { KeysUnder } from '../locales/messages.ts';
import { fieldExample, fieldWords } from './field-labels.ts';
import type { LanguageCode } from '../shared/language.ts';

/** What may be wrong: each code has its words in the locales, as `fault.` and the code. Codes are permanent. */
export type FaultCode = KeysUnder<'fault'>;

/** What is wrong, wherever it is. */
export type Finding = Coded<'fault'>;

export type Fault = Finding & {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** The path inside the record, such as `statements.2.citations.0.paragraph`; empty for the whole file. */
  readonly field: string;
};

/** Returns what is wrong, by its code and what the words of the code need. */
export const finding = codedUnder<'fault'>();

/** Returns the faults in the order of files, lines and columns, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const seen = new Map(faults.map((fault) => [faultKey(fault), fault]));
  return [...seen.values()].toSorted((a, b) => compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column);
}

/** Returns what no other fault has. */
export const faultKey = ({ file, line, column, field, code, params }: Fault): string =>
  JSON.stringify([file, line, column, field, code, params]);

export type FaultInWords = {
  /** What the field is called, with where it stands; empty for the whole record. */
  readonly field: string;
  readonly message: string;
  /** What could stand there. */
  readonly example: string | undefined;
};

/** Returns a fault in words: the field as forms call it, what is wrong in the reader's language, and an example of what is expected. `record` is what holds the field, where it is known. */
export const faultWords = (
  fault: Pick<Fault, 'field' | 'code' | 'params'>,
  language: LanguageCode,
  record?: unknown,
): FaultInWords => ({
  field: fault.field === '' ? '' : fieldWords(fault.field, language, record),
  message: findingText(fault, language),
  example: EXPECTS.has(fault.code) ? exampleOf(fault.field) : undefined,
});

/** Returns what is wrong, and what to do, as the words after the name of the field. */
export const findingText = (found: Finding, language: LanguageCode): string => codedText('fault', found, language);

/** Returns a fault as a line for readers of a language: where it is, the field as forms call it, and what is wrong. */
export function faultLine(fault: Fault, language: LanguageCode): string {
  const { field, message } = faultWords(fault, language);
  const named = field === '' ? '' : `${field}${language === 'zh' ? '：' : ': '}`;
  return `${fault.file}:${fault.line}  ${named}${message}`;
}

/** Returns a fault as one line, `file:line:column  field: what is wrong, what to do`. */
export function formatFault(fault: Fault): string {
  const { file, line, column, field } = fault;
  return `${file}:${line}:${column}  ${field === '' ? '' : `${field}: `}${findingText(fault, 'en')}`;
}

/** The faults of which an example of the field shows what is meant; the words of others have one of their own, or need none. */
const EXPECTS: ReadonlySet<FaultCode> = new Set([
  'missing',
  'empty',
  'text-empty',
  'number-for-text',
  'boolean-for-text',
  'not-text',
  'not-a-list',
  'not-a-group',
  'date-without-precision',
  'not-a-whole-number',
  'not-a-number',
  'not-a-boolean',
  'wrong-type',
  'not-one-of',
  'too-long-to-split',
  'too-long-to-shorten',
  'too-long',
  'too-short',
  'too-many',
  'too-few',
  'number-too-large',
  'number-too-small',
  'number-not-above',
  'outer-space',
  'not-one-line',
  'not-a-month',
  'not-an-address',
  'address-not-encoded',
  'find-length',
  'no-citation',
  'too-many-citations',
  'rests-on-nothing',
  'nothing-searched',
  'no-topic-named',
  'no-author-named',
  'not-by-anybody',
  'no-history',
  'wrong-languages',
]);

/** The example of the field itself; of an item that of its list. */
function exampleOf(field: string): string | undefined {
  const name = field.split('.').findLast((part) => !/^\d+$/u.test(part)) ?? '';
  return fieldExample(name);
}
