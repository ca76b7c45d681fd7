/** What a statement may be, each with where that is taken from: its paragraph, the document and its other statements, or search. Nothing of it is filled in before a person takes it. Pure. */
import { formatWhen } from '../../../records/dates.ts';
import { normalized, occurrences } from '../../../records/find-words.ts';
import type { Language, StatementKind, Translated } from '../../../records/schema.ts';
import { messages } from '../../../locales/messages.ts';
import type { ReaderStatement, ReaderView } from '../../server/reading/reader.ts';
import type { NamedDay } from '../../server/reading/named-in-text.ts';
import type { ProposalsView } from '../../server/reading/routes.ts';
import { isSameValue } from '../../../records/text-edit/edit-value.ts';
import { valueName } from '../form/value-names.ts';
import { attributionText, DATE_OF_KIND, isUnsaid, sentenceAround, type StatementDraft } from './statement-draft.ts';
import { kindOf, promiserIn, speakerOf } from './what-is-said.ts';

export type Proposed = {
  readonly name: 'kind' | 'who' | 'when' | 'until' | 'due' | 'effect' | 'instrument' | 'topics' | 'track';
  /** What is proposed, in words. */
  readonly shown: string;
  /** Where it is taken from, in words. */
  readonly source: string;
  /** Whether it is taken only by itself, since what is near may be another one. */
  readonly isUnsure?: true;
  readonly change: Pick<StatementDraft, 'kind'> | Pick<StatementDraft, 'topics'> | Pick<StatementDraft, 'fields'>;
};

/** Who says what statements of a kind say. */
const WHO: Readonly<Record<StatementKind, readonly string[]>> = {
  'reported-fact': [],
  position: ['speaker', 'role', 'party', 'other', 'accordingTo'],
  measure: ['party'],
  commitment: ['by', 'to', 'accordingTo'],
  assessment: ['by'],
  recommendation: ['by'],
  forecast: ['by'],
};

/** The words by which a text says what was done to a measure. */
const EFFECTS: readonly (readonly [string, RegExp])[] = [
  // Of a suspension that is extended, that is what was done.
  [
    'extended',
    /\bexten(?:d|sion)\w*|\b(?:continue|remain|keep|kept|stay)\w*\b.{0,40}\bsuspen\w+|继续.{0,6}暂停|延长|延期|展期/iu,
  ],
  ['suspended', /\bsuspen\w+|\bpaus(?:e[ds]?|ing)\b|暂停|中止/iu],
  [
    'ended',
    /\bterminat\w+|\brevok\w+|\brescind\w*|\brepeal\w*|\bend(?:s|ed|ing)\b|\bno longer\b|终止|取消|撤销|废止|移出/iu,
  ],
  ['lowered', /\blower\w*|\breduc\w+|下调|降低|降至/iu],
  ['raised', /\brais(?:e[ds]?|ing)\b|\bincreas\w+|上调|提高至/iu],
  ['imposed', /\bimpos\w+|\bentered into force\b|加征|实施|生效/iu],
  ['announced', /\bannounc\w+|宣布|将(?:对|自)/iu],
];

/** Returns what is proposed for the fields that a draft has not, in the order of its form. */
export function proposalsFor(
  draft: StatementDraft,
  view: ReaderView,
  found: ProposalsView,
  language: Language,
): readonly Proposed[] {
  const t = messages(language);
  const pick = (text: Translated): string => text[language] ?? text.en;
  const paragraph = draft.citations.find(({ source }) => source === undefined)?.paragraph;
  const text = view.paragraphs.find(({ number }) => number === paragraph)?.text ?? '';
  const here = t('desk.reading.from-paragraph', { number: paragraph ?? 0 });
  const inDocument = t('desk.reading.from-document');
  const bySearch = t('desk.reading.from-search');
  const like = (one: ReaderStatement): string =>
    t('desk.reading.from-statement', { number: paragraphOf(one) ?? 0, text: pick(one.text).slice(0, 60) });
  const others = nearestFirst(
    view.statements.filter(({ id }) => id !== draft.replaces),
    paragraph,
  );
  const [near] = others;
  const [named] = found.tracks;
  const namedTrack = view.tracks.find(({ id }) => id === named?.id);
  const byName = `${here} (“${named?.words ?? ''}”)`;
  const proposed: Proposed[] = [];
  const field = (
    name: Proposed['name'],
    fields: StatementDraft['fields'],
    shown: string,
    source: string,
    isUnsure = false,
  ): void => void proposed.push({ name, shown, source, change: { fields }, ...(isUnsure && { isUnsure }) });

  const find = draft.citations.find(({ source }) => source === undefined)?.find ?? '';
  const sentence = sentenceAround(text, find);
  const said = speakerOf(view, paragraph ?? 0, find);
  const words = kindOf(view, paragraph ?? 0, sentence, said);
  const isBeside = near !== undefined && paragraphOf(near) === paragraph;
  const byWords = [words?.kind, words?.words === '' ? here : `${here} (“${words?.words ?? ''}”)`] as const;
  const [kind, kindSource, isSureKind = false] =
    draft.kind !== ''
      ? [draft.kind]
      : words?.isUnsure === false
        ? [...byWords, true]
        : isBeside
          ? [near.kind, like(near)]
          : words !== undefined
            ? byWords
            : namedTrack !== undefined && namedTrack.kind !== 'bill'
              ? [namedTrack.kind, byName]
              : near !== undefined
                ? [near.kind, like(near)]
                : [found.related[0]?.kind, bySearch];
  if (kind === undefined) return proposed;
  if (kindSource !== undefined) {
    const shown = t(`desk.kinds.${kind}.name`);
    proposed.push({
      name: 'kind',
      shown,
      source: kindSource,
      change: { kind },
      ...(!isSureKind && { isUnsure: true }),
    });
  }

  const same = others.find((one) => one.kind === kind);
  const isSameBeside = same !== undefined && paragraphOf(same) === paragraph;
  if (WHO[kind].every((name) => isUnsaid(draft.fields[name]))) {
    const who = (fields: StatementDraft['fields'], source: string, isUnsure = false, shown?: string): void =>
      field(
        'who',
        fields,
        shown ?? attributionText({ ...fields, saidOn: undefined }, view, language),
        source,
        isUnsure,
      );
    const promiser = promiserIn(view, sentence);
    const by = promiser ?? (namedTrack?.kind === 'commitment' ? namedTrack.party : undefined);
    const [author] = view.authors;
    // Who tells what another says or promises.
    const accordingTo = view.party;
    const isSame =
      isSameBeside && (said?.isUnsure !== false || isSameValue(said.speaker.speaker, same.record['speaker']));
    if (kind === 'position' && said !== undefined && !isSame)
      who(
        { ...said.speaker, ...(said.speaker.party !== accordingTo && accordingTo !== undefined && { accordingTo }) },
        here,
        said.isUnsure,
        said.shown,
      );
    else if (kind === 'commitment' && by !== undefined && !isSameBeside) {
      const to = by === 'both' ? by : by === view.party ? undefined : view.party;
      who({ by, to, accordingTo }, promiser === undefined ? byName : here, promiser === undefined);
    } else if (kind === 'measure' && view.party !== undefined) {
      const isOther = promiser !== undefined && promiser !== 'both' && promiser !== view.party;
      who({ party: isOther ? promiser : view.party }, isOther ? here : inDocument, isOther);
    } else if (same !== undefined) {
      const fields = Object.fromEntries(
        WHO[kind].flatMap((name) => (same.record[name] === undefined ? [] : [[name, same.record[name]] as const])),
      );
      if (Object.keys(fields).length > 0) who(fields, like(same), !isSameBeside);
    } else if (WHO[kind].join() === 'by' && author !== undefined && view.authors.length === 1)
      // In the news others judge as well.
      who({ by: [author.id] }, inDocument, view.kind === 'news');
  }

  const dayAs = (...roles: readonly NamedDay['as'][]): string | undefined => {
    const [only, another] = found.days.filter((one) => roles.includes(one.as));
    return another === undefined ? only?.on : undefined;
  };
  const date = DATE_OF_KIND[kind];
  if (date !== undefined && date !== 'madeOn' && isUnsaid(draft.fields[date])) {
    const told = isSameBeside ? same.record[date] : undefined;
    const isOfWords = date === 'saidOn';
    const day =
      date === 'from'
        ? (dayAs('from') ?? dayAs('day'))
        : isOfWords && view.party !== undefined
          ? undefined
          : dayAs('day');
    const [when, source, isUnsure] =
      told !== undefined && same !== undefined
        ? [told, like(same), false]
        : day !== undefined && (date === 'from' || day <= view.publishedOn)
          ? [{ precision: 'day', on: day }, here, false]
          : [
              { precision: 'day', on: view.toldOn ?? view.publishedOn },
              t('desk.reading.from-date'),
              view.party === undefined ||
                date === 'from' ||
                view.toldOn === undefined ||
                (date === 'eventOn' && (view.paragraphs.length > LONG || EARLIER.test(sentence))) ||
                (!isOfWords && found.days.some(({ as }) => as !== 'until')),
            ];
    field('when', { [date]: when }, formatWhen(when as Parameters<typeof formatWhen>[0], language), source, isUnsure);
  }

  const [end, on] = kind === 'measure' ? (['until', dayAs('until')] as const) : (['due', dayAs('due')] as const);
  if ((kind === 'measure' || kind === 'commitment') && on !== undefined && isUnsaid(draft.fields[end])) {
    const day = { precision: 'day', on } as const;
    field(end, { [end]: day }, formatWhen(day, language), here);
  }

  const ofParagraph = others.find((one) => paragraphOf(one) === paragraph && one.record['track'] !== undefined);
  const canFollow = kind === 'measure' || kind === 'commitment' || kind === 'reported-fact';
  const searched = found.related.flatMap((one) => one.track ?? [])[0];
  const chosen = draft.fields['track'];
  // Of several that a sentence names, or one of another side, the statement may be of another.
  const ofTrack = promiserIn(view, sentence) ?? (kind === 'measure' ? view.party : undefined);
  const isOneTrack =
    named?.isInSentence === true &&
    found.tracks.filter((one) => one.isInSentence).length === 1 &&
    namedTrack?.kind === kind &&
    (ofTrack === undefined || ofTrack === namedTrack?.party);
  const [followed, trackSource, isLikely] = !isUnsaid(chosen)
    ? [chosen, '', true]
    : ofParagraph !== undefined
      ? [ofParagraph.record['track'], like(ofParagraph), true]
      : canFollow && named !== undefined
        ? [named.id, byName, isOneTrack]
        : [canFollow ? searched : undefined, bySearch, false];
  const track = view.tracks.find(({ id }) => id === followed);
  if (track !== undefined && isUnsaid(chosen))
    field('track', { track: track.id }, pick(track.title), trackSource, !isLikely);
  if (kind === 'measure') {
    const [effect, done] = EFFECTS.find(([, pattern]) => pattern.test(sentence)) ?? [];
    if (isUnsaid(draft.fields['effect']) && effect !== undefined)
      field(
        'effect',
        { effect },
        valueName(effect, t),
        `${here} (“${done?.exec(sentence)?.[0] ?? ''}”)`,
        effect === 'announced',
      );
    const instrument =
      (isLikely ? track?.instrument : undefined) ?? (same?.record['instrument'] as Translated | undefined);
    if (isUnsaid(draft.fields['instrument'])) {
      const isWritten = instrument !== undefined && isIn(instrument, text);
      // By which order or notice it was done another statement does not tell; what the paragraph calls it does not err.
      // A track that a person has taken is what it is called, too.
      const isNamed = track?.id === named?.id;
      if (!isWritten && track?.kind === 'measure' && (isNamed || track.id === chosen))
        field(
          'instrument',
          { instrument: track.title },
          pick(track.title),
          isNamed ? byName : t('desk.reading.from-track-title'),
        );
      if (instrument !== undefined)
        field(
          'instrument',
          { instrument },
          pick(instrument),
          track?.instrument === undefined && same !== undefined ? like(same) : t('desk.reading.from-track'),
          !isWritten,
        );
    }
  }

  if (draft.topics.length === 0) {
    const own = others.find((one) => paragraphOf(one) === paragraph);
    const topics = (
      found.topics.length > 0 ? found.topics : ((own?.record['topics'] ?? []) as readonly string[])
    ).slice(0, MAX_TOPICS);
    const titles = topics.map((id) => view.topics.find((one) => one.id === id)?.title).flatMap((one) => one ?? []);
    if (topics.length > 0)
      proposed.push({
        name: 'topics',
        shown: titles.map(pick).join(t('reply.listed')),
        source: found.topics.length > 0 || own === undefined ? bySearch : like(own),
        change: { topics },
      });
  }
  return proposed;
}

/** A document with more paragraphs tells of much that was long before it; and these words of another day than its own. */
const LONG = 30;
const EARLIER = /(?:19|20)\d{2}|近日|日前|去年|今年|\b(?:last|earlier|recently|ago)\b/iu;

/** More topics than these are seldom meant. */
const MAX_TOPICS = 2;

/** Returns a draft with what is proposed. */
export function withProposed(draft: StatementDraft, proposed: readonly Proposed[]): StatementDraft {
  const fields = Object.assign(
    {},
    draft.fields,
    ...proposed.map(({ change }) => ('fields' in change ? change.fields : {})),
  );
  return Object.assign({}, draft, ...proposed.map(({ change }) => change), { fields });
}

const paragraphOf = ({ citations }: ReaderStatement): number | undefined =>
  citations.find(({ source }) => source === undefined)?.paragraph;

/** Those of the same paragraph first, then of the paragraphs before it, then of those behind. */
function nearestFirst(statements: readonly ReaderStatement[], paragraph = 0): readonly ReaderStatement[] {
  const distance = (one: ReaderStatement): number => {
    const away = paragraph - (paragraphOf(one) ?? 0);
    return away >= 0 ? away : 1_000 - away;
  };
  return statements.toReversed().toSorted((a, b) => distance(a) - distance(b));
}

/** Whether a text has a name, in either language. */
const isIn = ({ en, zh = '' }: Translated, text: string): boolean =>
  [en, zh].some((name) => occurrences(normalized(text).toLowerCase(), normalized(name).toLowerCase()) > 0);
