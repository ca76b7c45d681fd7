/** Serves every workspace that installs the app, each with its own token, client, courier and memory. */
import { messages } from '../../../locales/messages.ts';
import { LRUCache } from 'lru-cache';
import { type AnyMiddlewareArgs, App, type Receiver, type StringIndexed, webApi } from '@slack/bolt';
import type { InstallProviderOptions } from '@slack/oauth';
import type { Courier } from '../../../digest/delivery/courier.ts';
import type { Installations } from '../../../digest/installations.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import { askTime } from '../delivery/courier.ts';
import { createCouriers } from '../delivery/workspace-couriers.ts';
import { listenForUninstall } from '../events/uninstall.ts';
import { createInstallRoutes, type InstallRoutes } from '../install/install.ts';
import { createInstalledTokens } from '../install/tokens.ts';
import { SCOPES } from '../install/scopes.ts';
import { createSeal } from '../install/seal.ts';
import type { WorkspacesSettings } from './workspaces-settings.ts';
import { passedOn } from './acknowledge.ts';
import { createStateStore } from '../install/state-store.ts';
import { createWorkspace, type WorkspaceOptions, type Workspace } from './workspace.ts';

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
    const found = known?.token === token ? known : { ...createWorkspace(common, token, opened.self, NOWHERE), token };
    if (found !== known) found.courier.share(replicas);
    workspaces.set(team, found);
    return { type: 'open', ...found };
  };

  let strangers = 0;
  let unknownLoggedAt: Temporal.Instant | undefined;
  const turnAway = async (
    found: Exclude<FoundWorkspace, { type: 'open' }>,
    team: string,
    args: Arriving,
  ): Promise<void> => {
    const { body, ack } = args;
    if (found.type === 'absent') {
      strangers += 1;
      const again = unknownLoggedAt?.add({ minutes: LOG_REPEAT_MINUTES });
      if (again === undefined || Temporal.Instant.compare(again, bot.now()) <= 0) {
        log.warn(
          { workspace: team, events: strangers },
          'Slack sends events of workspaces that have not installed the app; they are passed over',
        );
        unknownLoggedAt = bot.now();
        strangers = 0;
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
      onInstalled: installations.returned,
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
        const arriving = arrivingOf(args);
        if (found.type !== 'open') return await turnAway(found, context.teamId ?? '', arriving);
        const { retryNum, retryReason } = context;
        await found.app.processEvent({
          ...arriving,
          customProperties: passedOn(context),
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
const NOWHERE: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/** An event as a receiver passes it on. */
type Arriving = { readonly body: StringIndexed; readonly ack: (answer?: unknown) => Promise<void> };

/** Returns what arrived; events are acknowledged already, so that their `ack` does nothing. */
function arrivingOf(args: AnyMiddlewareArgs): Arriving {
  const { body } = args;
  const ack = 'ack' in args && typeof args.ack === 'function' ? (args.ack as Arriving['ack']) : async () => {};
  return { body, ack };
}
