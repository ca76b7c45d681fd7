/** The time axis above the lanes: today, the years, the months. */
import type { Scale } from './scale.ts';

const AXIS_HEIGHT = 58;

export function Axis({
  scale,
  width,
  today,
  told,
}: {
  readonly scale: Scale;
  readonly width: number;
  readonly today: number;
  readonly told: string;
}) {
  // The flag of today stays inside the picture.
  const isLeft = today > width / 2;
  return (
    <svg className="axis" width={width} height={AXIS_HEIGHT} aria-hidden="true">
      <line className="today" x1={today} x2={today} y1={4} y2={AXIS_HEIGHT} />
      {scale.ticks.map(({ x, month, year, isYear }) => (
        <g key={x}>
          <line className={isYear ? 'tick year' : 'tick'} x1={x} x2={x} y1={isYear ? 22 : 51} y2={AXIS_HEIGHT} />
          {year !== undefined && (
            <text className="year" x={x + 5} y={33}>
              {year}
            </text>
          )}
          {month !== undefined && (
            <text className="month" x={x + 5} y={49}>
              {month}
            </text>
          )}
        </g>
      ))}
      <text className="today" x={isLeft ? today - 7 : today + 7} y={14} textAnchor={isLeft ? 'end' : 'start'}>
        {told}
      </text>
      <path className="today" d={`M${today - 4.5} 3h9l-4.500 6z`} />
    </svg>
  );
}
