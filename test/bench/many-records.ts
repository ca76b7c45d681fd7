/** Copies of the project's own records, as many times as wanted, each a relationship of its own. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { copyOwn } from '../support/records.ts';

const WORDS = ['early', 'late', 'large', 'small', 'abroad', 'at home'] as const;

/** So many copies have five thousand statements. */
export const MANY_TIMES = 7;

/** Writes so many copies of the own relationship into a folder, and returns the path of a topic of the first. */
export function copyRecords(folder: string, times: number): string {
  for (let at = 0; at < times; at += 1) {
    const name = at === 0 ? 'cn-us' : `copy-${at}`;
    if (at === 0) copyOwn(folder);
    else copyRenamed(join(folder, 'cn-us'), join(folder, name), `-of-copy-${at}`);
  }
  return join(folder, 'cn-us', 'topics', 'energy.yaml');
}

/** Copies a relationship with other ids of its topics, documents and tracks, which stand once among all. */
function copyRenamed(from: string, to: string, ending: string): void {
  const files = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(from, name)).isFile(),
  );
  const idsIn = (part: string): string[] => readdirSync(join(from, part)).map((name) => name.replace('.yaml', ''));
  const tracks = readFileSync(join(from, 'tracks.yaml'), 'utf8').matchAll(/^ {2}- id: (\S+)$/gmu);
  const ids = [...idsIn('documents'), ...idsIn('topics'), ...[...tracks].map(([, id]) => id)].join('|');
  const named = new RegExp(
    `(?<=(?:topics|related|searched): \\[.*|(?:track|source|statement): |- (?:id: )?)(?<![\\w/-])(?:${ids})(?![\\w-])`,
    'gu',
  );
  for (const name of files) {
    const text = readFileSync(join(from, name), 'utf8');
    const path = join(to, name.replace(/(?<=\/)(?!.*\/)(?=.)(.*)(?=\.yaml)/u, `$1${ending}`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replace(/^url: .*$/mu, `$&?${ending}`).replace(named, `$&${ending}`));
  }
}

/** Saves a topic with another summary, for which the index has to be built again; in words, since a figure would be missing in the other language. */
export function saveSummary(path: string, saved: number): void {
  const text = readFileSync(path, 'utf8');
  const changed = text.replace(/^( {2}en: Coal purchases)[^,]*,/mu, `$1 ${WORDS[saved % WORDS.length] ?? ''},`);
  if (changed === text) throw new Error(`${path} has another summary`);
  writeFileSync(path, changed);
}
