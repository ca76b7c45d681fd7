/** The version of what a reviewer is shown of a topic. Pure. */
import { hash } from 'node:crypto';
import type { Brief } from '../../records/schema.ts';
import { compareTexts } from '../../shared/text.ts';

/** So many as a button carries (src/reply/button.ts), which are enough that two versions of one topic are never taken for each other. */
const CHARACTERS = 12;

/** Fields that say nothing of what the topic tells: who reviewed it and how often, and the words by which it is found. */
const UNTOLD: ReadonlySet<string> = new Set(['verified', 'reviewEveryDays', 'aliases', 'questions']);

/** Returns the version of a topic and its statements: it changes whenever they tell something else, and not when somebody reviews them. */
export function topicVersion(brief: Brief): string {
  const told = Object.fromEntries(Object.entries(brief).filter(([field]) => !UNTOLD.has(field)));
  return hash('sha256', JSON.stringify(told, inOrder), 'base64url').slice(0, CHARACTERS);
}

/** The fields of a record may stand in any order in its file. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => compareTexts(a, b)))
    : value;
