/** What delivers in the short form: the real delivering, store and couriers in a process of their own, with durations for a platform that stores within a second. */
import { flushCompileCache } from 'node:module';
import { createContents } from '../../src/app/delivery-contents.ts';
import { createShareContent } from '../../src/conversation/sharing/content.ts';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { createCatalogue } from '../../src/search/catalogue.ts';
import type { Courier } from '../../src/digest/delivery/courier.ts';
import { startDelivering } from '../../src/digest/delivery/tick.ts';
import { newId } from '../../src/digest/ids.ts';
import { createLogger } from '../../src/app/log.ts';
import { openStore } from '../../src/store/open.ts';

const SLACK_TIMEOUT_MS = 1_000;

const { env } = process;
const now = (): Temporal.Instant => Temporal.Now.instant();
const ending = new AbortController().signal;
const log = createLogger('info');
// Without checking them: it starts anew after each kill.
const catalogue = createCatalogue(valuesOf(createRecordLoader(env.BRIEFS_DIR ?? 'briefs').read()));

// Nor does it load what the other platform takes.
const couriers: Courier[] = [];
if (env.SLACK_API_URL !== undefined) {
  const { webApi } = await import('@slack/bolt');
  const { createCourier } = await import('../../src/chat/slack/delivery/courier.ts');
  const client = new webApi.WebClient(env.SLACK_BOT_TOKEN, {
    slackApiUrl: env.SLACK_API_URL,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: webApi.LogLevel.ERROR,
    fetch: async (url, init) => await fetch(url, { ...init, signal: AbortSignal.timeout(SLACK_TIMEOUT_MS) }),
  });
  couriers.push(createCourier({ client, name: 'attache', now, ending, lookupMilliseconds: 50 }));
}
if (env.DISCORD_TOKEN !== undefined) {
  const { createCourier } = await import('../../src/chat/discord/delivery/courier.ts');
  couriers.push(createCourier({ token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL, now, ending }));
}

const store = await openStore(env.DATABASE_URL, { dataDir: env.DATA_DIR ?? 'data' });
startDelivering({
  store,
  catalogue: () => catalogue,
  couriers,
  now,
  log,
  replica: newId(),
  contents: createContents({
    store,
    catalogue: () => catalogue,
    now,
    share: createShareContent({ store, catalogue: () => catalogue, now }),
  }),
  newId,
  timing: {
    claimSeconds: 4,
    maxSkewMilliseconds: 500,
    lookAfterSeconds: 3,
    lookClaimSeconds: 4,
    pollMilliseconds: 200,
  },
});
// It will be killed, which keeps nothing.
flushCompileCache();
log.info('connected');
