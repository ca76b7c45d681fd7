/** The first of a long list until all are asked for: thousands drawn at once would hold up the page. */
import { useState, type ReactNode } from 'react';
import { useTranslate } from '../language.ts';

/** Returns how many of a list to show, and a button for the rest where there is any. */
export function useShowMore(length: number, most: number): readonly [number, ReactNode] {
  const t = useTranslate();
  const [isWhole, setWhole] = useState(false);
  if (isWhole || length <= most) return [length, null];
  return [
    most,
    <p key="more">
      <button type="button" onClick={() => setWhole(true)}>
        {t('desk.frame.show-more', { count: length - most })}
      </button>
    </p>,
  ];
}
