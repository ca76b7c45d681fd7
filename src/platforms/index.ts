/** Finds the platforms: each folder beside this file is one, so that adding a platform edits nothing here. */
import { readdirSync } from 'node:fs';
import type { Platform } from './platform.ts';
import { compareTexts } from '../shared/text.ts';

/** Returns every platform, by name; a folder without an index is a defect and rejects. */
export async function platforms(): Promise<ReadonlyMap<string, Platform>> {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const found = await Promise.all(
    folders.map(async ({ name }) => {
      const module = (await import(`./${name}/index.ts`)) as { readonly platform: Platform };
      return [name, module.platform] as const;
    }),
  );
  return new Map(found.toSorted(([a], [b]) => compareTexts(a, b)));
}
