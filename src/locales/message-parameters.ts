/** Reads which parameters an ICU message takes, and of which kind each is. Run as a program (npm run locales), it writes those of all messages into parameters.json, from which the code that gives them is typed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isLiteralElement,
  isSelectElement,
  isTagElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';

/** A text (or a number as it is), a number that is counted or grouped, a yes or no, or one of the words that a message selects by. */
export type ParameterKind = 'text' | 'number' | 'boolean' | readonly string[];

export type ParameterKinds = Readonly<Record<string, ParameterKind>>;

/** Returns the parameters of a message in alphabetical order; throws where it does not parse. */
export function parametersOf(message: string): ParameterKinds {
  const found = new Map<string, Set<string>>();
  collect(parse(message, { ignoreTag: true }), found);
  return Object.fromEntries(
    [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, kinds]) => [name, kindOf(kinds)]),
  );
}

/** Notes for each parameter how it is used: `text`, `number`, or the words that are selected by, after a colon. */
function collect(elements: readonly MessageFormatElement[], found: Map<string, Set<string>>): void {
  for (const element of elements) {
    if (isLiteralElement(element) || isPoundElement(element)) continue;
    const kinds = found.get(element.value) ?? new Set();
    found.set(element.value, kinds);
    if (isSelectElement(element)) for (const option of Object.keys(element.options)) kinds.add(`:${option}`);
    else kinds.add(isPluralElement(element) || isNumberElement(element) ? 'number' : 'text');
    if (isPluralElement(element) || isSelectElement(element))
      for (const { value } of Object.values(element.options)) collect(value, found);
    if (isTagElement(element)) collect(element.children, found);
  }
}

function kindOf(kinds: ReadonlySet<string>): ParameterKind {
  if (kinds.has('number')) return 'number';
  const options = [...kinds].flatMap((kind) => (kind.startsWith(':') ? [kind.slice(1)] : []));
  if (options.length === 0) return 'text';
  const isYesOrNo = options.includes('true') && options.every((option) => ['true', 'false', 'other'].includes(option));
  return isYesOrNo ? 'boolean' : options.toSorted();
}

/** Returns a value of the type that a parameter has: TypeScript reads no more than types from a JSON file. */
const exampleOf = (kind: ParameterKind): unknown =>
  kind === 'text'
    ? ''
    : kind === 'number'
      ? 0
      : kind === 'boolean'
        ? false
        : Object.fromEntries(kind.map((option) => [option, 0]));

/** Returns an example of the parameters of each message that has some, as parameters.json holds them. */
export const exampleParameters = (messages: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(messages).flatMap(([key, message]) => {
      const parameters = Object.entries(parametersOf(message));
      return parameters.length === 0
        ? []
        : [[key, Object.fromEntries(parameters.map(([name, kind]) => [name, exampleOf(kind)]))]];
    }),
  );

/** Returns the kinds of parameters that an example of them stands for. */
export const kindsOfExample = (example: Readonly<Record<string, unknown>>): ParameterKinds =>
  Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? 'number'
        : typeof value === 'boolean'
          ? 'boolean'
          : typeof value === 'string'
            ? 'text'
            : Object.keys(value ?? {}),
    ]),
  );

if (import.meta.main) {
  const english = JSON.parse(readFileSync(join(import.meta.dirname, 'en.json'), 'utf8')) as Record<string, string>;
  const lines = Object.entries(exampleParameters(english)).map(
    ([key, example]) => `${JSON.stringify(key)}: ${JSON.stringify(example)}`,
  );
  writeFileSync(join(import.meta.dirname, 'parameters.json'), `{\n${lines.join(',\n')}\n}\n`);
}
