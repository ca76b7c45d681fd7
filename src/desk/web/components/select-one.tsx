/** A list of which one thing is chosen. */
import type { ComponentProps } from 'react';

export type SelectOption = readonly [value: string, name: string];

type SelectOneProps = Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> & {
  readonly value: string;
  readonly options: readonly SelectOption[];
  /** What stands there for no choice; left out where something must be chosen. */
  readonly none?: string | undefined;
  readonly onChange: (value: string) => void;
};

/** Shows a list to choose from; what is chosen stays in it though it may not be there any more. */
export function SelectOne({ value, options, none, onChange, ...rest }: SelectOneProps) {
  const isKnown = value === '' || options.some(([one]) => one === value);
  return (
    <select {...rest} value={value} onChange={({ target }) => onChange(target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {!isKnown && <option value={value}>{value}</option>}
      {options.map(([one, name]) => (
        <option key={one} value={one}>
          {name}
        </option>
      ))}
    </select>
  );
}
