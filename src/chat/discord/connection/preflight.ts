/** Checks before connecting whether Discord answers and accepts the token: discord.js itself would retry for ever. */
import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, REST, Routes, type APIGatewayBotInfo } from 'discord.js';
import type { TokenState } from '../../token-watch.ts';
import { AttacheError } from '../../../shared/errors.ts';
import { withoutContent } from '../delivery/outcome.ts';

const RETRY_DELAYS_MS = [250, 500, 1_000, 2_000, 4_000] as const;
/** The timeout of one attempt, short enough for a second one. */
const TRY_MS = 8_000;

/** Returns the error for a token that Discord refuses. */
export function refusedToken(): AttacheError {
  return new AttacheError(
    'refused-token',
    'Discord refuses the token in DISCORD_TOKEN. Copy it again, or reset it, on the Bot page of your application at https://discord.com/developers/applications, then start again.',
  );
}

/** Returns the error for a Discord that cannot be reached. */
export function unreachable(where: string, error: unknown): AttacheError {
  const cause = withoutContent(error);
  return new AttacheError(
    'unreachable',
    `Discord cannot be reached at ${where} (${cause.message}). Check the network, proxy and firewall of this machine, and DISCORD_API_URL if it is set.`,
    { cause },
  );
}

/** Resolves once the API accepts the token and the gateway answers, with the number of rounds in which the recommended shards may start; rejects with an AttacheError if that fails within the time allowed, or if Discord allows no more starts today. */
export async function preflight(rest: REST, within: number): Promise<{ readonly rounds: number }> {
  const until = performance.now() + within;
  const left = (): number => Math.max(1, Math.min(TRY_MS, until - performance.now()));
  for (let attempt = 0; ; attempt++) {
    const where = URL.parse(rest.options.api)?.host ?? rest.options.api;
    try {
      const found = await inTime(left(), (signal) => rest.get(Routes.gatewayBot(), { signal }));
      await greeted(urlOf(found), left());
      return { rounds: roundsOf(found) };
    } catch (error) {
      if (error instanceof AttacheError) throw error;
      if (error instanceof DiscordAPIError && error.status === 401) throw refusedToken();
      const delay = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length - 1)] ?? 0;
      const isFinal = error instanceof DiscordAPIError && error.status < 500 && error.status !== 429;
      if (isFinal || performance.now() + delay >= until) throw unreachable(where, error);
      await wait(delay);
    }
  }
}

/** Asks Discord whether it takes the token; never rejects. */
export async function askToken(token: string, apiUrl: string | undefined): Promise<TokenState> {
  const rest = new REST({ retries: 0, timeout: TRY_MS, ...(apiUrl !== undefined && { api: apiUrl }) });
  try {
    await rest.setToken(token).get(Routes.user());
    return 'taken';
  } catch (error) {
    return error instanceof DiscordAPIError && error.status === 401 ? 'refused' : 'away';
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

async function inTime<Result>(within: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(Math.ceil(within));
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  return Promise.race([work(signal), late]);
}

function urlOf(found: unknown): string {
  const url = typeof found === 'object' && found !== null && 'url' in found ? found.url : undefined;
  if (typeof url !== 'string') throw new Error('its answer names no gateway');
  return url;
}

/** Returns the number of rounds in which the shards start, or throws an AttacheError if Discord allows fewer starts today; each round begins five seconds after the one before: https://docs.discord.com/developers/events/gateway#session-start-limit-object */
function roundsOf(found: unknown): number {
  const { shards = 1, session_start_limit: limit } = found as Partial<APIGatewayBotInfo>;
  if (limit !== undefined && limit.remaining < shards)
    throw new AttacheError(
      'unreachable',
      `Discord lets this bot begin ${limit.remaining} more sessions within the next ${Math.ceil(limit.reset_after / 3_600_000)} hours, and it needs ${shards}: it was started too often. It is tried again until then.`,
    );
  return Math.ceil(shards / Math.max(1, limit?.max_concurrency ?? 1));
}

/** Resolves once a gateway sends its first message, which it sends without authentication: https://docs.discord.com/developers/events/gateway#connecting */
async function greeted(url: string, within: number): Promise<void> {
  const socket = new WebSocket(`${url}?v=10&encoding=json`);
  try {
    await inTime(
      within,
      () =>
        new Promise<void>((resolve, reject) => {
          socket.addEventListener('message', () => resolve(), { once: true });
          for (const event of ['error', 'close'] as const)
            socket.addEventListener(event, () => reject(new Error(`its gateway ${new URL(url).host} does not answer`)));
        }),
    );
  } finally {
    socket.close();
  }
}
