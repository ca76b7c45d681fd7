/** Draws all dates of all topics at a glance; it says nothing that the lanes below do not. */
import type { Lane } from '../../server/records/dates.ts';
import { Glyph } from './glyph.tsx';
import { edgesOf } from './layout.ts';
import type { Scale } from './scale.ts';
import { stack } from './stack.ts';

type Handed = {
  readonly lanes: readonly Lane[];
  readonly scale: Scale;
  readonly width: number;
  /** Today, as a day and as a place. */
  readonly day: string;
  readonly today: number;
  readonly name: string;
  readonly told: (each: number) => string;
};

export function SkyOf({ lanes, scale, width, day, today, name, told }: Handed) {
  const { height, stacks, each } = stack(lanes, scale, day);
  // Where the names stand above their lanes, this one has the room left of the first stack.
  const isBeside = edgesOf(width).left > 100;
  return (
    <>
      <svg className="sky" width={width} height={height} aria-hidden="true">
        <rect className="ahead" x={today} y={0} width={Math.max(0, scale.right - today)} height={height} />
        <line className="today" x1={today} x2={today} y1={0} y2={height} />
        <line className="ground" x1={scale.left} x2={scale.right} y1={height - 0.5} y2={height - 0.5} />
        {isBeside && (
          <text className="sky-name" x={0} y={height - 8}>
            {name}
          </text>
        )}
        {stacks.map(({ x, top, count, shapes }) => (
          <g key={x}>
            <text className="number" x={x} y={top}>
              {count}
            </text>
            {shapes.map((shape) => (
              <Glyph key={`${shape.x} ${shape.y}`} sort={shape.sort} x={shape.x} y={shape.y} size={0.62} />
            ))}
          </g>
        ))}
      </svg>
      {each > 1 && <p className="quiet">{told(each)}</p>}
    </>
  );
}
