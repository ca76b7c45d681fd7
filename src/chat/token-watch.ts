/** Watches whether a platform takes the bot's token: while it is refused nothing is handed over, and nothing is lost. */
import type { Courier } from '../digest/delivery/courier.ts';
import { encodeAdvice } from '../digest/refusal-advice.ts';
import type { Logger } from '../shared/logger.ts';

/** How often the platform is asked. */
const CHECK_SECONDS = 60;

/** What the platform says of the token: `away` where it does not answer. */
export type TokenState = 'taken' | 'refused' | 'away';

export type TokenWatch = {
  readonly state: () => TokenState;
  /** Records that the platform refused the token just now. */
  readonly refuse: () => void;
};

/** Returns a watch that asks each minute until stopped; `ask` never rejects. The token counts as taken at first. */
export function watchToken(ask: () => Promise<TokenState>, log: Logger, ending: AbortSignal): TokenWatch {
  let state: TokenState = 'taken';
  const become = (next: TokenState): void => {
    if (ending.aborted || next === state) return;
    if (next === 'refused') log.error('the platform refuses the token: what is due waits until it takes it again');
    else if (next === 'away') log.warn('the platform does not answer whether it takes the token');
    else log.info('the platform takes the token again; what waited is sent');
    state = next;
  };
  const timer = setInterval(() => void ask().then(become), CHECK_SECONDS * 1_000);
  timer.unref();
  ending.addEventListener('abort', () => clearInterval(timer));
  return { state: () => state, refuse: () => become('refused') };
}

/** Returns the courier, which takes no work while its platform refuses the token: a refusal for it is a wait, not the end of what was handed over. */
export function heldByToken(courier: Courier, watch: TokenWatch, now: () => Temporal.Instant): Courier {
  const held = async <Outcome extends { readonly type: string; readonly because?: string }>(
    outcome: Promise<Outcome>,
  ) => {
    const came = await outcome;
    if (came.because !== 'token-revoked') return came;
    watch.refuse();
    return {
      type: 'wait',
      because: 'token-refused',
      until: now().add({ seconds: CHECK_SECONDS }),
      detail: encodeAdvice('token-refused'),
    } as const;
  };
  return {
    ...courier,
    acceptsWork: () => watch.state() !== 'refused',
    send: (...sent) => held(courier.send(...sent)),
    look: (...looked) => held(courier.look(...looked)),
    edit: (...edited) => held(courier.edit(...edited)),
    openDirectMessages: (...opened) => held(courier.openDirectMessages(...opened)),
  };
}
