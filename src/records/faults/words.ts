/** Faults in words, which stand in the locales: one line in the terminal and in the log, a sentence for readers of either language. Pure. */
import { codedText } from '../../locales/coded-text.ts';
import type { Fault, FaultCode, Finding } from '../fault.ts';
import { fieldExample, fieldWords } from './fields.ts';
import type { Language } from '../schema.ts';

export type FaultInWords = {
  /** What the field is called, with where it stands; empty for the whole record. */
  readonly field: string;
  readonly message: string;
  /** What could stand there. */
  readonly example: string | undefined;
};

/** Returns a fault in words: the field as forms call it, what is wrong in the reader's language, and an example of what is expected. */
export const faultWords = (fault: Pick<Fault, 'field' | 'code' | 'params'>, language: Language): FaultInWords => ({
  field: fault.field === '' ? '' : fieldWords(fault.field, language),
  message: findingText(fault, language),
  example: EXPECTS.has(fault.code) ? exampleOf(fault.field) : undefined,
});

/** Returns what is wrong, and what to do, as the words after the name of the field. */
export const findingText = (found: Finding, language: Language): string => codedText('fault', found, language);

/** Returns a fault as a line for readers of a language: where it is, the field as forms call it, and what is wrong. */
export function faultLine(fault: Fault, language: Language): string {
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
