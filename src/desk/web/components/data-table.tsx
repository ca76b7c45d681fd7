/** A table of records: sorted by its heads, with the order in the address, and below each other on a phone. */
import './data-table.css';
import { Fragment, type ReactNode } from 'react';
import { useChoice } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { useShowMore } from './show-more.tsx';

export type Column<Row> = {
  readonly id: string;
  readonly label: string;
  /** What it is sorted by. */
  readonly value: (row: Row) => string | number;
  /** What is shown; its value unless given. */
  readonly cell?: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  readonly className?: string;
};

/** So many rows are drawn at once; on a telephone, where each is a list of its own, fewer. */
const MAX_ROWS = { wide: 200, narrow: 25 };

type TableProps<Row> = {
  /** Names the table for those who hear it. */
  readonly name: string;
  /** The first names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  /** The order in which the rows come: a column, with a hyphen before it where it falls. */
  readonly order: string;
  readonly keyOf: (row: Row) => string;
};

export function DataTable<Row>({ name, columns, rows, order, keyOf }: TableProps<Row>) {
  const t = useTranslate();
  const [chosen, choose] = useChoice('sort');
  const { compare } = new Intl.Collator(useLanguage());
  const sort = columns.some(({ id }) => id === chosen.replace(/^-/u, '')) ? chosen : order;
  const isDown = sort.startsWith('-');
  const by = columns.find(({ id }) => id === sort.replace(/^-/u, '')) ?? columns[0];
  // One order has one address.
  const setSort = (one: string): void => choose(one === order ? '' : one);
  const sorted =
    sort === order
      ? rows
      : sort.replace(/^-/u, '') === order.replace(/^-/u, '')
        ? rows.toReversed()
        : sortedBy(rows, by, isDown, compare);
  const isNarrow = matchMedia('(width < 48rem)').matches;
  const [count, more] = useShowMore(sorted.length, isNarrow ? MAX_ROWS.narrow : MAX_ROWS.wide);
  return (
    <>
      <div className="actions filters sort-choice">
        <label>
          {t('desk.frame.order')}{' '}
          <select value={isDown ? `-${by.id}` : by.id} onChange={({ target }) => setSort(target.value)}>
            {columns.flatMap(({ id, label }) => [
              <option key={id} value={id}>{`${label} ↑`}</option>,
              <option key={`-${id}`} value={`-${id}`}>{`${label} ↓`}</option>,
            ])}
          </select>
        </label>
      </div>
      {/* It scrolls, so the keyboard must reach it. */}
      <section className="table records stacked" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  className={column.isNumber ? 'number' : undefined}
                  aria-sort={column === by ? (isDown ? 'descending' : 'ascending') : undefined}
                >
                  <button
                    type="button"
                    className="plain"
                    title={t('desk.frame.sort-by', { column: column.label })}
                    onClick={() => setSort(column === by && !isDown ? `-${column.id}` : column.id)}
                  >
                    {column.label}
                    <span aria-hidden="true">{column === by ? (isDown ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, count).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map((column, index) => {
                  const shown = column.cell === undefined ? column.value(row) : column.cell(row);
                  const classes = [column.isNumber ? 'number' : '', column.className].filter(Boolean).join(' ');
                  return (
                    <Fragment key={column.id}>
                      {index === 0 ? (
                        <th scope="row" className={classes}>
                          {shown}
                        </th>
                      ) : (
                        <td className={classes} data-label={column.label}>
                          {shown}
                        </td>
                      )}
                    </Fragment>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {more}
    </>
  );
}

function sortedBy<Row>(
  rows: readonly Row[],
  { value }: Column<Row>,
  isDown: boolean,
  compare: (a: string, b: string) => number,
): readonly Row[] {
  const sign = isDown ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (typeof one === 'string' && typeof other === 'string') return sign * compare(one, other);
    return sign * (one < other ? -1 : one > other ? 1 : 0);
  });
}
