/** The conversation, and the desk's channel beside it. */
import './ask.css';
import { useEffect, useState } from 'react';
import { api, useGet } from '../api.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { LinkNote } from '../components/loaded.tsx';
import { PageHead } from '../components/page-head.tsx';
import { useMay } from '../person.ts';
import { hrefOf, type PageProps } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { AskForm } from './ask-form.tsx';
import { Channel, useChannel } from './channel.tsx';
import { TurnView } from './turn.tsx';
import { ask, clear, press, useTurns, type Turn } from './history.ts';

const CHANNEL = 'channel';

const toConversation = (): void => void (location.hash = hrefOf('ask'));

export default function Ask({ at }: PageProps) {
  const language = useLanguage();
  const t = useTranslate();
  const channel = useChannel();
  const turns = useTurns();
  const inChannel = at === CHANNEL;
  const [latest] = channel.arrived;
  const newest = latest?.number ?? 0;
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (inChannel) setSeen(newest);
  }, [inChannel, newest]);
  const unread = channel.arrived.filter(({ number }) => number > seen).length;

  const onAsk = (text: string): void => {
    if (inChannel) toConversation();
    void ask(text, language);
  };

  return (
    <>
      <PageHead
        title={t('desk.ask.heading')}
        name={t('desk.ask.views')}
        views={[
          { href: hrefOf('ask'), label: t('desk.ask.conversation'), isOpen: !inChannel },
          { href: hrefOf('ask', CHANNEL), label: <ChannelLabel unread={inChannel ? 0 : unread} />, isOpen: inChannel },
        ]}
      />
      <p className="unseen" role="status">
        {latest !== undefined && `${t('desk.ask.arrived')}: ${latest.reply.title}`}
      </p>
      {inChannel ? (
        <Channel
          channel={channel}
          onAsk={onAsk}
          onPress={(id, label) => {
            toConversation();
            void press(undefined, id, label, language);
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
  const t = useTranslate();
  const [latest] = turns;
  return (
    <div className="columns with-aside">
      <div>
        <AskForm onAsk={onAsk} />
        {turns.length === 0 ? (
          <>
            <Starters key={language} onAsk={onAsk} />
            <p className="quiet">{t('desk.ask.intro')}</p>
            <LinkNote />
          </>
        ) : (
          <p className="actions">
            <button type="button" onClick={clear}>
              {t('desk.ask.clear')}
            </button>
          </p>
        )}
        <p className="unseen" role="status">
          {latest?.result?.type === 'reply' && `${t('desk.ask.answer')}: ${latest.result.reply.title || latest.title}`}
        </p>
        {turns.map((turn) => (
          // What fails in one takes neither the others nor the box with it.
          <ErrorBoundary key={turn.id}>
            <TurnView turn={turn} />
          </ErrorBoundary>
        ))}
      </div>
      <TopicsToAsk key={language} />
    </div>
  );
}

/** The topics that there are, each of which can be asked for by its title. */
function TopicsToAsk() {
  const language = useLanguage();
  const t = useTranslate();
  const [response] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  if (response.state !== 'loaded' || response.answer.relationships.length === 0) return null;
  return (
    <aside className="ask-topics" aria-labelledby="ask-topics">
      <h2 id="ask-topics">{t('desk.pages.topics')}</h2>
      {response.answer.relationships.map((relationship) => (
        <section key={relationship.id}>
          <h3>{relationship.title}</h3>
          <ul className="list">
            {relationship.topics.map(({ id, title }) => (
              <li key={id}>
                <button
                  type="button"
                  className="link"
                  onClick={() => void ask(id.includes('/') ? id : `${relationship.id}/${id}`, language, title)}
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </aside>
  );
}

function Starters({ onAsk }: { readonly onAsk: (text: string) => void }) {
  const language = useLanguage();
  const t = useTranslate();
  const may = useMay();
  const [starters] = useGet(language, (options) => api.starters.$get({ query: { language } }, options));
  if (starters.state !== 'loaded') return null;
  return (
    <div className="actions" role="group" aria-label={t('desk.ask.try')}>
      <span className="quiet">{t('desk.ask.try')}</span>
      {[...starters.answer, '/brief', ...(may('manage') ? ['/digest'] : [])].map((starter) => (
        <button key={starter} type="button" onClick={() => onAsk(starter)}>
          {starter}
        </button>
      ))}
    </div>
  );
}

function ChannelLabel({ unread }: { readonly unread: number }) {
  const t = useTranslate();
  return (
    <>
      {t('desk.ask.channel')}
      {unread > 0 && <strong className="unread accent">{` ${unread} ${t('desk.ask.unread')}`}</strong>}
    </>
  );
}
