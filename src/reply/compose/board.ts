/** The status board: a line for each measure, promise and bill that people follow; and the dates of a pair or a topic. */
import { messages, type Translate } from '../../locales/messages.ts';
import { fileEnd } from '../../records/catalogue.ts';
import { formatDay, formatWhen } from '../../records/dates.ts';
import type { Brief, Language, Relationship } from '../../records/schema.ts';
import { ageText } from '../../views/age.ts';
import { boardView, groupHeading } from '../../views/board.ts';
import type { DocumentRef } from '../../views/citation.ts';
import { datesView, hasNoDay, monthAhead } from '../../views/dates.ts';
import { documentMark } from '../../views/marks.ts';
import { clearTitle, pairName, partyName } from '../../views/names.ts';
import { withoutUntold } from '../../views/state-words.ts';
import type { BoardGroup, TrackView } from '../../views/track.ts';
import type { DatesRequest, StatusRequest } from '../button.ts';
import type { Action, Block, Reply } from '../reply.ts';
import { note, open, type ComposeContext, openTopics } from './parts.ts';

type PointItem = Extract<Block, { readonly type: 'points' }>['items'][number];

/** Returns how the measures and promises of a topic, or of one pair, stand, those of `request` only; bills are named in one line, unless they are asked for. */
export function composeStatus(request: StatusRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const { language } = context;
  const t = messages(language);
  const pair = pairOf(request, topic, context);
  const about = topic === undefined ? { relationship: pair?.id } : { topic: topic.id };
  const groups = Map.groupBy(boardView({ ...request, ...about }, context), ({ group }) => group);
  const bills = request.kind === 'bill' ? [] : (groups.get('bill') ?? []);
  const side = request.party === undefined ? '' : partyName(request.party, { parties: pair?.parties ?? [], language });
  return frame(
    {
      pair,
      topic,
      what: statusName(request.kind, side, t),
      blocks: [...groups].map(([group, rows]) => {
        const heading = groupHeading(group, language);
        if (group !== 'bill' || bills.length === 0)
          return section(
            heading,
            rows.map((track) => trackLine(track, language)),
            language,
            group,
          );
        const names = bills.map(({ title }) => title).join(t('reply.listed'));
        return note(t('reply.about', { title: t('board.counted', { heading, count: bills.length }), what: names }));
      }),
      empty: t('board.none'),
      request: { ...request, ...about },
      others: [
        open(t('board.dates'), { type: 'dates', ...about }, language),
        ...(bills.length === 0 ? [] : [open(t('board.bills'), { type: 'status', ...about, kind: 'bill' }, language)]),
      ],
    },
    context,
  );
}

function statusName(kind: StatusRequest['kind'], side: string, t: Translate): string {
  if (kind === 'commitment' && side !== '') return t('board.promisedBy', { side });
  const what = kind === 'bill' ? t('board.bills') : kind === 'in-force' ? t('board.inForce') : t('answer.statusOf');
  return side === '' ? what : t('board.ofSide', { what, side });
}

/** Returns what ends, begins, falls due or is expected when, of a topic or of one pair: what passed without a later document first, then what is ahead, by month. */
export function composeDates(request: DatesRequest, topic: Brief | undefined, context: ComposeContext): Reply {
  const { language } = context;
  const t = messages(language);
  const pair = pairOf(request, topic, context);
  const month = request.month === undefined ? undefined : monthAhead(request.month, context.now);
  const about = topic === undefined ? { relationship: pair?.id } : { topic: topic.id };
  const dates = datesView({ ...request, month, ...about }, context);
  const groups = Map.groupBy(dates, ({ hasPassed, when }) =>
    hasPassed
      ? t('card.passed')
      : // Of a year nothing is due in its last month.
        when.precision === 'year'
        ? when.text
        : hasNoDay(when)
          ? t('board.noDay')
          : formatWhen({ precision: 'month', on: when.to.slice(0, 7) }, language),
  );
  const named = {
    isDated: month !== undefined,
    month: month === undefined ? '' : formatWhen({ precision: 'month', on: month }, language),
  };
  return frame(
    {
      pair,
      topic,
      what: request.kind === undefined ? t('board.dates') : t(`board.${request.kind}`, named),
      blocks: [...groups].map(([heading, rows]) =>
        section(
          heading,
          rows.map(({ title, citations: [first], ...date }) =>
            line({ ...date, title: title === '' ? t('board.watched') : title, document: first?.document }, language),
          ),
          language,
          rows.every(({ hasPassed }) => hasPassed) ? 'unknown' : undefined,
        ),
      ),
      empty: t('board.noDates'),
      request: { ...request, ...about, ...(month !== undefined && { month }) },
      others: [open(t('answer.statusOf'), { type: 'status', ...about }, language)],
    },
    context,
  );
}

/** Returns the pair that a board is of: that of its topic, the one that is asked for, else the first that has the party. */
function pairOf(
  { relationship, party }: Pick<StatusRequest, 'relationship' | 'party'>,
  topic: Brief | undefined,
  { catalogue: { relationships } }: ComposeContext,
): Relationship | undefined {
  const first = [...relationships.values()].find(
    ({ parties }) => party === undefined || parties.some(({ id }) => id === party),
  );
  return relationships.get(topic?.relationship ?? relationship ?? '') ?? first;
}

/** Returns a section; what its heading says of all its rows, that no later document tells what became of them or that they are promised, is not said again in each. */
function section(
  heading: string,
  items: readonly PointItem[],
  language: Language,
  group: BoardGroup | undefined,
): Block {
  const t = messages(language);
  const promised = new RegExp(String.raw`^${RegExp.escape(t('trackState.now.promised'))}[,，]\s*`, 'u');
  // Behind the word stands by when; a day on which it was promised keeps it.
  const without = (text: string): string =>
    group === 'unknown' ? withoutUntold(text, language) : group === 'promised' ? text.replace(promised, '') : text;
  return {
    type: 'points',
    heading: t('board.counted', { heading, count: items.length }),
    items: items.map((item) => ({ ...item, text: without(item.text) })),
  };
}

type Line = {
  readonly title: string;
  readonly text: string;
  readonly account?: string;
  readonly differing: string;
  /** The document that carries what the line says, and the newest that tells of it. */
  readonly document: DocumentRef | undefined;
  readonly lastSeen: DocumentRef | null;
};

const trackLine = (
  { title, state, account, differing, citations: [first], lastSeen }: TrackView,
  language: Language,
): PointItem => line({ title, text: state.text, account, differing, document: first?.document, lastSeen }, language);

function line({ title, text, account = '', differing, document, lastSeen }: Line, language: Language): PointItem {
  const t = messages(language);
  const marks = document === undefined ? [] : [documentMark(document, language)];
  if (lastSeen !== null && document !== undefined && lastSeen.publishedOn > document.publishedOn) {
    const mark = documentMark(lastSeen, language);
    marks.push({ ...mark, text: t('trackState.lastSeen', { where: mark.text }) });
  }
  return { label: title, text: [text, account, differing].filter((part) => part !== '').join(' · '), marks };
}

type BoardParts = {
  readonly pair: Relationship | undefined;
  readonly topic: Brief | undefined;
  readonly what: string;
  readonly blocks: readonly Block[];
  /** What is said where there is no row. */
  readonly empty: string;
  readonly request: StatusRequest | DatesRequest;
  readonly others: readonly Action[];
};

/** Returns a board under its pair or topic and how far the file reaches, with a way to the boards of other pairs. */
function frame({ pair, topic, what, blocks, empty, request, others }: BoardParts, context: ComposeContext): Reply {
  const { audience, catalogue, language } = context;
  const t = messages(language);
  const day = pair === undefined ? '' : fileEnd(pair.id, catalogue);
  const age = pair && ageText(pair.id, context);
  const name = topic === undefined ? pair && pairName(pair, language) : clearTitle(topic, catalogue, language);
  const otherPairs = [...catalogue.relationships.values()].filter((one) => topic === undefined && one !== pair);
  return {
    title: name === undefined ? what : t('reply.about', { title: name, what }),
    language,
    audience,
    blocks: [
      ...(day === ''
        ? []
        : [{ type: 'badge', items: [age ?? t('answer.documentsTo', { day: formatDay(day, language) })] } as const]),
      ...(blocks.length === 0 ? [note(empty)] : blocks),
    ],
    actions: [
      ...(topic === undefined
        ? []
        : [open(clearTitle(topic, catalogue, language), { type: 'brief', topic: topic.id }, language)]),
      ...others,
      ...otherPairs.map((other) =>
        open(
          t('reply.about', {
            title: pairName(other, language),
            what: t(request.type === 'status' ? 'answer.statusOf' : 'board.dates'),
          }),
          { type: request.type, relationship: other.id },
          language,
        ),
      ),
      ...(audience === 'asker' && topic !== undefined
        ? [{ label: t('reply.share'), target: { verb: 'share', request, page: 1, language } } as const]
        : []),
      ...(topic === undefined ? [openTopics(language)] : []),
    ],
    again: request,
    about: { ...(topic !== undefined && { topic: topic.id }), statements: [] },
  };
}
