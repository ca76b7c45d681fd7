/** Imports both SDKs and connects nothing; plain JavaScript, so that nothing but the SDKs is loaded. */
import '@slack/bolt';
import 'discord.js';

process.stderr.write('imported\n');
setInterval(() => {}, 60_000);
