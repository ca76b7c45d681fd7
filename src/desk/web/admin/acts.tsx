/** What is done on a page of Admin, with what is told of it, and the field of a name. */
import { useState } from 'react';
import { type ApiFault, faultOf } from '../api.ts';

/** What came of something that was done: something that is shown this once, a notice, or a fault. */
export type Outcome<Made> = { readonly made?: Made; readonly notice?: string; readonly fault?: ApiFault };

export type Act<Made> = (doing: Promise<Outcome<Made>>) => Promise<void>;

/** Returns what came of the last thing, and what does something, tells what came of it, and then calls `onDone`. */
export function useAct<Made>(onDone: () => void): readonly [Outcome<Made>, Act<Made>] {
  const [told, setTold] = useState<Outcome<Made>>({});
  return [
    told,
    async (doing) => {
      setTold(await doing.catch((error: unknown) => ({ fault: faultOf(error) })));
      onDone();
    },
  ];
}

type NameFieldProps = { readonly label: string; readonly name: string; readonly onChange: (name: string) => void };

/** The name of what is made. */
export function NameField({ label, name, onChange }: NameFieldProps) {
  return (
    <label>
      {label}{' '}
      <input
        value={name}
        required
        maxLength={60}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
