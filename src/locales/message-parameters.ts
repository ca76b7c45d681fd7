/** Reads which parameters an ICU message takes, and of which kind each is. Run as a program (npm run locales), it writes those of all messages into parameters.ts, from which the code that gives them is typed. */
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

function writeParameters(): void {
  const english = JSON.parse(readFileSync(join(import.meta.dirname, 'en.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  /** One message a line, as the rest of the code is formatted. */
  const lines = Object.entries(english).flatMap(([key, message]) => {
    const parameters = Object.entries(parametersOf(message));
    const inner = parameters
      .map(
        ([name, kind]) =>
          `${name}: ${typeof kind === 'string' ? `'${kind}'` : `[${kind.map((option) => `'${option}'`).join(', ')}]`}`,
      )
      .join(', ');
    return parameters.length === 0 ? [] : [`  '${key}': { ${inner} },\n`];
  });

  writeFileSync(
    join(import.meta.dirname, 'parameters.ts'),
    `/** The parameters of each message that has some. Written from en.json by \`npm run locales\`; do not edit. */

export const PARAMETERS = {
${lines.join('')}} as const;
`,
  );
}

if (import.meta.main) writeParameters();
