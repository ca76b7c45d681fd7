/** Asks the server what it makes of a text, soon after it has stopped changing. */
import { useEffect, useState } from 'react';
import type { Language } from '../../../../records/schema.ts';
import type { CheckedRecordView } from '../../server/edit.ts';
import { api, ApiFault, faultOf, receive } from '../api.ts';

const SOON_MILLISECONDS = 250;

export type Checking = {
  readonly folder: string;
  readonly file: string;
  readonly text: string;
  readonly language: Language;
};

export type CheckState = CheckedRecordView & {
  readonly isChecking: boolean;
  /** Why it could not be checked. */
  readonly fault?: ApiFault;
};

/** Returns what is known of the text: of an older one while the newer is being checked. The last preview stays while there is none. */
export function useChecked({ folder, file, text, language }: Checking): CheckState {
  const [told, setTold] = useState<{
    readonly of: string;
    readonly checked: CheckedRecordView;
    readonly fault?: ApiFault;
  }>({
    of: '',
    checked: { faults: [], elsewhere: [] },
  });
  const asked = `${language} ${text}`;
  useEffect(() => {
    let isLate = false;
    const settle = (result: CheckedRecordView | ApiFault): void => {
      if (isLate) return;
      setTold(({ checked: before }) =>
        result instanceof ApiFault
          ? { of: asked, checked: before, fault: result }
          : { of: asked, checked: { ...(before.previews && { previews: before.previews }), ...result } },
      );
    };
    const timer = setTimeout(
      () =>
        void receive(api.curate.check.$post({ json: { folder, file, text, language } }))
          .catch((error: unknown) => faultOf(error))
          .then(settle),
      SOON_MILLISECONDS,
    );
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [asked, folder, file, text, language]);
  return { ...told.checked, isChecking: told.of !== asked, ...(told.fault && { fault: told.fault }) };
}
