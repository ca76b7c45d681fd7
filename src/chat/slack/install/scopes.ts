/** What the app asks of a workspace, as its manifest does; what each is for stands in the messages `install.scopes`. */

/** Every scope of the bot, in the order of the manifest. */
export const SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'chat:write',
  'channels:history',
  'channels:read',
  'commands',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
] as const;
