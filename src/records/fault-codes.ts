/** The codes of faults as a table for curators. Run as a program (npm run locales), it writes them into docs/curating.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../locales/en.json' with { type: 'json' };
import { parametersOf } from '../locales/message-parameters.ts';
import { codedText, type Coded } from '../locales/coded.ts';

const MARKS = {
  fault: ['<!-- Written from the locales by `npm run locales`. -->\n\n', '\n<!-- End of the codes. -->'],
  warning: ['<!-- Warnings, written from the locales by `npm run locales`. -->\n\n', '\n<!-- End of the warnings. -->'],
} as const;

/** Returns the text of a page with the codes of today between their marks. */
export function withFaultCodes(page: string): string {
  return (['fault', 'warning'] as const).reduce((text, prefix) => {
    const [begin, end] = MARKS[prefix];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from === -1 || to === -1)
      throw new Error(`the page has no marks around its codes of ${prefix}s; put them back`);
    return `${text.slice(0, from + begin.length)}${table(prefix)}${text.slice(to)}`;
  }, page);
}

function table(prefix: keyof typeof MARKS): string {
  const keys = Object.keys(en).filter((key) => key.startsWith(`${prefix}.`));
  const rows = keys.map((key) => {
    const code = key.slice(prefix.length + 1);
    return `| \`${code}\` | ${wordsOf(prefix, code).replaceAll('|', String.raw`\|`)} |`;
  });
  return ['| code | what it says |', '|---|---|', ...rows, ''].join('\n');
}

/** The words of a code, with the names of what differs in braces; what is counted is two. */
function wordsOf(prefix: keyof typeof MARKS, code: string): string {
  const kinds = parametersOf(Object.entries(en).find(([key]) => key === `${prefix}.${code}`)?.[1] ?? '');
  const params = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, kind === 'number' ? 2 : `{${name}}`] as const),
  );
  return prefix === 'fault'
    ? codedText('fault', { code: code as Coded<'fault'>['code'], params }, 'en')
    : codedText('warning', { code: code as Coded<'warning'>['code'], params }, 'en');
}

if (import.meta.main) {
  const page = join(import.meta.dirname, '..', '..', 'docs', 'curating.md');
  writeFileSync(page, withFaultCodes(readFileSync(page, 'utf8')));
}
