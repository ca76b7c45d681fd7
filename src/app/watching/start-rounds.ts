/** Looks at sources and reads documents again by the timer, in one process of those that share a store. */
import type { Bot } from '../../chat/platform.ts';
import type { DocumentTexts } from '../../watch/document-texts.ts';
import type { Watch } from '../../watch/port.ts';

type Rounds = {
  readonly watch: Pick<Watch, 'round' | 'reach'>;
  readonly texts: Pick<DocumentTexts, 'round'>;
};

/** Returns what begins a round of each at each tick, where this process leads, and what ends that; what fails is logged. */
export function startRounds(
  { watch, texts }: Rounds,
  { lead, log }: Pick<Bot, 'lead' | 'log'>,
): { readonly wake: () => void; readonly stop: () => Promise<void> } {
  let leads = false;
  /** Each at most once at a time: many texts do not hold up the sources. */
  const once = (work: () => Promise<unknown>, failed: string) => {
    let running: Promise<unknown> | undefined;
    return async () => {
      running ??= work()
        .catch((error: unknown) => log.error({ err: error }, failed))
        .finally(() => (running = undefined));
      await running;
    };
  };
  // Whoever does not lead is told by the store how far the others have read.
  const look = once(() => (leads ? watch.round() : watch.reach()), 'looking at sources failed');
  const read = once(async () => (leads ? await texts.round() : undefined), 'reading documents again failed');
  let under: Promise<unknown> = Promise.resolve();
  const wake = (): void => {
    under = Promise.all([look(), read()]);
  };
  const leading = lead('watch', async () => {
    leads = true;
    wake();
    return {
      stop: async () => {
        leads = false;
      },
    };
  });
  leading.catch((error: unknown) => log.error({ err: error }, 'nobody could be chosen to look at sources'));
  return {
    wake,
    stop: async () => {
      await (await leading.catch(() => undefined))?.stop();
      await under;
    },
  };
}
