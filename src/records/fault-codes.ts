/** The codes of faults as a table for curators. Run as a program (npm run locales), it writes them into docs/curating.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import en from '../locales/en.json' with { type: 'json' };
import { PARAMETERS } from '../locales/parameters.ts';
import { type FaultCode, findingText } from './fault.ts';

const BEGIN = '<!-- Written from the locales by `npm run locales`. -->\n\n';
const END = '\n<!-- End of the codes. -->';

/** Returns the text of a page with the codes of today between its two marks. */
export function withFaultCodes(page: string): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from === -1 || to === -1) throw new Error('the page has no marks around its codes of faults; put them back');
  return `${page.slice(0, from + BEGIN.length)}${table()}${page.slice(to)}`;
}

function table(): string {
  const codes = Object.keys(en).flatMap((key) => (key.startsWith('fault.') ? [key.slice('fault.'.length)] : []));
  const rows = codes.map((code) => `| \`${code}\` | ${wordsOf(code as FaultCode).replaceAll('|', String.raw`\|`)} |`);
  return ['| code | what it says |', '|---|---|', ...rows, ''].join('\n');
}

/** The words of a code, with the names of what differs in braces; what is counted is two. */
function wordsOf(code: FaultCode): string {
  const kinds = Object.entries(PARAMETERS).find(([key]) => key === `fault.${code}`)?.[1] ?? {};
  const params = Object.entries(kinds).map(([name, kind]) => [name, kind === 'number' ? 2 : `{${name}}`] as const);
  return findingText({ code, params: Object.fromEntries(params) }, 'en');
}

if (import.meta.main) {
  const page = join(import.meta.dirname, '..', '..', 'docs', 'curating.md');
  writeFileSync(page, withFaultCodes(readFileSync(page, 'utf8')));
}
