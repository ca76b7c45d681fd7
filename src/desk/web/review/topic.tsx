/** A topic that waits for a review: why, and once it was opened what has changed in it, with the answer, bound to what is shown. */
import './review.css';
import { useContext, useState } from 'react';
import type { OpenedTopicView, ReasonView, ReviewTopicView } from '../../server/review.ts';
import type { StatementLink } from '../../server/records/statement.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { DayOf } from '../components/day.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useShowMore } from '../components/show-more.tsx';
import { PersonContext, useMay } from '../person.ts';
import { RowFault, type QuestionAction } from '../inbox/use-action.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';

type ReviewTopicProps = {
  readonly topic: ReviewTopicView;
  readonly writes: boolean;
  readonly onDone: QuestionAction;
  readonly reload: () => void;
};

const RELOAD_DELAY_MS = 2_000;

export function ReviewTopic({ topic, writes, onDone, reload }: ReviewTopicProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const { id, title, verified, bottomLine, reasons } = topic;
  const act = isOpen ? 'close' : 'open';
  return (
    <article aria-labelledby={`review-${id}`}>
      <h3 id={`review-${id}`}>
        <a href={hrefOf('topics', id)}>{title}</a>
      </h3>
      <ul className="list review-reasons">
        {reasons.map((reason) => (
          <li key={reason.type}>
            <Reason reason={reason} />
          </li>
        ))}
      </ul>
      <p>{bottomLine}</p>
      <p className="quiet small">{verified}</p>
      <div className="actions">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t(`desk.today.${act}-of`, { title })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(`desk.today.${act}`)}
        </button>
        <a href={hrefOf('topics', id, { view: 'edit' })} aria-label={t('desk.today.edit-of', { title })}>
          {t('desk.today.edit')}
        </a>
      </div>
      {isOpen && <Opened id={id} writes={writes} onDone={onDone} reload={reload} />}
    </article>
  );
}

type OpenedProps = Omit<ReviewTopicProps, 'topic'>;

/** What has changed in a topic since it was reviewed, and what can be said of it now that it was opened. */
function Opened({ id, ...props }: OpenedProps & { readonly id: string }) {
  const language = useLanguage();
  const [response, reload] = useGet(`${id} ${language}`, (options) =>
    api.review.topic.$get({ query: { topic: id, language } }, options),
  );
  const reloadAll = (): void => {
    reload();
    props.reload();
  };
  return (
    <Loaded response={response} reload={reload}>
      {(topic) => <OpenedTopic topic={topic} {...props} reload={reloadAll} />}
    </Loaded>
  );
}

/** Shows a topic that was opened. */
export function OpenedTopic({ topic, writes, onDone, reload }: OpenedProps & { readonly topic: OpenedTopicView }) {
  const t = useTranslate();
  const language = useLanguage();
  // A review carries a name: who is at this machine without an account has none, and is told so above the list.
  const isMachine = useContext(PersonContext)?.isMachine === true;
  const reviews = useMay()('review') && !isMachine;
  const [fault, setFault] = useState<ApiFault>();
  const [isBusy, setBusy] = useState(false);
  const { id, title, version, bottomLine, keyPoints, statements, since, changed, entries, forOthers } = topic;
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
  return (
    <div className="card">
      <p>
        <strong>{bottomLine}</strong>
      </p>
      <Statements of={keyPoints} />
      <h4>
        {since === null
          ? t('desk.today.all-new', { count: statements })
          : changed.length === 0
            ? t('desk.today.nothing-changed', { day: since.said })
            : t('desk.today.changed-since', { count: changed.length, day: since.said })}
      </h4>
      <Statements of={changed.filter((one) => !keyPoints.some((point) => point.id === one.id))} />
      {entries.length > 0 && (
        <>
          <h4>{t('desk.today.said-since')}</h4>
          <ul>
            {entries.map(({ on, what }) => (
              <li key={`${on.iso} ${what}`}>
                <DayOf day={on} />: {what}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={hrefOf('topics', id)}>{t('desk.today.read-whole')}</a>
      </p>
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
      {reviews && forOthers !== null && <p className="quiet">{forOthers}</p>}
      {reviews && forOthers === null && (
        <div className="actions">
          <button
            type="button"
            className="primary"
            disabled={!writes || isBusy}
            aria-label={t('desk.review.right-of', { title })}
            onClick={() => void confirm()}
          >
            {t('desk.review.right')}
          </button>
        </div>
      )}
    </div>
  );
}

const MAX_STATEMENTS = 8;

function Statements({ of }: { readonly of: readonly StatementLink[] }) {
  const [shown, more] = useShowMore(of.length, MAX_STATEMENTS);
  return (
    <>
      <ul>
        {of.slice(0, shown).map(({ id, page, at, text, label }) => (
          <li key={id}>
            <a href={hrefOf(page, at)}>{text}</a> <span className="quiet small">{label}</span>
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function Reason({ reason }: { readonly reason: ReasonView }) {
  const t = useTranslate();
  switch (reason.type) {
    case 'bottom-line': {
      const { page, at, text, label } = reason.measure;
      return (
        <>
          <span className="badge filled warning">{t('desk.today.reason-bottom-line', { day: reason.on.said })}</span>{' '}
          <span className="small">
            {t('desk.today.newest-measure')}: <a href={hrefOf(page, at)}>{text}</a>{' '}
            <span className="quiet">{label}</span>
          </span>
        </>
      );
    }
    case 'unreviewed':
      return <span className="badge">{t('desk.today.reason-unreviewed')}</span>;
    case 'changed':
      return (
        <span className="badge filled warning">
          {t('desk.today.reason-changed', { count: reason.count, day: reason.since.said })}
        </span>
      );
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
        <span className="badge">{t('desk.review.one-side', { sides: reason.missing.join(t('reply.listed')) })}</span>
      );
  }
}
