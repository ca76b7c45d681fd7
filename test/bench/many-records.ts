/** Copies of the project's own records, as many times as wanted, each a relationship of its own. */
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORDS = ['early', 'late', 'large', 'small', 'abroad', 'at home'] as const;

/** So many copies have five thousand statements. */
export const MANY_TIMES = 7;

/** Writes so many copies of the own relationship into a folder, and returns the path of a topic of the first. */
export function copyRecords(folder: string, times: number): string {
  for (let at = 0; at < times; at += 1) {
    const name = at === 0 ? 'cn-us' : `copy-${at}`;
    cpSync(join('briefs', 'cn-us'), join(folder, name), { recursive: true });
    if (at > 0) appendFileSync(join(folder, name, 'relationship.yaml'), '\nprefixed: true\n');
  }
  return join(folder, 'cn-us', 'topics', 'energy.yaml');
}

/** Saves a topic with another summary, for which the index has to be built again; in words, since a figure would be missing in the other language. */
export function saveSummary(path: string, saved: number): void {
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(/^( {2}en: Coal purchases)[^,]*,/mu, `$1 ${WORDS[saved % WORDS.length] ?? ''},`);
  if (changed === text) throw new Error(`${path} has another summary`);
  writeFileSync(path, changed);
}
