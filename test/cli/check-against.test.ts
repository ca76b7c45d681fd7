/** `check --against`: the editions of wording that a second reader signed, and what they do not cover. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
