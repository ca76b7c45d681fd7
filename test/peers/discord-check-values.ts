/** Checks of single values in a body, reporting what is wrong the way Discord does. */
import type { Problem } from './discord-types.ts';

/** Where a value stands in a body. */
export type Path = (string | number)[];

/** How long Discord takes a text to be: in code points. */
export function lengthOf(value: string): number {
  return Array.from(value).length;
}

/** Checks one text field and returns it, or an empty text where it is absent or no text. */
export function checkText(
  problems: Problem[],
  path: Path,
  value: unknown,
  { min = 0, max, required = min > 0 }: { min?: number; max: number; required?: boolean },
): string {
  if (value === undefined || value === null) {
    if (required) problems.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    return '';
  }
  if (typeof value !== 'string') {
    problems.push({ path, code: 'STRING_TYPE_CONVERT', message: 'Could not interpret the value as string.' });
    return '';
  }
  const length = lengthOf(value);
  if (required && length === 0) problems.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  else if (length < min || (min > 1 && length > max)) {
    problems.push({ path, code: 'BASE_TYPE_BAD_LENGTH', message: `Must be between ${min} and ${max} in length.` });
  } else if (length > max)
    problems.push({ path, code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${max} or fewer in length.` });
  return value;
}

/** Checks that the value is a list of `min` to `max` things and returns it, empty where it is none. */
export function checkList(problems: Problem[], path: Path, value: unknown, min: number, max: number): unknown[] {
  if (value === undefined || value === null) {
    if (min > 0) problems.push({ path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    return [];
  }
  if (!Array.isArray(value)) {
    problems.push({ path, code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' });
    return [];
  }
  if (value.length > max || value.length < min) {
    const message = min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`;
    problems.push({ path, code: min > 0 ? 'BASE_TYPE_BAD_LENGTH' : 'BASE_TYPE_MAX_LENGTH', message });
  }
  return value;
}

/** Checks a whole number's range where it is given. */
export function checkWhole(problems: Problem[], path: Path, value: unknown, min: number, max: number): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    problems.push({ path, code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' });
  } else if (value < min) {
    problems.push({ path, code: 'NUMBER_TYPE_MIN', message: `int value should be greater than or equal to ${min}.` });
  } else if (value > max) {
    problems.push({ path, code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${max}.` });
  }
}

/** Checks an address where it is given: well formed, of one of the schemes, and not too long. */
export function checkUrl(
  problems: Problem[],
  path: Path,
  value: unknown,
  max: number,
  schemes: readonly string[],
): void {
  if (value === undefined || value === null) return;
  const text = checkText(problems, path, value, { max });
  const parsed = URL.parse(text);
  if (parsed === null) {
    problems.push({ path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' });
  } else if (!schemes.includes(parsed.protocol.slice(0, -1))) {
    const scheme = parsed.protocol.slice(0, -1);
    problems.push({
      path,
      code: 'URL_TYPE_INVALID_SCHEME',
      message: `Scheme "${scheme}" is not supported. Scheme must be one of (${schemes.join(', ')}).`,
    });
  }
}
