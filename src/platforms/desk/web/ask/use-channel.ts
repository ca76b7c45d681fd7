/** Listens to the desk's channel as long as the page is open. */
import { useEffect, useState } from 'react';
import type { Message } from '../../events.ts';

export type Heard = {
  /** The newest first. */
  readonly messages: readonly Message[];
  readonly connected: boolean;
  /** The one that came last while the page was open, as opposed to those that were there. */
  readonly arrived: Message | undefined;
};

const MOST = 50;
/** What comes so soon after the connection was there before. */
const THERE_MILLISECONDS = 1_000;

/** Returns what the channel holds and hears what comes; the browser connects again by itself. */
export function useChannel(): Heard {
  const [heard, setHeard] = useState<Heard>({ messages: [], connected: true, arrived: undefined });
  useEffect(() => {
    const openedAt = Date.now();
    const source = new EventSource('/api/events');
    source.addEventListener('posted', ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      const isNew = Date.parse(message.postedAt) > openedAt - THERE_MILLISECONDS;
      setHeard(({ messages, arrived }) => ({
        messages: [message, ...messages.filter(({ number }) => number !== message.number)]
          .toSorted((a, b) => b.number - a.number)
          .slice(0, MOST),
        connected: true,
        arrived: isNew ? message : arrived,
      }));
    });
    source.addEventListener('ready', () => setHeard((before) => ({ ...before, connected: true })));
    source.addEventListener('error', () => setHeard((before) => ({ ...before, connected: false })));
    return () => source.close();
  }, []);
  return heard;
}
