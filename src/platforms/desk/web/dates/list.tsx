/** The dates as a list: the same as the timeline, in words and in order. */
import type { DatesView, DateView, Lane } from '../../server/records/dates.ts';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../text.ts';
import { kindOf } from './markers.ts';
import { TEXT, type DatesText } from './text.ts';

type Group = keyof DatesText['groups'];
const GROUPS: readonly Group[] = ['expected', 'was-expected', 'review-overdue', 'review-due', 'past'];

type Item = { readonly lane: Lane; readonly date: DateView };

const groupOf = ({ date }: Item): Group => {
  const kind = kindOf(date);
  return kind === 'happened' || kind === 'said' ? 'past' : kind;
};

/** Lists the dates of the first topics, and what all are watched for. */
export function DateList({ view, count }: { readonly view: DatesView; readonly count: number }) {
  const text = TEXT[useLanguage()];
  const items = view.lanes.slice(0, count).flatMap((lane) => lane.dates.map((date): Item => ({ lane, date })));
  const groups = Map.groupBy(items, groupOf);
  return (
    <section className="date-list" aria-labelledby="date-list">
      <h2 id="date-list">{text.list}</h2>
      {GROUPS.map((group) => {
        // What is over is read from its latest on, what is to come from its first.
        const sign = group === 'past' || group === 'was-expected' ? -1 : 1;
        const sorted = (groups.get(group) ?? []).toSorted(
          (a, b) => sign * (a.date.first < b.date.first ? -1 : a.date.first > b.date.first ? 1 : 0),
        );
        return (
          sorted.length > 0 && (
            <section key={group} aria-labelledby={`dates-${group}`}>
              <h3 id={`dates-${group}`}>
                {text.groups[group]} <span className="quiet">{sorted.length}</span>
              </h3>
              <ol className="list divided">
                {sorted.map((item) => (
                  <ListItem key={item.date.id} item={item} text={text} />
                ))}
              </ol>
            </section>
          )
        );
      })}
      {view.undated.length > 0 && (
        <section aria-labelledby="dates-undated">
          <h3 id="dates-undated">
            {text.undated} <span className="quiet">{view.undated.length}</span>
          </h3>
          <ul className="list divided">
            {view.undated.map(({ brief, text: what }) => (
              <li key={`${brief.id} ${what}`}>
                {what} <a href={hrefOf('topics', brief.id)}>{brief.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function ListItem({ item: { lane, date }, text }: { readonly item: Item; readonly text: DatesText }) {
  const kind = kindOf(date);
  return (
    <li>
      <span>
        <When date={date} />
        {(kind === 'happened' || kind === 'said') && <span className="quiet"> {text.kinds[kind]}</span>}
        {date.kind === 'horizon' && <span className="quiet"> {text.horizon}</span>}
      </span>{' '}
      <span>
        {date.text}
        {date.kind === 'review' && lane.overdue && text.overdueDays(lane.overdueDays)}{' '}
        <a href={hrefOf('topics', [lane.brief.id, ...date.statements.slice(0, 1)].join('/'))}>{lane.brief.title}</a>
      </span>
    </li>
  );
}

/** How much of a calendar day HTML is told; a period named loosely has no such value. */
const PRECISE_LETTERS = { day: 10, month: 7, year: 4, about: 0 } as const;

/** A date as readers say it, with what programs read. */
export function When({ date: { precision, first, said } }: { readonly date: DateView }) {
  const value = first.slice(0, PRECISE_LETTERS[precision]);
  return value === '' ? <span>{said}</span> : <time dateTime={value}>{said}</time>;
}
