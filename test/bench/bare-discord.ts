/** A discord.js client with nothing behind it: it answers the command with the constants that it is given, by what was typed. */
import { readFileSync } from 'node:fs';
import { Client, Events, GatewayIntentBits, type InteractionReplyOptions } from 'discord.js';

const [file = '', apiUrl = '', token = ''] = process.argv.slice(2);
const constants = JSON.parse(readFileSync(file, 'utf8')) as Record<string, InteractionReplyOptions>;
const client = new Client({
  // Ours, so that both are told the same events.
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: apiUrl },
  allowedMentions: { parse: [] },
});
client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  const constant = constants[interaction.options.getString('topic') ?? ''];
  if (constant !== undefined) void interaction.reply(constant);
});
client.once(Events.ClientReady, () => process.stderr.write('bare connected\n'));
await client.login(token);
