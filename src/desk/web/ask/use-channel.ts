/** Listens to the desk's channel as long as the page is open. */
import { useEffect, useState } from 'react';
import type { ChannelMessage } from '../../server/events.ts';
import { useSignedOut } from '../session.ts';

export type ChannelEvents = {
  /** The newest first. */
  readonly messages: readonly ChannelMessage[];
  readonly connected: boolean;
  /** Those of them that came while the page was open, as opposed to those that were there. */
  readonly arrived: readonly ChannelMessage[];
};

const MAX = 50;

/** Returns what the channel holds and hears what comes; the browser connects again by itself. */
export function useChannel(): ChannelEvents {
  const [channel, setChannel] = useState<ChannelEvents>({ messages: [], connected: true, arrived: [] });
  // A browser does not connect again by itself where the server has refused it.
  const isSignedOut = useSignedOut();
  useEffect(() => {
    if (isSignedOut) return undefined;
    let isOpen = false;
    const source = new EventSource('/api/events');
    source.addEventListener('posted', ({ data }) => {
      const message = JSON.parse(String(data)) as ChannelMessage;
      // What was missed while the connection was lost is new too.
      const isNew = isOpen;
      setChannel(({ messages, arrived }) => ({
        messages: [message, ...messages.filter(({ number }) => number !== message.number)].slice(0, MAX),
        connected: true,
        arrived: isNew ? [message, ...arrived].slice(0, MAX) : arrived,
      }));
    });
    source.addEventListener('removed', ({ data }) => {
      const isOther = ({ number }: ChannelMessage): boolean => number !== Number(data);
      setChannel((before) => ({
        ...before,
        messages: before.messages.filter(isOther),
        arrived: before.arrived.filter(isOther),
      }));
    });
    // It follows what was there.
    source.addEventListener('ready', () => {
      isOpen = true;
      setChannel((before) => ({ ...before, connected: true }));
    });
    source.addEventListener('error', () => setChannel((before) => ({ ...before, connected: false })));
    return () => source.close();
  }, [isSignedOut]);
  return channel;
}
