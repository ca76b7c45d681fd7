/** A document as its record is being changed. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ReaderView } from '../../server/reading/reader.ts';
import { api, faultOf, receive, type ApiFault } from '../api.ts';
import { allUnsaved, onUnsaved } from '../kept/kept.ts';
import { keeper } from '../kept/kept.ts';

type DocumentState = { readonly view?: ReaderView; readonly text: string; readonly fault?: ApiFault };

/** Returns a document as its record is being changed; what was there stays shown until the new is. */
export function useDocument(
  relationship: string,
  id: string,
  at: string,
  round: number,
): readonly [DocumentState, () => void] {
  const text = useSyncExternalStore(onUnsaved, allUnsaved).find((one) => one.at === at)?.text;
  const [state, setState] = useState<DocumentState & { readonly at: string }>({ at, text: '' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    receive(
      api.reading.document.$post(
        { json: { relationship, id, ...(text !== undefined && { text }) } },
        { init: { signal } },
      ),
      signal,
    ).then(
      (view) => setState({ at, view, text: text ?? view.record.text }),
      (error: unknown) => {
        if (!signal.aborted) setState({ at, text: '', fault: faultOf(error) });
      },
    );
    return () => controller.abort();
  }, [relationship, id, at, text, attempt, round]);
  // What another window has dropped or published is not asked for again.
  const reload = (): void => void keeper.load().then(() => setAttempt((count) => count + 1));
  return [state.at === at ? state : { text: '' }, reload];
}
