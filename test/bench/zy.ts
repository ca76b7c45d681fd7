import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { startDiscordPeer } from '../peers/discord.ts';
import { startSlackPeer } from './slack-peer.ts';
const slack = await startSlackPeer();
const discord = await startDiscordPeer();
const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, SLACK_BOT_TOKEN: 'xoxb-ours', SLACK_APP_TOKEN: 'xapp-ours', SLACK_API_URL: slack.apiUrl, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, DATA_DIR: folder };
for (let i = 0; i < 3; i++) {
  const t0 = performance.now();
  const c = spawn(process.execPath, ['--import', process.env.PRE ?? '/tmp/mods.mjs', '--max-semi-space-size=4', 'src/main.ts', 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  await new Promise<void>((r) => c.stderr.on('data', (d) => { out += `<${(performance.now() - t0).toFixed(0)}> ${d}`; if (/"slack".*"connected"/.test(out) && /"discord".*"connected"/.test(out)) setTimeout(r, 100); }));
  c.kill('SIGTERM');
  await new Promise((r) => c.on('exit', r));
  if (i === 2) console.log(out);
}
process.exit();
