/** A list whose items are moved up and down, or taken out, by the buttons beside them. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslate } from '../language.ts';

type OrderedListProps = {
  readonly label: string;
  readonly items: readonly { readonly key: string; readonly title: string; readonly body: ReactNode }[];
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (at: number) => void;
};

/** The steps of the two buttons of each item that is not alone. */
const MOVES = [
  { step: -1, words: 'desk.form.up', sign: '↑' },
  { step: 1, words: 'desk.form.down', sign: '↓' },
] as const;

export function OrderedList({ label, items, onMove, onRemove }: OrderedListProps) {
  const t = useTranslate();
  const root = useRef<HTMLOListElement>(null);
  const [notice, setNotice] = useState('');
  const pressed = useRef<{ readonly at: number; readonly step: number }>(undefined);
  // The focus stays on the button of what was moved: the page loses it with the place.
  useEffect(() => {
    if (pressed.current === undefined) return;
    const { at, step } = pressed.current;
    pressed.current = undefined;
    root.current?.children[at]?.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus();
  });
  const move = (from: number, step: number): void => {
    const to = from + step;
    if (to < 0 || to >= items.length) return;
    pressed.current = { at: to, step };
    setNotice(t('desk.form.moved', { at: to + 1, of: items.length }));
    onMove(from, to);
  };
  return (
    <>
      <ol ref={root} className="list ordered-list" aria-label={label}>
        {items.map(({ key, title, body }, at) => (
          <li key={key}>
            <div className="ordered-body">{body}</div>
            {items.length > 1 &&
              MOVES.map(({ step, words, sign }) => (
                <button
                  key={step}
                  type="button"
                  className="small-button"
                  data-step={step}
                  aria-label={`${t(words)}: ${title}`}
                  title={t(words)}
                  aria-disabled={at + step < 0 || at + step >= items.length}
                  onClick={() => move(at, step)}
                >
                  {sign}
                </button>
              ))}
            <button
              type="button"
              className="small-button"
              aria-label={`${t('desk.form.remove')}: ${title}`}
              title={t('desk.form.remove')}
              onClick={() => onRemove(at)}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {items.length === 0 && <p className="quiet small">{t('desk.form.none')}</p>}
      <p className="unseen" role="status">
        {notice}
      </p>
    </>
  );
}
