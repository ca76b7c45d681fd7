/** Preloaded into a process: writes the addresses of all modules that it has loaded, one a line, into the file that MODULES names, as it ends. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const loaded = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.MODULES, loaded.join('\n')));
