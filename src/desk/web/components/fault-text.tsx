/** A fault of the records in words. */
import { type Fault, faultWords } from '../../../records/fault.ts';
import { useLanguage, useTranslate } from '../language.ts';

/** What a fault says, in the reader's language, with an example of what is expected. */
export function FaultText({ fault }: { readonly fault: Pick<Fault, 'field' | 'code' | 'params'> }) {
  const language = useLanguage();
  const t = useTranslate();
  const { field, message, example } = faultWords(fault, language);
  const separator = language === 'zh' ? '：' : ': ';
  return (
    <span title={fault.field}>
      {field !== '' && `${field}${separator}`}
      {message}
      {example !== undefined && (
        <span className="quiet">
          {' '}
          {t('desk.form.example')} <code>{example}</code>
        </span>
      )}
    </span>
  );
}
