/** Handles a workspace's uninstallation or token revocation: removes the installation and pauses its digests, keeping their settings. */
import type { App } from '@slack/bolt';
import type { Installations } from '../../../digest/installations.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import type { Logger } from '../../../shared/logger.ts';

export type UninstallOptions = {
  readonly installations: Installations;
  readonly log: Logger;
  /** Called once an installation is removed. */
  readonly onUninstall: (team: string) => void;
};

/** Registers the listeners on an app; an uninstallation causes both events, in either order. */
export function listenForUninstall(
  app: Pick<App, 'event'>,
  { installations, log, onUninstall }: UninstallOptions,
): void {
  const end = async (team: string, because: PauseReason, eventSeconds: number): Promise<void> => {
    // Slack's times are whole seconds: an installation within the same second came before its end.
    const at = Temporal.Instant.fromEpochMilliseconds(eventSeconds * 1_000 + 999);
    const paused = await installations.end(team, because, at);
    if (paused === undefined) {
      log.info({ workspace: team, because }, 'a late word of an earlier installation was passed over');
      return;
    }
    onUninstall(team);
    log.info({ workspace: team, because, paused }, 'removed from a workspace; its digests rest');
  };
  app.event('app_uninstalled', async ({ body }) => await end(body.team_id, 'bot-removed', body.event_time));
  app.event('tokens_revoked', async ({ event, body }) => {
    // The bot holds no tokens of people.
    if ((event.tokens.bot ?? []).length > 0) await end(body.team_id, 'token-revoked', body.event_time);
  });
}
