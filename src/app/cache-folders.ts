/** Where what can be made again is kept between starts. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../platforms/platform.ts';

/** Where tools keep what can be made again: beside the packages, as node.sh has it for compiled code. */
const BESIDE_PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'attache');

/** Returns the folders to look in and to write to, in this order: within DATA_DIR where that is set and there, then beside the packages, which an image may bring along. */
export function cacheFoldersOf({ DATA_DIR: dataDir }: Environment): readonly string[] {
  return dataDir !== undefined && existsSync(dataDir) ? [join(dataDir, 'cache'), BESIDE_PACKAGES] : [BESIDE_PACKAGES];
}
