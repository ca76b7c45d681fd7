/** The icons of the kinds of markers: no two of them differ by colour alone. */
import type { ReactNode } from 'react';
import type { MarkerKind } from './markers.ts';

const SHAPES: Readonly<Record<MarkerKind, ReactNode>> = {
  happened: <circle r="6" className="solid" />,
  said: (
    <path
      d="M-5-7H5a2.5 2.5 0 0 1 2.5 2.5V1A2.5 2.5 0 0 1 5 3.5H0L-4.5 8V3.5H-5A2.5 2.5 0 0 1-7.5 1V-4.5A2.5 2.5 0 0 1-5-7Z"
      className="solid"
    />
  ),
  expected: (
    <>
      <circle r="7" className="hollow" />
      <path d="M0-3.5V0L2.6 1.8" />
    </>
  ),
  'was-expected': (
    <>
      <circle r="8" className="hollow" strokeDasharray="3 2.2" />
      <path d="M-2.6-2.3A2.6 2.6 0 1 1 0 .4V1.6" />
      <circle cy="4.3" r="1.15" className="solid" />
    </>
  ),
  'review-due': <path d="M-4 8V-7H5.5L2.5-3.5 5.5 0H-4" className="hollow" />,
  'review-overdue': (
    <>
      <path d="M-5 9V-8H8.5L5.5-3 8.5 2H-5" className="solid outlined" />
      <path d="M0-6.2V-2.2M0-.6V.4" className="inverse" />
    </>
  ),
};

/** Draws the icon of a kind, larger and with their number where it stands for several dates. */
export function Icon({ kind, count = 1 }: { readonly kind: MarkerKind; readonly count?: number }) {
  const size = count > 1 ? 28 : 22;
  return (
    <svg className={`icon ${kind}`} width={size} height={size} viewBox="-11 -11 22 22" aria-hidden="true">
      {SHAPES[kind]}
      {count > 1 && (
        <text className={kind === 'expected' ? undefined : 'inverse-text'} y={kind === 'said' ? 0.8 : 2.8}>
          {kind === 'was-expected' ? '' : count > 9 ? '+' : count}
        </text>
      )}
    </svg>
  );
}
