/** The folders of caches between starts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../platforms/platform.ts';

/** The usual folder for caches of tools: beside the packages, where node.sh caches compiled code too. */
const BESIDE_PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'attache');

/** Returns the folders to read from and to write to, in this order: within DATA_DIR where that is set and exists, then beside the packages, which an image may contain. */
export function cacheFoldersOf({ DATA_DIR: dataDir }: Environment): readonly string[] {
  return dataDir !== undefined && existsSync(dataDir) ? [join(dataDir, 'cache'), BESIDE_PACKAGES] : [BESIDE_PACKAGES];
}
