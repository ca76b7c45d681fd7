/** The entry: runs the bundled code where `attache build` has made it of the very files that are here, and these files otherwise. */
import { pathToFileURL } from 'node:url';
import { builtEntry } from './app/built.ts';

const built = builtEntry();
await (built === undefined ? import('./main.ts') : import(pathToFileURL(built).href));
