/** What is wrong in records, and what is to be looked at in them, in words: where by the names that forms have, and the way there. */
import type { Warning } from '../../../records/check/warnings.ts';
import { type Fault, faultWords } from '../../../records/fault.ts';
import { fieldWords } from '../../../records/field-labels.ts';
import { codedText } from '../../../locales/coded.ts';
import { useLanguage, useTranslate } from '../language.ts';
import type { TitleOf } from '../frame/titles.ts';
import { recordHref } from '../route.ts';

type PlaceLinkProps = {
  readonly place: Pick<Fault, 'file' | 'field'>;
  readonly titleOf?: TitleOf | undefined;
};

/** The way to a field of a record, by the record's title. */
export const PlaceLink = ({ place: { file, field }, titleOf }: PlaceLinkProps) => (
  <a href={recordHref(file, field)}>{titleOf?.(file) ?? file}</a>
);

type FaultTextProps = {
  readonly fault: Pick<Fault, 'field' | 'code' | 'params'>;
  /** What the record holds, where it is known: an entry of it is named by its own words then. */
  readonly record?: unknown;
};

/** What a fault says, in the reader's language, with an example of what is expected. */
export function FaultText({ fault, record }: FaultTextProps) {
  const language = useLanguage();
  const t = useTranslate();
  const { field, message, example } = faultWords(fault, language, record);
  return (
    <span>
      <Where field={field} />
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

type WarningTextProps = Pick<FaultTextProps, 'record'> & {
  readonly warning: Pick<Warning, 'field' | 'code' | 'params'>;
};

/** What is to be looked at, in the reader's language. */
export function WarningText({ warning, record }: WarningTextProps) {
  const language = useLanguage();
  return (
    <span>
      <Where field={fieldWords(warning.field, language, record)} />
      {codedText('warning', warning, language)}
    </span>
  );
}

/** Where it is, before what is said of it. */
function Where({ field }: { readonly field: string }) {
  const language = useLanguage();
  return field !== '' && `${field}${language === 'zh' ? '：' : ': '}`;
}
