/** The inbox: questions that found nothing, one press from a brief, and what readers flagged. */
import type { InboxDay, InboxView, Unfound } from '../../server/inbox.ts';
import { api, type ApiState } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useSay } from '../words.ts';
import { Outcome, useAct, type QuestionAction } from './act.tsx';
import { AddWording } from './add-wording.tsx';
import { WORDS } from './words.ts';

/** Shows the inbox; `changed` is called when something of it is over. */
export function InboxPart({
  asked,
  again,
  changed,
}: {
  readonly asked: ApiState<InboxView>;
  readonly again: () => void;
  readonly changed: () => void;
}) {
  const say = useSay();
  const [came, act] = useAct(changed);
  return (
    <section className="card inbox" aria-labelledby="questions-inbox">
      <h2 id="questions-inbox">{say(WORDS.inbox)}</h2>
      <Outcome came={came} />
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

const DayOf = ({ day: { iso, said } }: { readonly day: InboxDay }) => <time dateTime={iso}>{said}</time>;

function Unanswered({ inbox, act }: { readonly inbox: InboxView; readonly act: QuestionAction }) {
  const say = useSay();
  const { questions, moreQuestions, keepsQuestions } = inbox;
  return (
    <>
      <h3>{say(WORDS.unanswered)}</h3>
      {questions.length === 0 && <p className="quiet">{say(WORDS[keepsQuestions ? 'no-unanswered' : 'not-kept'])}</p>}
      <ul className="list divided">
        {questions.map((one) => (
          <Question key={one.text} question={one} inbox={inbox} act={act} />
        ))}
      </ul>
      {moreQuestions && <p className="quiet">{say(WORDS['more-questions'])}</p>}
    </>
  );
}

function Question({
  question,
  inbox,
  act,
}: {
  readonly question: Unfound;
  readonly inbox: InboxView;
  readonly act: QuestionAction;
}) {
  const say = useSay();
  const { text, count, lastOn, language, closest } = question;
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
      <div className="actions">
        {inbox.writes && <AddWording text={text} closest={closest} briefs={inbox.briefs} act={act} question={text} />}
        <button
          type="button"
          aria-label={say(WORDS['drop-it'](text))}
          onClick={() => act(api.inbox.dropped.$post({ json: { question: text } }), say(WORDS.dropped(text)))}
        >
          {say(WORDS.drop)}
        </button>
      </div>
    </li>
  );
}

function Flags({ inbox: { flags, more }, act }: { readonly inbox: InboxView; readonly act: QuestionAction }) {
  const say = useSay();
  return (
    <>
      <h3>{say(WORDS.flags)}</h3>
      {flags.length === 0 && <p className="quiet">{say(WORDS['no-flags'])}</p>}
      <ul className="list divided">
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
              <span className="quiet">{say(WORDS.statement)}</span>
              {statement}
            </p>
            <blockquote className="callout" lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {text}
            </blockquote>
            {link !== '' && (
              <p>
                <span className="quiet">{say(WORDS.source)}</span>
                <a href={link} rel="noreferrer nofollow ugc" target="_blank">
                  {link}
                </a>
              </p>
            )}
            <button
              type="button"
              aria-label={say(WORDS['done-with'](title, id))}
              onClick={() => act(api.inbox.done.$post({ json: { flag: id } }), say(WORDS['done-said'](id)))}
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
