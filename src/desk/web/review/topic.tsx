/** A topic that waits for a review: what it says, why it waits, and both answers, bound to what is shown. */
import { useContext, useState } from 'react';
import type { ReasonView, ReviewTopicView } from '../../server/review.ts';
import { api, type ApiFault, faultOf, receive } from '../api.ts';
import { PersonContext, useMay } from '../person.ts';
import { RowFault, type QuestionAction } from '../inbox/use-action.tsx';
import { isMessageKey } from '../../../locales/messages.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { Note } from './note.tsx';

type ReviewTopicProps = {
  readonly topic: ReviewTopicView;
  readonly writes: boolean;
  readonly onDone: QuestionAction;
  readonly reload: () => void;
};

const RELOAD_DELAY_MS = 2_000;

export function ReviewTopic({ topic, writes, onDone, reload }: ReviewTopicProps) {
  const t = useTranslate();
  const language = useLanguage();
  // A review carries a name: who is at this machine without an account has none, and is told so above the list.
  const isMachine = useContext(PersonContext)?.isMachine === true;
  const reviews = useMay()('review') && !isMachine;
  const [fault, setFault] = useState<ApiFault>();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { id, title, version, verified, bottomLine, keyPoints, statements, reasons, notes, forOthers } = topic;

  const others = reasons.filter((reason) => reason.type !== 'date-passed');
  /** Sends an answer; where the topic has changed, it is shown as it stands now, below the sentence that says so. */
  const answer = async (work: () => Promise<void>): Promise<void> => {
    setFault(undefined);
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const found = faultOf(error);
      setFault(found);
      if (found.code === 'changed' || found.code === 'gone') {
        reload();
        // A file that was changed by hand is in service a moment later.
        setTimeout(reload, RELOAD_DELAY_MS);
      }
    } finally {
      setBusy(false);
    }
  };
  const confirm = (): Promise<void> =>
    answer(async () => {
      const { isNew, set } = await receive(api.review.right.$post({ json: { topic: id, version, language } }));
      onDone(
        t(`desk.review.${isNew ? 'confirmed' : 'confirmed-before'}`, { title }),
        set === null ? undefined : () => receive(api.curate.undo.$post({ json: { id: set } })),
      );
    });
  const send = (statement: string, text: string): Promise<void> =>
    answer(async () => {
      const json = { topic: id, version, language, text, ...(statement !== '' && { statement }) };
      const { isNew } = await receive(api.review.work.$post({ json }));
      setOpen(false);
      onDone(t(`desk.review.${isNew ? 'wanted' : 'wanted-before'}`, { title }));
    });

  return (
    <article aria-labelledby={`review-${id}`}>
      <h3 id={`review-${id}`}>
        <a href={hrefOf('topics', id)}>{title}</a>
      </h3>
      {others.length > 0 && (
        <ul className="list review-reasons">
          {others.map((reason) => (
            <li key={reason.type}>
              <Reason reason={reason} />
            </li>
          ))}
        </ul>
      )}
      <p>{bottomLine}</p>
      <p className="quiet small">{verified}</p>
      <PassedDates topic={id} dates={reasons.filter((reason) => reason.type === 'date-passed')} />
      <details>
        <summary>{t('desk.review.key-points', { count: statements })}</summary>
        <ul>
          {keyPoints.map((one) => (
            <li key={one.id}>
              <a href={hrefOf('topics', `${id}/${one.id}`)}>{one.text}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={hrefOf('topics', id)}>{t('desk.review.read-all')}</a>
        </p>
      </details>
      {notes.map((note) => (
        <Note key={note.id} note={note} onDone={onDone} />
      ))}
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
      {reviews && forOthers !== null && <p className="quiet">{forOthers}</p>}
      {reviews && (
        <div className="actions">
          {forOthers === null && (
            <button
              type="button"
              className="primary"
              disabled={!writes || isBusy}
              aria-label={t('desk.review.right-of', { title })}
              onClick={() => void confirm()}
            >
              {t('desk.review.right')}
            </button>
          )}
          <button
            type="button"
            disabled={isBusy}
            aria-expanded={isOpen}
            aria-label={t('desk.review.work-of', { title })}
            onClick={() => setOpen(!isOpen)}
          >
            {t('desk.review.work')}
          </button>
        </div>
      )}
      {isOpen && <WorkForm topic={topic} isBusy={isBusy} onSend={send} onCancel={() => setOpen(false)} />}
    </article>
  );
}

function Reason({ reason }: { readonly reason: Exclude<ReasonView, PassedDate> }) {
  const t = useTranslate();
  switch (reason.type) {
    case 'overdue':
      return (
        <span className="badge filled warning">
          {t('desk.review.overdue', { day: reason.since.said, days: reason.days })}
        </span>
      );
    case 'due-soon':
      return <span className="badge">{t('desk.review.due-soon', { day: reason.on.said })}</span>;
    case 'one-side':
      return (
        <span className="badge filled warning">
          {t('desk.review.one-side', { sides: reason.missing.join(t('reply.listed')) })}
        </span>
      );
  }
}

type PassedDate = Extract<ReasonView, { readonly type: 'date-passed' }>;

/** So many dates stand open; more would hide what the topic says. */
const MAX_OPEN = 3;

/** The dates that passed without an outcome, the newest first. */
function PassedDates({ topic, dates }: { readonly topic: string; readonly dates: readonly PassedDate[] }) {
  const t = useTranslate();
  if (dates.length === 0) return null;
  return (
    <details open={dates.length <= MAX_OPEN}>
      <summary>{t('desk.review.dates-passed', { count: dates.length })}</summary>
      <ul className="small">
        {dates.toReversed().map(({ kind, said, text, statement }) => {
          const key = `desk.review.dates.${kind}`;
          const called = isMessageKey(key) ? t(key as 'desk.review.dates.due') : undefined;
          return (
            <li key={`${kind} ${said} ${text}`}>
              <strong>{said}</strong> {called !== undefined && <span className="quiet">{called} · </span>}
              {statement === null ? text : <a href={hrefOf('topics', `${topic}/${statement}`)}>{text}</a>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

const MAX_NOTE = 500;
/** A choice of a hundred characters fills a line. */
const MAX_LABEL = 100;

function WorkForm({
  topic: { id, reasons, keyPoints },
  isBusy,
  onSend,
  onCancel,
}: {
  readonly topic: ReviewTopicView;
  readonly isBusy: boolean;
  readonly onSend: (statement: string, text: string) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const t = useTranslate();
  const [statement, setStatement] = useState('');
  const [text, setText] = useState('');
  // What waits for an outcome first, then what matters most.
  const choices = new Map([
    ...reasons.flatMap((reason) =>
      reason.type === 'date-passed' && reason.statement !== null ? [[reason.statement, reason.text] as const] : [],
    ),
    ...keyPoints.map((one) => [one.id, one.text] as const),
  ]);
  return (
    <form
      className="form card"
      onSubmit={(event) => {
        event.preventDefault();
        void onSend(statement, text.trim());
      }}
    >
      <div className="field">
        <label htmlFor={`work-what-${id}`}>{t('desk.review.what-of')}</label>
        <select
          id={`work-what-${id}`}
          value={statement}
          // The form was asked for by a press.
          autoFocus
          onChange={({ target }) => setStatement(target.value)}
        >
          <option value="">{t('desk.review.whole')}</option>
          {[...choices].map(([value, label]) => (
            <option key={value} value={value}>
              {label.length > MAX_LABEL ? `${label.slice(0, MAX_LABEL)}…` : label}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`work-text-${id}`}>{t('desk.review.say')}</label>
        <textarea
          id={`work-text-${id}`}
          rows={3}
          maxLength={MAX_NOTE}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div className="actions">
        <button type="submit" className="primary" disabled={isBusy}>
          {t('desk.review.send')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('desk.review.cancel')}
        </button>
      </div>
    </form>
  );
}
