/** The desk's channel: what was posted there, the newest first, and as it comes. */
import { NotAllowedNote } from '../components/loaded.tsx';
import { useMay } from '../person.ts';
import { ReplyView } from '../reply/reply-view.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { dayAndTimeOf } from './history.ts';

import { useEffect, useState } from 'react';
import type { ChannelMessage } from '../../server/events.ts';
import { useSignedOut } from '../server-signals.ts';

export function Channel({
  channel,
  onAsk,
  onPress,
}: {
  readonly channel: ChannelEvents;
  readonly onAsk: (text: string) => void;
  readonly onPress: (id: string, label: string) => void;
}) {
  const language = useLanguage();
  const may = useMay();
  const t = useTranslate();
  return (
    <>
      <p className="quiet">{t('desk.ask.channel-about')}</p>
      {may('manage') ? (
        <p className="actions">
          <button type="button" onClick={() => onAsk('/digest')}>
            {t('desk.ask.subscribe')}
          </button>
          <button type="button" onClick={() => onAsk('/digest list')}>
            {t('desk.ask.manage')}
          </button>
        </p>
      ) : (
        <NotAllowedNote right="manage" />
      )}
      {!channel.connected && (
        <p className="fault" role="status">
          {t('desk.ask.offline')}
        </p>
      )}
      {channel.messages.length === 0 && <p>{t('desk.ask.channel-empty')}</p>}
      {channel.messages.map((message) => {
        const at = Date.parse(message.postedAt);
        return (
          <article key={message.number} className="turn" data-message={message.number}>
            <h2>
              <span className="quiet">
                {t('desk.ask.posted')} <time dateTime={message.postedAt}>{dayAndTimeOf(at, language)}</time>
              </span>
            </h2>
            <ReplyView reply={message.reply} onPress={onPress} />
          </article>
        );
      })}
    </>
  );
}

type ChannelEvents = {
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
