/** The status board: a row for each measure or promise that people follow, by when it ends or falls due; and the dates of topics. */
import { messages } from '../../locales/messages.ts';
import { fileEnd, publishedOf } from '../../records/catalogue.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { compareTexts } from '../../shared/text.ts';
import { boardView, monthAhead } from '../../views/board.ts';
import { documentMark } from '../../views/marks.ts';
import { clearTitle, paired, partyName } from '../../views/names.ts';
import { watchViews } from '../../views/topic.ts';
import type { TrackView } from '../../views/track.ts';
import type { WhenView } from '../../views/when.ts';
import type { BriefRequest, StatusRequest } from '../button.ts';
import type { Action, Block, BoardRow, Reply } from '../reply.ts';
import { note, open, type ComposeContext, openTopics } from './parts.ts';

type DatesRequest = Extract<BriefRequest, { readonly type: 'dates' }>;

/** A row with the day by which it is placed, and whether what it tells is over. */
type PlacedRow = {
  readonly row: Omit<BoardRow, 'group'>;
  readonly day: { readonly when: WhenView; readonly hasPassed: boolean } | undefined;
  readonly isOver: boolean;
};

/** Returns how the measures and promises of all topics or of `topic` stand, those of `request` only. */
export function composeStatus(request: StatusRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const month = request.month === undefined ? undefined : monthAhead(request.month, context.now);
  const asked = { ...request, ...(month !== undefined && { month }) };
  const tracks = boardView({ ...asked, topic: topic?.id }, context);
  const rows = inFileOrder(tracks, context).map((track): PlacedRow => ({
    row: rowOf(track, track.cell, topic, context),
    day: track.days[0],
    isOver: track.isOver,
  }));
  const title = statusTitle(request, month, topic, context);
  return board({ title, rows, request: asked, topic, empty: messages(context.language)('board.none') }, context);
}

/** Rows of one day stand as their tracks do in the file. */
function inFileOrder(tracks: readonly TrackView[], { catalogue }: ComposeContext): TrackView[] {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  return [...catalogue.tracks.keys()].flatMap((id) => byId.get(id) ?? []);
}

/** Returns what a row says of a track, under its pair too where the board is of all and that is not the first. */
function rowOf(
  track: TrackView,
  { state, when }: TrackView['cell'],
  topic: Brief | undefined,
  { catalogue, language }: ComposeContext,
): PlacedRow['row'] {
  return {
    name: topic === undefined ? paired(track.title, track, catalogue, language) : track.title,
    now: state,
    when,
    marks: [documentMark(track.lastSeen, language)],
    disputed: track.differing,
  };
}

/** Returns what ends, begins, falls due or is expected when, of all topics or of one: what is ahead first, then what passed without a later word. */
export function composeDates(request: DatesRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const { language, catalogue } = context;
  const t = messages(language);
  const tracks = inFileOrder(boardView({ topic: topic?.id }, context), context);
  const ofTracks = tracks.flatMap((track) =>
    track.days.map((day): PlacedRow => ({ row: rowOf(track, day.cell, topic, context), day, isOver: false })),
  );
  /** The days of statements that the row of a track, or of another topic, tells of. */
  const shown = new Set(
    tracks.flatMap(({ statements, days }) => days.flatMap(({ when }) => statements.map((id) => `${id} ${when.to}`))),
  );
  const watched = (topic === undefined ? publishedOf(catalogue.briefs.values()) : [topic]).flatMap((brief) =>
    watchViews(brief, context).flatMap(
      ({ text, expected, hasPassed, statements, citations: [citation] }): PlacedRow[] => {
        if (expected === null || statements.some((id) => shown.has(`${id} ${expected.to}`))) return [];
        // Topics may watch for the same.
        shown.add(`${statements[0]} ${expected.to}`);
        const name = t('board.watched');
        return [
          {
            row: {
              name: topic === undefined ? paired(name, brief, catalogue, language) : name,
              now: text,
              // The sentence says it.
              when: '',
              marks: citation === undefined ? [] : [documentMark(citation.document, language)],
              disputed: '',
            },
            day: { when: expected, hasPassed },
            isOver: false,
          },
        ];
      },
    ),
  );
  const name = topic === undefined ? '' : clearTitle(topic, catalogue, language);
  const title = name === '' ? t('board.dates') : t('reply.about', { title: name, what: t('board.dates') });
  const rows = [...ofTracks, ...watched];
  const reply = board({ title, rows, request, topic, empty: t('board.noDates') }, context);
  // What is watched is told in sentences, which make a table of long and narrow cells.
  return { ...reply, blocks: reply.blocks.flatMap((block) => (block.type === 'board' ? boardLines(block) : [block])) };
}

function statusTitle(
  { party, kind }: StatusRequest,
  month: string | undefined,
  topic: Brief | undefined,
  { catalogue, language }: ComposeContext,
): string {
  const t = messages(language);
  const parties = [...catalogue.relationships.values()].flatMap((one) => one.parties);
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
  { audience, catalogue, language }: ComposeContext,
): Reply {
  const t = messages(language);
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
    const { to, precision } = day.when;
    return `${to.slice(0, 7)} ${precision === 'year' ? 1 : 0} ${to}`;
  };
  const group = ({ day, isOver }: PlacedRow): string => {
    if (day === undefined) return t(isOver ? 'board.over' : 'board.undated');
    if (day.hasPassed) return t('board.passed');
    // Of a year nothing is due in its last month.
    const { precision, text, to } = day.when;
    return precision === 'year' ? text : formatWhen({ precision: 'month', on: to.slice(0, 7) }, language);
  };
  const place = ({ day, isOver }: PlacedRow): number => (day === undefined ? (isOver ? 3 : 2) : day.hasPassed ? 1 : 0);
  return rows
    .toSorted(
      (a, b) =>
        place(a) - place(b) ||
        // What passed last is the likelier to be asked for.
        (place(a) === 1 ? compareTexts(last(b), last(a)) : compareTexts(last(a), last(b))),
    )
    .map((one): BoardRow => Object.assign({}, one.row, { group: group(one) }));
}

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
