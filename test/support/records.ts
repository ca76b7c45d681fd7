/** Small made-up records for the tests, and folders to read them from. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { valuesOf } from '../../src/records/catalogue.ts';
import { DOCUMENTS } from '../../src/records/folder.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { createCatalogue, type Catalogue } from '../../src/search/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { fingerprint } from '../../src/records/paragraphs.ts';
import { formatFault } from '../../src/records/fault.ts';

/** The project's own records. */
export const OWN = join(import.meta.dirname, '..', '..', 'briefs');

/** The moment that the tests take for now. */
export const NOW = Temporal.Instant.from('2026-11-24T12:00:00Z');

export type Fields = Readonly<Record<string, unknown>>;

/** A document of four paragraphs that the made-up records cite. */
export const DOCUMENT: readonly [string, string, string, string] = [
  'Grain corridors reopened after the harbour talks.',
  'Ministers of both sides shook hands on Tuesday in the old customs house.',
  'Observers doubt that the corridor will stay open all winter long.',
  'The envoy called the corridor a bridge between neighbours.',
];

/** Returns the record of the made-up document and its statements, which bear on the topics given, with some fields replaced; a field set to undefined is left out. */
export function documentRecord(over: Fields = {}, topics: readonly string[] = ['grain-corridor']): Fields {
  return {
    title: { en: 'Notes from the harbour' },
    publisher: { en: 'The Harbour Gazette' },
    authors: [
      { id: 'ada-quill', name: { en: 'Ada Quill' }, role: { en: 'Reporter' } },
      { id: 'ben-ledger', name: { en: 'Ben Ledger' } },
    ],
    kind: 'news',
    url: 'https://example.org/harbour-notes',
    publishedOn: '2026-09-01',
    accessedOn: '2026-09-02',
    copy: { kind: 'original' },
    disclosure: { en: 'The gazette belongs to its readers.' },
    language: 'en',
    paragraphs: DOCUMENT.map((paragraph) => fingerprint(paragraph)),
    statements: Object.values(STATEMENTS).map((statement) => Object.assign({ topics }, statement)),
    ...over,
  };
}

/** Returns the record of the two made-up parties. */
export function relationshipRecord(over: Fields = {}): Fields {
  return {
    title: { en: 'Northland and Southland' },
    parties: [
      { id: 'north', name: { en: 'Northland' }, aliases: { en: ['northland', 'northlander'] } },
      { id: 'south', name: { en: 'Southland' }, aliases: { en: ['southland', 'southlander'] } },
    ],
    aliases: { en: ['northland-southland'] },
    ...over,
  };
}

const cite = (paragraph: number, find: string): Fields => ({ paragraph, find });

/** The statements of the made-up document, one of each kind, without their topics. */
export const STATEMENTS = {
  fact: {
    id: 'hands-shaken',
    kind: 'reported-fact',
    text: { en: 'The ministers met in the customs house.' },
    eventOn: { precision: 'day', on: '2026-08-25' },
    citations: [cite(2, 'Ministers of both sides')],
  },
  position: {
    id: 'envoy-bridge',
    kind: 'position',
    text: { en: 'The envoy likened the corridor to a bridge.' },
    speaker: { en: 'Ivo Marsh' },
    role: { en: 'Envoy of Northland' },
    party: 'north',
    saidOn: { precision: 'month', on: '2026-08' },
    citations: [cite(4, 'a bridge between neighbours')],
  },
  measure: {
    id: 'toll-lowered',
    kind: 'measure',
    text: { en: 'Northland lowered the toll of the corridor until the frost.' },
    party: 'north',
    instrument: { en: 'Corridor toll' },
    effect: 'lowered',
    from: { precision: 'day', on: '2026-08-26' },
    until: { precision: 'day', on: '2026-10-31' },
    citations: [cite(1, 'Grain corridors reopened after')],
  },
  commitment: {
    id: 'grain-promised',
    kind: 'commitment',
    text: { en: 'Southland is to ship its grain through the corridor by the end of November 2026.' },
    by: 'south',
    to: 'north',
    accordingTo: 'north',
    saidOn: { precision: 'day', on: '2026-08-25' },
    due: { precision: 'month', on: '2026-11' },
    citations: [cite(2, 'shook hands on Tuesday')],
  },
  assessment: {
    id: 'winter-doubted',
    kind: 'assessment',
    text: { en: 'Quill doubts that it stays open through the winter.' },
    by: ['ada-quill'],
    confidence: 'moderate',
    citations: [cite(3, 'doubt that the corridor')],
  },
  recommendation: {
    id: 'keep-talking',
    kind: 'recommendation',
    text: { en: 'Talks should go on.' },
    by: { name: { en: 'Unnamed observers' } },
    madeOn: { precision: 'year', on: '2026' },
    citations: [cite(3, 'stay open all winter')],
  },
  forecast: {
    id: 'closes-in-winter',
    kind: 'forecast',
    text: { en: 'The corridor may close when the frost comes.' },
    by: ['ada-quill', 'ben-ledger'],
    likelihood: 'likely',
    horizon: { precision: 'about', from: '2026-12-01', to: '2027-02-28', text: { en: 'this winter' } },
    citations: [cite(3, 'all winter long'), cite(1, 'after the harbour talks')],
  },
} as const satisfies Readonly<Record<string, Fields>>;

/** Returns the eight questions of the made-up topic. */
export function questionsOn(topic: string): string[] {
  const asking = [
    '',
    'what about the',
    'tell me about the',
    'any news on the',
    'what is the',
    'explain the',
    'brief me on the',
    'latest on the',
  ];
  return asking.map((words) => `${words} ${topic}`.trim());
}

/** What the made-up document does not say: without documents of the two parties, that is a gap. */
const GAPS: readonly Fields[] = [
  { text: { en: 'It does not say who pays.' }, searched: ['harbour-notes'] },
  { text: { en: 'No document of Northland is held.' }, searched: ['harbour-notes'], side: 'north' },
  { text: { en: 'No document of Southland is held.' }, searched: ['harbour-notes'], side: 'south' },
];

/** Returns the record of a made-up topic (two distinctive words), with some fields replaced. */
export function topicRecord(topic = 'grain corridor', over: Fields = {}): Fields {
  const id = topic.replaceAll(' ', '-');
  return {
    title: { en: `The ${topic}` },
    summary: { en: `What is known of the ${topic}` },
    status: 'published',
    aliases: { en: [`${topic} talks`] },
    questions: { en: questionsOn(topic) },
    bottomLine: {
      text: { en: 'The ministers met; Quill doubts that it lasts.' },
      restsOn: ['harbour-notes/hands-shaken', 'harbour-notes/winter-doubted'],
    },
    whyItMatters: { text: { en: 'Bread depends on it.' }, restsOn: ['harbour-notes/hands-shaken'] },
    keyPoints: ['harbour-notes/hands-shaken', 'harbour-notes/winter-doubted'],
    disagreements: [
      {
        id: 'who-pays',
        question: { en: 'Who pays for the corridor?' },
        sides: [
          {
            party: 'north',
            text: { en: 'Northland calls it a bridge.' },
            statements: ['harbour-notes/envoy-bridge'],
          },
          { party: 'south', text: { en: 'Southland is silent.' }, statements: [], searched: ['harbour-notes'] },
        ],
        state: { en: 'Open on September 1, 2026.' },
      },
    ],
    watch: [
      {
        id: 'first-frost',
        text: { en: 'Whether the first frost closes it.' },
        wouldChange: { en: 'It would bear out the doubt.' },
        expected: { precision: 'month', on: '2026-12' },
        restsOn: ['harbour-notes/closes-in-winter'],
      },
    ],
    gaps: GAPS,
    related: [],
    verified: { on: '2026-09-03', by: { kind: 'program', name: 'attache verify' } },
    reviewEveryDays: 30,
    history: [{ id: `${id}-first`, on: '2026-09-03', what: { en: 'First published.' } }],
    corrections: [],
    ...over,
  };
}

const TOPIC_FILE = /^north-south\/topics\/([^/]+)\.yaml$/u;

/** Returns the files of a catalogue of one topic without faults; `over` adds or replaces files, null removes one. The document's statements bear on every topic there; a topic's usual gaps are without the sides of which a document is there. */
export function recordFiles(over: Readonly<Record<string, Fields | string | Uint8Array | null>> = {}) {
  const files = { 'north-south/topics/grain-corridor.yaml': topicRecord(), ...over };
  const topics = Object.entries(files).flatMap(([name, content]) =>
    content === null ? [] : (TOPIC_FILE.exec(name)?.[1] ?? []),
  );
  const all = {
    'north-south/relationship.yaml': relationshipRecord(),
    'north-south/documents/harbour-notes.yaml': documentRecord({}, topics),
    ...files,
  };
  const contents = Object.values(all);
  return Object.assign(
    all,
    Object.fromEntries(Object.entries(files).map(([name, one]) => [name, withoutHeldSides(name, one, contents)])),
  );
}

type Content = Fields | string | Uint8Array | null;

function withoutHeldSides(name: string, content: Content, contents: readonly Content[]): Content {
  const id = TOPIC_FILE.exec(name)?.[1];
  if (id === undefined || !isFields(content) || content['gaps'] !== GAPS) return content;
  const held = new Set(
    contents
      .filter(isFields)
      .filter(({ statements }) => JSON.stringify(statements ?? []).includes(`"${id}"`))
      .map(({ party }) => party),
  );
  return { ...content, gaps: GAPS.filter(({ side }) => side === undefined || !held.has(side)) };
}

const isFields = (content: Content): content is Fields =>
  content !== null && typeof content === 'object' && !(content instanceof Uint8Array);

/** Writes files into a folder that is removed when the test is over, and returns the folder; a record is written as JSON, which is YAML too. */
export function folderOf(files: Readonly<Record<string, Fields | string | Uint8Array | null>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'attache-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}

/** Returns the faults of a folder of such files, each as one line with the folder left out. */
export function faultsOf(files: Readonly<Record<string, Fields | string | Uint8Array | null>>, now = NOW): string[] {
  const folder = folderOf(files);
  return checkCatalogue(folder, now).faults.map((fault) =>
    formatFault(fault).replaceAll(`${folder}/`, '').replaceAll(folder, '.'),
  );
}

/** Returns the catalogue of such files; throws with their faults where they have any. */
export function catalogueOf(files: Parameters<typeof folderOf>[0] = recordFiles(), now = NOW): Catalogue {
  const { catalogue, faults } = checkCatalogue(folderOf(files), now);
  if (catalogue === undefined) throw new Error(faults.map(formatFault).join('\n'));
  return catalogue;
}

let own: Catalogue | undefined;

/** Copies the first of the project's own relationships into a folder; of the documents of several, what is of it alone. */
export function copyOwn(folder: string): void {
  cpSync(join(OWN, 'cn-us'), join(folder, 'cn-us'), { recursive: true });
  cpSync(join(OWN, DOCUMENTS), join(folder, DOCUMENTS), { recursive: true });
  for (const name of readdirSync(join(folder, DOCUMENTS))) {
    const path = join(folder, DOCUMENTS, name);
    const [head = '', ...statements] = readFileSync(path, 'utf8').split(/^(?= {2}- id: )/mu);
    const kept = statements.filter((text) => text.includes('\n    relationship: cn-us\n'));
    writeFileSync(path, [head, ...kept].join(''));
  }
}

/** Returns the catalogue of the project's first relationship alone, read once, which questions, goldens and digests of the tests are about; `attache check` checks all. */
export function ownCatalogue(): Catalogue {
  if (own !== undefined) return own;
  const folder = mkdtempSync(join(tmpdir(), 'attache-own-'));
  try {
    copyOwn(folder);
    own = createCatalogue(valuesOf(createRecordLoader(folder).read()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return own;
}

/** Returns the ids of the project's own topics. */
export function ownIds(): string[] {
  return readdirSync(join(OWN, 'cn-us', 'topics')).map((name) => basename(name, '.yaml'));
}
