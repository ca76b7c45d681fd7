/** The previews, which are most of the page: loaded while a question is typed, or with an answer that is there. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { PreviewsProps } from '../preview/previews.tsx';
import { useTranslate, TEXT } from '../language.ts';

const RETRY_MS = 1_000;

const load = () => import('../preview/previews.tsx');
let loading: ReturnType<typeof load> | undefined;

/** Begins to load what draws an answer, so that it is there when the answer comes. */
export function preparePreviews(): void {
  // What could not be had is asked for again by whoever draws it.
  loaded().catch(() => (loading = undefined));
}

function loaded(): ReturnType<typeof load> {
  // The bot may have been starting again just then.
  loading ??= load().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    return load();
  });
  return loading;
}

const Loaded = lazy(async () => ({ default: (await loaded()).Previews }));

/** Draws a reply in both chats, once what draws it is there. */
export function Previews(props: PreviewsProps): ReactNode {
  const t = useTranslate();
  return (
    <Suspense fallback={<p className="quiet">{t(TEXT.loading)}</p>}>
      <Loaded {...props} />
    </Suspense>
  );
}
