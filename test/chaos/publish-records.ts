/** Small records for publishing, and a set of four of them: two documents, a topic and the relationship. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TextOfSet } from '../../src/records/publish/change-set.ts';
import type { RecordEditor } from '../../src/records/publish/record-editor-contract.ts';

const QUESTIONS = ['', 'about', 'news of', 'latest on', 'explain', 'tell me of', 'what about', 'brief on'];

const statement = (id: string, text: string): object => ({
  id,
  kind: 'reported-fact',
  topics: ['tea-trade'],
  text: { en: text },
  eventOn: { precision: 'year', on: '2025' },
  citations: [{ paragraph: 1, find: 'tea was carried' }],
});

const documentOf = (name: string, statements: readonly object[]): object => ({
  title: { en: `Notes of the ${name}` },
  publisher: { en: 'The Gazette' },
  authors: [],
  kind: 'news',
  url: `https://example.org/${name}`,
  publishedOn: '2025-11-03',
  accessedOn: '2025-11-03',
  copy: { kind: 'original' },
  disclosure: { en: 'It belongs to its readers.' },
  language: 'en',
  paragraphs: ['0123456789abcdef'],
  statements,
});

const TOPIC = {
  title: { en: 'Tea trade' },
  summary: { en: 'What is known of the tea trade' },
  status: 'published',
  aliases: { en: ['tea road'] },
  questions: { en: QUESTIONS.map((how) => `${how} tea trade`.trim()) },
  bottomLine: { text: { en: 'Tea is traded.' }, restsOn: ['harbour/one'] },
  whyItMatters: { text: { en: 'People drink it.' }, restsOn: ['harbour/one'] },
  keyPoints: ['harbour/one', 'harbour/two'],
  disagreements: [],
  watch: [],
  gaps: ['north', 'south'].map((side) => ({ text: { en: 'Nothing is held.' }, searched: ['harbour'], side })),
  related: [],
  verified: { on: '2025-11-03', by: { kind: 'person', name: 'Cleo' } },
  reviewEveryDays: 30,
  history: [{ id: 'first', on: '2025-11-03', what: { en: 'First published.' } }],
  corrections: [],
};

const party = (id: string, name: string): object => ({ id, name: { en: name }, aliases: { en: [name.toLowerCase()] } });

const RELATIONSHIP = {
  title: { en: 'Northland and Southland' },
  parties: [party('north', 'Northland'), party('south', 'Southland')],
  aliases: { en: ['northland-southland'] },
};

const write = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** Writes the records into a folder. */
export function writeRecords(folder: string): void {
  const files = {
    'north-south/relationship.yaml': RELATIONSHIP,
    'north-south/topics/tea-trade.yaml': TOPIC,
    'north-south/documents/harbour.yaml': documentOf('harbour', [
      statement('one', 'Tea was carried by sea.'),
      statement('two', 'Tea was taxed.'),
    ]),
  };
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), write(value));
  }
}

/** The files of the set, inside the folder of records; the last is new in each round. */
export const filesOfSet = (round: number): readonly string[] => [
  'north-south/relationship.yaml',
  'north-south/topics/tea-trade.yaml',
  'north-south/documents/harbour.yaml',
  `north-south/documents/quay-${round}.yaml`,
];

/** Returns the set of a round: the texts of three records that are there, changed so that one cannot be without the others, and a new one. */
export function setOfFour(editor: Pick<RecordEditor, 'open'>, round: number): TextOfSet[] {
  const quay = documentOf(`quay-${round}`, [statement('said', `Tea was seen on the quay ${round} times.`)]);
  return filesOfSet(round).map((path, at): TextOfSet => {
    const slash = path.lastIndexOf('/');
    const [folder, file] = [path.slice(0, slash), path.slice(slash + 1)];
    const opened = editor.open({ folder, file });
    if (!opened.ok) return { folder, file, text: write(quay), version: undefined };
    const value = JSON.parse(opened.text) as Record<string, unknown>;
    const changed = [
      Object.assign({}, RELATIONSHIP, { title: { en: `Northland and Southland, ${round}` } }),
      Object.assign({}, TOPIC, { keyPoints: ['harbour/one', `quay-${round}/said`] }),
      Object.assign(value, { title: { en: `Notes of the harbour, ${round}` } }),
    ][at];
    return { folder, file, text: write(changed ?? value), version: opened.version };
  });
}
