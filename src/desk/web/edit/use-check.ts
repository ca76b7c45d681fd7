/** Asks the server what it makes of a text, soon after it has stopped changing. */
import { useEffect, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { CheckedRecordView } from '../../server/edit.ts';
import { othersThan } from './change-set.ts';
import { api, ApiFault, faultOf, receive, useAskAgain } from '../api.ts';

const DEBOUNCE_MS = 250;

export type Checking = {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly language: Language;
  /** What of the brief is previewed; the card where it is empty. */
  readonly shown: string;
};

export type CheckState = CheckedRecordView & {
  readonly isChecking: boolean;
  /** Why it could not be checked. */
  readonly fault?: ApiFault;
};

/** Returns what is known of the text: of an older one while the newer is being checked. The last preview stays while there is none. */
export function useCheck({ folder, file, text, language, shown }: Checking): CheckState {
  const [state, setState] = useState<{
    readonly input: string;
    readonly checked: CheckedRecordView;
    readonly fault?: ApiFault;
  }>({
    input: '',
    checked: { faults: [], elsewhere: [] },
  });
  const [attempt, setAttempt] = useState(0);
  useAskAgain(state.fault, () => setAttempt(attempt + 1));
  const input = `${language} ${shown} ${text}`;
  useEffect(() => {
    let isLate = false;
    const update = (result: CheckedRecordView | ApiFault): void => {
      if (isLate) return;
      setState(({ checked: before }) =>
        result instanceof ApiFault
          ? { input, checked: before, fault: result }
          : { input, checked: { ...(before.previews && { previews: before.previews }), ...result } },
      );
    };
    const timer = setTimeout(
      () =>
        void receive(
          api.curate.check.$post({
            json: { folder, file, text, language, shown, others: othersThan(`${folder}/${file}`) },
          }),
        )
          .catch((error: unknown) => faultOf(error))
          .then(update),
      DEBOUNCE_MS,
    );
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [input, attempt, folder, file, text, language, shown]);
  return { ...state.checked, isChecking: state.input !== input, ...(state.fault && { fault: state.fault }) };
}
