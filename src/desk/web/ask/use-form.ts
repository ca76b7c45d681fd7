/** Sending a form of the conversation: its faults by field, or what kept it from being sent. */
import { useState } from 'react';
import type { FormResult, RenderedReply } from '../../server/conversation.ts';
import { type ApiFault, faultOf, receive } from '../api.ts';

/** Returns what sends a form by a request and tells `onDone` once it is taken, the messages of a field's faults, and what failed. */
export function useForm<Filled, Field extends string>(
  request: (
    filled: Filled,
  ) => Parameters<typeof receive<FormResult<{ readonly field: Field; readonly message: string }>>>[0],
  onDone: (shown: RenderedReply) => void,
): {
  readonly send: (filled: Filled) => Promise<void>;
  readonly of: (field: Field) => string[];
  readonly failed: ApiFault | undefined;
} {
  const [faults, setFaults] = useState<readonly { readonly field: Field; readonly message: string }[]>([]);
  const [failed, setFailed] = useState<ApiFault>();
  return {
    failed,
    of: (field) => faults.filter((fault) => fault.field === field).map(({ message }) => message),
    send: async (filled) => {
      try {
        const { shown, faults: found } = await receive(request(filled));
        setFailed(undefined);
        setFaults(found);
        if (found.length === 0) onDone(shown);
      } catch (error) {
        setFailed(faultOf(error));
      }
    },
  };
}
