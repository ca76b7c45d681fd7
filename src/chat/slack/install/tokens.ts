/** The tokens of the workspaces that installed the app: sealed before they are kept, opened when they are needed. */
import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import type { Installations } from '../../../digest/installations.ts';
import { AttacheError } from '../../../shared/errors.ts';
import type { Logger } from '../../../shared/logger.ts';
import { SealError, type Seal } from './seal.ts';
import type { Self } from '../connection/context.ts';

/** What is sealed: all that Slack gave, what the bot is called there, and since when. */
type SealedInstallation = Installation & { readonly botName?: string; readonly installedAt?: number };

/** What there is of a workspace: its token and who the bot is there, or that the app is not installed, or that no key of ours opens it. */
export type OpenedInstallation =
  | { readonly type: 'open'; readonly token: string; readonly self: Self; readonly renews: boolean }
  | { readonly type: 'absent' }
  | { readonly type: 'sealed' };

export type InstalledTokens = {
  /** What the kit keeps installations in; it rejects where the app is not installed or no key opens it. */
  readonly store: InstallationStore;
  /** Rejects only if the store does. */
  readonly open: (team: string) => Promise<OpenedInstallation>;
  /** Opens every installation once and seals with the newest key what an older one sealed; returns how many there are. Rejects with an AttacheError where none can be opened. */
  readonly check: () => Promise<number>;
};

export type InstalledTokensOptions = {
  readonly installations: Installations;
  readonly seal: Seal;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
  /** Asks Slack what the bot of a token is called; undefined where it does not tell. */
  readonly nameOf: (token: string) => Promise<string | undefined>;
};

const REMEDY =
  'put the key that sealed them back, behind the newest and with a comma between, or let those workspaces install the app again';

/** How many workspaces a line of the log names at most. */
const MAX_NAMED = 20;

/** A fault of a key is told in the log this often, however many ask. */
const LOG_REPEAT_MINUTES = 60;

/** Returns the installations that are kept in a store under a seal. */
export function createInstalledTokens({
  installations,
  seal,
  now,
  log,
  nameOf,
}: InstalledTokensOptions): InstalledTokens {
  const loggedAt = new Map<string, Temporal.Instant>();

  const logSealError = (team: string, error: SealError): void => {
    const before = loggedAt.get(team);
    if (before !== undefined && Temporal.Instant.compare(before.add({ minutes: LOG_REPEAT_MINUTES }), now()) > 0)
      return;
    loggedAt.set(team, now());
    log.error(
      { workspace: team, reason: error.why },
      `SLACK_TOKEN_KEY does not open this workspace's installation; ${REMEDY}.`,
    );
  };

  const read = async (team: string): Promise<SealedInstallation | Exclude<OpenedInstallation, { type: 'open' }>> => {
    const row = await installations.read(team);
    if (row === undefined) return { type: 'absent' };
    try {
      return JSON.parse(seal.open(ownerOf(team), row.sealed).text) as SealedInstallation;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      logSealError(team, error);
      return { type: 'sealed' };
    }
  };

  return {
    store: {
      storeInstallation: async (installation) => {
        const team = installation.team?.id;
        const { bot } = installation;
        if (team === undefined || bot === undefined) throw new Error('an installation without a workspace or a bot');
        const { installedAt, botName } = installation as SealedInstallation;
        // What is renewed was installed before, and is told by that: an uninstallation since then counts.
        const at = installedAt ?? now().epochMilliseconds;
        const name = botName ?? (await nameOf(bot.token));
        const complete: SealedInstallation = {
          ...installation,
          installedAt: at,
          ...(name !== undefined && { botName: name }),
        };
        await installations.save({
          workspace: team,
          sealed: seal.close(ownerOf(team), JSON.stringify(complete)),
          installedAt: Temporal.Instant.fromEpochMilliseconds(at),
        });
      },
      fetchInstallation: async ({ teamId }: InstallationQuery<boolean>) => {
        const found = await read(teamId ?? '');
        if ('type' in found) throw new Error(`the installation is ${found.type}`);
        return found;
      },
    },

    open: async (team) => {
      const found = await read(team);
      if ('type' in found) return found;
      const { bot, botName } = found;
      if (bot === undefined) return { type: 'absent' };
      return {
        type: 'open',
        token: bot.token,
        self: { userId: bot.userId, botId: bot.id, name: botName ?? 'attache' },
        renews: bot.refreshToken !== undefined,
      };
    },

    check: async () => {
      const all = await installations.all();
      const unopened: string[] = [];
      let renewed = 0;
      for (const row of all) {
        try {
          const { text, newest } = seal.open(ownerOf(row.workspace), row.sealed);
          if (!newest && (await installations.reseal(row, seal.close(ownerOf(row.workspace), text)))) renewed += 1;
        } catch (error) {
          if (!(error instanceof SealError)) throw error;
          unopened.push(row.workspace);
        }
      }
      if (renewed > 0) log.info({ installations: renewed }, 'tokens were sealed anew with the newest key');
      if (unopened.length === 0) return all.length;
      const message = `SLACK_TOKEN_KEY does not open the tokens of ${unopened.length} of ${all.length} workspaces; ${REMEDY}. Nothing of them was changed.`;
      if (unopened.length === all.length) throw new AttacheError('settings', message);
      log.error({ workspaces: unopened.slice(0, MAX_NAMED) }, message);
      return all.length;
    },
  };
}

/** Whose an installation is: bound into what is sealed, so that a row copied to another workspace opens nothing. */
const ownerOf = (team: string): string => `slack ${team}`;
