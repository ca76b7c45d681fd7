/** A part of the first page: a heading with its number, and its list; nothing where nothing waits. */
import type { ReactNode } from 'react';
import { useShowMore } from '../components/show-more.tsx';

export function Section({
  id,
  heading,
  count,
  lead,
  children,
}: {
  readonly id: string;
  readonly heading: string;
  readonly count: number;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <section aria-labelledby={`today-${id}`}>
      <h2 id={`today-${id}`}>
        {heading} <span className="quiet">{count}</span>
      </h2>
      {lead !== undefined && <p className="quiet small">{lead}</p>}
      {children}
    </section>
  );
}

/** So many of a list are drawn at first. */
const MAX_SHOWN = 20;

export function SectionList<Item>({
  items,
  keyOf,
  children,
}: {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
}) {
  const [shown, more] = useShowMore(items.length, MAX_SHOWN);
  return (
    <>
      <ul className="list divided today-list">
        {items.slice(0, shown).map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {more}
    </>
  );
}
