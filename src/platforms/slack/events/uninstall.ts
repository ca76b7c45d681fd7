/** Hears that a workspace removed the app or took its token back: forgets the installation and rests its digests, settings kept. */
import type { App } from '@slack/bolt';
import type { Installations } from '../../../digest/installations.ts';
import type { PauseReason } from '../../../digest/subscription.ts';
import type { Logger } from '../../../shared/logger.ts';

export type UninstallOptions = {
  readonly installations: Installations;
  readonly log: Logger;
  /** Called once an installation is forgotten. */
  readonly onUninstall: (team: string) => void;
};

/** Registers the listeners on an app; both events come of one uninstallation, in either order. */
export function listenForUninstall(
  app: Pick<App, 'event'>,
  { installations, log, onUninstall }: UninstallOptions,
): void {
  const end = async (team: string, because: PauseReason, eventSeconds: number): Promise<void> => {
    // Slack tells whole seconds: an installation in the same one came before its end.
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
    // Tokens of people are nothing that we hold.
    if ((event.tokens.bot ?? []).length > 0) await end(body.team_id, 'token-revoked', body.event_time);
  });
}
