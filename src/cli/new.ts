/** `new COUNTRY COUNTRY`: writes what a new relationship begins with, to be looked through and filled in. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { DRAFTS, RELATIONSHIP_FILE } from '../records/folder.ts';
import type { Language } from '../records/schema.ts';
import { findCountry, type ProposedParty } from '../search/new-relationship/countries.ts';
import { idsOf, newRelationship, proposedLanguages } from '../search/new-relationship/new-relationship.ts';
import { errorMessage, AttacheError } from '../shared/errors.ts';
import { print, type Io } from './io.ts';
import { briefsDir } from './load-catalogue.ts';

export const newCommand = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { parties, languages } = readArguments(args);
    const folder = briefsDir(io);
    const there = idsOf(parties).find((id) => existsSync(join(folder, id)));
    if (there !== undefined)
      throw new AttacheError('usage', `${join(folder, there)} is there already; nothing was written`);
    const { id, records } = newRelationship(parties, {
      languages,
      today: io.now().toZonedDateTimeISO('UTC').toPlainDate().toString(),
      isFurther: relationshipsIn(folder).length > 0,
      isDraft: (file) => existsSync(join(folder, DRAFTS, file)),
    });
    writeAll(records.map((record) => ({ path: join(folder, record.folder, record.file), text: record.text })));
    const drafts = records.slice(1).map((record) => join(folder, record.folder, record.file));
    await print(
      io.output,
      [
        `${join(folder, id, RELATIONSHIP_FILE)}: ${parties.map(({ name }) => name.en).join(' and ')}, with names proposed.`,
        ...drafts.map((path) => `${path}: the draft of a topic, not in service`),
        'Next:',
        '  1. Look through relationship.yaml: names, aliases, and the cues, which are to be written.',
        `  2. Add documents of both sides: npm run -s attache -- draft DOCUMENT --relationship ${id} …; write their statements, with the topics that they bear on, and move them to ${join(folder, id, 'documents')}/`,
        `  3. Fill in the drafts of the topics, set status: published, and move them to ${join(folder, id, 'topics')}/`,
        '  4. npm run -s attache -- check names what is still missing.',
        'The desk does all of this in the browser: npm start, then Edit.',
      ].join('\n'),
    );
    return EXIT.ok;
  },
};

function readArguments(args: readonly string[]): {
  readonly parties: readonly [ProposedParty, ProposedParty];
  readonly languages: readonly Language[];
} {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { languages: { type: 'string' } },
  });
  const [first, second, ...more] = positionals;
  if (first === undefined || second === undefined || more.length > 0)
    throw new AttacheError('usage', 'name two countries, by code or by name, such as JP KR or Japan "South Korea"');
  const parties = [countryOf(first), countryOf(second)] as const;
  if (parties[0].id === parties[1].id)
    throw new AttacheError('usage', `both are ${parties[0].name.en}; a relationship has two parties`);
  return { parties, languages: languagesOf(values.languages) ?? proposedLanguages(parties) };
}

function countryOf(text: string): ProposedParty {
  const found = findCountry(text);
  if (found === undefined)
    throw new AttacheError(
      'usage',
      `there is no country "${text.slice(0, 60)}"; give its code of two letters, such as JP, or its name in English or Chinese`,
    );
  return found;
}

function languagesOf(option: string | undefined): readonly Language[] | undefined {
  switch (option) {
    case undefined:
      return undefined;
    case 'en':
      return ['en'];
    case 'en,zh':
      return ['en', 'zh'];
    default:
      throw new AttacheError('usage', `--languages takes en or en,zh, not "${option.slice(0, 40)}"`);
  }
}

function relationshipsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => existsSync(join(folder, name, RELATIONSHIP_FILE)));
  } catch {
    return [];
  }
}

/** Writes new files, the first last, since with it the others mean something; or none. */
function writeAll(files: readonly { readonly path: string; readonly text: string }[]): void {
  const written: string[] = [];
  try {
    for (const { path, text } of files.toReversed()) {
      const part = `${path}.part`;
      mkdirSync(dirname(path), { recursive: true });
      written.push(part);
      writeFileSync(part, text, { flag: 'wx' });
      renameSync(part, path);
      written.push(path);
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw new AttacheError('usage', `nothing was written: ${errorMessage(error)}`, { cause: error });
  }
}
