/** Refusals of the record editor: why something was not done, by codes whose words stand in the locales. */
import { codedUnder, type Coded, codedText } from '../../locales/coded.ts';
import type { Language } from '../schema.ts';
import type { RecordName } from './change-set.ts';
import type { Refusal, RefusalCode } from './record-editor-contract.ts';
import { pathOf } from './record-name.ts';

/** Why a record cannot be reached, read or written. */
export type Problem = Coded<'refusal'> & {
  readonly because: RefusalCode;
  /** The record of several that it is about. */
  readonly record?: RecordName | undefined;
};

/** Returns a reason by its code and what its words take. */
export const refusal = codedUnder<'refusal'>();

/** Returns a refusal, which names the record that it is about where there is one. */
export const refused = ({ because, code, params, record }: Problem): Refusal => ({
  ok: false,
  because,
  code,
  params,
  ...(record !== undefined && { record: { folder: record.folder, file: record.file } }),
  faults: [],
});

/** Returns a refusal in words, with the record that it is about in front. */
export const refusalText = (
  { record, ...why }: Pick<Refusal, 'code' | 'params' | 'record'>,
  language: Language,
): string => `${record === undefined ? '' : `${pathOf(record)}: `}${codedText('refusal', why, language)}`;
