/** A picture of how measures and promises stood over time, as SVG: a row for each, under whose it is, with starts, ends, dues and what each side told when. Pure. */
import { messages, type Translate } from '../locales/messages.ts';
import { publishedOn, fileEnd } from '../records/catalogue.ts';
import { dayAfter, dayOf, formatDay, span } from '../records/dates.ts';
import type { Brief, Language, Party, Statement, Track } from '../records/schema.ts';
import { statementDate } from '../records/statement-dates.ts';
import { isUntold, OVER, trackStanding, type TrackStanding, type TrackState } from '../records/track-state.ts';
import { partyName, pairName } from '../views/names.ts';
import { capitalized, pick } from '../views/text.ts';
import { trackView, type TrackView } from '../views/track.ts';
import { compareTexts } from '../shared/text.ts';
import { retractedText } from './cited-text.ts';
import { escapeMarkup } from './markup.ts';
import { findBriefOrRetraction, type LookupContext } from './lookup.ts';

/** A stretch of days on which a track stood alike. */
type Stretch = { readonly state: TrackState; readonly from: string; readonly to: string };

/** A track with how it stood over time. */
type Row = {
  readonly track: TrackView;
  readonly stretches: readonly Stretch[];
  /** The days on which documents told of it, by whose side they are; '' of none. */
  readonly told: readonly { readonly on: string; readonly party: string }[];
};

/** In a picture narrower than this, a row has its name above its bar. */
const WIDE = 640;
const MARGIN = 16;
const NAME_SIZE = 14;
const WORDS_SIZE = 12.5;
const LINE = 18;
const BAR = 12;
/** So much of the past and of what is ahead is drawn; what lies beyond has an arrow, and its day in words. */
const MOST_MONTHS_BEFORE = 30;
const MOST_MONTHS_AHEAD = 18;

const INK = '#1d1f23';
const QUIET = '#5a5f68';
const RULE = '#dcd8cf';
/** The colours of the first party, the second, and both: dark enough to be told apart without colour by their headings alone. */
const COLOURS = ['#b3392f', '#1f5fa8', '#5b4a8a'] as const;

/** Returns the picture of the tracks of a topic in a width of so many pixels; a topic without any gets a sentence. */
export const pictureOf = (brief: Brief, context: LookupContext, width: number): string =>
  picturesOf(brief, context, width).join('');

/** Returns the same in several pictures of at most so many rows each, for paper: a page cannot be turned within a picture. */
export function picturesOf(brief: Brief, context: LookupContext, width: number, most = Infinity): string[] {
  const { catalogue, language } = context;
  const t = messages(language);
  const tracks = [...catalogue.tracks.values()].filter(({ topics }) => topics.includes(brief.id));
  const title = t('picture.title', { topic: pick(brief.title, language) });
  if (tracks.length === 0 || brief.retraction !== undefined) {
    const { retraction } = brief;
    const text = retraction === undefined ? t('picture.none') : retractedText(retraction, language);
    const lines = wrap(text, WORDS_SIZE, width - 2 * MARGIN);
    const shown = lines.map((one, index) => textAt(MARGIN, MARGIN + (index + 0.75) * LINE, one, WORDS_SIZE, QUIET));
    return [svg(title, width, 2 * MARGIN + lines.length * LINE, shown)];
  }
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const rows = tracks.flatMap((track) => rowOf(track, context));
  const order = [...parties.map(({ id }) => id), 'both'];
  const groups = order.flatMap((party, index) => {
    const own = rows.filter(({ track }) => track.party === party).toSorted(byDay);
    const heading = partyName(party, { parties, language });
    return own.length === 0 ? [] : [{ heading: capitalized(heading), colour: COLOURS[index] ?? INK, rows: own }];
  });
  const parts = partsOf(groups, most);
  const bounds = boundsOf(rows, dayOf(context.now));
  return parts.map((part, index) =>
    draw({
      title: parts.length === 1 ? title : t('picture.part', { title, part: index + 1, of: parts.length }),
      groups: part,
      bounds,
      sides: [parties[0]?.id, parties[1]?.id],
      legend: index === parts.length - 1 ? legendOf(groups, parties, t, language) : [],
      brief,
      context,
      width,
    }),
  );
}

/** Returns groups in parts of at most so many rows; a group that is divided has its heading in each. */
function partsOf(groups: readonly Group[], most: number): Group[][] {
  const rows = groups.flatMap((group) => group.rows.map((row) => ({ group, row })));
  const parts = Math.ceil(rows.length / most) || 1;
  const each = Math.ceil(rows.length / parts);
  return Array.from({ length: parts }, (_, index) =>
    [...Map.groupBy(rows.slice(index * each, (index + 1) * each), ({ group }) => group)].map(([group, own]) =>
      Object.assign({}, group, { rows: own.map(({ row }) => row) }),
    ),
  );
}

/** The colours by which each is replaced on a dark ground. */
const DARK: Readonly<Record<string, string>> = {
  '#ffffff': '#1f2227',
  [INK]: '#e8e6e1',
  [QUIET]: '#a6abb4',
  [RULE]: '#383c44',
  [COLOURS[0]]: '#f0a392',
  [COLOURS[1]]: '#8ab8ee',
  [COLOURS[2]]: '#bfaee8',
};

/** Returns a picture that is dark where the page it stands on is. */
export const inBothThemes = (picture: string): string =>
  picture
    .replace('<svg ', '<svg style="color-scheme: light dark" ')
    .replaceAll(
      /(fill|stroke)="(#[0-9a-f]{6})"/gu,
      (_, name: string, colour: string) => `${name}="light-dark(${colour}, ${DARK[colour] ?? colour})"`,
    );

/** Returns the picture of the topic of a name; throws `NotGiven` where there is none. */
export const topicPicture = (context: LookupContext, topic: string, width = 1280): string =>
  pictureOf(findBriefOrRetraction(topic, context), context, width);

/** Returns how far the documents of some relationships reach, of whichever topic, and when that was drawn. */
export function reachText(relationships: Iterable<string>, { catalogue, language, now }: LookupContext): string {
  const t = messages(language);
  const documents = [...relationships].flatMap((id) => {
    const its = catalogue.relationships.get(id);
    const day = formatDay(fileEnd(id, catalogue), language);
    return its === undefined ? [] : [t('picture.documents', { pair: pairName(its, language), day })];
  });
  return t('picture.reach', { documents: documents.join(t('reply.listed')), today: formatDay(dayOf(now), language) });
}

type Group = { readonly heading: string; readonly colour: string; readonly rows: readonly Row[] };

type Drawing = {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly bounds: { readonly begin: string; readonly end: string };
  /** The ids of the two parties. */
  readonly sides: readonly [string | undefined, string | undefined];
  readonly legend: readonly LegendEntry[];
  readonly brief: Brief;
  readonly context: LookupContext;
  readonly width: number;
};

function draw({
  title,
  groups,
  bounds: { begin, end },
  sides: [first, second],
  legend,
  brief,
  context,
  width,
}: Drawing): string {
  const { language, now } = context;
  const t = messages(language);
  const today = dayOf(now);
  const isWide = width >= WIDE;
  const names = isWide ? Math.round(Math.min(width * 0.36, 460)) : 0;
  const left = MARGIN + names;
  const right = width - MARGIN;
  const days = daysFrom(begin, end);
  const at = (day: string): number =>
    left + (Math.min(Math.max(daysFrom(begin, day), 0), days) / days) * (right - left);
  /** Ids are of the whole page where several pictures stand on one. */
  const hatch = (colour: string): string => `hatch-${colour.slice(1)}-${width}`;

  const parts: string[] = [
    `<defs>${[...new Set(groups.map(({ colour }) => colour))].map((colour) => hatchOf(hatch(colour), colour)).join('')}</defs>`,
  ];
  let y = MARGIN;
  const put = (text: string, size: number, colour: string, x = MARGIN, weight = 400): void => {
    y += LINE;
    parts.push(textAt(x, y - 5, text, size, colour, { weight }));
  };
  for (const line of wrap(title, 16, width - 2 * MARGIN)) put(line, 16, INK, MARGIN, 600);
  for (const line of wrap(reachText([brief.relationship], context), WORDS_SIZE, width - 2 * MARGIN))
    put(line, WORDS_SIZE, QUIET);
  y += 6;
  const axis = y;
  y += 3 * LINE;
  const rules = y - 8;

  for (const { heading, colour, rows } of groups) {
    y += 6;
    put(heading, NAME_SIZE, colour, MARGIN, 700);
    y += 2;
    for (const row of rows) {
      const room = isWide ? names - 12 : width - 2 * MARGIN;
      const lines = [
        ...wrap(row.track.title, NAME_SIZE, room).map((text) => ({
          text,
          size: NAME_SIZE,
          colour: INK,
        })),
        ...wrap(wordsOf(row.track), WORDS_SIZE, room).map((text) => ({ text, size: WORDS_SIZE, colour: QUIET })),
      ];
      const top = y + 4;
      lines.forEach(({ text, size, colour: ink }, index) =>
        parts.push(textAt(MARGIN, top + (index + 0.75) * LINE, text, size, ink)),
      );
      const below = top + lines.length * LINE;
      const middle = isWide ? top + Math.max(lines.length * LINE, 2 * LINE) / 2 : below + 16;
      parts.push(
        `<g>${barOf(row, middle, { at, begin, end, today, colour, hatch: hatch(colour), first, second })}</g>`,
      );
      y = isWide ? Math.max(below, top + 2 * LINE) + 4 : middle + 18;
      parts.push(ruleAt(MARGIN, right, y));
    }
  }
  parts.splice(1, 0, axisOf({ begin, end, at, top: axis, rules, bottom: y, left, right, language, today, t }));
  y += 10;
  for (const { mark, text } of legend) {
    const lines = wrap(text, WORDS_SIZE, width - 2 * MARGIN - 48);
    parts.push(`<g transform="translate(${MARGIN} ${y + 11})">${mark(hatch)}</g>`);
    lines.forEach((line) => put(line, WORDS_SIZE, QUIET, MARGIN + 48));
  }
  return svg(title, width, y + MARGIN, parts);
}

/** Returns how a track stands, as a row has it. */
const wordsOf = ({ state, differing }: TrackView): string =>
  [state.text, differing].filter((part) => part !== '').join(' · ');

/** Returns a track with how it stood over time; nothing where no published statement tells of it. */
function rowOf(track: Track, context: LookupContext): Row[] {
  const { catalogue } = context;
  const view = trackView(track, context);
  if (view === undefined) return [];
  const own = catalogue.statementsOfTrack.get(track.id) ?? [];
  const told = new Map(
    own.map(({ document }) => {
      const source = catalogue.sources.get(document);
      const one = { on: source?.publishedOn ?? '', party: source?.party ?? '' };
      return [`${one.on} ${one.party}`, one] as const;
    }),
  );
  return [
    {
      track: view,
      stretches: stretchesOf(track, own, context),
      told: [...told.values()].filter(({ on }) => on !== ''),
    },
  ];
}

/** Returns how a track stood from day to day up to today, as its statements tell it by now; what nothing was told of is left out. */
function stretchesOf(track: Track, own: readonly Statement[], { catalogue, now }: LookupContext): Stretch[] {
  const today = dayOf(now);
  const known = own.map((one) => {
    const published = publishedOn(one, catalogue);
    const when = statementDate(one);
    const begins = when === undefined ? published : span(when).first;
    return { one, begins, since: begins < published ? begins : published };
  });
  const standingOn = (day: string): TrackStanding =>
    trackStanding(
      track,
      {
        sources: catalogue.sources,
        relationsTo: catalogue.relationsTo,
        // What was told only later of a day to come was not known yet.
        statementsOfTrack: new Map([[track.id, known.filter(({ since }) => since <= day).map(({ one }) => one)]]),
      },
      day === today ? now : Temporal.Instant.from(`${day}T12:00:00Z`),
    );
  const named = known.flatMap(({ one, begins, since }) => [begins, since].concat(endsOf(one).map(dayAfter)));
  const days = [...new Set([...named, today])].filter((day) => day !== '' && day <= today).toSorted(compareTexts);
  const stretches = days.map((from, index): Stretch => {
    const standing = standingOn(from);
    // What comes after an end that has passed is announced.
    const state = standing.state.endsWith('-passed') && !isUntold(standing) ? 'announced' : standing.state;
    return { state, from, to: days[index + 1] ?? from };
  });
  return withHindsight(stretches.filter(({ state }) => state !== 'unknown'));
}

/** What was ordered for a day, and is known by a later word to have applied, applied from that day on. */
function withHindsight(stretches: readonly Stretch[]): Stretch[] {
  const applied: ReadonlySet<TrackState> = new Set(['in-force', 'suspended', 'ended']);
  const told = stretches.map((one, index): Stretch => {
    const next = stretches[index + 1];
    return one.state === 'start-passed' && next !== undefined && applied.has(next.state)
      ? { ...one, state: 'in-force' }
      : one;
  });
  const joined: Stretch[] = [];
  for (const one of told) {
    const last = joined.at(-1);
    if (last?.state === one.state && last.to === one.from) joined[joined.length - 1] = { ...last, to: one.to };
    else joined.push(one);
  }
  return joined;
}

/** The last days that a statement names. */
const endsOf = (statement: Statement): string[] =>
  [
    'until' in statement ? statement.until : undefined,
    statement.kind === 'commitment' ? statement.due : undefined,
    statement.kind === 'measure' ? statement.from : undefined,
  ].flatMap((when) => (when === undefined ? [] : [span(when).last]));

/** What is ahead or was awaited by its day, then what is over, by the day since when. */
function byDay(a: Row, b: Row): number {
  const key = ({ track: { days, since } }: Row): string =>
    days[0] === undefined ? `1 ${since?.from ?? ''}` : `0 ${days[0].when.to}`;
  return compareTexts(key(a), key(b)) || compareTexts(a.track.id, b.track.id);
}

/** Returns the first and the last day that are drawn: whole months around what the rows tell, no more than has room. */
function boundsOf(rows: readonly Row[], today: string): { readonly begin: string; readonly end: string } {
  const now = Temporal.PlainDate.from(today);
  const all = rows.flatMap(({ stretches, track: { days }, told }) => [
    ...stretches.flatMap(({ from, to }) => [from, to]),
    ...told.map(({ on }) => on),
    ...days.flatMap(({ when }) => [when.from, when.to]),
  ]);
  const earliest = now.subtract({ months: MOST_MONTHS_BEFORE }).toString();
  const latest = now.add({ months: MOST_MONTHS_AHEAD }).toString();
  const least = all.filter((day) => day >= earliest).toSorted(compareTexts)[0] ?? earliest;
  const most =
    all
      .filter((day) => day <= latest)
      .toSorted(compareTexts)
      .at(-1) ?? latest;
  const begin = Temporal.PlainDate.from(least < today ? least : today).with({ day: 1 });
  const end = Temporal.PlainDate.from(most > today ? most : today)
    .with({ day: 1 })
    .add({ months: 2 });
  return { begin: begin.toString(), end: end.toString() };
}

const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000));

type Scale = {
  readonly at: (day: string) => number;
  readonly begin: string;
  readonly end: string;
  readonly today: string;
  readonly colour: string;
  readonly hatch: string;
  readonly first: string | undefined;
  readonly second: string | undefined;
};

const SUSPENDED: ReadonlySet<TrackState> = new Set(['suspended', 'suspension-passed']);
const AHEAD: ReadonlySet<TrackState> = new Set(['announced', 'promised']);
const PASSED: ReadonlySet<TrackState> = new Set(['start-passed', 'end-passed', 'suspension-passed', 'due-passed']);

/** Draws how a track stood: what applied filled, what was suspended hatched, what was only to come outlined, what nobody told of dashed. */
function barOf({ stretches, track: { days, state: stands }, told }: Row, y: number, scale: Scale): string {
  const { at, begin, end, today, colour, hatch, first, second } = scale;
  const parts: string[] = [];
  for (const [index, { state, from, to }] of stretches.entries()) {
    if (OVER.has(state)) {
      parts.push(outcomeAt(at(from) + 9, y, state, colour));
      continue;
    }
    if (to > begin || from > begin) parts.push(stretchAt(at(from), at(to), y, state, colour, hatch));
    const before = stretches[index - 1];
    // Where it begins to apply, and where it is suspended or applies again.
    if (from >= begin && !PASSED.has(state) && before?.state !== state)
      parts.push(AHEAD.has(state) ? dotAt(at(from), y, colour, '#ffffff') : dotAt(at(from), y, colour, colour));
    if (from < begin && index === stretches.findIndex((one) => one.to > begin))
      parts.push(arrowAt(at(begin), y, -1, colour));
  }
  const state = stands.code;
  // A month is a month: where the day is not known, the whole of it is marked.
  for (const { when } of days) {
    const { from, to: last } = when;
    if (from !== last)
      parts.push(
        `<rect x="${n(at(from))}" y="${n(y - BAR / 2 - 3)}" width="${n(Math.max(at(last) - at(from), 2))}" height="${BAR + 6}" fill="${colour}" fill-opacity="0.16"/>`,
      );
  }
  const lasts = days.map(({ when }) => when.to);
  const furthest = lasts.at(-1) ?? '';
  if (furthest > today) parts.push(stretchAt(at(today), at(furthest), y, state, colour, hatch, true));
  if (furthest > end) parts.push(arrowAt(at(end), y, 1, colour));
  else if (days.length === 0 && (state === 'in-force' || state === 'suspended'))
    parts.push(arrowAt(at(today) + 9, y, 1, colour));
  for (const [index, { kind }] of days.entries()) {
    const last = lasts[index] ?? '';
    if (last >= begin && last <= end) parts.push(DAY_MARKS[kind](at(last), y, colour));
  }
  for (const { on, party } of told)
    if (on >= begin && on <= end) parts.push(toldAt(at(on), y, party === first ? -1 : party === second ? 1 : 0));
  return parts.join('');
}

/** A number as a path has it. */
const n = (value: number): string => String(Math.round(value * 10) / 10);

function stretchAt(
  x: number,
  to: number,
  y: number,
  state: TrackState,
  colour: string,
  hatch: string,
  isAhead = false,
): string {
  const width = n(Math.max(to - x, 1));
  const box = (look: string, height = BAR): string =>
    `<rect x="${n(x)}" y="${n(y - height / 2)}" width="${width}" height="${height}" ${look}/>`;
  if (PASSED.has(state)) return box(`fill="none" stroke="${colour}" stroke-dasharray="3 3"`, BAR - 4);
  if (AHEAD.has(state)) return box(`fill="#ffffff" stroke="${colour}"`, 5);
  const fill = SUSPENDED.has(state) ? `fill="url(#${hatch})" stroke="${colour}"` : `fill="${colour}"`;
  return box(isAhead ? `${fill} opacity="0.5"` : fill);
}

const dotAt = (x: number, y: number, colour: string, fill: string): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="5" fill="${fill}" stroke="${colour}" stroke-width="2"/>`;

const diamondAt = (x: number, y: number, colour: string): string =>
  `<path d="M${n(x)} ${n(y - 8)}l8 8l-8 8l-8 -8z" fill="#ffffff" stroke="${colour}" stroke-width="2"/>`;

const endAt = (x: number, y: number, colour: string): string =>
  `<path d="M${n(x)} ${n(y - 10)}v20" stroke="${colour}" stroke-width="3"/>`;

const DAY_MARKS = {
  until: endAt,
  from: (x: number, y: number, colour: string): string => dotAt(x, y, colour, colour),
  due: diamondAt,
} as const;

/** What was ended or missed is crossed, what was kept ticked, what was kept in part ticked by half. */
function outcomeAt(x: number, y: number, state: TrackState, colour: string): string {
  const path = state === 'kept' ? 'l4 5l9 -11' : state === 'partly' ? 'l4 5l4 -5' : undefined;
  return path === undefined
    ? `<path d="M${n(x - 5)} ${n(y - 5)}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2.5" fill="none"/>`
    : `<path d="M${n(x - 5)} ${n(y)}${path}" stroke="${colour}" stroke-width="2.5" fill="none"/>`;
}

const arrowAt = (x: number, y: number, way: -1 | 1, colour: string): string =>
  `<path d="M${n(x)} ${n(y - 5)}l${8 * way} 5l${-8 * way} 5z" fill="${colour}"/>`;

/** Above the bar what the first side told, below it what the second did; what others told, on it. */
const toldAt = (x: number, y: number, side: -1 | 0 | 1): string =>
  side === 0
    ? `<circle cx="${n(x)}" cy="${n(y + BAR / 2 + 5)}" r="1.8" fill="${QUIET}"/>`
    : `<path d="M${n(x - 3.5)} ${n(y + side * (BAR / 2 + 7))}h7l-3.5 ${n(-side * 5)}z" fill="${COLOURS[side === -1 ? 0 : 1]}"/>`;

const ruleAt = (x: number, to: number, y: number): string =>
  `<path d="M${n(x)} ${n(y)}H${n(to)}" stroke="${RULE}" stroke-width="1"/>`;

function hatchOf(id: string, colour: string): string {
  return `<pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/><rect width="2.5" height="6" fill="${colour}"/></pattern>`;
}

type Axis = Pick<Scale, 'at' | 'begin' | 'end' | 'today'> & {
  readonly top: number;
  readonly rules: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly language: Language;
  readonly t: Translate;
};

/** Draws years, as many months as have room, and the line of today. */
function axisOf({ begin, end, at, top, rules, bottom, left, right, language, today, t }: Axis): string {
  const months = Math.max(1, Math.round(daysFrom(begin, end) / 30.4));
  const step = [1, 2, 3, 4, 6, 12].find((one) => ((right - left) / months) * one >= 34) ?? 12;
  const parts: string[] = [];
  let yearEnd = -Infinity;
  for (let month = Temporal.PlainDate.from(begin); month.toString() < end; month = month.add({ months: 1 })) {
    const x = at(month.toString());
    if ((month.month - 1) % step === 0) {
      parts.push(`<path d="M${n(x)} ${rules}V${n(bottom)}" stroke="${RULE}"/>`);
      const name = language === 'zh' ? `${month.month}月` : month.toLocaleString('en', { month: 'short' });
      if (x + 30 < right) parts.push(textAt(x + 3, top + 2.75 * LINE, name, 11, QUIET));
    }
    const isFirst = month.toString() === begin;
    if ((isFirst || month.month === 1) && x > yearEnd && x + 32 < right) {
      const year = language === 'zh' ? `${month.year}年` : String(month.year);
      yearEnd = x + widthOf(year, 12) + 8;
      // The year that is cut off gives way to the one that follows it at once.
      const next = at(`${month.year + 1}-01-01`);
      if (!isFirst || next > yearEnd) parts.push(textAt(x + 3, top + 1.75 * LINE, year, 12, INK, { weight: 600 }));
      else yearEnd = -Infinity;
    }
  }
  const x = at(today);
  const label = t('picture.today');
  parts.push(
    `<path d="M${n(x)} ${n(top + LINE)}V${n(bottom)}" stroke="${INK}" stroke-width="1.5" stroke-dasharray="5 3"/>`,
    textAt(Math.min(x, right - widthOf(label, 11) / 2), top + 0.75 * LINE, label, 11, INK, {
      anchor: 'middle',
      weight: 600,
    }),
  );
  return parts.join('');
}

/** What a mark means; the mark is drawn with what names the hatching of its picture. */
type LegendEntry = { readonly mark: (hatch: (colour: string) => string) => string; readonly text: string };

/** What the marks mean: only those that are drawn. */
function legendOf(
  groups: readonly Group[],
  parties: readonly (Party | undefined)[],
  t: Translate,
  language: Language,
): LegendEntry[] {
  const rows = groups.flatMap((group) => group.rows);
  const [{ colour } = { colour: INK }] = groups;
  const states = new Set(rows.flatMap(({ stretches }) => stretches.map(({ state }) => state)));
  const has = (some: ReadonlySet<TrackState>): boolean => !states.isDisjointFrom(some);
  type Mark = LegendEntry['mark'];
  const bar =
    (state: TrackState): Mark =>
    (hatch) =>
      stretchAt(0, 36, 0, state, colour, hatch(colour));
  const sideName = (party: Party | undefined): string => (party === undefined ? '' : pick(party.name, language));
  const entries: (readonly [boolean, Mark, string])[] = [
    [has(new Set(['in-force'])), bar('in-force'), t('picture.applies')],
    [has(SUSPENDED), bar('suspended'), t('picture.suspended')],
    [has(AHEAD), bar('announced'), t('picture.ahead')],
    [has(PASSED), bar('due-passed'), t('picture.passed')],
    [
      rows.some(({ track: { days } }) => days.length > 0),
      () => endAt(8, 0, colour) + diamondAt(27, 0, colour),
      t('picture.days'),
    ],
    [has(OVER), () => outcomeAt(6, 0, 'kept', colour) + outcomeAt(29, 0, 'ended', colour), t('picture.outcomes')],
    [
      rows.some(({ told }) => told.length > 0),
      () => toldAt(4, 4, -1) + toldAt(18, -4, 1) + toldAt(30, -9, 0),
      t('picture.told', {
        above: sideName(parties[0]),
        below: sideName(parties[1]),
      }),
    ],
  ];
  return entries.flatMap(([isShown, mark, text]) => (isShown ? [{ mark, text }] : []));
}

function textAt(
  x: number,
  y: number,
  text: string,
  size: number,
  colour: string,
  { anchor, weight = 400 }: { readonly anchor?: 'middle'; readonly weight?: number } = {},
): string {
  const look = `${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${weight === 400 ? '' : ` font-weight="${weight}"`}`;
  return `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${colour}" stroke="#ffffff" stroke-width="6" stroke-linejoin="round" paint-order="stroke"${look}>${escapeMarkup(text)}</text>`;
}

const FONTS =
  "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";

function svg(title: string, width: number, height: number, parts: readonly string[]): string {
  const size = `${Math.round(width)} ${Math.round(height)}`;
  const [w, h] = size.split(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${w}" height="${h}" viewBox="0 0 ${size}" font-family="${escapeMarkup(FONTS)}"><title>${escapeMarkup(title)}</title><rect width="${w}" height="${h}" fill="#ffffff"/>${parts.join('')}</svg>\n`;
}

/** About how wide a text is: nothing that is pure can measure it. */
function widthOf(text: string, size: number): number {
  let width = 0;
  for (const character of text)
    width += /[\u2E80-\uFFEF]/u.test(character)
      ? 1
      : /[mwMW%—]/u.test(character)
        ? 0.88
        : /[A-Z]/u.test(character)
          ? 0.68
          : /[ iljtf.,'’·|()]/u.test(character)
            ? 0.32
            : 0.56;
  return width * size;
}

/** Returns a text in lines that have room: broken between words or, in Chinese, between any two characters. */
function wrap(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2E80-\uFFEF][，。、；：）」”]*|[^\s\u2E80-\uFFEF]+|\s+/gu) ?? []) {
    if (line !== '' && widthOf((line + piece).trimEnd(), size) > room) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}
