/** The shape of each sort of date: no two of them differ by colour alone. */
import type { Sort } from './sorts.ts';

type Drawn = {
  readonly sort: Sort;
  readonly x: number;
  readonly y: number;
  readonly count?: number;
  readonly size?: number;
};

/** Draws the shape of a sort around a point, larger and with their number where it stands for several. */
export function Glyph({ sort, x, y, count = 1, size = count > 1 ? 1.35 : 1 }: Drawn) {
  return (
    <g
      className={`glyph ${sort}`}
      transform={`translate(${x} ${y})${size === 1 ? '' : ` scale(${size})`}`}
      aria-hidden="true"
    >
      <Shape sort={sort} />
      {count > 1 && sort !== 'was-expected' && (
        <text className="count" y={sort === 'said' ? 0.8 : 2.8}>
          {count > 9 ? '+' : count}
        </text>
      )}
    </g>
  );
}

function Shape({ sort }: { readonly sort: Sort }) {
  switch (sort) {
    case 'happened':
      return <circle r="6" className="solid" />;
    case 'said':
      // A speech bubble.
      return (
        <path
          d="M-5-7H5a2.5 2.5 0 0 1 2.5 2.5V1A2.5 2.5 0 0 1 5 3.5H0L-4.5 8V3.5H-5A2.5 2.5 0 0 1-7.5 1V-4.5A2.5 2.5 0 0 1-5-7Z"
          className="solid"
        />
      );
    case 'expected':
      // A clock.
      return (
        <>
          <circle r="7" className="hollow" />
          <path d="M0-3.5V0L2.6 1.8" className="stroke" />
        </>
      );
    case 'was-expected':
      return (
        <>
          <circle r="8" className="hollow broken" />
          <path d="M-2.6-2.3A2.6 2.6 0 1 1 0 .4V1.6" className="stroke" />
          <circle cy="4.3" r="1.15" className="solid" />
        </>
      );
    case 'review-due':
      return <path d="M-4 8V-7H5.5L2.5-3.5 5.5 0H-4" className="hollow" />;
    case 'review-overdue':
      return (
        <>
          <path d="M-5 9V-8H8.5L5.5-3 8.5 2H-5" className="solid flag" />
          <path d="M0-6.2V-2.2M0-.6V.4" className="on-flag" />
        </>
      );
  }
}
