/** The first of a long list until all are asked for: thousands drawn at once would hold up the page. */
import { useState, type ReactNode } from 'react';
import { useTranslate, type Bilingual } from '../language.ts';

const MORE = (count: number): Bilingual => ({ en: `Show the other ${count}`, zh: `显示其余${count}项` });

/** Returns how many of a list to show, and a button for the rest where there is any. */
export function useShowMore(length: number, most: number): readonly [number, ReactNode] {
  const t = useTranslate();
  const [isWhole, setWhole] = useState(false);
  if (isWhole || length <= most) return [length, null];
  return [
    most,
    <p key="more">
      <button type="button" onClick={() => setWhole(true)}>
        {t(MORE(length - most))}
      </button>
    </p>,
  ];
}
