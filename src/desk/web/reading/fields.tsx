/** The fields of a statement by its kind, as the schema of records has them. */
import type { StatementField, ReaderView } from '../../server/reading/reader.ts';
import { SelectOne } from '../components/select-one.tsx';
import { valueName } from '../form/labels.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { By } from './by.tsx';
import { type InputFault, FieldGroup, InTwo, inTwo } from './inputs.tsx';
import { ABOUT, statementFieldName, TEXT } from './text.ts';
import { When } from './when.tsx';

type StatementFieldProps = {
  readonly field: StatementField;
  readonly value: unknown;
  readonly view: ReaderView;
  readonly faults: readonly InputFault[];
  readonly onChange: (value: unknown) => void;
};

/** What lies ahead of a document. */
const AHEAD: ReadonlySet<string> = new Set(['until', 'due', 'horizon']);

/** Shows a field of a kind as its schema has it. */
export function KindField({ field, value, view, faults, onChange }: StatementFieldProps) {
  const t = useTranslate();
  const { name, isRequired, type } = field;
  const label = statementFieldName(name, useLanguage());
  const about = ABOUT[name];
  const id = `reading-${name}`;
  return (
    <FieldGroup id={id} label={label} isRequired={isRequired} faults={faults}>
      {about !== undefined && <p className="quiet small">{t(about)}</p>}
      {type === 'text' ? (
        <InTwo
          id={id}
          value={inTwo(value)}
          most={field.most ?? 200}
          isBilingual={view.isBilingual}
          onChange={onChange}
        />
      ) : type === 'line' ? (
        <textarea
          id={id}
          rows={2}
          aria-label={label}
          lang={view.language === 'zh' ? 'zh-CN' : 'en'}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : type === 'when' ? (
        <When
          id={id}
          label={label}
          value={value}
          published={AHEAD.has(name) ? undefined : view.publishedOn}
          isBilingual={view.isBilingual}
          onChange={onChange}
        />
      ) : type === 'by' ? (
        <By id={id} value={value} view={view} onChange={onChange} />
      ) : type === 'choice' ? (
        <SelectOne
          id={id}
          aria-label={label}
          none={t(isRequired ? TEXT.choose : TEXT.none)}
          value={typeof value === 'string' ? value : ''}
          options={(field.options ?? []).map((one) => [one, t(valueName(one))])}
          onChange={onChange}
        />
      ) : (
        <Party id={id} label={label} field={field} value={value} view={view} onChange={onChange} />
      )}
    </FieldGroup>
  );
}

type PartyProps = Pick<StatementFieldProps, 'field' | 'value' | 'view' | 'onChange'> & {
  readonly id: string;
  readonly label: string;
};

function Party({ id, label, field, value, view, onChange }: PartyProps) {
  const t = useTranslate();
  const language = useLanguage();
  const beside = (field.options ?? []).map((one) => [one, t(valueName(one))] as const);
  return (
    <SelectOne
      id={id}
      aria-label={label}
      none={t(field.isRequired ? TEXT.choose : field.name === 'party' ? TEXT.third : TEXT.none)}
      value={typeof value === 'string' ? value : ''}
      options={[...view.parties.map((one) => [one.id, one.name[language] ?? one.name.en] as const), ...beside]}
      onChange={onChange}
    />
  );
}
