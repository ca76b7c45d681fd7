/** Finds the platforms: each folder of `src/chat` is one, and the desk, so that adding a chat edits nothing here. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Platform } from '../chat/platform.ts';
import type { DeskBot } from '../desk/bot.ts';
import { compareTexts } from '../shared/text.ts';

const SOURCES = join(import.meta.dirname, '..');

/** Returns every platform, by name; a folder without an index is a defect and rejects. */
export async function platforms(): Promise<ReadonlyMap<string, Platform<DeskBot>>> {
  const chats = readdirSync(join(SOURCES, 'chat'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const folders = [...chats.map(({ name }) => join(SOURCES, 'chat', name)), join(SOURCES, 'desk')];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const module = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as {
        readonly platform: Platform<DeskBot>;
      };
      return [basename(folder), module.platform] as const;
    }),
  );
  return new Map(found.toSorted(([a], [b]) => compareTexts(a, b)));
}
