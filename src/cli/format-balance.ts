/** The balance of the topics as a table for a terminal: a row for each side of each topic. */
import type { TopicBalance } from '../records/balance.ts';
import { STATEMENT_KINDS, type StatementKind } from '../records/schema.ts';

const HEADINGS: Readonly<Record<StatementKind, string>> = {
  'reported-fact': 'fact',
  position: 'pos',
  measure: 'meas',
  commitment: 'comm',
  assessment: 'assess',
  recommendation: 'rec',
  forecast: 'fcst',
};
const INDEPENDENT = 'independent';

/** Returns the table, without a last line break: for each topic and side the number of documents, the day of the newest one, and the statements by kind. */
export function formatBalance(balance: readonly TopicBalance[]): string {
  const widest = (heading: string, texts: readonly string[]): number =>
    Math.max(heading.length, ...texts.map((text) => text.length));
  const topicWidth = widest(
    'topic',
    balance.map(({ brief }) => brief.id),
  );
  const sideWidth = widest(
    INDEPENDENT,
    balance.flatMap(({ sides }) => sides.flatMap(({ party }) => party ?? [])),
  );
  const line = (topic: string, side: string, documents: string, rest: string): string =>
    `${topic.padEnd(topicWidth)}  ${side.padEnd(sideWidth)}  ${documents.padStart(4)}  ${rest}`.trimEnd();
  const kinds = (cell: (kind: StatementKind) => string): string =>
    STATEMENT_KINDS.map((kind) => cell(kind).padStart(Math.max(4, HEADINGS[kind].length))).join(' ');
  return [
    line('topic', 'side', 'docs', `${'newest'.padEnd(10)}  ${kinds((kind) => HEADINGS[kind])}`),
    ...balance.flatMap(({ brief, sides, missing }) =>
      sides.map(({ party, documents, newest, kinds: counted }, at) =>
        line(
          at === 0 ? brief.id : '',
          party ?? INDEPENDENT,
          String(documents),
          newest !== undefined
            ? `${newest}  ${kinds((kind) => (counted[kind] === 0 ? '-' : String(counted[kind])))}`
            : party !== undefined && missing.includes(party)
              ? 'no document held; a gap of the topic says so'
              : 'no document held',
        ),
      ),
    ),
  ].join('\n');
}
