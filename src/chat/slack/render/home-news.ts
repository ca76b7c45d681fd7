/** What the Home tab tells of the records: what is new, and which dates are to come. Pure. */
import { messages } from '../../../locales/messages.ts';
import { calendar, type CalendarDate, type DateKind } from '../../../records/calendar.ts';
import type { types } from '@slack/bolt';
import { FIRST_LOOK_DAYS, type NewSince } from '../../../conversation/last-seen.ts';
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import { newChangesOf } from '../../../records/changes.ts';
import { dayOf, formatDay, formatWhen } from '../../../records/dates.ts';
import type { Brief, Language, Translated } from '../../../records/schema.ts';
import { unheadedClaim } from '../../../reply/compose/claims.ts';
import { clearTitle, pick, note } from '../../../reply/compose/parts.ts';
import { restingMarks, topicContext } from '../../../reply/compose/topic.ts';
import type { Block } from '../../../reply/reply.ts';
import { renderBlock } from './rich-text.ts';
import { header } from './section.ts';
import { clip, compareTexts } from '../../../shared/text.ts';

/** What happens within so many days is to come. */
const TO_COME_DAYS = 30;
/** So many of each are shown, and so much of a change. */
const MAX_CHANGES = 5;
const MAX_DATES = 8;
const CHANGE_CHARACTERS = 180;

/** The dates that are to come for a reader: when a review is due is the curators' matter. */
const TO_COME: ReadonlySet<DateKind> = new Set(['from', 'until', 'due', 'watch']);

type RecordsToTell = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** Returns what draws what is new to a reader. It is told by the day, so that it is drawn once for all who looked on the same. */
export function newsOf(records: RecordsToTell): (newSince: NewSince) => readonly types.KnownBlock[] {
  const t = messages(records.language);
  const drawn = new Map<string, types.KnownBlock[]>();
  return (newSince) =>
    drawn.getOrInsertComputed(`${newSince.isFirstLook} ${firstNewDay(newSince)}`, () => [
      header(newSince.isFirstLook ? t('slack.home.news') : t('slack.home.newSinceLook')),
      ...draw(newsBlocks(records, newSince), records.language),
    ]);
}

/** Returns the dates to come, drawn. */
export const datesOf = (records: RecordsToTell): types.KnownBlock[] => [
  header(messages(records.language)('slack.home.dates')),
  ...draw(dateBlocks(records), records.language),
];

const draw = (blocks: readonly Block[], language: Language): types.KnownBlock[] =>
  blocks.flatMap((block) => renderBlock(block, { language, prefix: 'attache' }));

/** A day ends somewhere so long after it does in UTC: what is changed after a look may bear the day before. */
const BEHIND_HOURS = 12;

/** Returns the first day of which changes are told as new. */
const firstNewDay = ({ at, isFirstLook }: NewSince): string =>
  dayOf(isFirstLook ? at : at.subtract({ hours: BEHIND_HOURS }));

/** Returns what became of the topics since a reader last looked, newest first, the rest counted. */
function newsBlocks({ catalogue, language, now }: RecordsToTell, newSince: NewSince): Block[] {
  const t = messages(language);
  const since = firstNewDay(newSince);
  const changes = [...catalogue.briefs.values()]
    .filter(({ status }) => status !== 'draft')
    .flatMap((brief) => entriesOf(brief).map(({ on, what }) => ({ brief, on, what })))
    .filter(({ on }) => on >= since && on <= dayOf(now.add({ hours: 14 })))
    .toSorted((a, b) => compareTexts(b.on, a.on));
  const nothing = newSince.isFirstLook
    ? t('slack.home.nothingNew', { days: FIRST_LOOK_DAYS })
    : t('slack.home.nothingSinceLook');
  if (changes.length === 0) return [note(nothing)];
  const lines = changes.slice(0, MAX_CHANGES).map(({ brief, on, what }) => ({
    label: [formatDay(on, language), clearTitle(brief, catalogue, language)].join(' · '),
    detail: clip(pick(what, language), CHANGE_CHARACTERS),
  }));
  return [{ type: 'list', heading: '', items: lines }, ...rest(changes.length - lines.length, language)];
}

/** What was changed in a topic and corrected in its statements. */
const entriesOf = (brief: Brief): { readonly on: string; readonly what: Translated }[] => [
  ...newChangesOf(brief),
  ...brief.statements.flatMap(({ corrections = [] }) => corrections),
];

/** Returns the dates of the next days with what each is about, who tells it and where, soonest first, the rest counted. */
function dateBlocks(context: RecordsToTell): Block[] {
  const { catalogue, language, now } = context;
  const t = messages(language);
  const today = dayOf(now);
  const until = dayOf(now.add({ hours: TO_COME_DAYS * 24 }));
  const isNear = (day: string): boolean => day >= today && day <= until;
  const told = new Set<string>();
  const dates = calendar(catalogue, now).dates.filter(({ kind, state, first, last, statements }) => {
    if (!TO_COME.has(kind) || state !== 'planned' || !(isNear(first) || isNear(last))) return false;
    // A statement bears on several topics, and is watched for beside.
    const key = `${first} ${last} ${statements.join(' ')}`;
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
  if (dates.length === 0) return [note(t('slack.home.nothingToCome', { days: TO_COME_DAYS }))];
  // Of a time that has begun, only its end is to come.
  const next = ({ first, last }: CalendarDate): string => (first < today ? last : first);
  const inOrder = dates.toSorted((a, b) => next(a).localeCompare(next(b)));
  const items = inOrder.slice(0, MAX_DATES).flatMap((date) => dateItem(date, context) ?? []);
  return [{ type: 'points', heading: '', items }, ...rest(dates.length - items.length, language)];
}

type PointItem = Extract<Block, { type: 'points' }>['items'][number];

function dateItem(
  { brief: id, kind, when, text, statements }: CalendarDate,
  { catalogue, language, now }: RecordsToTell,
): PointItem | undefined {
  const brief = catalogue.briefs.get(id);
  if (brief === undefined || text === undefined) return undefined;
  const topic = topicContext(brief, { catalogue, language, now });
  const t = messages(language);
  const [only] = statements;
  const statement = kind === 'watch' || only === undefined ? undefined : catalogue.statements.get(only);
  const detail =
    statement === undefined
      ? messages(language)('sections.names.watch')
      : unheadedClaim(statement, topic, 'short').detail.join(' · ');
  return {
    label: [formatWhen(when, language), clearTitle(brief, catalogue, language)].join(' · '),
    text: `${pick(text, language)}${t('reply.aside', { text: detail })}`,
    marks: restingMarks(statements, topic),
  };
}

const rest = (count: number, language: Language): Block[] =>
  count === 0 ? [] : [note(messages(language)('slack.home.more', { count }))];
