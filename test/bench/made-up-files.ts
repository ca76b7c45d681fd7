/** Files of made-up records that the benches of publishing and of reading again write. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Brief, Relationship } from '../../src/records/schema.ts';

/** Writes a relationship's record, with empty folders for its documents and topics. */
export function writeRelationship(folder: string, { id, ...relationship }: Relationship): void {
  for (const within of ['documents', 'topics']) mkdirSync(join(folder, id, within), { recursive: true });
  writeFileSync(join(folder, id, 'relationship.yaml'), stringify(relationship));
}

/** Returns the record of a made-up topic: its names, a dozen questions, and texts that rest on two statements of its first document. */
export function topicOf(
  { title, summary, aliases, questions }: Brief,
  documents: readonly string[],
  restsOn: readonly string[],
  parties: readonly string[],
): object {
  const more = ['about', 'brief on', 'news of', 'latest on', 'update on', 'explain', 'tell me of', 'background on'];
  return {
    title,
    summary: { en: summary.en },
    aliases,
    questions: { en: [...questions.en, ...more.map((how) => `${how} ${title.en}`)] },
    status: 'published',
    bottomLine: { text: { en: 'Talks were held.' }, restsOn },
    whyItMatters: { text: { en: 'Trade depends on it.' }, restsOn },
    keyPoints: restsOn,
    disagreements: [],
    watch: [],
    gaps: parties.map((side) => ({
      text: { en: 'No document of it is held.' },
      searched: documents.slice(0, 1),
      side,
    })),
    related: [],
    asOf: '2025-11-03',
    searchedTo: '2025-11-05',
    verified: { on: '2025-11-05', by: { kind: 'program', name: 'bench' } },
    reviewEveryDays: 90,
    history: [{ id: 'first', on: '2025-11-05', what: { en: 'First published.' } }],
    corrections: [],
  };
}

/** Returns the record of a made-up document with its statements, a paragraph for each. */
export const documentOf = (id: string, statements: readonly object[]): object => ({
  title: { en: `Notes ${id}` },
  publisher: { en: 'The Gazette' },
  authors: [],
  kind: 'news',
  url: `https://example.org/${id}`,
  publishedOn: '2025-11-03',
  accessedOn: '2025-11-03',
  copy: { kind: 'original' },
  disclosure: { en: 'It belongs to its readers.' },
  language: 'en',
  paragraphs: statements.map(() => '0123456789abcdef'),
  statements,
});

/** Returns the record of a statement on a topic that is cited by a paragraph. */
export const statementOf = (id: string, topic: string, text: object, paragraph: number): object => ({
  id,
  kind: 'reported-fact',
  topics: [topic],
  text,
  eventOn: { precision: 'day', on: '2025-10-30' },
  citations: [{ paragraph, find: 'was agreed on October' }],
});
