/** The tab of the dates: a timeline of all topics, what it shows, and the same as a list. */
import './dates.css';
import { useMemo } from 'react';
import type { DatesView } from '../../server/records/dates.ts';
import { api, useGet } from '../api.ts';
import { useShowMore } from '../components/show-more.tsx';
import { Choice } from '../components/list-filter.tsx';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { chooseAll, useChoice } from '../route.ts';
import { useLanguage } from '../language.ts';
import { Icon, kindOf, MARKER_KINDS, type MarkerKind } from './markers.tsx';
import type { Period } from './timeline-layout.ts';
import { DateList } from './list.tsx';
import { TEXT } from './dates-messages.ts';
import { Timeline } from './timeline.tsx';

/** So many topics are drawn at once: those with open dates come first. */
const MAX_LANES = 60;

export default function Dates() {
  const language = useLanguage();
  const text = TEXT[language];
  const [response, reload] = useGet(language, (options) => api.dates.$get({ query: { language } }, options));
  return (
    <>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <Loaded response={response} reload={reload}>
        {(view) => (view.lanes.length === 0 ? <p>{text.none}</p> : <Picked all={view} />)}
      </Loaded>
    </>
  );
}

/** The dates of the topic that the address names, or all. */
function Picked({ all }: { readonly all: DatesView }) {
  const text = TEXT[useLanguage()];
  const [topic] = useChoice('topic');
  const view = useMemo(
    () =>
      topic === ''
        ? all
        : {
            ...all,
            lanes: all.lanes.filter(({ brief }) => brief.id === topic),
            undated: all.undated.filter(({ brief }) => brief.id === topic),
          },
    [all, topic],
  );
  const topics = all.lanes.map(({ brief }) => brief).toSorted((a, b) => (a.title < b.title ? -1 : 1));
  return (
    <>
      <div className="actions filters">
        <Choice name="topic" label={text.topic} all={text.anyTopic} options={topics} />
        <PeriodChoice />
      </div>
      {view.lanes.length === 0 && view.undated.length === 0 ? <p>{text.none}</p> : <TimelineAndList view={view} />}
    </>
  );
}

/** The lengths of the periods that can be drawn alone, in months. */
const PERIODS = ['3', '12', '36'] as const;

/** Returns the period that the address names; undefined for all. */
function usePeriod(): Period | undefined {
  const [chosen] = useChoice('months');
  const [later] = useChoice('later');
  const months = PERIODS.find((one) => one === chosen);
  const shift = Number(later);
  return useMemo(
    () =>
      months === undefined
        ? undefined
        : // A third of it lies behind today at first.
          {
            months: Number(months),
            begins: (Number.isSafeInteger(shift) ? shift : 0) - Math.round(Number(months) / 3),
          },
    [months, shift],
  );
}

/** Chooses how much is drawn, and moves it. */
function PeriodChoice() {
  const text = TEXT[useLanguage()];
  const period = usePeriod();
  const [later] = useChoice('later');
  const move = (direction: 1 | -1) => (): void => {
    const step = direction * Math.ceil((period?.months ?? 0) / 3);
    const moved = (Number(later) || 0) + step;
    // Two centuries are enough for everybody.
    if (Math.abs(moved) < 2_400) chooseAll({ later: moved === 0 ? '' : String(moved) });
  };
  return (
    <>
      <label>
        {text.period}{' '}
        <select
          value={period === undefined ? '' : String(period.months)}
          onChange={({ target }) => chooseAll({ months: target.value, later: '' })}
        >
          <option value="">{text.wholePeriod}</option>
          {PERIODS.map((months) => (
            <option key={months} value={months}>
              {text.months(Number(months))}
            </option>
          ))}
        </select>
      </label>
      {period !== undefined && (
        <>
          <button type="button" onClick={move(-1)}>
            {text.earlier}
          </button>
          <button type="button" disabled={later === ''} onClick={() => chooseAll({ later: '' })}>
            {text.toToday}
          </button>
          <button type="button" onClick={move(1)}>
            {text.later}
          </button>
        </>
      )}
    </>
  );
}

function TimelineAndList({ view }: { readonly view: DatesView }) {
  const text = TEXT[useLanguage()];
  const [hide, setHide] = useChoice('hide');
  const hidden = useMemo(() => new Set(MARKER_KINDS.filter((kind) => hide.split(' ').includes(kind))), [hide]);
  const period = usePeriod();
  const [count, more] = useShowMore(view.lanes.length, MAX_LANES);
  const byKind = useMemo(
    () =>
      Map.groupBy(
        view.lanes.flatMap(({ dates }) => dates),
        kindOf,
      ),
    [view],
  );
  const toggle = (kind: MarkerKind): void => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    setHide([...next].join(' '));
  };
  return (
    <>
      <fieldset className="legend actions small">
        <legend className="unseen">{text.show}</legend>
        {MARKER_KINDS.map((kind) => {
          const total = byKind.get(kind)?.length ?? 0;
          return (
            <button
              key={kind}
              type="button"
              aria-pressed={total > 0 && !hidden.has(kind)}
              disabled={total === 0}
              onClick={() => toggle(kind)}
            >
              <Icon kind={kind} />
              <span>{hidden.has(kind) ? <s>{text.kinds[kind]}</s> : text.kinds[kind]}</span>{' '}
              <span className="quiet">{total}</span>
            </button>
          );
        })}
        <span className="quiet">
          <i className="bar good" style={{ width: 30, margin: 0 }} /> {text.fresh}
        </span>
        <span className="quiet">
          <i className="bar stale" style={{ width: 30, margin: 0 }} /> {text.stale}
        </span>
      </fieldset>
      {!byKind.has('expected') && <p className="quiet">{text.nothingAhead}</p>}
      <Timeline view={view} hidden={hidden} period={period} count={count} />
      {more}
      <DateList view={view} count={count} />
      <Download name="dates" table={() => tableOf(view)} />
    </>
  );
}

/** Returns the dates as they are handed on: each of a topic is a row. */
const tableOf = ({ lanes }: DatesView) => ({
  heads: ['topic', 'title', 'kind', 'state', 'first', 'last', 'precision', 'date', 'text', 'statement'],
  rows: lanes.flatMap(({ brief, dates }) =>
    dates.map(({ kind, state, first, last, precision, said, text, statements }) => [
      brief.id,
      brief.title,
      kind,
      state,
      first,
      last,
      precision,
      said,
      text,
      statements[0],
    ]),
  ),
});
