/** A day, and a date with how precisely it is known. */
import { capital, fieldLabel } from '../../../../records/faults/fields.ts';
import { valueIn, wordAt } from '../../../../records/text-edit/edit-value.ts';
import { useLanguage, useTranslate } from '../../text.ts';
import { useForm } from './context.ts';
import { FieldFaults } from './faults.tsx';
import { asText, Texts, useControl, useSet, type FormInputProps } from './inputs.tsx';
import { branches, branchFor } from './model.ts';
import { asPrecision, knownTo, PRECISIONS } from './precision.ts';
import { TEXT, valueName } from './text.ts';

export function Day({ path, label, isRequired }: FormInputProps) {
  const { record } = useForm();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const value = valueIn(record, path);
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value);
  // What is no day cannot be shown in a field for days; it is typed as it is until it is one.
  return isDay || value === undefined || value === null || value === '' ? (
    <input
      {...control}
      type="date"
      aria-label={label}
      value={isDay ? value : ''}
      onChange={({ target }) => set(target.value)}
    />
  ) : (
    <input
      {...control}
      aria-label={label}
      defaultValue={wordAt(value)}
      onBlur={({ target }) => set(target.value.trim())}
    />
  );
}

/** A date in the least that is known of it: choosing another precision keeps as much as there is. */
export function WhenField({ path, node, label, isRequired }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl([...path, 'precision']);
  const value = valueIn(record, path);
  const precision = wordAt(value, ['precision']);
  const branch = branchFor(node, value);
  const language = useLanguage();
  return (
    <div className="when" role="group" aria-label={label}>
      <select
        {...control}
        aria-label={`${label}: ${capital(fieldLabel('precision', language))}`}
        value={precision}
        onChange={({ target }) => set(knownTo(value, asPrecision(target.value) ?? 'day'))}
      >
        {asPrecision(precision) === undefined && <option value={precision}>{t(TEXT.choose)}</option>}
        {PRECISIONS.filter((one) => branches(node).some(({ properties }) => properties?.precision?.const === one)).map(
          (one) => (
            <option key={one} value={one}>
              {t(valueName(one))}
            </option>
          ),
        )}
      </select>
      {precision === 'about' ? (
        <>
          <Day path={[...path, 'from']} node={{}} label={`${label}: ${t(TEXT['first-day'])}`} isRequired />
          <span aria-hidden="true">–</span>
          <Day path={[...path, 'to']} node={{}} label={`${label}: ${t(TEXT['last-day'])}`} isRequired />
          <div className="when-text">
            <Texts
              path={[...path, 'text']}
              node={branch.properties?.text ?? {}}
              label={t(TEXT['how-said'])}
              isRequired
            />
          </div>
        </>
      ) : precision === 'day' ? (
        <Day path={[...path, 'on']} node={{}} label={label} isRequired />
      ) : (
        precision !== '' && <Part path={[...path, 'on']} label={label} precision={precision} />
      )}
      {['precision', 'on', 'from', 'to'].map((field) => (
        <FieldFaults key={field} path={[...path, field]} />
      ))}
    </div>
  );
}

/** A month or a year. */
function Part({ path, label, precision }: Pick<FormInputProps, 'path' | 'label'> & { readonly precision: string }) {
  const { record } = useForm();
  const set = useSet(path, true);
  const control = useControl(path);
  const text = asText(valueIn(record, path));
  return (
    <input
      {...control}
      className="number"
      aria-label={label}
      {...(precision === 'month' ? { placeholder: '2026-11' } : { placeholder: '2026', inputMode: 'numeric' })}
      key={text}
      defaultValue={text}
      onBlur={({ target }) => target.value.trim() !== text && set(target.value.trim())}
    />
  );
}
