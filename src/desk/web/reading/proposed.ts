/** What a statement may be, each with where that is taken from: its paragraph, the document and its other statements, or search. Nothing of it is filled in before a person takes it. Pure. */
import { formatWhen } from '../../../records/dates.ts';
import { normalized, occurrences } from '../../../records/find-words.ts';
import type { Language, StatementKind, Translated } from '../../../records/schema.ts';
import { messages } from '../../../locales/messages.ts';
import type { KnownSpeaker, ReaderStatement, ReaderView } from '../../server/reading/reader.ts';
import type { ProposalsView } from '../../server/reading/routes.ts';
import { valueName } from '../form/value-names.ts';
import { attributionText, DATE_OF_KIND, isUnsaid, type StatementDraft } from './statement-draft.ts';

export type Proposed = {
  readonly name: 'kind' | 'who' | 'when' | 'until' | 'effect' | 'instrument' | 'topics' | 'track';
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
  ['extended', /\bexten(?:d|sion)\w*|延长|延期|展期/iu],
  ['suspended', /\bsuspen\w+|\bpaus(?:e[ds]?|ing)\b|暂停|中止/iu],
  ['ended', /\bterminat\w+|\brevok\w+|\brescind\w*|\brepeal\w*|\bend(?:s|ed|ing)\b|终止|取消|撤销|废止/iu],
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

  const [kind, kindSource] =
    draft.kind !== ''
      ? [draft.kind]
      : namedTrack !== undefined && (near === undefined || paragraphOf(near) !== paragraph)
        ? [namedTrack.kind, byName]
        : near !== undefined
          ? [near.kind, like(near)]
          : [found.related[0]?.kind, bySearch];
  if (kind === undefined) return proposed;
  if (kindSource !== undefined)
    proposed.push({ name: 'kind', shown: t(`desk.kinds.${kind}.name`), source: kindSource, change: { kind } });

  const same = others.find((one) => one.kind === kind);
  if (WHO[kind].every((name) => isUnsaid(draft.fields[name]))) {
    const speakers = kind === 'position' ? view.speakers.filter((one) => isNamedIn(one, text)) : [];
    const [only] = speakers;
    const [author] = view.authors;
    const isOther = same !== undefined && speakers.length > 0 && !speakers.some((one) => isSpeakerOf(one, same.record));
    const said = (fields: StatementDraft['fields'], source: string): void =>
      field('who', fields, attributionText({ ...fields, saidOn: undefined }, view, language), source);
    if (same !== undefined && !isOther) {
      const fields = Object.fromEntries(
        WHO[kind].flatMap((name) => (same.record[name] === undefined ? [] : [[name, same.record[name]] as const])),
      );
      if (Object.keys(fields).length > 0) said(fields, like(same));
    } else if (only !== undefined && speakers.length === 1) said({ ...only }, here);
    else if (kind === 'measure' && view.party !== undefined) said({ party: view.party }, inDocument);
    else if (kind === 'commitment' && namedTrack?.kind === kind)
      said({ by: namedTrack.party, accordingTo: view.party === namedTrack.party ? undefined : view.party }, byName);
    else if (WHO[kind].join() === 'by' && author !== undefined && view.authors.length === 1)
      said({ by: [author.id] }, inDocument);
  }

  const date = DATE_OF_KIND[kind];
  if (date !== undefined && date !== 'madeOn' && isUnsaid(draft.fields[date])) {
    const told = same !== undefined && paragraphOf(same) === paragraph ? same.record[date] : undefined;
    const [day] = found.days;
    const [when, source] =
      told !== undefined && same !== undefined
        ? [told, like(same)]
        : day !== undefined && found.days.length === 1
          ? [{ precision: 'day', on: day }, here]
          : [{ precision: 'day', on: view.publishedOn }, t('desk.reading.from-date')];
    field('when', { [date]: when }, formatWhen(when as Parameters<typeof formatWhen>[0], language), source);
  }

  if (kind === 'measure' && found.until !== undefined && isUnsaid(draft.fields['until'])) {
    const until = { precision: 'day', on: found.until } as const;
    field('until', { until }, formatWhen(until, language), here);
  }

  const ofParagraph = others.find((one) => paragraphOf(one) === paragraph && one.record['track'] !== undefined);
  const canFollow = kind === 'measure' || kind === 'commitment' || kind === 'reported-fact';
  const searched = found.related.flatMap((one) => one.track ?? [])[0];
  const chosen = draft.fields['track'];
  const [followed, trackSource, isLikely] = !isUnsaid(chosen)
    ? [chosen, '', true]
    : ofParagraph !== undefined
      ? [ofParagraph.record['track'], like(ofParagraph), true]
      : canFollow && named !== undefined
        ? [named.id, byName, true]
        : [canFollow ? searched : undefined, bySearch, false];
  const track = view.tracks.find(({ id }) => id === followed);
  if (track !== undefined && isUnsaid(chosen))
    field('track', { track: track.id }, pick(track.title), trackSource, !isLikely);
  if (kind === 'measure') {
    const [effect, words] = EFFECTS.find(([, pattern]) => pattern.test(text)) ?? [];
    if (isUnsaid(draft.fields['effect']) && effect !== undefined)
      field('effect', { effect }, valueName(effect, t), `${here} (“${words?.exec(text)?.[0] ?? ''}”)`);
    const instrument =
      (isLikely ? track?.instrument : undefined) ?? (same?.record['instrument'] as Translated | undefined);
    if (isUnsaid(draft.fields['instrument'])) {
      const isWritten = instrument !== undefined && isIn(instrument, text);
      // By which order or notice it was done another statement does not tell; what the paragraph calls it does not err.
      if (!isWritten && track?.kind === 'measure' && track.id === named?.id)
        field('instrument', { instrument: track.title }, pick(track.title), byName);
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

const isSpeakerOf = ({ speaker }: KnownSpeaker, record: ReaderStatement['record']): boolean =>
  (record['speaker'] as Translated | undefined)?.en === speaker.en;

/** Whether a text has a name, in either language. */
const isIn = ({ en, zh = '' }: Translated, text: string): boolean =>
  [en, zh].some((name) => occurrences(normalized(text).toLowerCase(), normalized(name).toLowerCase()) > 0);

/** Whether a text names a speaker: by the whole name or, in English, by the surname. */
function isNamedIn({ speaker: { en, zh } }: KnownSpeaker, text: string): boolean {
  const names = /^\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+)+$/u.test(en) ? [en, en.split(' ').at(-1) ?? en] : [en];
  const isThere = (name: string): boolean =>
    new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'u').test(text);
  return names.some(isThere) || (zh !== undefined && text.includes(zh));
}
