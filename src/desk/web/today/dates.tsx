/** Days that have passed without a word: each with its outcome, the day to ask again, or what to look for. */
import { useId, useState } from 'react';
import type { CandidateView, LookView, PassedDateView } from '../../server/today/routes.ts';
import { api, receive, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { External } from '../components/external.tsx';
import { RowFault, useRequest, type QuestionAction } from '../inbox/use-action.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { hrefOf, recordHref } from '../route.ts';
import { Section, SectionList } from './section.tsx';

export function Dates({
  dates,
  onDone,
}: {
  readonly dates: readonly PassedDateView[];
  readonly onDone: QuestionAction;
}) {
  const t = useTranslate();
  return (
    <Section id="dates" heading={t('desk.today.dates')} lead={t('desk.today.dates-about')} count={dates.length}>
      <SectionList items={dates} keyOf={({ key }) => key}>
        {(date) => <PassedDate date={date} onDone={onDone} />}
      </SectionList>
    </Section>
  );
}

/** After so many days it is asked again, unless another day is chosen. */
const ASK_AFTER_DAYS = 30;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const KINDS: ReadonlySet<string> = new Set(['from', 'until', 'due', 'horizon', 'watch']);

function PassedDate({ date, onDone }: { readonly date: PassedDateView; readonly onDone: QuestionAction }) {
  const t = useTranslate();
  const language = useLanguage();
  const field = useId();
  const [isAsking, setAsking] = useState(false);
  const [shown, setShown] = useState<'outcome' | 'look'>();
  const [askOn, setAskOn] = useState(() => inDays(ASK_AFTER_DAYS));
  const [fault, send] = useRequest();
  const { key, topic, kind, said, text, statement, track, answer } = date;
  const what = t(`desk.today.kind-${KINDS.has(kind) ? (kind as 'due') : 'other'}`);
  const href =
    track !== null
      ? hrefOf('status', '', { topic: topic.id })
      : statement === null
        ? hrefOf('topics', topic.id)
        : hrefOf('topics', `${topic.id}/${statement}`);
  const postpone = (): void =>
    send(api.today.dates.$post({ json: { key, language, askOn, before: answer?.askOn ?? '' } }), () =>
      onDone(t('desk.today.asked', { day: askOn, text }), () =>
        receive(api.today.dates.back.$post({ json: { key, askOn } })),
      ),
    );
  return (
    <article className="today-row">
      <h3>
        <a href={href}>{text}</a>
      </h3>
      <p className="meta small">
        <span>{t('desk.today.date-of', { what, day: said })}</span>
        <span>
          <a href={hrefOf('topics', topic.id)}>{topic.title}</a>
        </span>
        {answer && <span>{t('desk.today.answered', { by: answer.by, day: answer.askOn })}</span>}
      </p>
      <div className="actions">
        {(['outcome', 'look'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-expanded={shown === one}
            aria-label={t(`desk.today.${one}-of`, { text })}
            onClick={() => setShown(shown === one ? undefined : one)}
          >
            {t(`desk.today.${one}`)}
          </button>
        ))}
        <button
          type="button"
          aria-expanded={isAsking}
          aria-label={t('desk.today.nothing-yet-of', { text })}
          onClick={() => setAsking(!isAsking)}
        >
          {t('desk.today.nothing-yet')}
        </button>
      </div>
      {isAsking && (
        <form
          className="actions card"
          onSubmit={(event) => {
            event.preventDefault();
            postpone();
          }}
        >
          <label htmlFor={field}>{t('desk.today.ask-on')}</label>
          <input
            id={field}
            type="date"
            required
            // The form was asked for by a press.
            autoFocus
            min={inDays(1)}
            value={askOn}
            onChange={({ target }) => setAskOn(target.value)}
          />
          <button type="submit">{t('desk.today.save')}</button>
          <button type="button" onClick={() => setAsking(false)}>
            {t('desk.today.cancel')}
          </button>
        </form>
      )}
      {shown !== undefined && <Look date={date} isOutcome={shown === 'outcome'} onDone={onDone} />}
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </article>
  );
}

type LookProps = { readonly date: PassedDateView; readonly onDone: QuestionAction };

/** What came of a day: later statements that may tell it, or what is still to be read. */
function Look({ date, isOutcome, onDone }: LookProps & { readonly isOutcome: boolean }) {
  const language = useLanguage();
  const { key } = date;
  const [response, reload] = useGet(`${key} ${language}`, (options) =>
    api.today.date.$get({ query: { key, language } }, options),
  );
  return (
    <div className="card">
      <Loaded response={response} reload={reload}>
        {(look) => (isOutcome ? <Outcomes date={date} look={look} onDone={onDone} /> : <ToRead look={look} />)}
      </Loaded>
    </div>
  );
}

function Outcomes({ date, look, onDone }: LookProps & { readonly look: LookView }) {
  const t = useTranslate();
  const { candidates, topic } = look;
  return (
    <>
      <p className="quiet small">
        {t(candidates.length === 0 ? 'desk.today.outcome-none' : 'desk.today.outcome-about')}
      </p>
      <ul className="list divided">
        {candidates.map((one) => (
          <li key={one.id}>
            <Candidate candidate={one} date={date} onDone={onDone} />
          </li>
        ))}
      </ul>
      {date.kind === 'watch' && topic !== '' && (
        <p>
          <a href={recordHref(topic)}>{t('desk.today.change-topic')}</a>
        </p>
      )}
    </>
  );
}

function Candidate({ candidate, date, onDone }: LookProps & { readonly candidate: CandidateView }) {
  const t = useTranslate();
  const [fault, send] = useRequest();
  const { id, page, at, text, label, outcomes, document } = candidate;
  return (
    <>
      <p>
        <a href={hrefOf(page, at)}>{text}</a> <span className="quiet small">{label}</span>
      </p>
      <div className="actions small">
        {outcomes.map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-label={t('desk.today.outcome-so', { outcome: t(`desk.today.outcome-${outcome}`), text })}
            onClick={() =>
              send(api.today.outcome.$post({ json: { key: date.key, by: id, outcome } }), ({ set }) =>
                onDone(
                  t('desk.today.outcome-said', { text: date.text }),
                  set === null ? undefined : () => receive(api.curate.undo.$post({ json: { id: set } })),
                ),
              )
            }
          >
            {t(`desk.today.outcome-${outcome}`)}
          </button>
        ))}
        {outcomes.length === 0 && (
          <a href={hrefOf('documents', document, { view: 'record' })} aria-label={t('desk.today.relate-of', { text })}>
            {t('desk.today.relate')}
          </a>
        )}
      </div>
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </>
  );
}

function ToRead({ look: { items, sources } }: { readonly look: LookView }) {
  const t = useTranslate();
  return (
    <>
      <h4>{t('desk.today.look-items')}</h4>
      {items.length === 0 && <p className="quiet small">{t('desk.today.look-none')}</p>}
      <ul>
        {items.map(({ id, relationship, title, day, source }) => (
          <li key={id}>
            <a href={hrefOf('documents', 'add', { relationship, item: id })}>{title}</a>{' '}
            <span className="quiet small">
              {source} {day?.said}
            </span>
          </li>
        ))}
      </ul>
      {sources.length > 0 && (
        <>
          <h4>{t('desk.today.look-sources')}</h4>
          <ul>
            {sources.map(({ title, url }) => (
              <li key={url}>
                <External href={url}>{title}</External>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={hrefOf('documents', 'add')}>{t('desk.today.add-document')}</a>
      </p>
    </>
  );
}
