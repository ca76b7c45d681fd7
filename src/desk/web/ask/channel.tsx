/** The desk's channel: what was posted there, the newest first, and as it comes. */
import { NotAllowedNote } from '../components/not-allowed.tsx';
import { useMay } from '../person.ts';
import { Previews } from './previews.tsx';
import { useLanguage, useTranslate } from '../text.ts';
import type { ChannelEvents } from './use-channel.ts';
import { dayAndTimeOf, timeOf } from './time.ts';
import { TEXT } from './text.ts';

export function Channel({
  channel,
  onAsk,
  onPress,
}: {
  readonly channel: ChannelEvents;
  readonly onAsk: (text: string) => void;
  readonly onPress: (id: string, message: ChannelEvents['messages'][number]) => void;
}) {
  const language = useLanguage();
  const may = useMay();
  const t = useTranslate();
  return (
    <>
      <p className="quiet">{t(TEXT['channel-about'])}</p>
      {may('manage') ? (
        <p className="actions">
          <button type="button" onClick={() => onAsk('/digest')}>
            {t(TEXT.subscribe)}
          </button>
          <button type="button" onClick={() => onAsk('/digest list')}>
            {t(TEXT.manage)}
          </button>
        </p>
      ) : (
        <NotAllowedNote right="manage" />
      )}
      {!channel.connected && (
        <p className="fault" role="status">
          {t(TEXT.offline)}
        </p>
      )}
      {channel.messages.length === 0 && <p>{t(TEXT['channel-empty'])}</p>}
      {channel.messages.map((message) => {
        const at = Date.parse(message.postedAt);
        return (
          <article key={message.number} className="turn" data-message={message.number}>
            <h2>
              <span className="quiet">
                {t(TEXT.posted)} <time dateTime={message.postedAt}>{dayAndTimeOf(at, language)}</time>
              </span>{' '}
              {message.reply.title}
            </h2>
            <Previews
              previews={message.previews}
              page={message.page}
              time={timeOf(at, language)}
              language={message.reply.language}
              onPress={(_, id, value) => onPress(value ?? id, message)}
            />
          </article>
        );
      })}
    </>
  );
}
