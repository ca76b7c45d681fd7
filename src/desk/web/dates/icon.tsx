/** The icons of the kinds of markers: no two of them differ by colour alone. */
import type { ReactNode } from 'react';
import type { MarkerKind } from './markers.ts';

const SOLID = { fill: 'currentColor', stroke: 'none' };
const HOLLOW = { fill: 'var(--sheet)' };

const SHAPES: Readonly<Record<MarkerKind, ReactNode>> = {
  began: <circle r="6" {...SOLID} />,
  over: <rect x="-6" y="-6" width="12" height="12" rx="1.5" {...SOLID} />,
  expected: (
    <>
      <circle r="7" {...HOLLOW} />
      <path d="M0-3.5V0L2.6 1.8" />
    </>
  ),
  'was-expected': (
    <>
      <circle r="8" strokeDasharray="3 2.2" {...HOLLOW} />
      <path d="M-2.6-2.3A2.6 2.6 0 1 1 0 .4V1.6" />
      <circle cy="4.3" r="1.15" {...SOLID} />
    </>
  ),
  'review-due': <path d="M-4 8V-7H5.5L2.5-3.5 5.5 0H-4" {...HOLLOW} />,
  'review-overdue': (
    <>
      <path d="M-5 9V-8H8.5L5.5-3 8.5 2H-5" fill="currentColor" />
      <path d="M0-6.2V-2.2M0-.6V.4" stroke="var(--sheet)" />
    </>
  ),
};

/** The class that colours a kind. */
export const TONES: Readonly<Record<MarkerKind, string>> = {
  began: '',
  over: '',
  expected: 'accent',
  'was-expected': '',
  'review-due': 'good',
  'review-overdue': 'warning',
};

/** Draws the icon of a kind, larger and with their number where it stands for several dates. */
export function Icon({ kind, count = 1 }: { readonly kind: MarkerKind; readonly count?: number }) {
  const size = count > 1 ? 28 : 22;
  return (
    <svg
      className={`icon ${TONES[kind]}`}
      width={size}
      height={size}
      viewBox="-11 -11 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {kind === 'expected' && count > 1 ? <circle r="7" {...HOLLOW} /> : SHAPES[kind]}
      {count > 1 && kind !== 'was-expected' && (
        <text
          y={2.8}
          fill={kind === 'expected' ? 'currentColor' : 'var(--sheet)'}
          stroke="none"
          fontSize="8.5"
          fontWeight="700"
          textAnchor="middle"
        >
          {count > 9 ? '+' : count}
        </text>
      )}
    </svg>
  );
}
