/** One topic of the picture: its name, the bar of its information, its marks with their labels. */
import type { KeyboardEvent } from 'react';
import { hrefOf } from '../route.ts';
import { Glyph } from './glyph.tsx';
import { WORD_GAP } from './label.ts';
import type { Mark, PlacedLane } from './layout.ts';

type Handed = {
  readonly placed: PlacedLane;
  readonly width: number;
  /** The mark that the keyboard is at, and the one that is open. */
  readonly current: string | undefined;
  readonly open: string | undefined;
  readonly tell: (mark: Mark) => string;
  readonly onOpen: (mark: Mark) => void;
  readonly onMove: (mark: Mark, event: KeyboardEvent) => void;
  readonly onReach: (mark: Mark) => void;
  /** The id of the pattern that fills what is overdue. */
  readonly hatch: string;
};

export function LaneOf({ placed, width, current, open, tell, onOpen, onMove, onReach, hatch }: Handed) {
  const { lane, top, height, title, marks, fresh, stale } = placed;
  return (
    <g className="lane">
      <line className="rule" x1={0} x2={width} y1={top + height} y2={top + height} />
      <a href={hrefOf('topics', lane.brief.id)} className="name">
        <text x={title.x} y={title.y}>
          {title.lines.map((line, index) => (
            <tspan key={line} x={title.x} dy={index === 0 ? 0 : 18}>
              {line}
            </tspan>
          ))}
        </text>
      </a>
      {fresh.to > fresh.from && (
        <rect className="fresh" x={fresh.from} y={fresh.y - 2.5} width={fresh.to - fresh.from} height={5} rx={2.5} />
      )}
      {stale !== undefined && stale.to > stale.from && (
        <rect
          className="stale"
          x={stale.from}
          y={fresh.y - 5}
          width={stale.to - stale.from}
          height={10}
          fill={`url(#${hatch})`}
        />
      )}
      {marks.map((mark) => (
        <MarkOf
          key={mark.id}
          mark={mark}
          isCurrent={mark.id === current}
          isOpen={mark.id === open}
          name={tell(mark)}
          onOpen={onOpen}
          onMove={onMove}
          onReach={onReach}
        />
      ))}
    </g>
  );
}

function MarkOf({
  mark,
  isCurrent,
  isOpen,
  name,
  onOpen,
  onMove,
  onReach,
}: {
  readonly mark: Mark;
  readonly isCurrent: boolean;
  readonly isOpen: boolean;
  readonly name: string;
} & Pick<Handed, 'onOpen' | 'onMove' | 'onReach'>) {
  const { x, y, bar, beyond, label, sort, dates } = mark;
  const left = Math.min(bar?.from ?? x - 12, label.anchor === 'start' ? label.x : label.x - label.width);
  const right = Math.max(bar?.to ?? x + 12, label.anchor === 'start' ? label.x + label.width : label.x);
  return (
    <g className={`mark ${sort}${isOpen ? ' open' : ''}`} onClick={() => onOpen(mark)}>
      {/* A button of HTML cannot stand inside a drawing. What is drawn stands beside it: its name says more. */}
      <g
        role="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-label={name}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        data-mark={mark.id}
        onFocus={() => onReach(mark)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            onOpen(mark);
          } else onMove(mark, event);
        }}
      >
        <rect className="reach" x={left - 5} y={y - 12} width={right - left + 10} height={label.y - y + 24} rx={5} />
      </g>
      {bar !== undefined && <rect className="bar" x={bar.from} y={y - 4} width={bar.to - bar.from} height={8} rx={4} />}
      {beyond !== undefined && (
        <path
          className="beyond"
          d={beyond === 'before' ? `M${x - 9} ${y - 4}l-4 4 4 4` : `M${x + 9} ${y - 4}l4 4-4 4`}
        />
      )}
      {dates[0].kind === 'review' && (
        <rect
          className="plate"
          x={label.anchor === 'start' ? x : label.x - label.width - 4}
          y={y - 9}
          width={label.anchor === 'start' ? label.x + label.width + 4 - x : x - label.x + label.width + 4}
          height={18}
        />
      )}
      <Glyph sort={sort} x={x} y={y} count={dates.length} />
      <text className="label" x={label.x} y={label.y + 4.5} textAnchor={label.anchor} aria-hidden="true">
        {label.when !== '' && <tspan className="when">{label.when}</tspan>}
        {label.what !== '' && <tspan dx={label.when === '' ? 0 : WORD_GAP}>{label.what}</tspan>}
      </text>
    </g>
  );
}
