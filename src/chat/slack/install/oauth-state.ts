/** The OAuth state of an installation: signed, valid for ten minutes, and taken once by any of the replicas. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { InstallURLOptions, StateStore } from '@slack/oauth';

export const STATE_SECONDS = 600;
/** Replicas' clocks may differ by this much. */
const CLOCK_SECONDS = 60;

/** Why a state is not taken; the code is that of the kit's own errors of this sort. */
export class StateError extends Error {
  override readonly name = 'StateError';
  readonly code = 'slack_oauth_invalid_state';

  constructor(why: 'forged' | 'expired' | 'used') {
    super(`the state of an installation is ${why}`);
  }
}

export type StateStoreOptions = {
  readonly secret: string;
  /** What is asked of Slack: the same for everybody, so a state need not carry it. */
  readonly installOptions: InstallURLOptions;
  readonly now: () => Temporal.Instant;
  /** Tells whether a name is claimed for the first time by any replica; remembered for longer than a state is good. Rejects where that cannot be told. */
  readonly claim: (name: string) => Promise<boolean>;
};

/** Returns a store of states; it keeps only those that came back, so that visitors of a public page fill no table. */
export function createStateStore({ secret, installOptions, now, claim }: StateStoreOptions): StateStore {
  const sign = (text: string): string =>
    createHmac('sha256', secret).update(`attache slack state ${text}`).digest('base64url');
  const seconds = (): number => Math.floor(now().epochMilliseconds / 1_000);
  return {
    generateStateParam: async () => {
      const text = `${seconds()}.${randomBytes(16).toString('base64url')}`;
      return `${text}.${sign(text)}`;
    },

    verifyStateParam: async (_now, state) => {
      const [at = '', random = '', signature = ''] = state.split('.');
      if (state !== `${at}.${random}.${signature}` || !isSame(signature, sign(`${at}.${random}`)))
        throw new StateError('forged');
      const age = seconds() - Number(at);
      if (age > STATE_SECONDS || age < -CLOCK_SECONDS) throw new StateError('expired');
      // Claimed before the code is exchanged: whoever comes second, on whichever replica, gets nothing.
      if (!(await claim(`slack-state:${random}`))) throw new StateError('used');
      return installOptions;
    },
  };
}

/** Compares in the same time, however much of it is the same. */
function isSame(state: string, right: string): boolean {
  const [a, b] = [Buffer.from(state), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
