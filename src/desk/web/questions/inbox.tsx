/** The inbox: questions that found nothing, one press from a brief, and what readers flagged. */
import type { InboxView, UnansweredView } from '../../server/inbox.ts';
import { api, receive, type ApiState } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { DayOf } from '../components/day.tsx';
import { hrefOf } from '../route.ts';
import { useTranslate } from '../language.ts';
import { Outcome, RowFault, useAction, useRequest, type QuestionAction } from './use-action.tsx';
import { AddWording, keepAgain } from './add-wording.tsx';
import { TEXT } from './questions-messages.ts';

/** Shows the inbox; `changed` is called when something of it is over. */
export function InboxPart({
  response,
  reload,
  onChange,
}: {
  readonly response: ApiState<InboxView>;
  readonly reload: () => void;
  readonly onChange: () => void;
}) {
  const t = useTranslate();
  const [outcome, onDone] = useAction(onChange);
  return (
    <section className="card inbox" aria-labelledby="questions-inbox">
      <h2 id="questions-inbox">{t(TEXT.inbox)}</h2>
      <Outcome outcome={outcome} />
      <Loaded response={response} reload={reload}>
        {(inbox) => (
          <>
            <Unanswered inbox={inbox} onDone={onDone} />
            <Flags inbox={inbox} onDone={onDone} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Unanswered({ inbox, onDone }: { readonly inbox: InboxView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const { questions, moreQuestions, keepsQuestions } = inbox;
  return (
    <>
      <h3>{t(TEXT.unanswered)}</h3>
      {questions.length === 0 && <p className="quiet">{t(TEXT[keepsQuestions ? 'no-unanswered' : 'not-kept'])}</p>}
      <ul className="list divided">
        {questions.map((one) => (
          <Question key={one.text} question={one} inbox={inbox} onDone={onDone} />
        ))}
      </ul>
      {moreQuestions && <p className="quiet">{t(TEXT['more-questions'])}</p>}
    </>
  );
}

function Question({
  question,
  inbox,
  onDone,
}: {
  readonly question: UnansweredView;
  readonly inbox: InboxView;
  readonly onDone: QuestionAction;
}) {
  const t = useTranslate();
  const { text, count, lastOn, language, closest } = question;
  const [fault, send] = useRequest();
  return (
    <li>
      <p>
        <a href={hrefOf('questions', text)} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          {text}
        </a>{' '}
        <span className="quiet">
          {t(TEXT.times(count))}
          <DayOf day={lastOn} />
        </span>
      </p>
      {inbox.writes && (
        <AddWording text={text} closest={closest} briefs={inbox.briefs} onDone={onDone} question={question} />
      )}
      {fault && <RowFault fault={fault} />}
      <button
        type="button"
        aria-label={t(TEXT['drop-it'](text))}
        onClick={() =>
          send(api.inbox.dropped.$post({ json: { question: text } }), () =>
            onDone(t(TEXT.dropped(text)), () => keepAgain(question)),
          )
        }
      >
        {t(TEXT.drop)}
      </button>
    </li>
  );
}

function Flags({ inbox: { flags, more }, onDone }: { readonly inbox: InboxView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  return (
    <>
      <h3>{t(TEXT.flags)}</h3>
      {flags.length === 0 && <p className="quiet">{t(TEXT['no-flags'])}</p>}
      <ul className="list divided">
        {flags.map(({ id, topic, title, statement, text, link, language, on, posted }) => (
          <li key={id}>
            <p>
              <a href={hrefOf('topics', topic)}>{title}</a>{' '}
              <span className="quiet">
                <DayOf day={on} /> · {id}
                {posted !== 'no' && ` · ${t(TEXT[posted])}`}
              </span>
            </p>
            <p>
              <span className="quiet">{t(TEXT.statement)}</span>
              {statement}
            </p>
            <blockquote className="callout" lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {text}
            </blockquote>
            {link !== '' && (
              <p>
                <span className="quiet">{t(TEXT.source)}</span>
                <a href={link} rel="noreferrer nofollow ugc" target="_blank">
                  {link}
                </a>
              </p>
            )}
            <FlagDone id={id} title={title} onDone={onDone} />
          </li>
        ))}
      </ul>
      {more && <p className="quiet">{t(TEXT['more-flags'])}</p>}
    </>
  );
}

function FlagDone({
  id,
  title,
  onDone,
}: {
  readonly id: string;
  readonly title: string;
  readonly onDone: QuestionAction;
}) {
  const t = useTranslate();
  const [fault, send] = useRequest();
  return (
    <>
      {fault && <RowFault fault={fault} />}
      <button
        type="button"
        aria-label={t(TEXT['done-with'](title, id))}
        onClick={() =>
          send(api.inbox.done.$post({ json: { flag: id } }), () =>
            onDone(t(TEXT['done-said'](id)), () => receive(api.inbox.reopened.$post({ json: { flag: id } }))),
          )
        }
      >
        {t(TEXT.done)}
      </button>
    </>
  );
}
