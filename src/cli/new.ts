/** `new COUNTRY COUNTRY`: copies the template of a relationship with the names filled in, for a person to go on with. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { DRAFTS } from '../records/folder.ts';
import { errorMessage, AttacheError } from '../shared/errors.ts';
import { print, type Io } from './io.ts';
import { briefsDir } from './load-catalogue.ts';

const TEMPLATE = join(import.meta.dirname, 'template-relationship');

type Country = { readonly id: string; readonly name: string; readonly nameInChinese: string };

export const newCommand = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [first, second, ...more] = positionals.map(findCountry);
    if (first === undefined || second === undefined || more.length > 0)
      throw new AttacheError('usage', 'name two countries, by code or by name, such as JP KR or Japan "South Korea"');
    if (first.id === second.id)
      throw new AttacheError('usage', `both are ${first.name}; a relationship has two parties`);
    const folder = briefsDir(io);
    const id = `${first.id}-${second.id}`;
    const existing = [id, `${second.id}-${first.id}`]
      .map((name) => join(folder, name))
      .find((path) => existsSync(path));
    if (existing !== undefined) throw new AttacheError('usage', `${existing} is there already; nothing was written`);
    const today = io.now().toZonedDateTimeISO('UTC').toPlainDate().toString();
    const files = filledTemplate(id, first, second, today).map(({ path, text }) => ({
      path: join(folder, path),
      text,
    }));
    writeAll(files);
    await print(
      io.output,
      [
        ...files.map(({ path }) => path),
        `Next, for ${first.name} and ${second.name}:`,
        '  1. Look through relationship.yaml: names, aliases (such as demonyms), and the cues, which are to be written.',
        `  2. Add documents of both sides: npm run -s attache -- draft DOCUMENT --relationship ${id} …; write their statements, with the topics that they bear on, and move them to ${join(folder, id, 'documents')}/`,
        `  3. Write topics on these statements, set status: published, and move them to ${join(folder, id, 'topics')}/; the samples in ${join(folder, DRAFTS)}/ show every field, and are not in service.`,
        '  4. npm run -s attache -- check names what is still missing.',
      ].join('\n'),
    );
    return EXIT.ok;
  },
};

const filesIn = (part: string): string[] => readdirSync(join(TEMPLATE, part)).filter((name) => name.endsWith('.yaml'));

/** Returns the files of the template by their paths in the folder of records, the record of the relationship first. */
function filledTemplate(id: string, first: Country, second: Country, today: string) {
  const values: Readonly<Record<string, string>> = {
    ID: id,
    FIRST: first.name,
    FIRST_ID: first.id,
    FIRST_KEY: first.name.toLowerCase(),
    FIRST_ZH: first.nameInChinese,
    SECOND: second.name,
    SECOND_ID: second.id,
    SECOND_KEY: second.name.toLowerCase(),
    SECOND_ZH: second.nameInChinese,
    TODAY: today,
  };
  const filled = (path: string): string =>
    readFileSync(join(TEMPLATE, path), 'utf8').replaceAll(
      /\$([A-Z_]+)/gu,
      (whole, name: string) => values[name] ?? whole,
    );
  return [
    ...filesIn('.').map((name) => ({ path: join(id, name), text: filled(name) })),
    ...filesIn(DRAFTS).map((name) => ({ path: join(DRAFTS, `${id}-${name}`), text: filled(join(DRAFTS, name)) })),
  ];
}

/** Returns the country of a code of two letters, or of a name in English or Chinese. */
function findCountry(text: string): Country {
  const [english, chinese] = ['en', 'zh-Hans'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  ) as [Intl.DisplayNames, Intl.DisplayNames];
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const wanted = nameKey(text);
  const found = letters
    .flatMap((letter) => letters.map((other) => letter + other))
    .filter((code) => !NO_COUNTRIES.has(code) && english.of(code) !== undefined)
    .find((code) => [code, english.of(code), chinese.of(code)].some((name) => nameKey(name ?? '') === wanted));
  if (found === undefined)
    throw new AttacheError(
      'usage',
      `there is no country "${text.slice(0, 60)}"; give its code of two letters, such as JP, or its name in English or Chinese`,
    );
  // A code of before, such as BU, stands for the one of today.
  const code = new Intl.Locale(`und-${found}`).region ?? found;
  return {
    id: code.toLowerCase(),
    name: plainName(english.of(code) ?? code),
    nameInChinese: chinese.of(code) ?? code,
  };
}

/** Regions of Unicode that are no country and no bloc. */
const NO_COUNTRIES = new Set(['AQ', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

/** Returns a name of Unicode without what it adds, as in “Myanmar (Burma)” and “Hong Kong SAR China”. */
const plainName = (name: string): string => name.replace(/ \(.*\)$| SAR China$/u, '').replaceAll('&', 'and');

const nameKey = (name: string): string =>
  plainName(name)
    .normalize('NFKD')
    .replaceAll(/\p{M}|[’'.]/gu, '')
    .toLowerCase()
    .trim();

/** Writes new files, all or none; the first last, since with it the others mean something. */
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
