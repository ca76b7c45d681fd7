/** The version of a statement, by which it can be told later whether a message showed what it says now. Pure. */
import { hash } from 'node:crypto';
import type { Statement } from '../records/schema.ts';

/** Enough that two versions of one statement are never taken for each other. */
const VERSION_CHARACTERS = 12;

/** Returns the version of what a statement says and rests on: its text in both languages and its citations. */
export function versionOf({ text, citations }: Pick<Statement, 'text' | 'citations'>): string {
  const said = [text.en, text.zh ?? '', ...citations.map(({ source, paragraph, find }) => [source, paragraph, find])];
  return hash('sha256', JSON.stringify(said), 'base64url').slice(0, VERSION_CHARACTERS);
}
