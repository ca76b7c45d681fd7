/** The records of a history as they are published one after another: statements come, one is corrected, a topic moves on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatFault } from '../../src/records/fault.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { documentRecord, recordFiles, STATEMENTS, topicRecord, type Fields } from '../support/records.ts';

const TOPICS = ['grain-corridor', 'tea-trade'];
const CHECKED_AT = Temporal.Instant.from('2026-11-24T12:00:00Z');

/** Words of a statement that is corrected later. */
export const WRONG_WORDS = 'rung twice';
export const RIGHT_WORDS = 'rung once';
/** The first edition in which it is. */
export const CORRECTED_EDITION = 2;
const RUNG: Fields = {
  ...STATEMENTS.fact,
  id: 'bell-rung',
  topics: TOPICS,
  text: { en: 'The bell of the harbour was rung twice.' },
};
const RUNG_ONCE: Fields = {
  ...RUNG,
  text: { en: 'The bell of the harbour was rung once.' },
  corrections: [
    {
      id: 'once',
      on: '2026-09-05',
      what: { en: 'It was rung once.' },
      before: { en: 'The bell of the harbour was rung twice.' },
    },
  ],
};
const FLAG: Fields = {
  ...STATEMENTS.fact,
  id: 'flag-raised',
  topics: ['grain-corridor'],
  text: { en: 'A flag was raised over the customs house.' },
};
const TEA: Fields = {
  ...STATEMENTS.fact,
  id: 'tea-weighed',
  topics: ['tea-trade'],
  text: { en: 'The tea was weighed in the customs house.' },
};

const MOVED: Fields = {
  history: [
    { id: 'grain-corridor-first', on: '2026-09-03', what: { en: 'First published.' } },
    { id: 'grain-corridor-second', on: '2026-09-06', what: { en: 'The bottom line says who met.' } },
  ],
};

const EDITIONS: readonly { readonly more: readonly Fields[]; readonly corridor?: Fields }[] = [
  { more: [] },
  { more: [RUNG] },
  { more: [RUNG_ONCE] },
  { more: [RUNG_ONCE, FLAG] },
  { more: [RUNG_ONCE, FLAG, TEA], corridor: MOVED },
];

let made: readonly Catalogue[] | undefined;

/** Returns the editions of the records in the order in which they are published, made once. */
export function editions(): readonly Catalogue[] {
  return (made ??= EDITIONS.map(({ more, corridor }) => {
    const usual = Object.values(STATEMENTS).map((one) => Object.assign({ topics: TOPICS }, one));
    return readOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', corridor),
        'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
        'north-south/documents/harbour-notes.yaml': documentRecord({ statements: [...usual, ...more] }),
      }),
    );
  }));
}

function readOf(files: ReturnType<typeof recordFiles>): Catalogue {
  const folder = mkdtempSync(join(tmpdir(), 'attache-simulation-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(content));
    }
    const { catalogue, faults } = checkCatalogue(folder, CHECKED_AT);
    if (catalogue === undefined) throw new Error(faults.map(formatFault).join('\n'));
    return catalogue;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
