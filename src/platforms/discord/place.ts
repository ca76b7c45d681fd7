/** Where an interaction happens, as far as an answer depends on it. */
import { ApplicationIntegrationType, type APIInteraction } from 'discord.js';

/** Tells whether only a person has brought the app along, so that the bot itself is not there: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
export function isBroughtAlong({
  authorizing_integration_owners: owners,
}: Pick<APIInteraction, 'authorizing_integration_owners'>): boolean {
  return (
    owners[ApplicationIntegrationType.UserInstall] !== undefined &&
    owners[ApplicationIntegrationType.GuildInstall] === undefined
  );
}
