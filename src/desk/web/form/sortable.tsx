/** A list whose items are put into another order: dragged, or moved by the arrow keys on their handle. */
import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslate } from '../language.ts';

/** What is being dragged: an item of a list, or a statement from outside. */
type Dragged = { readonly list: string; readonly at: number } | { readonly offered: string };
let dragged: Dragged | undefined;

/** What makes an offered statement something to drag. */
export const dragOffered = (offered: string) => ({
  draggable: true,
  onDragStart: (event: DragEvent): void => {
    dragged = { offered };
    event.dataTransfer.setData('text/plain', offered);
    event.dataTransfer.effectAllowed = 'copyMove';
  },
  onDragEnd: (): void => void (dragged = undefined),
});

type SortableProps = {
  /** The name of the list, which no other on the page has. */
  readonly name: string;
  readonly label: string;
  readonly items: readonly { readonly key: string; readonly title: string; readonly body: ReactNode }[];
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: (at: number) => void;
  /** Takes what is dragged into the list from outside; left out where nothing can be. */
  readonly onDrop?: (offered: string, at: number) => void;
};

export function Sortable({ name, label, items, onMove, onRemove, onDrop }: SortableProps) {
  const t = useTranslate();
  const root = useRef<HTMLOListElement>(null);
  const [over, setOver] = useState<number>();
  const [told, setTold] = useState('');
  const focused = useRef<string>(undefined);
  useEffect(() => {
    // The focus stays on the handle of what was moved.
    if (focused.current === undefined) return;
    const key = focused.current;
    focused.current = undefined;
    [...(root.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [])]
      .find(({ dataset }) => dataset.handle === key)
      ?.focus();
  });
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= items.length || to === from) return;
    focused.current = items[from]?.key;
    setTold(t('desk.form.moved', { at: to + 1, of: items.length }));
    onMove(from, to);
  };
  const takes = (): boolean =>
    dragged !== undefined && ('offered' in dragged ? onDrop !== undefined : dragged.list === name);
  const allow = (event: DragEvent, at: number): void => {
    if (!takes()) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(at);
  };
  const drop = (event: DragEvent, at: number): void => {
    setOver(undefined);
    if (dragged === undefined || !takes()) return;
    event.preventDefault();
    event.stopPropagation();
    if ('offered' in dragged) onDrop?.(dragged.offered, at);
    else move(dragged.at, Math.min(at, items.length - 1));
    dragged = undefined;
  };
  const onKey = (event: KeyboardEvent, at: number): void => {
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(at, to);
    } else if (event.key === 'Delete') onRemove(at);
  };
  return (
    <>
      <ol
        ref={root}
        className={`list sortable${items.length === 0 ? ' is-empty' : ''}${over === items.length ? ' is-over' : ''}`}
        aria-label={label}
        onDragOver={(event) => allow(event, items.length)}
        onDragLeave={() => setOver(undefined)}
        onDrop={(event) => drop(event, items.length)}
      >
        {items.map(({ key, title, body }, at) => (
          <li
            key={key}
            className={over === at ? 'is-over' : undefined}
            onDragOver={(event) => allow(event, at)}
            onDrop={(event) => drop(event, at)}
          >
            <button
              type="button"
              className="handle"
              data-handle={key}
              draggable
              aria-label={`${title}: ${t('desk.form.drag')}`}
              title={t('desk.form.drag')}
              onKeyDown={(event) => onKey(event, at)}
              onDragStart={(event) => {
                dragged = { list: name, at };
                event.dataTransfer.setData('text/plain', key);
                event.dataTransfer.effectAllowed = 'move';
                const row = event.currentTarget.closest('li');
                if (row) event.dataTransfer.setDragImage(row, 12, 12);
              }}
              onDragEnd={() => {
                dragged = undefined;
                setOver(undefined);
              }}
            >
              <svg viewBox="0 0 10 16" width="10" height="16" aria-hidden="true">
                {[3, 8, 13].map((y) => [2, 8].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.4" />))}
              </svg>
            </button>
            <div className="sortable-body">{body}</div>
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
        {told}
      </p>
    </>
  );
}
