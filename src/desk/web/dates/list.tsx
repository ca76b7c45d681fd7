/** The dates as a list: the same as the timeline, in words and in order. */
import type { DatesView, DateView, Lane } from '../../server/records/dates.ts';
import { useShowMore } from '../components/show-more.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage } from '../language.ts';
import { kindOf } from './markers.tsx';
import { TEXT, type DatesText } from './dates-messages.ts';
import { compareTexts } from '../../../shared/text.ts';

/** So many dates of a group are listed at first. */
const MAX_ITEMS = 12;

type Group = keyof DatesText['groups'];
const GROUPS: readonly Group[] = ['expected', 'was-expected', 'review-overdue', 'review-due', 'past'];

/** A date, in each of the topics that it bears on. */
type Item = { readonly lanes: readonly [Lane, ...Lane[]]; readonly date: DateView };

const groupOf = ({ date }: Item): Group => {
  const kind = kindOf(date);
  return kind === 'began' || kind === 'over' ? 'past' : kind;
};

/** Returns each date once: one of a statement stands in the lane of each of its topics. */
function itemsOf(lanes: readonly Lane[]): Item[] {
  const all = lanes.flatMap((lane) => lane.dates.map((date) => ({ lane, date })));
  const same = Map.groupBy(all, ({ date: { id, kind, statements } }) =>
    kind === 'watch' || kind === 'review' ? id : `${kind} ${statements.join(' ')}`,
  );
  return [...same.values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : { date: first.date, lanes: [first.lane, ...more.map(({ lane }) => lane)] },
  );
}

/** Lists the dates of the first topics, and what all are watched for. */
export function DateList({ view, count }: { readonly view: DatesView; readonly count: number }) {
  const text = TEXT[useLanguage()];
  const groups = Map.groupBy(itemsOf(view.lanes.slice(0, count)), groupOf);
  return (
    <section className="date-list" aria-labelledby="date-list">
      <h2 id="date-list">{text.list}</h2>
      {GROUPS.map((group) => {
        // What is over is read from its latest on, what is to come from its first.
        const sign = group === 'past' || group === 'was-expected' ? -1 : 1;
        const sorted = (groups.get(group) ?? []).toSorted((a, b) => sign * compareTexts(a.date.first, b.date.first));
        return sorted.length > 0 && <ListGroup key={group} group={group} items={sorted} text={text} />;
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

function ListGroup({
  group,
  items,
  text,
}: {
  readonly group: Group;
  readonly items: readonly Item[];
  readonly text: DatesText;
}) {
  const [count, more] = useShowMore(items.length, MAX_ITEMS);
  return (
    <section aria-labelledby={`dates-${group}`}>
      <h3 id={`dates-${group}`}>
        {text.groups[group]} <span className="quiet">{items.length}</span>
      </h3>
      <ol className="list divided">
        {items.slice(0, count).map((item) => (
          <ListItem key={item.date.id} item={item} text={text} />
        ))}
      </ol>
      {more}
    </section>
  );
}

function ListItem({ item: { lanes, date }, text }: { readonly item: Item; readonly text: DatesText }) {
  const [{ overdue, overdueDays }] = lanes;
  return (
    <li>
      <span>
        <When date={date} />
        {date.kind !== 'review' && <span className="quiet"> {text.dateKinds[date.kind]}</span>}
      </span>{' '}
      <span>
        {date.text}
        {date.kind === 'review' && overdue && text.overdueDays(overdueDays)}{' '}
        {lanes.map(({ brief }, index) => (
          <span key={brief.id}>
            {index > 0 && ' · '}
            <a href={hrefOf('topics', [brief.id, ...date.statements.slice(0, 1)].join('/'))}>{brief.title}</a>
          </span>
        ))}
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
