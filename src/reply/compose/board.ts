/** The status board: a row for each measure or promise that people follow, by when it ends or falls due; and the dates of topics. */
import { messages } from '../../locales/messages.ts';
import { isPublished, publishedOf, fileEnd } from '../../records/catalogue.ts';
import { dayOf, formatDay, formatWhen, passed, span } from '../../records/dates.ts';
import type { Brief, DateWithPrecision, Language, Track } from '../../records/schema.ts';
import { OVER, trackDays, trackStanding, type TrackDay, type TrackStanding } from '../../records/track-state.ts';
import { compareTexts } from '../../shared/text.ts';
import type { BriefRequest, StatusRequest } from '../button.ts';
import type { Action, Block, BoardRow, Reply } from '../reply.ts';
import { partyName, clearTitle, paired } from '../../views/names.ts';
import type { ClaimContext } from '../../views/context.ts';
import { note, open, type ComposeContext, openTopics } from './parts.ts';
import { pick } from '../../views/text.ts';
import { dayWords, rowWords } from '../../views/state-words.ts';
import { disputedText } from '../../views/disputes.ts';
import { documentMark } from '../../views/marks.ts';
import { lastSeenMark } from './tracks.ts';

type DatesRequest = Extract<BriefRequest, { readonly type: 'dates' }>;

/** A row with the day by which it is placed, and whether what it tells is over. */
type PlacedRow = {
  readonly row: Omit<BoardRow, 'group'>;
  readonly day: Pick<TrackDay, 'when' | 'isPassed'> | undefined;
  readonly isOver: boolean;
};

/** Returns how the measures and promises of all topics or of `topic` stand, those of `request` only. */
export function composeStatus(request: StatusRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const claims = claimContext(context);
  const { language, t, now, catalogue } = claims;
  const month = request.month === undefined ? undefined : monthAhead(request.month, now);
  const asked = { ...request, ...(month !== undefined && { month }) };
  const nameOf = namesOn(topic, claims);
  const tracks = [...catalogue.tracks.values()]
    .filter((one) => (topic === undefined ? isPublished(one, catalogue) : one.topics.includes(topic.id)))
    .map((track) => ({ track, standing: trackStanding(track, catalogue, now) }))
    .filter(({ track, standing }) => isMeant(track, standing, asked, now));
  const rows = tracks.map(({ track, standing }): PlacedRow => {
    const { now: state, when } = rowWords(standing, claims);
    return {
      row: {
        name: nameOf(pick(track.title, language), track),
        now: state,
        when,
        marks: lastSeenMark(track, standing, claims),
        disputed: disputedText(standing, claims),
      },
      day: trackDays(standing, now)[0],
      isOver: OVER.has(standing.state),
    };
  });
  const title = statusTitle(request, month, topic, claims);
  return board({ title, rows, request: asked, topic, empty: t('board.none') }, claims, context);
}

/** Returns what ends, begins, falls due or is expected when, of all topics or of one: what is ahead first, then what passed without a later word. */
export function composeDates(request: DatesRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const claims = claimContext(context);
  const { language, t, now, catalogue } = claims;
  const nameOf = namesOn(topic, claims);
  /** The tracks with the last of each of their days. */
  const dated = new Set<string>();
  const tracks = [...catalogue.tracks.values()]
    .filter((one) => (topic === undefined ? isPublished(one, catalogue) : one.topics.includes(topic.id)))
    .flatMap((track): PlacedRow[] => {
      const standing = trackStanding(track, catalogue, now);
      return trackDays(standing, now).map((day): PlacedRow => {
        const row = {
          name: nameOf(pick(track.title, language), track),
          ...dayWords(standing, day, claims),
          marks: lastSeenMark(track, standing, claims),
          disputed: disputedText(standing, claims),
        };
        dated.add(`${track.id} ${span(day.when).last}`);
        return { row, day, isOver: false };
      });
    });
  const told = new Set<string>();
  const watched = (topic === undefined ? publishedOf(catalogue.briefs.values()) : [topic]).flatMap((brief) =>
    brief.watch.flatMap(({ text, expected, restsOn }): PlacedRow[] => {
      const statements = restsOn.flatMap((id) => catalogue.statements.get(id) ?? []);
      // The row of a track says when that is.
      if (expected === undefined || statements.some(({ track = '' }) => dated.has(`${track} ${span(expected).last}`)))
        return [];
      // Topics may watch for the same.
      const same = `${restsOn[0]} ${span(expected).last}`;
      if (told.has(same)) return [];
      told.add(same);
      return [
        {
          row: {
            name: nameOf(t('board.watched'), brief),
            now: pick(text, language),
            // The sentence says it.
            when: '',
            marks: statements.slice(0, 1).flatMap((one) => documentMark(one, claims)),
            disputed: '',
          },
          day: { when: expected, isPassed: passed(expected, now) },
          isOver: false,
        },
      ];
    }),
  );
  const name = topic === undefined ? '' : clearTitle(topic, catalogue, language);
  const title = name === '' ? t('board.dates') : t('reply.about', { title: name, what: t('board.dates') });
  const reply = board(
    { title, rows: [...tracks, ...watched], request, topic, empty: t('board.noDates') },
    claims,
    context,
  );
  // What is watched is told in sentences, which make a table of long and narrow cells.
  return { ...reply, blocks: reply.blocks.flatMap((block) => (block.type === 'board' ? boardLines(block) : [block])) };
}

/** Returns how rows are named: those of another relationship than the first by their pair too, where the board is of all. */
const namesOn =
  (topic: Brief | undefined, { catalogue, language }: ClaimContext) =>
  (name: string, of: { readonly relationship: string }): string =>
    topic === undefined ? paired(name, of, catalogue, language) : name;

/** Whether a track is one of those that are asked for. */
export function isMeant(
  { kind, party }: Track,
  standing: TrackStanding,
  asked: Omit<StatusRequest, 'type' | 'topic'>,
  now: Temporal.Instant,
): boolean {
  if (asked.party !== undefined && party !== asked.party && party !== 'both') return false;
  if (asked.kind === 'in-force' && standing.state !== 'in-force') return false;
  if ((asked.kind === 'measure' || asked.kind === 'commitment') && kind !== asked.kind) return false;
  if (asked.month === undefined && asked.kind !== 'begins') return true;
  const month = asked.month === undefined ? undefined : monthAhead(asked.month, now);
  // What is only to begin neither ends nor falls due.
  return trackDays(standing, now).some(
    (day) =>
      (day.kind === 'from') === (asked.kind === 'begins') &&
      (month === undefined ? !day.isPassed : span(day.when).last.startsWith(month)),
  );
}

/** Returns a month with its year: of one without, the next that is not over. */
function monthAhead(month: string, now: Temporal.Instant): string {
  const today = Temporal.PlainDate.from(dayOf(now)).toPlainYearMonth();
  if (month === 'this' || month === 'next') return today.add({ months: month === 'next' ? 1 : 0 }).toString();
  if (month.length > 2) return month;
  const { year } = today;
  return `${Number(month) < today.month ? year + 1 : year}-${month}`;
}

function statusTitle(
  { party, kind }: StatusRequest,
  month: string | undefined,
  topic: Brief | undefined,
  { catalogue, language, parties, t }: ClaimContext,
): string {
  const side = party === undefined ? '' : partyName(party, { parties, language });
  const when = month === undefined ? '' : formatWhen({ precision: 'month', on: month }, language);
  const what =
    kind === 'commitment' && side !== ''
      ? t('board.promisedBy', { side })
      : kind === 'in-force'
        ? t('board.inForce')
        : kind === 'begins'
          ? t('board.beginsIn', { dated: when !== '', month: when })
          : when === ''
            ? t('answer.statusOf')
            : t('board.endsIn', { month: when });
  const shown = kind === 'commitment' || side === '' ? what : t('board.ofSide', { what, side });
  return topic === undefined ? shown : t('reply.about', { title: clearTitle(topic, catalogue, language), what: shown });
}

/** What rows are told beside: everything that the catalogue cites. */
function claimContext({ catalogue, language, now }: ComposeContext): ClaimContext {
  return {
    catalogue,
    language,
    now,
    t: messages(language),
    parties: [...catalogue.relationships.values()].flatMap(({ parties }) => parties),
    sources: [...catalogue.sources.values()],
  };
}

type BoardParts = {
  readonly title: string;
  readonly rows: readonly PlacedRow[];
  readonly request: StatusRequest | DatesRequest;
  readonly topic: Brief | undefined;
  /** What is said where there is no row. */
  readonly empty: string;
};

function board(
  { title, rows, request, topic, empty }: BoardParts,
  { language, t }: ClaimContext,
  { audience, catalogue }: ComposeContext,
): Reply {
  const ends = [...catalogue.relationships.keys()]
    .filter((id) => topic === undefined || topic.relationship === id)
    .map((id) => fileEnd(id, catalogue))
    .toSorted();
  const day = ends.at(-1) ?? '';
  const other: Action =
    request.type === 'status'
      ? open(t('board.dates'), { type: 'dates', topic: topic?.id }, language)
      : open(t('answer.statusOf'), { type: 'status', topic: topic?.id }, language);
  return {
    title,
    language,
    audience,
    blocks: [
      ...(rows.length === 0
        ? [note(empty)]
        : [
            {
              type: 'board',
              heading: '',
              columns: {
                name: t(request.type === 'status' ? 'board.columns.name' : 'board.columns.what'),
                now: t('board.columns.now'),
                when: t('board.columns.when'),
                seen: t('board.columns.seen'),
              },
              items: grouped(rows, language),
            } as const,
          ]),
      ...(day === ''
        ? []
        : [{ type: 'badge', items: [t('answer.documentsTo', { day: formatDay(day, language) })] } as const]),
    ],
    actions: [
      ...(topic === undefined
        ? []
        : [open(clearTitle(topic, catalogue, language), { type: 'brief', topic: topic.id }, language)]),
      other,
      ...(audience === 'asker' && topic !== undefined
        ? [{ label: t('reply.share'), target: { verb: 'share', request, page: 1, language } } as const]
        : []),
      ...(topic === undefined ? [openTopics(language)] : []),
    ],
    navigation: 'top',
    again: request,
    about: { ...(topic !== undefined && { topic: topic.id }), statements: [] },
  };
}

/** Returns rows in the order of their days, each under its month: those ahead, those that passed, those without a day, what is over. */
function grouped(rows: readonly PlacedRow[], language: Language): BoardRow[] {
  const t = messages(language);
  /** What is of a year without a month comes behind that year's last month. */
  const last = ({ day }: PlacedRow): string => {
    if (day === undefined) return '';
    const end = span(day.when).last;
    return `${end.slice(0, 7)} ${day.when.precision === 'year' ? 1 : 0} ${end}`;
  };
  const group = ({ day, isOver }: PlacedRow): string => {
    if (day === undefined) return t(isOver ? 'board.over' : 'board.undated');
    return day.isPassed ? t('board.passed') : formatWhen(monthOf(day.when), language);
  };
  const place = ({ day, isOver }: PlacedRow): number => (day === undefined ? (isOver ? 3 : 2) : day.isPassed ? 1 : 0);
  return rows
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        // What passed last is the likelier to be asked for.
        (place(a) === 1 ? compareTexts(last(b), last(a)) : compareTexts(last(a), last(b))),
    )
    .map((one): BoardRow => Object.assign({}, one.row, { group: group(one) }));
}

/** A year stays a year: nothing is due in its last month. */
const monthOf = (when: DateWithPrecision): DateWithPrecision =>
  when.precision === 'year' ? when : { precision: 'month', on: span(when).last.slice(0, 7) };

/** Returns a board as lines under their groups, for what shows no table. */
export function boardLines({ heading, items }: Extract<Block, { readonly type: 'board' }>): Block[] {
  const groups: { readonly heading: string; readonly rows: BoardRow[] }[] = [];
  for (const row of items) {
    const current = groups.at(-1);
    if (current?.heading === row.group) current.rows.push(row);
    else groups.push({ heading: row.group, rows: [row] });
  }
  return [
    ...(heading === '' ? [] : [note(heading)]),
    ...groups.map((group): Block => ({
      type: 'points',
      heading: group.heading,
      items: group.rows.map((row) => ({ label: row.name, text: rowText(row), marks: row.marks })),
    })),
  ];
}

/** Returns what a row says beside its name. */
export const rowText = ({ now, when, disputed }: BoardRow): string =>
  [now, when, disputed].filter((part) => part !== '').join(' · ');
