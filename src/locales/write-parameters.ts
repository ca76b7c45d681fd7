/** Writes the parameters of the messages into parameters.ts, from which the code that gives them is typed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parametersOf } from './parameters-of.ts';

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
