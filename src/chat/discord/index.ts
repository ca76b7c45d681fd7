/** Discord as a platform: its settings, and a connection over the gateway. */
import type { Platform, SettingFault } from '../platform.ts';

export const platform: Platform = {
  name: 'discord',
  variables: ['DISCORD_TOKEN', 'DISCORD_GUILD_ID', 'DISCORD_API_URL'],
  secrets: ['DISCORD_TOKEN'],
  configure: (env) => {
    const { DISCORD_TOKEN: token, DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl } = env;
    const faults: SettingFault[] = [];
    for (const [variable, value] of Object.entries({ DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl }))
      if (value !== undefined && token === undefined)
        faults.push({ variable, message: 'is set, but DISCORD_TOKEN is not; set the bot token too, or remove this' });
    // Sent on, it would look as if Discord could not be reached.
    if (token !== undefined && /[^\x21-\x7E]/u.test(token))
      faults.push({
        variable: 'DISCORD_TOKEN',
        message:
          'holds a space or a character that no token has, such as “ or …; copy it again, or reset it, on the Bot page of your application at https://discord.com/developers/applications',
      });
    if (guildId !== undefined && !/^\d{17,20}$/u.test(guildId))
      faults.push({
        variable: 'DISCORD_GUILD_ID',
        message:
          'is not the id of a server, which has 17 to 20 digits; in Discord, turn on Developer Mode, right-click the server and choose Copy Server ID',
      });
    if (apiUrl !== undefined && !isAddress(apiUrl))
      faults.push({
        variable: 'DISCORD_API_URL',
        message:
          'is not an address that begins with http:// or https://; correct it, or remove it to use Discord itself',
      });
    if (faults.length > 0 || token === undefined) return { faults, connect: undefined };
    return {
      faults,
      connect: async (bot) => {
        const { connect } = await import('./connection/connect.ts');
        return connect(bot, { token, guildId, apiUrl: apiUrl?.replace(/\/+$/u, '') });
      },
    };
  },
  render: async () => (await import('./render/render.ts')).render,
};

function isAddress(text: string): boolean {
  return /^https?:$/u.test(URL.parse(text)?.protocol ?? '');
}
