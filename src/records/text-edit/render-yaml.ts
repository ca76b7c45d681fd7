/** Writes values as YAML the way records are written: short groups and lists in brackets, the rest on lines of its own. Pure. */
import { Document, isCollection, stringify } from 'yaml';

/** Lines are at most so long where the text can be broken. */
const MAX_LINE = 120;
/** What is longer stands on lines of its own. */
const MAX_BRACKETS = 100;

type YamlGroup = Readonly<Record<string, unknown>>;

export const isGroup = (value: unknown): value is YamlGroup =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalarValue = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Returns a value on one line, as it may stand inside brackets. */
export function inBrackets(value: unknown): string {
  const document = new Document([value]);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .trim()
    .replace(/^\[\s?/u, '')
    .replace(/\s?\]$/u, '');
}

/** Returns a text, a number or a truth value behind the name of its field; its further lines are indented by two more than the field. */
export function scalarText(value: unknown, indent: string): string {
  const written = stringify({ k: value }, { lineWidth: MAX_LINE - indent.length, blockQuote: false });
  return written
    .trimEnd()
    .replace(/^k:\s*/u, '')
    .split('\n')
    .join(`\n${indent}`);
}

/** Returns what follows the colon of a field that is indented so far: a space and a value, or lines of their own. */
export function behindName(value: unknown, indent: string): string {
  if (isScalarValue(value)) return value === null || value === undefined ? '' : ` ${scalarText(value, indent)}`;
  const short = inBrackets(value);
  if (isShort(value) && short.length + indent.length <= MAX_BRACKETS) return ` ${short}`;
  return `\n${blockLines(value, `${indent}  `)}`;
}

/** Returns a group or a list on lines of its own. */
export function blockLines(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}- ${behindDash(item, indent)}`).join('\n');
  if (!isGroup(value)) return `${indent}${scalarText(value, indent)}`;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `${indent}${name}:${behindName(one, indent)}`)
    .join('\n');
}

/** Returns what follows the dash of an item. */
export function behindDash(item: unknown, indent: string): string {
  if (isScalarValue(item)) return scalarText(item, indent);
  const short = inBrackets(item);
  if (isShort(item) && short.length + indent.length + 2 <= MAX_BRACKETS) return short;
  return blockLines(item, `${indent}  `).trimStart();
}

/** Whether a value holds nothing but texts and numbers, or nothing at all. */
const isShort = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isScalarValue) : isGroup(value) && Object.values(value).every(isScalarValue);
