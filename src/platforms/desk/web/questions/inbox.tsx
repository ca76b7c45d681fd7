/** The inbox: questions that found nothing, one press from a brief, and what readers flagged. */
import { useState } from 'react';
import type { Day, Inbox, Unfound } from '../../inbox.ts';
import { ApiFault, post, useGet } from '../api.ts';
import { Fault, Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useSay } from '../words.ts';
import { WORDS } from './words.ts';

type Done = { readonly said?: string; readonly fault?: ApiFault };
/** Sends something and tells what came of it; what is listed is asked for anew. */
type Act = (path: string, body: unknown, said: string) => void;

export function InboxPart() {
  const say = useSay();
  const language = useLanguage();
  const [asked, again] = useGet<Inbox>(`/inbox?language=${language}`);
  const [{ said, fault }, setDone] = useState<Done>({});
  const act: Act = (path, body, told) => {
    post(path, body)
      .then(() => setDone({ said: told }))
      .catch((error: unknown) =>
        setDone({ fault: error instanceof ApiFault ? error : new ApiFault('fault', String(error)) }),
      )
      .finally(again);
  };
  return (
    <section className="inbox" aria-labelledby="questions-inbox">
      <h2 id="questions-inbox">{say(WORDS.inbox)}</h2>
      <div aria-live="polite">
        {said !== undefined && <p className="done">{said}</p>}
        {fault && <Fault fault={fault} />}
        {fault && <Faults body={fault.body} />}
      </div>
      <Loaded asked={asked} again={again}>
        {(inbox) => (
          <>
            <Unanswered inbox={inbox} act={act} />
            <Flags inbox={inbox} act={act} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** What is wrong with a record that was not saved, where the server has told. */
function Faults({ body }: { readonly body: unknown }) {
  const { faults = [] } = (body ?? {}) as { readonly faults?: readonly { readonly message: string }[] };
  return (
    <ul>
      {faults.map(({ message }) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  );
}

const DayOf = ({ day: { iso, said } }: { readonly day: Day }) => <time dateTime={iso}>{said}</time>;

function Unanswered({ inbox, act }: { readonly inbox: Inbox; readonly act: Act }) {
  const say = useSay();
  const { questions, moreQuestions, keepsQuestions } = inbox;
  return (
    <>
      <h3>{say(WORDS.unanswered)}</h3>
      {questions.length === 0 && <p className="quiet">{say(WORDS[keepsQuestions ? 'no-unanswered' : 'not-kept'])}</p>}
      <ul className="inbox-items">
        {questions.map((one) => (
          <Question key={one.text} question={one} inbox={inbox} act={act} />
        ))}
      </ul>
      {moreQuestions && <p className="quiet">{say(WORDS['more-questions'])}</p>}
    </>
  );
}

function Question({ question, inbox, act }: { readonly question: Unfound; readonly inbox: Inbox; readonly act: Act }) {
  const say = useSay();
  const { text, count, lastOn, language, closest } = question;
  const [brief, setBrief] = useState(closest ?? '');
  const add = (as: 'question' | 'alias') => (): void => {
    const title = inbox.briefs.find(({ id }) => id === brief)?.title ?? brief;
    act('/inbox/added', { brief, as, language, text, question: text }, say(WORDS.added(text, title)));
  };
  return (
    <li>
      <p>
        <a href={hrefOf('questions', text)} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          {text}
        </a>{' '}
        <span className="quiet">
          {say(WORDS.times(count))}
          <DayOf day={lastOn} />
        </span>
      </p>
      <div className="inbox-acts">
        {inbox.writes && (
          <>
            <select
              aria-label={say(WORDS['to-question'](text))}
              value={brief}
              onChange={({ target }) => setBrief(target.value)}
            >
              <option value="">{say(WORDS.choose)}</option>
              {inbox.briefs.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
            <button
              type="button"
              disabled={brief === ''}
              aria-label={say(WORDS['as-question-of'](text))}
              onClick={add('question')}
            >
              {say(WORDS['as-question'])}
            </button>
            <button
              type="button"
              disabled={brief === ''}
              aria-label={say(WORDS['as-alias-of'](text))}
              onClick={add('alias')}
            >
              {say(WORDS['as-alias'])}
            </button>
          </>
        )}
        <button
          type="button"
          aria-label={say(WORDS['drop-it'](text))}
          onClick={() => act('/inbox/dropped', { question: text }, say(WORDS.dropped(text)))}
        >
          {say(WORDS.drop)}
        </button>
      </div>
    </li>
  );
}

function Flags({ inbox: { flags, more }, act }: { readonly inbox: Inbox; readonly act: Act }) {
  const say = useSay();
  return (
    <>
      <h3>{say(WORDS.flags)}</h3>
      {flags.length === 0 && <p className="quiet">{say(WORDS['no-flags'])}</p>}
      <ul className="inbox-items">
        {flags.map(({ id, topic, title, statement, text, link, language, on, posted }) => (
          <li key={id}>
            <p>
              <a href={hrefOf('topics', topic)}>{title}</a>{' '}
              <span className="quiet">
                <DayOf day={on} /> · {id}
                {posted !== 'no' && ` · ${say(WORDS[posted])}`}
              </span>
            </p>
            <p>
              <span className="quiet">{say(WORDS.statement)}:</span> {statement}
            </p>
            <blockquote lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</blockquote>
            {link !== '' && (
              <p>
                <span className="quiet">{say(WORDS.source)}:</span>{' '}
                <a href={link} rel="noreferrer nofollow ugc" target="_blank">
                  {link}
                </a>
              </p>
            )}
            <button
              type="button"
              aria-label={say(WORDS['done-with'](title, id))}
              onClick={() => act('/inbox/done', { flag: id }, say(WORDS['done-said'](id)))}
            >
              {say(WORDS.done)}
            </button>
          </li>
        ))}
      </ul>
      {more && <p className="quiet">{say(WORDS['more-flags'])}</p>}
    </>
  );
}
