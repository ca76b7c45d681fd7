/** A day, and a date with how precisely it is known. */
import { valueIn, wordAt } from '../../../../../records/text-edit/edit-value.ts';
import { useTranslate } from '../../text.ts';
import { useForm } from './context.ts';
import { FieldFaults } from './faults.tsx';
import { Texts, useControl, useSet, type InputProps } from './inputs.tsx';
import { branches, branchFor } from './model.ts';
import { TEXT } from './text.ts';

const PRECISIONS = ['day', 'month', 'year', 'about'] as const;

export function Day({ path, label, isRequired }: InputProps) {
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
export function WhenField({ path, node, label, isRequired }: InputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl([...path, 'precision']);
  const value = (valueIn(record, path) ?? {}) as Readonly<Record<string, unknown>>;
  const precision = typeof value.precision === 'string' ? value.precision : '';
  const branch = branchFor(node, value);
  const known = wordAt(value, ['on']) || wordAt(value, ['from']);
  const change = (to: string): void => {
    const day = `${known.slice(0, 4) || '2025'}${known.slice(4, 7) || '-01'}${known.slice(7, 10) || '-01'}`;
    if (to === 'about') set({ precision: to, from: day, to: day, text: { en: '' } });
    else set({ precision: to, on: day.slice(0, { day: 10, month: 7, year: 4 }[to] ?? 10) });
  };
  return (
    <div className="when" role="group" aria-label={label}>
      <select
        {...control}
        aria-label={`${label}: ${t(TEXT.precision)}`}
        value={precision}
        onChange={({ target }) => change(target.value)}
      >
        {!PRECISIONS.some((one) => one === precision) && <option value={precision}>{t(TEXT.choose)}</option>}
        {PRECISIONS.filter((one) => branches(node).some(({ properties }) => properties?.precision?.const === one)).map(
          (one) => (
            <option key={one} value={one}>
              {t(TEXT[one])}
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
function Part({ path, label, precision }: Pick<InputProps, 'path' | 'label'> & { readonly precision: string }) {
  const { record } = useForm();
  const set = useSet(path, true);
  const control = useControl(path);
  const value = valueIn(record, path);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return precision === 'month' ? (
    <input
      {...control}
      className="number"
      aria-label={label}
      placeholder="2026-11"
      key={text}
      defaultValue={text}
      onBlur={({ target }) => target.value.trim() !== text && set(target.value.trim())}
    />
  ) : (
    <input
      {...control}
      className="number"
      aria-label={label}
      inputMode="numeric"
      placeholder="2026"
      key={text}
      defaultValue={text}
      onBlur={({ target }) => target.value.trim() !== text && set(target.value.trim())}
    />
  );
}
