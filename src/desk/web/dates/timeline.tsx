/** The timeline of the dates: a lane for each topic, and the arrow keys' way from marker to marker. */
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { DatesView } from '../../server/records/dates.ts';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../language.ts';
import { Icon, TONES, accessibleName, kindOf, labelOf, type MarkerKind } from './markers.tsx';
import { layOut, step, type Marker, type Period, type Span, type Tick, type TimelineLane } from './timeline-layout.ts';
import { When } from './list.tsx';
import { TEXT } from './dates-messages.ts';

type TimelineProps = {
  readonly view: DatesView;
  readonly hidden: ReadonlySet<MarkerKind>;
  /** What is drawn alone; all where there is none. */
  readonly period: Period | undefined;
  /** How many topics have a lane. */
  readonly count: number;
};

/** Hands a place on the axis to the style sheet. */
const placed = ({ from, to }: Span): CSSProperties =>
  ({
    '--from': `${from * 100}%`,
    '--length': `${(to - from) * 100}%`,
    '--middle': `${(from + to) * 50}%`,
    '--rest': `${(1 - to) * 100}%`,
  }) as CSSProperties;
const at = (place: number): CSSProperties => placed({ from: place, to: place });

/** Returns the lanes with the markers that are picked, those without any left out. */
const pick = (lanes: readonly TimelineLane[], isPicked: (marker: Marker) => boolean): TimelineLane[] =>
  lanes
    .map((lane) => ({ ...lane, markers: lane.markers.filter(isPicked) }))
    .filter(({ markers }) => markers.length > 0);

const isReview = ({ dates }: Marker): boolean => dates[0].kind === 'review';
const end = ({ markers }: TimelineLane): number => markers[0]?.to ?? 0;

export function Timeline({ view, hidden, period, count }: TimelineProps) {
  const language = useLanguage();
  const text = TEXT[language];
  const root = useRef<HTMLDivElement>(null);
  const keys = useId();
  const [focused, setFocused] = useState<string>();
  const [open, setOpen] = useState<string>();
  const { axis, today, events, reviews } = useMemo(() => {
    const timeline = layOut(view, language, (date) => !hidden.has(kindOf(date)), period);
    const drawn = timeline.lanes.slice(0, count);
    return {
      ...timeline,
      events: pick(drawn, (marker) => !isReview(marker)),
      // Apart, the longest due first: among what happens they would be a line in each topic.
      reviews: pick(drawn, isReview).toSorted((a, b) => end(a) - end(b)),
    };
  }, [view, hidden, period, count, language]);
  const lanes = [...events, ...reviews];
  const hasToday = today >= 0 && today <= 1;

  const markers = lanes.flatMap((lane) => lane.markers);
  const tabStop = (markers.find(({ id }) => id === focused) ?? markers[0])?.id;
  const focus = (id: string): void =>
    root.current?.querySelector<HTMLElement>(`[data-marker="${CSS.escape(id)}"]`)?.focus();
  const onKeyDown = (marker: Marker, event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(undefined);
    const next = step(lanes, marker.id, event.key);
    if (next === undefined) return;
    event.preventDefault();
    focus(next.id);
  };

  const laneOf = ({ lane, markers: own, fresh, stale }: TimelineLane) => (
    <div key={`${lane.brief.id} ${own[0]?.id}`} className="lane">
      <a className="lane-name" href={hrefOf('topics', lane.brief.id)}>
        {lane.brief.title}
      </a>
      <div className="track">
        {own.map((marker) => (
          <div
            key={marker.id}
            className={`marker ${marker.kind} ${TONES[marker.kind]} ${marker.labelSide} ${marker.from < marker.to ? 'spans' : ''}`}
            style={placed(marker)}
          >
            {marker.dates[0].kind === 'review' && <ReviewBars fresh={fresh} stale={stale} />}
            <button
              type="button"
              tabIndex={marker.id === tabStop ? 0 : -1}
              aria-haspopup="dialog"
              aria-expanded={marker.id === open}
              data-marker={marker.id}
              onFocus={() => setFocused(marker.id)}
              onKeyDown={(event) => onKeyDown(marker, event)}
              onClick={() => setOpen(marker.id === open ? undefined : marker.id)}
            >
              <span className="unseen">{accessibleName(marker, language, text)}</span>
              <MarkerFace marker={marker} />
            </button>
            {marker.id === open && (
              <MarkerDetails
                marker={marker}
                onClose={() => {
                  setOpen(undefined);
                  focus(marker.id);
                }}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );

  return (
    <div className="timeline" ref={root}>
      <div className="axis" aria-hidden="true">
        {axis.ticks.map((tick) => (
          <span key={tick.at} className={tickClass(tick)} style={at(tick.at)}>
            <b>{tick.year}</b>
            {tick.month}
          </span>
        ))}
        {hasToday && (
          <span className={today > 0.5 ? 'tick today before' : 'tick today'} style={at(today)}>
            <span>{text.today(view.today.said)}</span>
          </span>
        )}
      </div>
      <div className="lanes" role="group" aria-label={text.timeline} aria-describedby={keys}>
        <div className="grid">
          {today < 1 && <span className="ahead" style={placed({ from: Math.max(today, 0), to: 1 })} />}
          {axis.ticks.map((tick) => (
            <span key={tick.at} className={tickClass(tick)} style={at(tick.at)} />
          ))}
          {hasToday && <span className="tick today" style={at(today)} />}
        </div>
        {lanes.length === 0 && <p className="quiet">{text.nothingIn}</p>}
        {events.map(laneOf)}
        {reviews.length > 0 && <h2>{text.reviews}</h2>}
        {reviews.map(laneOf)}
      </div>
      <p className="quiet" id={keys}>
        {text.keys}
      </p>
    </div>
  );
}

const tickClass = ({ isJanuary, isMinor }: Tick): string =>
  isJanuary ? 'tick january' : isMinor ? 'tick minor' : 'tick';

function ReviewBars({ fresh, stale }: Pick<TimelineLane, 'fresh' | 'stale'>) {
  return (
    <>
      <i className="bar good" style={placed(fresh)} />
      {stale && <i className="bar stale" style={placed(stale)} />}
    </>
  );
}

function MarkerFace({ marker }: { readonly marker: Marker }) {
  const language = useLanguage();
  const { when, what } = labelOf(marker, language, TEXT[language]);
  return (
    <>
      {marker.from < marker.to && <i className="bar" />}
      <span className="icon-place" aria-hidden="true">
        {marker.beyond === 'before' && '‹'}
        <Icon kind={marker.kind} count={marker.dates.length} />
        {marker.beyond === 'after' && '›'}
      </span>
      <span className="label" aria-hidden="true">
        {when !== '' && <b>{when}</b>} {what}
      </span>
    </>
  );
}

/** What a marker stands for, in full, with the ways to the brief. */
function MarkerDetails({ marker, onClose }: { readonly marker: Marker; readonly onClose: () => void }) {
  const text = TEXT[useLanguage()];
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { lane, kind, dates, beyond } = marker;
  const [first] = dates;
  const notes = [
    text.precision[first.precision],
    first.kind === 'review' ? '' : text.dateKinds[first.kind],
    beyond === undefined ? '' : text[beyond],
  ].filter(Boolean);
  return (
    <div
      className="details card popup"
      role="dialog"
      aria-label={text.titled(lane.brief.title, text.kinds[kind])}
      tabIndex={-1}
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <p>
        <strong>{text.kinds[kind]}</strong> <When date={first} />
        {notes.length > 0 && <span className="quiet">{text.withNote('', notes.join('; '))}</span>}
      </p>
      {first.kind === 'review' ? (
        <p>
          {text.asOf(lane.asOf.said)}. {text.reviewOf(lane)}.
        </p>
      ) : (
        <ul>
          {dates.map(({ id, text: what, statements }) => (
            <li key={id}>
              {what}{' '}
              {statements[0] !== undefined && (
                <a href={hrefOf('topics', `${lane.brief.id}/${statements[0]}`)}>{text.statement}</a>
              )}
            </li>
          ))}
        </ul>
      )}
      {kind === 'was-expected' && <p className="quiet">{text.unknown}</p>}
      <p className="actions">
        <a href={hrefOf('topics', lane.brief.id)}>{text.openBrief(lane.brief.title)}</a>
        <button type="button" onClick={onClose}>
          {text.close}
        </button>
      </p>
    </div>
  );
}
