/** Looks at sources by the timer, in one process of those that share a store. */
import type { Bot } from '../../chat/platform.ts';
import type { Watch } from '../../watch/port.ts';

/** Returns what begins a round at each tick, where this process leads, and what ends that; what fails is logged. */
export function startRounds(
  watch: Pick<Watch, 'round' | 'reach'>,
  { lead, log }: Pick<Bot, 'lead' | 'log'>,
): { readonly wake: () => void; readonly stop: () => Promise<void> } {
  let leads = false;
  let running: Promise<unknown> | undefined;
  const wake = (): void => {
    // Whoever does not lead is told by the store how far the others have read.
    running ??= (leads ? watch.round() : watch.reach())
      .catch((error: unknown) => log.error({ err: error }, 'looking at sources failed'))
      .finally(() => (running = undefined));
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
      await running;
    },
  };
}
