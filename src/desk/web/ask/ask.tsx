/** The conversation. */
import './ask.css';
import { api, useGet } from '../api.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { LinkNote } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { AskForm } from './ask-form.tsx';
import { TurnView } from './turn.tsx';
import { ask, clear, useTurns } from './history.ts';

export default function Ask() {
  const t = useTranslate();
  return (
    <>
      <h1>{t('desk.ask.heading')}</h1>
      <Conversation />
    </>
  );
}

function Conversation() {
  const turns = useTurns();
  const language = useLanguage();
  const t = useTranslate();
  const [latest] = turns;
  const onAsk = (text: string): void => void ask(text, language);
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
  const [starters] = useGet(language, (options) => api.starters.$get({ query: { language } }, options));
  if (starters.state !== 'loaded') return null;
  return (
    <div className="actions" role="group" aria-label={t('desk.ask.try')}>
      <span className="quiet">{t('desk.ask.try')}</span>
      {[...starters.answer, '/brief'].map((starter) => (
        <button key={starter} type="button" onClick={() => onAsk(starter)}>
          {starter}
        </button>
      ))}
    </div>
  );
}
