/** What is being typed in a field, before it is written into the text of the record. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';

const DEBOUNCE_MS = 180;

/**
 * Returns what a field shows, and what takes what is typed: it is told to `onWrite` soon after typing has stopped, and at
 * once when the field is left. White space at the ends is not part of it.
 */
export function useTyped(value: string, onWrite: (value: string) => void, tidy: (typed: string) => string) {
  const [typed, setTyped] = useState(value);
  const written = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(value);
  if (written.current !== value) {
    // Changed elsewhere: in the YAML, by a fix, by another version.
    written.current = value;
    if (tidy(typed) !== value) {
      newest.current = value;
      setTyped(value);
    }
  }
  const write = useEffectEvent(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const tidied = tidy(newest.current);
    if (tidied === value) return;
    written.current = tidied;
    onWrite(tidied);
  });
  useEffect(
    () => () => {
      // What was typed last is not lost where the field goes away.
      if (timer.current !== undefined) write();
    },
    [],
  );
  return {
    typed,
    type: (text: string): void => {
      newest.current = text;
      setTyped(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => write(), DEBOUNCE_MS);
    },
    leave: (): void => {
      write();
      setTyped(tidy(newest.current));
    },
  };
}
