/** The tab of the dates: the picture, what it shows, and the same as a list. */
import './dates.css';
import { useMemo, useState } from 'react';
import type { DatesView } from '../../server/records/dates.ts';
import { api, useGet } from '../api.ts';
import { useFirst } from '../parts/first.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useLanguage } from '../words.ts';
import { Glyph } from './glyph.tsx';
import { DateList } from './list.tsx';
import { Picture } from './picture.tsx';
import { SORTS, sortOf, type Sort } from './sorts.ts';
import { WORDS } from './words.ts';

/** So many topics are drawn at once: those with open dates come first. */
const MOST_LANES = 60;

export default function Dates() {
  const language = useLanguage();
  const words = WORDS[language];
  const [asked, again] = useGet(language, (options) => api.dates.$get({ query: { language } }, options));
  return (
    <div className="dates">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <Loaded asked={asked} again={again}>
        {(told) => (told.lanes.length === 0 ? <p>{words.none}</p> : <Both told={told} />)}
      </Loaded>
    </div>
  );
}

function Both({ told }: { readonly told: DatesView }) {
  const words = WORDS[useLanguage()];
  const [hidden, setHidden] = useState<ReadonlySet<Sort>>(new Set());
  const counts = useMemo(
    () =>
      Map.groupBy(
        told.lanes.flatMap(({ dates }) => dates),
        sortOf,
      ),
    [told],
  );
  const shown = useMemo(() => new Set(SORTS.filter((sort) => !hidden.has(sort))), [hidden]);
  const [drawn, more] = useFirst(told.lanes.length, MOST_LANES);
  const turn = (sort: Sort): void => {
    const next = new Set(hidden);
    if (!next.delete(sort)) next.add(sort);
    setHidden(next);
  };
  return (
    <>
      <fieldset className="legend">
        <legend className="unseen">{words.show}</legend>
        {SORTS.map((sort) => {
          const count = counts.get(sort)?.length ?? 0;
          return (
            <button
              key={sort}
              type="button"
              aria-pressed={count > 0 && shown.has(sort)}
              disabled={count === 0}
              onClick={() => turn(sort)}
            >
              <svg width="22" height="22" aria-hidden="true">
                <Glyph sort={sort} x={11} y={11} />
              </svg>
              <span>{words.sorts[sort]}</span> <span className="number">{count}</span>
            </button>
          );
        })}
        <span className="key">
          <svg width="30" height="12" aria-hidden="true">
            <rect className="fresh" x="0" y="3.5" width="30" height="5" rx="2.5" />
          </svg>
          {words.fresh}
        </span>
        <span className="key">
          <svg width="30" height="12" aria-hidden="true">
            <path className="hatch" d="M1 11 7 1M8 11 14 1M15 11 21 1M22 11 28 1" />
          </svg>
          {words.stale}
        </span>
      </fieldset>
      {!counts.has('expected') && <p className="quiet">{words.nothingAhead}</p>}
      <Picture told={told} shown={shown} count={drawn} />
      {more}
      <DateList told={told} count={drawn} />
    </>
  );
}
