/** What a press does, what came of it, and the way back. */
import { faultKey } from '../../../records/fault.ts';
import { useState } from 'react';
import { type ApiFault, faultOf, receive, refusalIn } from '../api.ts';
import { faultText } from '../components/loaded.tsx';
import { FaultText } from '../components/fault-text.tsx';
import { useLanguage, useTranslate } from '../language.ts';

type ActionOutcome = {
  readonly notice?: string;
  readonly fault?: ApiFault;
  /** Takes back what was done. */
  readonly onUndo?: (() => void) | undefined;
};

/** Says what was done in the words given and offers the way back, where there is one. */
export type QuestionAction = (notice: string, undo?: () => Promise<unknown>) => void;

/** Returns what came of the last act, and what tells of one; `after` is called when one is over. */
export function useAction(after: () => void): readonly [ActionOutcome, QuestionAction] {
  const t = useTranslate();
  const [outcome, setOutcome] = useState<ActionOutcome>({});
  const onDone: QuestionAction = (notice, undo) => {
    const onUndo = (): void => {
      undo?.()
        .then(() => setOutcome({ notice: t('desk.inbox.undone') }))
        .catch((error: unknown) => setOutcome({ fault: faultOf(error) }))
        .finally(after);
    };
    setOutcome({ notice, onUndo: undo && onUndo });
    after();
  };
  return [outcome, onDone];
}

/** Returns the fault of a row, and what sends a request of it: its fault stands where it was pressed. */
export function useRequest(): readonly [
  ApiFault | undefined,
  <Answer>(request: Parameters<typeof receive<Answer>>[0], onDone: (answer: Answer) => void) => void,
] {
  const [fault, setFault] = useState<ApiFault>();
  return [
    fault,
    (request, onDone) => {
      setFault(undefined);
      receive(request).then(onDone, (error: unknown) => setFault(faultOf(error)));
    },
  ];
}

/** Tells what came of an act. */
export function Outcome({ outcome: { notice, fault, onUndo } }: { readonly outcome: ActionOutcome }) {
  const t = useTranslate();
  return (
    <div aria-live="polite">
      {notice !== undefined && (
        <p className="callout good">
          {notice}{' '}
          {onUndo && (
            <button type="button" onClick={onUndo}>
              {t('desk.inbox.undo')}
            </button>
          )}
        </p>
      )}
      {fault && <RowFault fault={fault} />}
    </div>
  );
}

/** Tells a fault, with what is wrong with a record that was not saved. */
export function RowFault({ fault }: { readonly fault: ApiFault }) {
  const language = useLanguage();
  const { faults } = refusalIn(fault);
  return (
    <div className="fault" role="alert">
      <p>{faultText(fault, language)}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map((one) => (
            <li key={faultKey(one)}>
              <FaultText fault={one} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
