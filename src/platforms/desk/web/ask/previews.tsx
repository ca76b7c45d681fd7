/** The previews, loaded beside the box that one asks in, so that it is there first. */
import { lazy, Suspense, type ReactNode } from 'react';
import type { PreviewsProps } from '../preview/previews.tsx';
import { useTranslate, TEXT } from '../text.ts';

const AGAIN_MILLISECONDS = 1_000;

const load = () => import('../preview/previews.tsx');
// The bot may have been starting again just then.
const loading = load().catch(async () => {
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
  return load();
});
// Whoever draws them is told of a fault; nobody may be there to hear of it yet.
loading.catch(() => {});
const Loaded = lazy(async () => ({ default: (await loading).Previews }));

/** Draws a reply in both chats, once what draws it is there. */
export function Previews(props: PreviewsProps): ReactNode {
  const t = useTranslate();
  return (
    <Suspense fallback={<p className="quiet">{t(TEXT.loading)}</p>}>
      <Loaded {...props} />
    </Suspense>
  );
}
