/** What opens the search over every page: a button, and Ctrl-K or, on Apple's machines, Cmd-K. */
import { Suspense, useEffect, useState } from 'react';
import { useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import type { PaletteProps } from './palette.tsx';

const Palette = lazy(() => import('./palette.tsx'));

const isApple = /Mac|iP(?:hone|ad|od)/u.test(navigator.userAgent);

export function SearchButton(props: Omit<PaletteProps, 'onClose'>) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isOwn = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!isOwn || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    // Before the editor, which has a use of its own for the same keys.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return (
    <>
      <button
        type="button"
        className="search-button"
        aria-haspopup="dialog"
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        onClick={() => setOpen(true)}
      >
        {t('desk.palette.open')}{' '}
        <kbd className="quiet small" aria-hidden="true">
          {isApple ? '⌘K' : 'Ctrl K'}
        </kbd>
      </button>
      {isOpen && (
        <Suspense>
          <Palette {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
