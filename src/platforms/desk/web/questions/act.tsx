/** What a press does, and what came of it. */
import { useState } from 'react';
import { type ApiFault, faultOf, receive } from '../api.ts';
import { Fault } from '../parts/loaded.tsx';

type Came = { readonly said?: string; readonly fault?: ApiFault };

/** Sends a request, and says so in the words given once it is done. */
export type QuestionAction = (request: Parameters<typeof receive<object>>[0], said: string) => void;

/** Returns what came of the last act, and what acts; `after` is called when one is over, however it ended. */
export function useAct(after: () => void): readonly [Came, QuestionAction] {
  const [came, setCame] = useState<Came>({});
  const act: QuestionAction = (request, said) => {
    receive(request)
      .then(() => setCame({ said }))
      .catch((error: unknown) => setCame({ fault: faultOf(error) }))
      .finally(after);
  };
  return [came, act];
}

/** Tells what came of an act, with what is wrong with a record that was not saved. */
export function Outcome({ came: { said, fault } }: { readonly came: Came }) {
  const { faults = [] } = (fault?.body ?? {}) as { readonly faults?: readonly { readonly message: string }[] };
  return (
    <div aria-live="polite">
      {said !== undefined && <p className="callout good">{said}</p>}
      {fault && <Fault fault={fault} />}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
