/** The inputs of days, and of dates with how precisely they are known. */
import { capital, fieldLabel } from '../../../records/field-labels.ts';
import { valueIn, wordAt } from '../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { useForm } from './context.ts';
import { FieldFaults } from './field-faults.tsx';
import { asText, oneLine, TranslatedInput, useControl, useSet, useTyped, type FormInputProps } from './inputs.tsx';
import { branches, branchFor } from '../record-schema.ts';
import { valueName } from './value-names.ts';

const PRECISIONS = ['day', 'month', 'year', 'about'] as const;
type DatePrecision = (typeof PRECISIONS)[number];

const LENGTHS = { day: 10, month: 7, year: 4 } as const;

/** Returns a date as it is known to a precision: of a day its month and its year are known, and what is not known is left out. */
export function knownTo(
  date: unknown,
  precision: DatePrecision,
): { readonly precision: DatePrecision; readonly on?: string } {
  if (precision === 'about') return { precision };
  const on = wordAt(date, ['on']).slice(0, LENGTHS[precision]);
  return on.length === LENGTHS[precision] ? { precision, on } : { precision };
}

/** Returns the precision of a name; undefined where it is none. */
const asPrecision = (name: unknown): DatePrecision | undefined => PRECISIONS.find((one) => one === name);

/** A day, YYYY-MM-DD. */
export const Day = (props: FormInputProps) => <DatePart {...props} precision="day" onSet={undefined} />;

type DatePartProps = FormInputProps & {
  readonly precision: keyof typeof PARTS;
  /** Takes what is chosen, where that is more than the field itself. */
  readonly onSet: ((on: string) => void) | undefined;
};

/** What a day and a month look like; a year is a number. */
const PARTS = { day: /^\d{4}-\d\d-\d\d$/u, month: /^\d{4}-\d\d$/u, year: undefined } as const;
const isPart = (precision: string): precision is keyof typeof PARTS => Object.hasOwn(PARTS, precision);

/** A day, a month or a year. */
function DatePart({ path, label, isRequired, precision, onSet }: DatePartProps) {
  const { record, isEntry } = useForm();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const value = asText(valueIn(record, path));
  const write = onSet ?? set;
  const { typed, type, leave } = useTyped(value, write, oneLine);
  const common = { ...control, 'aria-label': label, required: isEntry && isRequired };
  const short = { className: 'number', placeholder: precision === 'year' ? '2026' : '2026-11' };
  const form = PARTS[precision];
  if (form === undefined)
    return (
      <input
        {...common}
        {...short}
        inputMode="numeric"
        value={typed}
        onChange={({ target }) => type(target.value)}
        onBlur={leave}
      />
    );
  const own = precision === 'month' ? { ...short, type: 'month' } : { type: 'date' };
  // What is none cannot be shown in an input for it; it is typed as it is until it is one.
  return value === '' || form.test(value) ? (
    <input {...common} {...own} value={value} onChange={({ target }) => write(target.value)} />
  ) : (
    <input {...common} defaultValue={value} onBlur={({ target }) => write(target.value.trim())} />
  );
}

/** A date in the least that is known of it: choosing another precision keeps as much as there is. */
export function WhenField({ path, node, label, isRequired }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl([...path, 'precision']);
  const value = valueIn(record, path);
  // Of one that is not begun a day is asked for.
  const precision = value === undefined ? 'day' : wordAt(value, ['precision']);
  const branch = branchFor(node, value);
  const language = useLanguage();
  return (
    <div className="when">
      <select
        {...control}
        aria-label={`${label}: ${capital(fieldLabel('precision', language))}`}
        value={precision}
        onChange={({ target }) => set(knownTo(value, asPrecision(target.value) ?? 'day'))}
      >
        {asPrecision(precision) === undefined && <option value={precision}>{t('desk.form.choose')}</option>}
        {PRECISIONS.filter((one) => branches(node).some(({ properties }) => properties?.precision?.const === one)).map(
          (one) => (
            <option key={one} value={one}>
              {valueName(one, t)}
            </option>
          ),
        )}
      </select>
      {precision === 'about' ? (
        <>
          <Day path={[...path, 'from']} node={{}} label={`${label}: ${t('desk.form.first-day')}`} isRequired />
          <span aria-hidden="true">–</span>
          <Day path={[...path, 'to']} node={{}} label={`${label}: ${t('desk.form.last-day')}`} isRequired />
          <div className="when-text">
            <TranslatedInput
              path={[...path, 'text']}
              node={branch.properties?.text ?? {}}
              label={`${label}: ${t('desk.form.how-said')}`}
              isRequired
            />
          </div>
        </>
      ) : (
        isPart(precision) && (
          <DatePart
            key={precision}
            path={[...path, 'on']}
            node={{}}
            label={label}
            isRequired={isRequired}
            precision={precision}
            onSet={value === undefined ? (on) => set({ precision, on }) : undefined}
          />
        )
      )}
      {['precision', 'on', 'from', 'to', 'text'].map((field) => (
        <FieldFaults key={field} path={[...path, field]} />
      ))}
    </div>
  );
}
