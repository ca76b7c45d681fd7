/** The picture of the dates: lanes along a time axis, with the keyboard's way from mark to mark. */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { DatesView } from '../../server/records/dates.ts';
import { useLanguage } from '../words.ts';
import { Axis } from './axis.tsx';
import { Card } from './card.tsx';
import { LaneOf } from './lane.tsx';
import type { Measure } from './label.ts';
import { edgesOf, layOut, type Mark } from './layout.ts';
import { createScale } from './scale.ts';
import { SkyOf } from './sky.tsx';
import { sortOf, type Sort } from './sorts.ts';
import { labelIn, spoken } from './tell.ts';
import { step } from './step.ts';
import { WORDS } from './words.ts';

type Handed = {
  readonly told: DatesView;
  /** Which sorts are shown, and how many topics have a lane; all are in the stacks. */
  readonly shown: ReadonlySet<Sort>;
  readonly count: number;
};

export function Picture({ told, shown, count }: Handed) {
  const language = useLanguage();
  const words = WORDS[language];
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const measure = useMeasure(frame, language);
  const id = useId();
  const [at, setAt] = useState<string>();
  const [openAt, setOpenAt] = useState<string>();

  const drawn = useMemo(() => {
    if (width === 0 || measure === undefined) return undefined;
    const spans = told.lanes.flatMap(({ dates }) => dates);
    const scale = createScale(spans, told.today.iso, edgesOf(width), language);
    // A topic keeps its lane whatever is shown of it.
    const lanes = told.lanes.map((lane) =>
      Object.assign({}, lane, { dates: lane.dates.filter((date) => shown.has(sortOf(date))) }),
    );
    return {
      scale,
      lanes,
      picture: layOut(
        { today: told.today, lanes: lanes.slice(0, count) },
        { width, scale, measure, labelOf: labelIn(language, WORDS[language]) },
      ),
    };
  }, [told, shown, count, width, measure, language]);

  const marks = drawn?.picture.lanes.flatMap((lane) => lane.marks) ?? [];
  const open = marks.find((mark) => mark.id === openAt);
  const current = marks.find((mark) => mark.id === at)?.id ?? marks[0]?.id;

  const focus = (mark: string | undefined): void =>
    frame.current?.querySelector<SVGGElement>(`[data-mark="${CSS.escape(mark ?? '')}"]`)?.focus();
  const close = (): void => {
    setOpenAt(undefined);
    focus(openAt);
  };
  const move = (mark: Mark, event: KeyboardEvent): void => {
    const next = step(drawn?.picture.lanes ?? [], mark, event.key);
    if (event.key === 'Escape') setOpenAt(undefined);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next.id);
    focus(next.id);
  };

  return (
    <div className="picture" ref={frame}>
      {drawn !== undefined && (
        <>
          <SkyOf
            lanes={drawn.lanes}
            scale={drawn.scale}
            width={width}
            day={told.today.iso}
            today={drawn.picture.today}
            name={words.all}
            told={words.each}
          />
          <Axis scale={drawn.scale} width={width} today={drawn.picture.today} told={words.today(told.today.said)} />
          <div className="stage">
            <svg
              className="lanes"
              width={width}
              height={drawn.picture.height}
              role="group"
              aria-label={words.picture}
              aria-describedby={`${id}-keys`}
            >
              <defs>
                <pattern
                  id={`${id}-hatch`}
                  width="7"
                  height="7"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <line x1="2" x2="2" y1="0" y2="7" className="hatch" />
                </pattern>
              </defs>
              <rect
                className="ahead"
                x={drawn.picture.today}
                y={0}
                width={Math.max(0, drawn.scale.right - drawn.picture.today)}
                height={drawn.picture.height}
              />
              {drawn.scale.ticks.map(({ x, isYear }) => (
                <line
                  key={x}
                  className={isYear ? 'grid year' : 'grid'}
                  x1={x}
                  x2={x}
                  y1={0}
                  y2={drawn.picture.height}
                />
              ))}
              <line
                className="today"
                x1={drawn.picture.today}
                x2={drawn.picture.today}
                y1={0}
                y2={drawn.picture.height}
              />
              {drawn.picture.lanes.map((placed) => (
                <LaneOf
                  key={placed.lane.brief.id}
                  placed={placed}
                  width={width}
                  current={current}
                  open={open?.id}
                  hatch={`${id}-hatch`}
                  tell={(mark) => spoken(mark, language, words)}
                  onMove={move}
                  onReach={(mark) => setAt(mark.id)}
                  onOpen={(mark) => setOpenAt(mark.id === openAt ? undefined : mark.id)}
                />
              ))}
            </svg>
            {open !== undefined && <Card mark={open} width={width} onClose={close} key={open.id} />}
          </div>
        </>
      )}
      <p className="quiet keys" id={`${id}-keys`}>
        {words.keys}
      </p>
    </div>
  );
}

/** Returns how wide an element is, in whole pixels; 0 until it is known. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const seen = element.current;
    if (seen === null) return;
    const look = (): void => setWidth(Math.floor(seen.clientWidth));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(seen);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** Returns how wide text is as the labels are written; undefined until it is known. */
function useMeasure(element: React.RefObject<HTMLElement | null>, language: string): Measure | undefined {
  const [measure, setMeasure] = useState<Measure>();
  useEffect(() => {
    const context = document.createElement('canvas').getContext('2d');
    if (element.current === null || context === null) return;
    const { fontFamily } = getComputedStyle(element.current);
    const known = new Map<string, number>();
    setMeasure(() => (text: string, isBold = false): number => {
      const font = `${isBold ? 600 : 400} 13px ${fontFamily}`;
      const key = `${font} ${text}`;
      const width = known.get(key);
      if (width !== undefined) return width;
      context.font = font;
      const measured = context.measureText(text).width;
      known.set(key, measured);
      return measured;
    });
  }, [element, language]);
  return measure;
}
