/** The balance of the topics as a table for a terminal: a row for each side of each topic. */
import type { SideBalance, TopicBalance } from '../records/balance.ts';
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

const NO_DOCUMENT = 'no document held';

const widest = (...texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));
const cells = (cell: (kind: StatementKind) => string): string =>
  STATEMENT_KINDS.map((kind) => cell(kind).padStart(Math.max(4, HEADINGS[kind].length))).join(' ');

/** Returns the table, without a last line break: for each topic and side the number of documents, the day of the newest one, and the statements by kind. */
export function formatBalance(balance: readonly TopicBalance[]): string {
  const topicWidth = widest('topic', ...balance.map(({ brief }) => brief.id));
  const sideWidth = widest(INDEPENDENT, ...balance.flatMap(({ sides }) => sides.flatMap(({ party }) => party ?? [])));
  const line = (topic: string, side: string, documents: string, rest: string): string =>
    `${topic.padEnd(topicWidth)}  ${side.padEnd(sideWidth)}  ${documents.padStart(4)}  ${rest}`;
  const contents = ({ party, newest, kinds }: SideBalance, missing: readonly string[]): string => {
    if (newest !== undefined) return `${newest}  ${cells((kind) => (kinds[kind] === 0 ? '-' : String(kinds[kind])))}`;
    return party !== undefined && missing.includes(party) ? `${NO_DOCUMENT}; a gap of the topic says so` : NO_DOCUMENT;
  };
  return [
    line('topic', 'side', 'docs', `${'newest'.padEnd(10)}  ${cells((kind) => HEADINGS[kind])}`),
    ...balance.flatMap(({ brief, sides, missing }) =>
      sides.map((side, at) =>
        line(at === 0 ? brief.id : '', side.party ?? INDEPENDENT, String(side.documents), contents(side, missing)),
      ),
    ),
  ].join('\n');
}
