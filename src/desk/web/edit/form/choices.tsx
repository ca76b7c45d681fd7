/** The fields of a form that hold a choice, a number or a yes. */
import { useId } from 'react';
import { valueIn } from '../../../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../../server/record-schema.ts';
import { SelectOne, type SelectOption } from '../../components/select-one.tsx';
import { useTranslate } from '../../text.ts';
import { useForm } from './context.ts';
import { asText, oneLine, useControl, useSet, type FormInputProps } from './inputs.tsx';
import { TEXT, valueName } from './text.ts';
import { useTyped } from './typed.ts';

export function Select({
  path,
  label,
  isRequired,
  options,
}: FormInputProps & { readonly options: readonly SelectOption[] }) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const value = asText(valueIn(record, path));
  return (
    <SelectOne
      {...control}
      value={value}
      aria-label={label}
      none={value === '' || !isRequired ? t(TEXT.choose) : undefined}
      options={options}
      onChange={(chosen) => set(chosen === '' ? undefined : chosen)}
    />
  );
}

export function Choice(props: FormInputProps) {
  const t = useTranslate();
  const options = (props.node.enum ?? []).map((value) => [value, t(valueName(value))] as const);
  return <Select {...props} options={options} />;
}

export function NumberField({ path, label, isRequired }: FormInputProps) {
  const { record } = useForm();
  const set = useSet(path, isRequired);
  const control = useControl(path);
  const write = (typed: string): void => set(/^-?\d+$/u.test(typed) ? Number(typed) : typed);
  const { typed, type, leave } = useTyped(asText(valueIn(record, path)), write, oneLine);
  return (
    <input
      {...control}
      className="number"
      inputMode="numeric"
      value={typed}
      aria-label={label}
      onChange={({ target }) => type(target.value)}
      onBlur={leave}
    />
  );
}

export function Flag({ path, label }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, false);
  const control = useControl(path);
  const id = useId();
  return (
    <label htmlFor={id}>
      <input
        {...control}
        id={id}
        type="checkbox"
        aria-label={label}
        checked={valueIn(record, path) === true}
        onChange={({ target }) => set(target.checked ? true : undefined)}
      />{' '}
      {t(TEXT.yes)}
    </label>
  );
}

/** Some of a few values, in the order in which the schema has them. */
export function Several({ path, label, node }: FormInputProps) {
  const { record } = useForm();
  const t = useTranslate();
  const set = useSet(path, true);
  const control = useControl(path);
  const found = valueIn(record, path);
  const chosen = new Set(Array.isArray(found) ? found.map(asText) : []);
  const items = Array.isArray(node.items) ? {} : ((node.items ?? {}) as RecordSchema);
  const all = items.enum ?? [];
  return (
    <div className="actions" role="group" aria-label={label} {...control}>
      {all.map((value) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.has(value)}
            onChange={({ target }) => set(all.filter((one) => (one === value ? target.checked : chosen.has(one))))}
          />{' '}
          {t(valueName(value))}
        </label>
      ))}
    </div>
  );
}
