/** A fault of the records in words, and what is to be looked at in them. */
import type { Warning } from '../../../records/check/warnings.ts';
import { type Fault, faultWords } from '../../../records/fault.ts';
import { fieldWords } from '../../../records/field-labels.ts';
import { codedText } from '../../../locales/coded.ts';
import { useLanguage, useTranslate } from '../language.ts';

/** What a fault says, in the reader's language, with an example of what is expected. */
export function FaultText({ fault }: { readonly fault: Pick<Fault, 'field' | 'code' | 'params'> }) {
  const language = useLanguage();
  const t = useTranslate();
  const { field, message, example } = faultWords(fault, language);
  return (
    <span title={fault.field}>
      {field !== '' && `${field}${language === 'zh' ? '：' : ': '}`}
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

/** What is to be looked at, in the reader's language. */
export function WarningText({ warning }: { readonly warning: Pick<Warning, 'field' | 'code' | 'params'> }) {
  const language = useLanguage();
  const field = fieldWords(warning.field, language);
  return (
    <span title={warning.field}>
      {field !== '' && `${field}${language === 'zh' ? '：' : ': '}`}
      {codedText('warning', warning, language)}
    </span>
  );
}
