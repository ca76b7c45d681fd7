/** The inbox: questions that found nothing, one press from a brief, and what readers flagged. */
import type { InboxView, UnansweredView } from '../../server/inbox.ts';
import { api, receive } from '../api.ts';
import { DayOf } from '../components/day.tsx';
import { hrefOf } from '../route.ts';
import { useTranslate } from '../language.ts';
import { RowFault, useRequest, type QuestionAction } from './use-action.tsx';
import { AddWording, keepAgain } from './add-wording.tsx';

/** Shows what readers asked in vain, or were told only what is near. */
export function Unanswered({ inbox, onDone }: { readonly inbox: InboxView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const { questions, moreQuestions, keepsQuestions } = inbox;
  return (
    <>
      <h2>{t('desk.inbox.unanswered')}</h2>
      {questions.length === 0 && (
        <p className="quiet">{t(`desk.inbox.${keepsQuestions ? 'no-unanswered' : 'not-kept'}`)}</p>
      )}
      <ul className="list divided">
        {questions.map((one) => (
          <Question key={one.text} question={one} inbox={inbox} onDone={onDone} />
        ))}
      </ul>
      {moreQuestions && <p className="quiet">{t('desk.inbox.more-questions')}</p>}
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
  const { text, count, lastOn, language, finds, answers } = question;
  const [fault, send] = useRequest();
  const drop = (
    <button
      type="button"
      aria-label={t('desk.inbox.drop-it', { text })}
      onClick={() =>
        send(api.inbox.dropped.$post({ json: { question: text } }), () =>
          onDone(t('desk.inbox.dropped', { text }), () => keepAgain(question)),
        )
      }
    >
      {t('desk.inbox.drop')}
    </button>
  );
  return (
    <li>
      <p>
        <span lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</span>{' '}
        <span className="quiet">
          {t('desk.inbox.times', { count })}
          <DayOf day={lastOn} />
        </span>{' '}
        <span className="badge">{t(`desk.today.finds-${finds}`, { title: answers ?? '' })}</span>
      </p>
      {inbox.writes ? (
        <AddWording question={question} briefs={inbox.briefs} onDone={onDone}>
          {drop}
        </AddWording>
      ) : (
        <div className="actions">{drop}</div>
      )}
      {fault && <RowFault fault={fault} />}
    </li>
  );
}

/** Shows what readers flagged. */
export function Flags({
  inbox: { flags, more },
  onDone,
}: {
  readonly inbox: InboxView;
  readonly onDone: QuestionAction;
}) {
  const t = useTranslate();
  return (
    <>
      <h2>{t('desk.inbox.flags')}</h2>
      {flags.length === 0 && <p className="quiet">{t('desk.inbox.no-flags')}</p>}
      <ul className="list divided">
        {flags.map(({ id, topic, title, statement, text, link, language, on, posted }) => (
          <li key={id}>
            <p>
              <a href={hrefOf('topics', topic)}>{title}</a>{' '}
              <span className="quiet">
                <DayOf day={on} /> · {id}
                {posted !== 'no' && ` · ${t(`desk.inbox.${posted}`)}`}
              </span>
            </p>
            <p>
              <span className="quiet">{t('desk.inbox.statement')}</span>
              {statement}
            </p>
            <blockquote className="callout" lang={language === 'zh' ? 'zh-CN' : 'en'}>
              {text}
            </blockquote>
            {link !== '' && (
              <p>
                <span className="quiet">{t('desk.inbox.source')}</span>
                <a href={link} rel="noreferrer nofollow ugc" target="_blank">
                  {link}
                </a>
              </p>
            )}
            <FlagDone id={id} title={title} onDone={onDone} />
          </li>
        ))}
      </ul>
      {more && <p className="quiet">{t('desk.inbox.more-flags')}</p>}
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
        aria-label={t('desk.inbox.done-with', { title, id })}
        onClick={() =>
          send(api.inbox.done.$post({ json: { flag: id } }), () =>
            onDone(t('desk.inbox.done-said', { id }), () => receive(api.inbox.reopened.$post({ json: { flag: id } }))),
          )
        }
      >
        {t('desk.inbox.done')}
      </button>
    </>
  );
}
