/** The tab of the dates: a timeline of all topics, what it shows, and the same as a list. */
import './dates.css';
import { useMemo, useState } from 'react';
import type { DatesView } from '../../server/records/dates.ts';
import { api, useGet } from '../api.ts';
import { useShowMore } from '../components/show-more.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useLanguage } from '../text.ts';
import { Icon } from './icon.tsx';
import { DateList } from './list.tsx';
import { kindOf, MARKER_KINDS, type MarkerKind } from './markers.ts';
import { TEXT } from './text.ts';
import { Timeline } from './timeline.tsx';

/** So many topics are drawn at once: those with open dates come first. */
const MOST_LANES = 60;

export default function Dates() {
  const language = useLanguage();
  const text = TEXT[language];
  const [response, reload] = useGet(language, (options) => api.dates.$get({ query: { language } }, options));
  return (
    <>
      <h1>{text.title}</h1>
      <p className="lead">{text.lead}</p>
      <Loaded response={response} reload={reload}>
        {(view) => (view.lanes.length === 0 ? <p>{text.none}</p> : <TimelineAndList view={view} />)}
      </Loaded>
    </>
  );
}

function TimelineAndList({ view }: { readonly view: DatesView }) {
  const text = TEXT[useLanguage()];
  const [hidden, setHidden] = useState<ReadonlySet<MarkerKind>>(new Set());
  const [count, more] = useShowMore(view.lanes.length, MOST_LANES);
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
    setHidden(next);
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
      <Timeline view={view} hidden={hidden} count={count} />
      {more}
      <DateList view={view} count={count} />
    </>
  );
}
