/** Days that have passed without a word: each with its outcome, the day to ask again, or what to look for. */
import { useId, useState } from 'react';
import type { PassedDateView } from '../../server/today/routes.ts';
import { api, receive } from '../api.ts';
import { RowFault, useRequest, type QuestionAction } from '../inbox/use-action.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';
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
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </article>
  );
}
