/** The conversation, and the desk's channel beside it. */
import './ask.css';
import { useEffect, useState } from 'react';
import { api, useGet } from '../api.ts';
import { Boundary } from '../parts/boundary.tsx';
import { hrefOf } from '../route.ts';
import type { TabProps } from '../tab-props.ts';
import { useLanguage, useSay } from '../words.ts';
import { Box } from './box.tsx';
import { Channel } from './channel.tsx';
import { labelOf, TurnView } from './turn.tsx';
import { ask, clear, press, useTurns, type Turn } from './turns.ts';
import { useChannel } from './use-channel.ts';
import { WORDS } from './words.ts';

const CHANNEL = 'channel';

const toConversation = (): void => void (location.hash = hrefOf('ask'));

export default function Ask({ at }: TabProps) {
  const language = useLanguage();
  const say = useSay();
  const heard = useChannel();
  const turns = useTurns();
  const inChannel = at === CHANNEL;
  const [latest] = heard.arrived;
  const newest = latest?.number ?? 0;
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (inChannel) setSeen(newest);
  }, [inChannel, newest]);
  const unread = heard.arrived.filter(({ number }) => number > seen).length;

  const onAsk = (text: string): void => {
    if (inChannel) toConversation();
    void ask(text, language);
  };

  return (
    <>
      <h1>{say(WORDS.heading)}</h1>
      <nav className="subtabs" aria-label={say(WORDS.views)}>
        <a href={hrefOf('ask')} aria-current={inChannel ? undefined : 'page'}>
          {say(WORDS.conversation)}
        </a>
        <a href={hrefOf('ask', CHANNEL)} aria-current={inChannel ? 'page' : undefined}>
          {say(WORDS.channel)}
          {!inChannel && unread > 0 && <strong className="unread accent">{` ${unread} ${say(WORDS.unread)}`}</strong>}
        </a>
      </nav>
      <p className="unseen" role="status">
        {latest !== undefined && `${say(WORDS.arrived)}: ${latest.reply.title}`}
      </p>
      {inChannel ? (
        <Channel
          heard={heard}
          onAsk={onAsk}
          onPress={(id, message) => {
            toConversation();
            void press(undefined, id, labelOf(message, id), language);
          }}
        />
      ) : (
        <Conversation turns={turns} onAsk={onAsk} />
      )}
    </>
  );
}

function Conversation({ turns, onAsk }: { readonly turns: readonly Turn[]; readonly onAsk: (text: string) => void }) {
  const language = useLanguage();
  const say = useSay();
  const [latest] = turns;
  return (
    <>
      <Box onAsk={onAsk} />
      {turns.length === 0 ? (
        <>
          <Starters key={language} onAsk={onAsk} />
          <p className="quiet">{say(WORDS.intro)}</p>
        </>
      ) : (
        <p className="actions">
          <button type="button" onClick={clear}>
            {say(WORDS.clear)}
          </button>
        </p>
      )}
      <p className="unseen" role="status">
        {latest?.said?.type === 'reply' && `${say(WORDS.answer)}: ${latest.said.reply.title || latest.what}`}
      </p>
      {turns.map((turn) => (
        // What fails in one takes neither the others nor the box with it.
        <Boundary key={turn.id}>
          <TurnView turn={turn} />
        </Boundary>
      ))}
    </>
  );
}

function Starters({ onAsk }: { readonly onAsk: (text: string) => void }) {
  const language = useLanguage();
  const say = useSay();
  const [starters] = useGet(language, (options) => api.starters.$get({ query: { language } }, options));
  if (starters.state !== 'there') return null;
  return (
    <div className="actions" role="group" aria-label={say(WORDS.try)}>
      <span className="quiet">{say(WORDS.try)}</span>
      {[...starters.answer, '/brief', '/digest'].map((starter) => (
        <button key={starter} type="button" onClick={() => onAsk(starter)}>
          {starter}
        </button>
      ))}
    </div>
  );
}
