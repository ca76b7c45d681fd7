/** What a press does, and what came of it. */
import { useState } from 'react';
import { type ApiFault, faultOf, receive } from '../api.ts';
import { Fault } from '../components/loaded.tsx';

type ActionOutcome = { readonly notice?: string; readonly fault?: ApiFault };

/** Sends a request, and says so in the words given once it is done. */
export type QuestionAction = (request: Parameters<typeof receive<object>>[0], notice: string) => void;

/** Returns what came of the last act, and what acts; `after` is called when one is over, however it ended. */
export function useAction(after: () => void): readonly [ActionOutcome, QuestionAction] {
  const [outcome, setOutcome] = useState<ActionOutcome>({});
  const run: QuestionAction = (request, notice) => {
    receive(request)
      .then(() => setOutcome({ notice }))
      .catch((error: unknown) => setOutcome({ fault: faultOf(error) }))
      .finally(after);
  };
  return [outcome, run];
}

/** Tells what came of an act, with what is wrong with a record that was not saved. */
export function Outcome({ outcome: { notice, fault } }: { readonly outcome: ActionOutcome }) {
  const { faults = [] } = (fault?.body ?? {}) as { readonly faults?: readonly { readonly message: string }[] };
  return (
    <div aria-live="polite">
      {notice !== undefined && <p className="callout good">{notice}</p>}
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
