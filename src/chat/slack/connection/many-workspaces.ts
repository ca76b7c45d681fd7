/** Serves every workspace that installs the app, each with its own token, client and courier, and delivers to all of them. */
import { messages } from '../../../locales/messages.ts';
import { LRUCache } from 'lru-cache';
import { type AnyMiddlewareArgs, App, type Receiver, type StringIndexed, webApi } from '@slack/bolt';
import type { InstallProviderOptions } from '@slack/oauth';
import type { Courier, OutgoingMessage } from '../../../digest/delivery/courier.ts';
import type { Installations } from '../../../digest/installations.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import { askTime } from '../delivery/courier.ts';
import { listenForUninstall } from '../events/uninstall.ts';
import { createInstallRoutes, type InstallRoutes } from '../install/install.ts';
import { createInstalledTokens } from '../install/tokens.ts';
import { SCOPES } from '../install/scopes.ts';
import { createSeal } from '../install/seal.ts';
import type { WorkspacesSettings } from './settings.ts';
import { acknowledgeProperties } from './acknowledge.ts';
import { createStateStore } from '../install/oauth-state.ts';
import { createWorkspace, type WorkspaceOptions, type Workspace } from './workspace.ts';
import { errorCode } from '../../../shared/errors.ts';
import { encodeAdvice } from '../../../digest/refusal-advice.ts';
import { retryLater } from '../../delivery.ts';

/** The number of workspaces in memory; others are set up anew at their next event, and none is removed from the store. */
const WORKSPACES_IN_MEMORY = 1_000;

/** The number of deliveries in progress over all workspaces: most of them wait for the rate limit of their channel. */
const CONCURRENCY = 200;

/** How often events of a workspace that is not served are logged. */
const LOG_REPEAT_MINUTES = 60;

type FoundWorkspace =
  | ({ readonly type: 'open' } & Workspace)
  | { readonly type: 'absent' | 'sealed' }
  | { readonly type: 'fault'; readonly reference: string };

export type Workspaces = {
  /** The number of installations at the start. */
  readonly count: number;
  /** Answers the browsers of people who install the app. */
  readonly pages: InstallRoutes;
  readonly courier: Courier;
  /** Returns the app that receives events from Slack and passes each to the app of its workspace. */
  readonly createApp: (receiver: Receiver) => App;
};

/** Returns the service for several workspaces; rejects with an AttacheError where tokens are stored and none can be decrypted. */
export async function createWorkspaces(
  common: WorkspaceOptions,
  settings: WorkspacesSettings,
  installations: Installations,
): Promise<Workspaces> {
  const { bot, log, logger, options } = common;
  const { InstallProvider } = await import('@slack/oauth');
  const clientOf = (token: string): webApi.WebClient => new webApi.WebClient(token, options);
  const tokenless = new webApi.WebClient(undefined, options);
  const installs = createInstalledTokens({
    installations,
    seal: createSeal(settings.tokenKeys),
    now: bot.now,
    log,
    nameOf: async (token) => {
      const client = clientOf(token);
      const identity = await client.auth.test().catch(() => undefined);
      return identity?.user;
    },
  });
  const count = await installs.check();

  const installUrlOptions = { scopes: [...SCOPES] };
  const provider = {
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    installationStore: installs.store,
    stateStore: createStateStore({
      secret: settings.stateSecret,
      installOptions: installUrlOptions,
      now: bot.now,
      claim: installations.claim,
    }),
    installUrlOptions,
    // Faults caused by a browser are shown on its page and logged by us at a fitting level, so that the SDK's own line is dropped.
    logger: { ...logger, error: (...parts) => (parts[0] instanceof Error ? undefined : logger.error(...parts)) },
    clientOptions: options,
  } satisfies InstallProviderOptions;
  const renewer = new InstallProvider(provider);

  const workspaces = new LRUCache<string, Workspace & { readonly token: string }>({ max: WORKSPACES_IN_MEMORY });
  const renewing = new Map<string, Promise<string | undefined>>();
  let replicas: Parameters<Courier['share']>[0] = { position: 0, of: 1 };

  /** Renews an expiring token, where the app has token rotation; once for concurrent requests. */
  const renewed = async (team: string): Promise<string | undefined> => {
    const renewal =
      renewing.get(team) ??
      renewer
        .authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
        .then(({ botToken }) => botToken)
        .catch((error: unknown) => void bot.fault(error, 'slack renewing a token'))
        .finally(() => renewing.delete(team));
    renewing.set(team, renewal);
    return await renewal;
  };

  const find = async (team: string): Promise<Exclude<FoundWorkspace, { type: 'fault' }>> => {
    const opened = await installs.open(team);
    if (opened.type !== 'open') {
      workspaces.delete(team);
      return opened;
    }
    const token = (opened.renews ? await renewed(team) : undefined) ?? opened.token;
    const known = workspaces.get(team);
    // Read from the store each time: another replica may have installed or removed it.
    const found =
      known?.token === token ? known : { ...createWorkspace(common, token, opened.self, NO_RECEIVER), token };
    if (found !== known) found.courier.share(replicas);
    workspaces.set(team, found);
    return { type: 'open', ...found };
  };

  let unknownEvents = 0;
  let unknownLoggedAt: Temporal.Instant | undefined;
  const rejectEvent = async (
    found: Exclude<FoundWorkspace, { type: 'open' }>,
    team: string,
    args: IncomingEvent,
  ): Promise<void> => {
    const { body, ack } = args;
    if (found.type === 'absent') {
      unknownEvents += 1;
      const nextLogAt = unknownLoggedAt?.add({ minutes: LOG_REPEAT_MINUTES });
      if (nextLogAt === undefined || Temporal.Instant.compare(nextLogAt, bot.now()) <= 0) {
        log.warn(
          { workspace: team, events: unknownEvents },
          'Slack sends events of workspaces that have not installed the app; they are passed over',
        );
        unknownLoggedAt = bot.now();
        unknownEvents = 0;
      }
    }
    if (typeof body.command !== 'string') return await ack();
    const language = parseLanguage(String(body.text ?? '')).language ?? 'en';
    const text =
      found.type === 'fault'
        ? messages(language)('reply.failed', { reference: found.reference })
        : messages(language)(`install.${found.type}`);
    await ack({ response_type: 'ephemeral', text });
  };

  return {
    count,
    pages: createInstallRoutes({
      InstallProvider,
      provider,
      bot: { log, fault: bot.fault },
      revoke: async (token) => {
        const client = clientOf(token);
        await client.auth.revoke().catch((error: unknown) => bot.fault(error, 'slack install: giving a token back'));
      },
      onInstalled: async (team, user) => {
        const found = await find(team);
        // The page does not wait for it.
        if (found.type === 'open') void found.greet(team, user);
        return await installations.reinstalled(team);
      },
    }),
    courier: createCouriers(find, {
      now: bot.now,
      concurrency: CONCURRENCY,
      askTime: () => askTime(tokenless),
      share: (next) => {
        replicas = next;
        for (const { courier } of workspaces.values()) courier.share(next);
      },
    }),

    createApp: (receiver) => {
      const app = new App({
        receiver,
        logger,
        clientOptions: options,
        convoStore: false,
        ignoreSelf: false,
        authorize: async ({ teamId, isEnterpriseInstall }) => {
          const team = isEnterpriseInstall ? '' : (teamId ?? '');
          const found = await find(team).catch((error: unknown): FoundWorkspace => ({
            type: 'fault',
            reference: bot.fault(error, 'slack workspace'),
          }));
          return { ...(teamId !== undefined && { teamId }), [FOUND]: found };
        },
      });
      app.use(async ({ context, next, ...args }) => {
        const found = context[FOUND] as FoundWorkspace | undefined;
        // Events of an uninstallation need no token.
        if (found === undefined) return await next();
        const arriving = incomingEvent(args);
        if (found.type !== 'open') return await rejectEvent(found, context.teamId ?? '', arriving);
        const { retryNum, retryReason } = context;
        await found.app.processEvent({
          ...arriving,
          customProperties: acknowledgeProperties(context),
          ...(retryNum !== undefined && { retryNum }),
          ...(retryReason !== undefined && { retryReason }),
        });
      });
      listenForUninstall(app, { installations, log, onUninstall: (team) => void workspaces.delete(team) });
      app.error(async (error) => void bot.fault(error, 'slack'));
      return app;
    },
  };
}

/** The key under which an authorization carries its workspace. */
const FOUND = 'attacheWorkspace';

/** The apps of workspaces receive no events by themselves. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** An event as a receiver passes it on. */
type IncomingEvent = { readonly body: StringIndexed; readonly ack: (answer?: unknown) => Promise<void> };

/** Returns what arrived; events are acknowledged already, so that their `ack` does nothing. */
function incomingEvent(args: AnyMiddlewareArgs): IncomingEvent {
  const { body } = args;
  const ack = 'ack' in args && typeof args.ack === 'function' ? (args.ack as IncomingEvent['ack']) : async () => {};
  return { body, ack };
}

/** Where a token cannot be opened, an operator must see to it: what waits is tried again after this long. */
const SEALED_MINUTES = 5;

/** The courier of a workspace, or why it has none. */
type FoundCourier = { readonly type: 'open'; readonly courier: Courier } | { readonly type: 'absent' | 'sealed' };

const REMOVED = { type: 'refused', because: 'bot-removed', detail: encodeAdvice('app-removed') } as const;
const SEALED = 'SLACK_TOKEN_KEY does not open this workspace’s token';

/** Returns one courier for all workspaces; `find` may reject. */
function createCouriers(
  find: (workspace: string) => Promise<FoundCourier>,
  { now, ...shared }: Pick<Courier, 'share' | 'concurrency' | 'askTime'> & { readonly now: () => Temporal.Instant },
): Courier {
  /** Has the courier of a workspace act; `absent` is the outcome where there is none. Never rejects if the act does not. */
  const inWorkspace = async <Outcome>(
    { channelRef: { workspace } }: Pick<OutgoingMessage, 'channelRef'>,
    absent: Outcome,
    act: (courier: Courier) => Promise<Outcome>,
  ): Promise<Outcome | ReturnType<typeof retryLater>> => {
    try {
      const found = await find(workspace);
      if (found.type === 'open') return await act(found.courier);
      return found.type === 'absent'
        ? absent
        : { type: 'wait', until: now().add({ minutes: SEALED_MINUTES }), detail: SEALED };
    } catch (error) {
      return retryLater(now(), errorDetail(error));
    }
  };
  return {
    platform: 'slack',
    ...shared,

    send: (delivery, ...given) => inWorkspace(delivery, REMOVED, (courier) => courier.send(delivery, ...given)),
    look: (delivery) => inWorkspace(delivery, { ...REMOVED, type: 'unreadable' }, (courier) => courier.look(delivery)),
    edit: (delivery, ...given) => inWorkspace(delivery, REMOVED, (courier) => courier.edit(delivery, ...given)),
    openDirectMessages: (person, channelRef) =>
      inWorkspace({ channelRef }, REMOVED, (courier) => courier.openDirectMessages(person, channelRef)),

    remove: async (channelRef, message) => {
      try {
        const found = await find(channelRef.workspace);
        if (found.type === 'open') return await found.courier.remove(channelRef, message);
        return found.type === 'absent'
          ? { type: 'refused', detail: encodeAdvice('app-removed') }
          : { type: 'unknown', detail: SEALED };
      } catch (error) {
        return { type: 'unknown', detail: errorDetail(error) };
      }
    },

    link: async (channelRef, message) => {
      try {
        const found = await find(channelRef.workspace);
        return found.type === 'open' ? await found.courier.link(channelRef, message) : undefined;
      } catch {
        return undefined;
      }
    },

    languageOf: async (person, channelRef) => {
      const found = await find(channelRef.workspace).catch(() => undefined);
      return found?.type === 'open' ? found.courier.languageOf?.(person, channelRef) : undefined;
    },

    check: async (channelRef) => {
      try {
        const found = await find(channelRef.workspace);
        if (found.type === 'open') return await found.courier.check(channelRef);
        // What cannot be told is found out when it is sent.
        return found.type === 'absent'
          ? { ok: false, because: 'bot-removed', detail: encodeAdvice('app-removed') }
          : { ok: true, isUnsure: true };
      } catch {
        return { ok: true, isUnsure: true };
      }
    },
  };
}

const errorDetail = (error: unknown): string => errorCode(error) || 'the store did not answer';
