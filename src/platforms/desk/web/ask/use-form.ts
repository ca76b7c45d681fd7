/** Sending a form of the conversation: its faults by field, or what kept it from being sent. */
import { useState } from 'react';
import type { SubscriptionFault } from '../../../../conversation/digests/subscription-input.ts';
import type { FlagFault } from '../../../../conversation/flags/types.ts';
import type { FormResult } from '../../server/say.ts';
import type { RenderedReply } from '../../server/show.ts';
import { type ApiFault, post } from '../api.ts';
import { faultOf } from './field.tsx';

/** The faults that the forms can have, by the path that each is sent to. */
type Forms = { readonly '/digest': SubscriptionFault; readonly '/flag': FlagFault };

/** Returns what sends a form to a path and tells `onDone` once it is taken, the messages of a field's faults, and what failed. */
export function useForm<Path extends keyof Forms>(
  path: Path,
  onDone: (shown: RenderedReply) => void,
): {
  readonly send: (filled: object) => Promise<void>;
  readonly of: (field: Forms[Path]['field']) => string[];
  readonly failed: ApiFault | undefined;
} {
  const [faults, setFaults] = useState<readonly Forms[Path][]>([]);
  const [failed, setFailed] = useState<ApiFault>();
  return {
    failed,
    of: (field) => faults.filter((fault) => fault.field === field).map(({ message }) => message),
    send: async (filled) => {
      try {
        const { shown, faults: found } = await post<FormResult<Forms[Path]>>(path, filled);
        setFailed(undefined);
        setFaults(found);
        if (found.length === 0) onDone(shown);
      } catch (error) {
        setFailed(faultOf(error));
      }
    },
  };
}
