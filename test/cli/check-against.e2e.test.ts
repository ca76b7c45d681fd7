/** `check --against`: the editions of wording that a second reader signed, and what they do not cover. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { attache } from '../support/command.ts';
import { documentRecord, folderOf, recordFiles, STATEMENTS, type Fields } from '../support/records.ts';

const { fact, position } = STATEMENTS;
const DOCUMENT = 'north-south/documents/harbour-notes.yaml';
const WORDING = 'north-south/wording.yaml';

/** The records with other texts of some statements, and the editions given. */
function records(texts: Readonly<Record<string, string>> = {}, wording?: Fields | string) {
  const statements = Object.values(STATEMENTS).map((one) =>
    Object.assign({ topics: ['grain-corridor'] }, one, one.id in texts && { text: { en: texts[one.id] } }),
  );
  return recordFiles({
    [DOCUMENT]: documentRecord({ statements }),
    ...(wording !== undefined && { [WORDING]: wording }),
  });
}
const edition = (id: string, ...statements: readonly string[]): Fields => ({
  id,
  lines: [{ document: 'harbour-notes', signed: 'Ada Reader', statements }],
});
const against = async (before: ReturnType<typeof records>, after: ReturnType<typeof records>) =>
  await attache(folderOf(after), ['check', '--against', folderOf(before)]);

const ANEW = { [fact.id]: 'Ministers met in the old customs house.' };
const BOTH = { ...ANEW, [position.id]: 'The corridor is a bridge.' };
const SIGNED = { editions: [edition('spring', fact.id)] };

describe('an edition of wording', () => {
  test('covers the statements that it lists, and says so', async () => {
    const { code, output } = await against(records(), records(ANEW, SIGNED));
    expect(code).toBe(0);
    expect(output).toContain(
      'none changed in silence. 1 statement written anew and signed by a second reader (north-south/spring).',
    );
    expect((await against(records(), records(ANEW))).code).toBe(1);
  });

  test('covers no other statement', async () => {
    const { code, errors } = await against(records(), records(BOTH, SIGNED));
    expect(code).toBe(1);
    expect(errors).toMatch(/statements\.1\.text: differs from what was published/u);
    expect(errors).toContain('1 fault against');
  });

  test('covers nothing that changed after it was published', async () => {
    const { code, errors } = await against(records(ANEW, SIGNED), records({ [fact.id]: 'Nobody met.' }, SIGNED));
    expect(code).toBe(1);
    expect(errors).toMatch(/statements\.0\.text: differs from what was published/u);
  });

  test.each<[string, Fields | string, RegExp]>([
    ['that is no YAML', 'editions: [', /wording\.yaml:1:\d+ {2}/u],
    [
      'that nobody signed',
      { editions: [{ id: 'spring', lines: [{ document: 'harbour-notes', statements: [fact.id] }] }] },
      /lines\.0\.signed: is missing/u,
    ],
    [
      'twice under one name',
      { editions: [edition('spring', fact.id), edition('spring', 'keep-talking')] },
      /editions\.1\.id: spring is used twice/u,
    ],
    [
      'with a statement twice',
      { editions: [edition('spring', fact.id, fact.id)] },
      /statements\.1: harbour-notes\/hands-shaken is used twice/u,
    ],
    [
      'with a statement that there never was',
      { editions: [edition('spring', 'gone')] },
      /statements\.0: there is no statement harbour-notes\/gone in north-south/u,
    ],
  ])('%s is a fault at its place', async (_what, wording, expected) => {
    const { code, errors } = await against(records(), records({}, wording));
    expect(code).toBe(1);
    expect(errors).toMatch(expected);
    expect(errors).toContain(join('north-south', 'wording.yaml'));
  });
});

/** Returns a folder of a repository in which the records were committed, and then became others. */
function repository(below: string, before: string, after: string): string {
  const root = mkdtempSync(join(tmpdir(), 'attache-against-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', root, '-c', 'user.name=Ada', '-c', 'user.email=ada@localhost', ...args]);
  const folder = join(root, below);
  mkdirSync(folder, { recursive: true });
  git('init', '-q');
  cpSync(before, folder, { recursive: true });
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'before');
  cpSync(after, folder, { recursive: true });
  return folder;
}

describe('a revision of a repository', () => {
  test.each(['.', 'briefs', 'deep/down/briefs'])('is compared with records that stand in %s', async (below) => {
    const same = repository(below, folderOf(records()), folderOf(records()));
    const passed = await attache(same, ['check', '--against', 'git:HEAD']);
    expect([passed.code, passed.output]).toMatchObject([
      0,
      expect.stringContaining(`${Object.keys(STATEMENTS).length} statements, none changed`),
    ]);
    const changed = repository(below, folderOf(records()), folderOf(records(ANEW)));
    const { code, errors } = await attache(changed, ['check', '--against', 'git:HEAD']);
    expect(code).toBe(1);
    expect(errors).toMatch(/harbour-notes\.yaml:.*text: differs from what was published/u);
  });

  test('that has no statement to compare never passes', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'attache-against-'));
    onTestFinished(() => rmSync(empty, { recursive: true }));
    const folder = repository('.', empty, folderOf(records()));
    for (const previous of ['git:HEAD', empty]) {
      const { code, errors } = await attache(folder, ['check', '--against', previous]);
      expect([code, errors.trim()]).toEqual([
        1,
        `Against ${previous}: nothing was compared, since no statement can be read there.`,
      ]);
    }
  });
});
