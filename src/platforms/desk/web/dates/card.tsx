/** What a mark of the picture holds, in full, with the ways to the brief. */
import { useEffect, useRef } from 'react';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../words.ts';
import type { Mark } from './layout.ts';
import { When } from './when.tsx';
import { WORDS } from './words.ts';

const MOST_WIDTH = 420;

export function Card({
  mark,
  width,
  onClose,
}: {
  readonly mark: Mark;
  readonly width: number;
  readonly onClose: () => void;
}) {
  const words = WORDS[useLanguage()];
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    own.current?.focus({ preventScroll: true });
    own.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { lane, sort, dates, x, label, beyond } = mark;
  const [first] = dates;
  const isReview = first.kind === 'review';
  const wide = Math.min(MOST_WIDTH, width);
  const notes = [
    words.precision[first.precision],
    first.kind === 'horizon' ? words.horizon : '',
    beyond === undefined ? '' : words[beyond],
  ].filter((note) => note !== '');
  return (
    <div
      className="card"
      role="dialog"
      aria-label={words.about(lane.brief.title, words.sorts[sort])}
      tabIndex={-1}
      ref={own}
      style={{
        insetInlineStart: Math.min(Math.max(0, x - wide / 2), width - wide),
        insetBlockStart: label.y + 16,
        width: wide,
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <p className="card-head">
        <strong>{words.sorts[sort]}</strong> <When date={first} />
        {notes.length > 0 && <span className="quiet">{words.exactly('', notes.join('; '))}</span>}
      </p>
      {isReview ? (
        <p>
          {words.asOf(lane.asOf.said)}. {words.reviewOf(lane)}.
        </p>
      ) : (
        <ul>
          {dates.map(({ id, text, statements }) => (
            <li key={id}>
              {text}{' '}
              {statements[0] !== undefined && (
                <a href={hrefOf('topics', `${lane.brief.id}/${statements[0]}`)}>{words.statement}</a>
              )}
            </li>
          ))}
        </ul>
      )}
      {sort === 'was-expected' && <p className="quiet">{words.unknown}</p>}
      <p className="card-foot">
        <a href={hrefOf('topics', lane.brief.id)}>{words.openBrief(lane.brief.title)}</a>
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </p>
    </div>
  );
}
