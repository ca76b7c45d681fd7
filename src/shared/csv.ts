/** Tables as text for other programs. Pure. */

export type Cell = string | number | boolean | null | undefined;

/** A table as it is handed on: its heads, and the values of each row in their order. */
export type TableData = { readonly heads: readonly string[]; readonly rows: readonly (readonly Cell[])[] };

/** A spreadsheet would take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/u;

function field(value: Cell): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns a table as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8; what a spreadsheet would run as a formula has an apostrophe before it. */
export const toCsv = ({ heads, rows }: TableData): string =>
  `\uFEFF${[heads, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
