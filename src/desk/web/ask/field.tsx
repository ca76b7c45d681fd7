/** A field of a form with its name, its hint and what is wrong with it. */
import { useId, type ReactNode } from 'react';

export type FieldProps = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly faults?: readonly string[];
  readonly children: (field: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
  }) => ReactNode;
};

/** Draws a field of one control. */
export function Field({ label, hint, faults = [], children }: FieldProps): ReactNode {
  const id = useId();
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(faults.length === 0 ? [] : [`${id}-fault`])];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': described.join(' ') || undefined, 'aria-invalid': faults.length > 0 })}
      {hint !== undefined && (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <Faults id={`${id}-fault`} faults={faults} />
    </div>
  );
}

/** Returns the texts that a form gives under a name. */
export const textsOf = (given: FormData, name: string): string[] =>
  given.getAll(name).filter((value) => typeof value === 'string');

/** Draws what is wrong, aloud for those who hear the page. */
export function Faults({ id, faults }: { readonly id?: string; readonly faults: readonly string[] }): ReactNode {
  return (
    <div id={id} role="alert">
      {faults.map((fault) => (
        <p key={fault} className="bad">
          {fault}
        </p>
      ))}
    </div>
  );
}
