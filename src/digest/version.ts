/** The version of what a message shows, by which it can be told later whether it showed what the records say now. Pure. */
import { hash } from 'node:crypto';
import type { Statement, Translated } from '../records/schema.ts';

/** Of each text, and of the citations: enough that two versions of one statement are never taken for each other. */
const PART_CHARACTERS = 8;

/** Returns the version of what a statement says and rests on: its text in both languages, then its citations. */
export function versionOf({ text, citations }: Pick<Statement, 'text' | 'citations'>): string {
  const cited = citations.map(({ source, paragraph, find }) => [source, paragraph, find]);
  return textVersion(text) + partOf(JSON.stringify(cited));
}

/** Returns the version of a text in both languages, with which the version of a statement of that text begins. */
export const textVersion = ({ en, zh = '' }: Translated): string => partOf(en) + partOf(zh);

/** Tells whether a version is of a statement that had a text, in either language: a correction may give it in one alone. */
export function isVersionOf(version: string, { en, zh }: Translated): boolean {
  const [english, chinese] = [version.slice(0, PART_CHARACTERS), version.slice(PART_CHARACTERS, 2 * PART_CHARACTERS)];
  return english === partOf(en) || (zh !== undefined && chinese === partOf(zh));
}

const partOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, PART_CHARACTERS);
