/** The fields of a statement's form: a text in both languages, a date with its precision, a choice, a party, and whose view it is. */
import type { ReactNode } from 'react';
import type { Translated } from '../../../../records/schema.ts';
import type { StatementField } from '../../server/reading/fields.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { useLanguage, useTranslate, type Bilingual } from '../text.ts';
import { FIELDS, OPTIONS, TEXT } from './text.ts';

type FieldBox = {
  readonly id: string;
  readonly label: string;
  readonly isRequired: boolean;
  readonly faults: readonly string[];
  readonly children: ReactNode;
};

/** Shows a group of inputs under one label, with what is wrong below them. */
export function FieldGroup({ id, label, isRequired, faults, children }: FieldBox) {
  const t = useTranslate();
  return (
    <fieldset className="reading-field" aria-describedby={faults.length > 0 ? `${id}-faults` : undefined}>
      <legend>
        {label}
        {!isRequired && <span className="quiet small"> {t(TEXT.optional)}</span>}
      </legend>
      {children}
      <FieldFaults id={id} faults={faults} />
    </fieldset>
  );
}

/** What is wrong with a field. */
export function FieldFaults({ id, faults }: { readonly id: string; readonly faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <ul id={`${id}-faults`} className="list callout bad filled small" lang="en">
      {faults.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

type InTwoProps = {
  readonly id: string;
  readonly value: { readonly en: string; readonly zh: string };
  readonly most: number;
  readonly isBilingual: boolean;
  readonly rows?: number;
  readonly onChange: (value: { readonly en: string; readonly zh: string }) => void;
};

/** Asks for a text in English and Chinese, side by side where there is room. */
export function InTwo({ id, value, most, isBilingual, rows = 1, onChange }: InTwoProps) {
  const t = useTranslate();
  const languages = isBilingual || value.zh !== '' ? (['en', 'zh'] as const) : (['en'] as const);
  return (
    <div className="reading-two">
      {languages.map((one) => {
        const left = most - value[one].length;
        return (
          <label key={one}>
            <span className="quiet small">
              {t(one === 'en' ? TEXT.english : TEXT.chinese)}
              {left < most / 3 && <span className={left < 0 ? 'bad' : ''}> · {t(TEXT.left(left))}</span>}
            </span>
            <textarea
              id={`${id}-${one}`}
              rows={rows}
              lang={one === 'zh' ? 'zh-CN' : 'en'}
              value={value[one]}
              onChange={({ target }) => onChange({ ...value, [one]: target.value })}
            />
          </label>
        );
      })}
    </div>
  );
}

/** Returns what a field holds as texts in both languages. */
export const inTwo = (value: unknown): { readonly en: string; readonly zh: string } => {
  const { en = '', zh = '' } = (value ?? {}) as Partial<Translated>;
  return { en, zh: zh ?? '' };
};

type ChoiceOf = {
  readonly id: string;
  readonly value: string;
  readonly none: Bilingual;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
};

function Select({ id, value, none, label, options, onChange }: ChoiceOf) {
  const t = useTranslate();
  return (
    <select id={id} aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t(none)}</option>
      {options.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  );
}

type StatementFieldProps = {
  readonly field: StatementField;
  readonly value: unknown;
  readonly view: ReaderView;
  readonly faults: readonly string[];
  readonly onChange: (value: unknown) => void;
};

/** Shows a field of a kind as its schema has it. */
export function KindField({ field, value, view, faults, onChange }: StatementFieldProps) {
  const t = useTranslate();
  const { name, isRequired, type } = field;
  const words = FIELDS[name];
  const label = words === undefined ? name : t(words);
  const id = `reading-${name}`;
  return (
    <FieldGroup id={id} label={label} isRequired={isRequired} faults={faults}>
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
        <When id={id} label={label} value={value} view={view} onChange={onChange} />
      ) : type === 'by' ? (
        <By id={id} value={value} view={view} onChange={onChange} />
      ) : type === 'choice' ? (
        <Select
          id={id}
          label={label}
          none={isRequired ? TEXT.choose : TEXT.none}
          value={typeof value === 'string' ? value : ''}
          options={(field.options ?? []).map((one) => [one, OPTIONS[one] === undefined ? one : t(OPTIONS[one])])}
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
  const beside = (field.options ?? []).map(
    (one) => [one, one === 'both' ? t(TEXT.both) : one === 'public' ? t(TEXT.public) : one] as const,
  );
  return (
    <Select
      id={id}
      label={label}
      none={field.isRequired ? TEXT.choose : field.name === 'party' ? TEXT.third : TEXT.none}
      value={typeof value === 'string' ? value : ''}
      options={[...view.parties.map((one) => [one.id, one.name[language] ?? one.name.en] as const), ...beside]}
      onChange={onChange}
    />
  );
}

type WhenValue = {
  readonly precision?: string;
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text?: unknown;
};

const PRECISIONS = ['day', 'month', 'year', 'about'] as const;
const INPUTS = { day: 'date', month: 'month', year: 'text' } as const;
const LENGTHS = { day: 10, month: 7, year: 4 } as const;

type WhenProps = {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly view: ReaderView;
  readonly onChange: (value: unknown) => void;
};

/** Asks for a date no more precise than the document says it. */
function When({ id, label, value, view, onChange }: WhenProps) {
  const t = useTranslate();
  const when = (value ?? {}) as WhenValue;
  const precision = PRECISIONS.find((one) => one === when.precision) ?? 'day';
  const choose = (next: (typeof PRECISIONS)[number]): void => {
    // What is known of a day is known of its month and year.
    const on = next === 'about' ? undefined : (when.on ?? '').slice(0, LENGTHS[next]);
    const isWhole = next !== 'about' && on?.length === LENGTHS[next];
    onChange({ precision: next, ...(isWhole && { on }) });
  };
  return (
    <>
      <div className="actions">
        <select
          aria-label={`${label}: ${t(TEXT.precision)}`}
          value={precision}
          onChange={({ target }) => choose(PRECISIONS.find((one) => one === target.value) ?? 'day')}
        >
          {PRECISIONS.map((one) => (
            <option key={one} value={one}>
              {t(TEXT[`precision-${one}`])}
            </option>
          ))}
        </select>
        {precision === 'about' ? (
          (['from', 'to'] as const).map((edge) => (
            <label key={edge}>
              {t(TEXT[edge])}{' '}
              <input
                type="date"
                value={when[edge] ?? ''}
                onChange={({ target }) => onChange({ ...when, precision, [edge]: target.value })}
              />
            </label>
          ))
        ) : (
          <input
            id={id}
            type={INPUTS[precision]}
            aria-label={label}
            {...(precision !== 'day' && { placeholder: precision === 'year' ? 'YYYY' : 'YYYY-MM', size: 8 })}
            {...(precision === 'year' && { inputMode: 'numeric' as const, maxLength: 4 })}
            value={when.on ?? ''}
            onChange={({ target }) => onChange({ precision, on: target.value })}
          />
        )}
        {precision === 'day' && (when.on ?? '') === '' && (
          <button type="button" onClick={() => onChange({ precision, on: view.publishedOn })}>
            {t(TEXT['as-published'](view.publishedOn))}
          </button>
        )}
      </div>
      {precision === 'about' && (
        <>
          <span className="quiet small">{t(TEXT['said-so'])}</span>
          <InTwo
            id={id}
            value={inTwo(when.text)}
            most={60}
            isBilingual={view.isBilingual}
            onChange={(text) => onChange({ ...when, precision, text })}
          />
        </>
      )}
    </>
  );
}

type ByProps = {
  readonly id: string;
  readonly value: unknown;
  readonly view: ReaderView;
  readonly onChange: (value: unknown) => void;
};

/** Asks whose view it is: authors of the document, or somebody whom it relays. */
function By({ id, value, view, onChange }: ByProps) {
  const t = useTranslate();
  const language = useLanguage();
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const isRelayed = view.authors.length === 0 || (typeof value === 'object' && value !== null && !Array.isArray(value));
  const named = (isRelayed ? (value ?? {}) : {}) as { name?: unknown; role?: unknown; party?: string };
  return (
    <>
      {view.authors.length > 0 && (
        <div className="actions" role="group" aria-label={t(TEXT.authors)}>
          {view.authors.map((author) => (
            <label key={author.id}>
              <input
                type="checkbox"
                checked={chosen.includes(author.id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, author.id] : chosen.filter((one) => one !== author.id))
                }
              />{' '}
              {author.name[language] ?? author.name.en}
            </label>
          ))}
          <label>
            <input
              type="checkbox"
              checked={isRelayed}
              onChange={({ target }) => onChange(target.checked ? { name: undefined } : [])}
            />{' '}
            {t(TEXT.somebody)}
          </label>
        </div>
      )}
      {isRelayed && (
        <>
          {(['name', 'role'] as const).map((part) => (
            <div key={part}>
              <span className="quiet small">
                {t(TEXT[part])}
                {part === 'role' && ` · ${t(TEXT.optional)}`}
              </span>
              <InTwo
                id={`${id}-${part}`}
                value={inTwo(named[part])}
                most={part === 'name' ? 80 : 160}
                isBilingual={view.isBilingual}
                onChange={(text) => onChange({ ...named, [part]: text })}
              />
            </div>
          ))}
          <label>
            <span className="quiet small">{t(TEXT.party)}</span>{' '}
            <Select
              id={`${id}-party`}
              label={t(TEXT.party)}
              none={TEXT.none}
              value={named.party ?? ''}
              options={view.parties.map((one) => [one.id, one.name[language] ?? one.name.en] as const)}
              onChange={(party) => onChange({ ...named, party })}
            />
          </label>
        </>
      )}
    </>
  );
}
