/** The desk's channel: what was posted there, the newest first, and as it comes. */
import { Previews } from './previews.tsx';
import { useLanguage, useSay } from '../words.ts';
import type { ChannelEvents } from './use-channel.ts';
import { dayAndTimeOf, timeOf } from './time.ts';
import { WORDS } from './words.ts';

export function Channel({
  heard,
  onAsk,
  onPress,
}: {
  readonly heard: ChannelEvents;
  readonly onAsk: (text: string) => void;
  readonly onPress: (id: string, message: ChannelEvents['messages'][number]) => void;
}) {
  const language = useLanguage();
  const say = useSay();
  return (
    <>
      <p className="quiet">{say(WORDS['channel-about'])}</p>
      <p className="actions">
        <button type="button" onClick={() => onAsk('/digest')}>
          {say(WORDS.subscribe)}
        </button>
        <button type="button" onClick={() => onAsk('/digest list')}>
          {say(WORDS.manage)}
        </button>
      </p>
      {!heard.connected && (
        <p className="fault" role="status">
          {say(WORDS.offline)}
        </p>
      )}
      {heard.messages.length === 0 && <p>{say(WORDS['channel-empty'])}</p>}
      {heard.messages.map((message) => {
        const at = Date.parse(message.postedAt);
        return (
          <article key={message.number} className="turn" data-message={message.number}>
            <h2>
              <span className="quiet">
                {say(WORDS.posted)} <time dateTime={message.postedAt}>{dayAndTimeOf(at, language)}</time>
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
