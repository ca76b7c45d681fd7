/** The dates as a list: the same as the picture, in words and in order. */
import type { DatesView, DateView, Lane } from '../../server/records/dates.ts';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../words.ts';
import { sortOf } from './sorts.ts';
import { When } from './when.tsx';
import { WORDS, type DatesWords } from './words.ts';

type Group = keyof DatesWords['groups'];
const GROUPS: readonly Group[] = ['expected', 'was-expected', 'review-overdue', 'review-due', 'past'];

type Item = { readonly lane: Lane; readonly date: DateView };

const groupOf = (date: DateView): Group => {
  const sort = sortOf(date);
  return sort === 'happened' || sort === 'said' ? 'past' : sort;
};

/** Lists the dates of the first topics, and what all are watched for. */
export function DateList({ told, count }: { readonly told: DatesView; readonly count: number }) {
  const words = WORDS[useLanguage()];
  const items = told.lanes.slice(0, count).flatMap((lane) => lane.dates.map((date): Item => ({ lane, date })));
  const groups = Map.groupBy(items, ({ date }) => groupOf(date));
  return (
    <section className="date-list" aria-labelledby="date-list">
      <h2 id="date-list">{words.list}</h2>
      {GROUPS.flatMap((group) => {
        const own = groups.get(group);
        if (own === undefined) return [];
        // What is over is read from its latest on, what is to come from its first.
        const sign = group === 'past' || group === 'was-expected' ? -1 : 1;
        const sorted = own.toSorted(
          (a, b) => sign * (a.date.first < b.date.first ? -1 : a.date.first > b.date.first ? 1 : 0),
        );
        return (
          <section key={group} aria-labelledby={`dates-${group}`}>
            <h3 id={`dates-${group}`}>
              {words.groups[group]} <span className="quiet">{own.length}</span>
            </h3>
            <ol>
              {sorted.map((item) => (
                <Line key={item.date.id} item={item} words={words} />
              ))}
            </ol>
          </section>
        );
      })}
      {told.undated.length > 0 && (
        <section aria-labelledby="dates-undated">
          <h3 id="dates-undated">
            {words.undated} <span className="quiet">{told.undated.length}</span>
          </h3>
          <ul>
            {told.undated.map(({ brief, text }) => (
              <li key={`${brief.id} ${text}`}>
                {text} <a href={hrefOf('topics', brief.id)}>{brief.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function Line({ item: { lane, date }, words }: { readonly item: Item; readonly words: DatesWords }) {
  const sort = sortOf(date);
  return (
    <li>
      <span className="list-when">
        <When date={date} />
        {(sort === 'happened' || sort === 'said') && <span className="quiet"> {words.sorts[sort]}</span>}
        {date.kind === 'horizon' && <span className="quiet"> {words.horizon}</span>}
      </span>{' '}
      <span className="list-what">
        {date.text}
        {date.kind === 'review' && lane.overdue && words.overdueDays(lane.overdueDays)}{' '}
        <a href={hrefOf('topics', [lane.brief.id, ...date.statements.slice(0, 1)].join('/'))}>{lane.brief.title}</a>
      </span>
    </li>
  );
}
