/** A fault of the records in words. */
import { type Fault, faultWords } from '../../../records/fault.ts';

import { useLanguage } from '../language.ts';

const EXAMPLE = { en: 'such as', zh: '例如' } as const;

/** What a fault says, in the reader's language, with an example of what is expected. */
export function FaultText({ fault }: { readonly fault: Pick<Fault, 'field' | 'code' | 'params'> }) {
  const language = useLanguage();
  const { field, message, example } = faultWords(fault, language);
  const separator = language === 'zh' ? '：' : ': ';
  return (
    <span title={fault.field}>
      {field !== '' && `${field}${separator}`}
      {message}
      {example !== undefined && (
        <span className="quiet">
          {' '}
          {EXAMPLE[language]} <code>{example}</code>
        </span>
      )}
    </span>
  );
}
