/** A statement on the pages of records: who said it and when, how it stands, who tells it otherwise, and its citations. */
import { formatWhen, span } from '../../../../records/dates.ts';
import { deepLink } from '../../../../records/citation.ts';
import type { Brief, DateWithPrecision, Source, Statement } from '../../../../records/schema.ts';
import { standingOf, type Standing } from '../../../../records/standing.ts';
import { toldOf } from '../../../../records/told.ts';
import { partyName, whenOf, whoOf, type AttributionContext } from '../../../../reply/compose/attribution.ts';
import { pick } from '../../../../reply/compose/parts.ts';
import { replyTexts } from '../../../../reply/texts/reply.ts';
import { capital, dayIn, partiesOf, type ViewContext } from './view-context.ts';
import { recordWords } from './words.ts';

/** A way to a statement: on the page of a topic, or in its document. */
export type StatementLink = {
  readonly id: string;
  /** Who said it and when. */
  readonly label: string;
  readonly text: string;
  readonly tab: 'topics' | 'sources';
  readonly at: string;
};

export type CitationView = {
  readonly source: string;
  /** The number of the source on the page of a topic. */
  readonly number: number;
  readonly paragraph: number;
  readonly find: string;
  readonly url: string;
  /** The language of the document. */
  readonly language: Source['language'];
};

/** Whether both sides tell the same, some other document does, or another tells it differently. */
export type ToldHow = 'both-alike' | 'also' | 'differently';

export type StandingView = {
  readonly text: string;
  /** Whether it still runs: such come first. */
  readonly isOpen: boolean;
  readonly tone: 'good' | 'warning' | 'quiet' | 'plain';
  readonly by: StatementLink | undefined;
};

export type StatementView = {
  readonly id: string;
  readonly kind: Statement['kind'];
  /** The name of the kind. */
  readonly kindName: string;
  readonly text: string;
  readonly who: string;
  readonly date: string;
  /** Who and when, as links to it say. */
  readonly label: string;
  /** What else the record says of it: a role, a measure's name and effect, who promised whom, a likelihood, corrections. */
  readonly detail: readonly string[];
  /** Exact words, in the language of the document. */
  readonly quote: { readonly text: string; readonly language: Source['language'] } | undefined;
  readonly standing: StandingView | undefined;
  /** The statements of other documents that say the same, and those that tell it differently. */
  readonly told: readonly { readonly how: ToldHow; readonly others: readonly StatementLink[] }[];
  readonly citations: readonly CitationView[];
};

/** What the view of a statement needs beside the records: the topic whose page it stands on, and the numbers of its sources. */
export type StatementPlace = { readonly brief: Pick<Brief, 'id'>; readonly number: ReadonlyMap<string, number> };

/** Returns a statement as the pages of records show it. */
export function statementView(statement: Statement, place: StatementPlace, context: ViewContext): StatementView {
  const { catalogue, language } = context;
  const words = recordWords(language);
  const attribution = attributionOf(statement, context);
  const [who, date] = [whoOf(statement, attribution), whenOf(statement, attribution)];
  const document = catalogue.sources.get(statement.document);
  const linked = (other: Statement): StatementLink => statementLink(other, place.brief.id, context);
  const { by, alike, differently } = toldOf(statement, catalogue);
  return {
    id: statement.id,
    kind: statement.kind,
    kindName: attribution.texts.kinds[statement.kind],
    text: pick(statement.text, language),
    // A promise is told by a side, which need not be the one that gave it.
    who: capital(statement.kind === 'commitment' ? words.toldBy(who) : who),
    date: statement.kind === 'measure' ? words.from(date) : date,
    label: labelOf(statement, attribution),
    detail: [
      ...detailOf(statement, attribution),
      ...(statement.corrections ?? []).map(({ on, what }) =>
        words.corrected(dayIn(on, language).said, pick(what, language)),
      ),
    ],
    quote:
      statement.kind === 'position' && statement.quote !== undefined
        ? { text: statement.quote, language: document?.language ?? 'en' }
        : undefined,
    standing: standingView(statement, linked, context),
    told: [
      { how: by === 'both-alike' ? 'both-alike' : 'also', others: alike.map(linked) } as const,
      { how: 'differently', others: differently.map(linked) } as const,
    ].filter(({ others }) => others.length > 0),
    citations: statement.citations.flatMap((citation) => {
      const source = catalogue.sources.get(citation.source);
      if (source === undefined) return [];
      const { language: written } = source;
      return {
        ...citation,
        number: place.number.get(citation.source) ?? 0,
        url: deepLink(source, citation),
        language: written,
      };
    }),
  };
}

/** Returns the way to a statement from the page of a topic: on that page where the statement bears on it. */
export function statementLink(statement: Statement, topic: string, context: ViewContext): StatementLink {
  const attribution = attributionOf(statement, context);
  const isHere = statement.topics.includes(topic);
  const [citation] = statement.citations;
  return {
    id: statement.id,
    label: labelOf(statement, attribution),
    text: pick(statement.text, context.language),
    tab: isHere ? 'topics' : 'sources',
    at: isHere ? `${topic}/${statement.id}` : `${citation?.source ?? statement.document}/${citation?.paragraph ?? 1}`,
  };
}

const labelOf = (statement: Statement, attribution: AttributionContext): string =>
  capital(attribution.texts.dated(whoOf(statement, attribution), whenOf(statement, attribution)));

function attributionOf(statement: Statement, { catalogue, language }: ViewContext): AttributionContext {
  const document = catalogue.sources.get(statement.document);
  return {
    language,
    texts: replyTexts(language),
    parties: partiesOf(document?.relationship ?? '', { catalogue }),
    sources: [...new Set([statement.document, ...statement.citations.map(({ source }) => source)])].flatMap(
      (id) => catalogue.sources.get(id) ?? [],
    ),
  };
}

function standingView(
  statement: Statement,
  linked: (other: Statement) => StatementLink,
  { catalogue, language, now }: ViewContext,
): StatementView['standing'] {
  const standing = standingOf(statement, catalogue, now);
  if (standing === undefined) return undefined;
  const words = recordWords(language);
  const until = standing.until === undefined ? '' : formatWhen(standing.until, language);
  const { kind, state } = standing;
  const isTold = state === 'kept' || state === 'partly' || state === 'missed';
  const text =
    kind === 'measure'
      ? words.measure[state](until)
      : kind === 'forecast' && isTold
        ? words.forecast[state]
        : words.outcome[state](until);
  const passed = statement.kind === 'measure' && state === 'start-passed' ? statement.from : standing.until;
  return {
    text: !PASSED.has(state)
      ? text
      : isFollowed(passed, statement, catalogue)
        ? words.untold(text)
        : words.noLater(text),
    isOpen: OPEN.has(state),
    tone: TONES[state] ?? 'plain',
    by: standing.by && linked(standing.by),
  };
}

/** Returns whether any document of the relationship is held that was published after a date. */
function isFollowed(
  when: DateWithPrecision | undefined,
  { document }: Statement,
  { sources }: ViewContext['catalogue'],
): boolean {
  const relationship = sources.get(document)?.relationship;
  const { last } = when === undefined ? { last: '' } : span(when);
  return [...sources.values()].some((source) => source.relationship === relationship && source.publishedOn > last);
}

const PASSED: ReadonlySet<Standing['state']> = new Set(['start-passed', 'end-passed', 'due-passed']);
const OPEN: ReadonlySet<Standing['state']> = new Set(['planned', 'start-passed', 'in-force', 'suspended', 'open']);
const TONES: Partial<Record<Standing['state'], StandingView['tone']>> = {
  kept: 'good',
  missed: 'warning',
  'start-passed': 'warning',
  'end-passed': 'warning',
  'due-passed': 'warning',
  ended: 'quiet',
  superseded: 'quiet',
};

function detailOf(statement: Statement, context: AttributionContext): string[] {
  const { language, texts } = context;
  const words = recordWords(language);
  const party = (id: string): string =>
    id === 'both' ? words.both : id === 'public' ? words.public : partyName(id, context);
  switch (statement.kind) {
    case 'position':
      return [
        pick(statement.role, language),
        ...(statement.accordingTo === undefined ? [] : [words.toldBy(party(statement.accordingTo))]),
      ];
    case 'measure':
      return [words.instrument(pick(statement.instrument, language), words.effect[statement.effect])];
    case 'commitment':
      return [
        statement.by === 'both' && statement.to === 'both'
          ? words.mutual
          : capital(words.promise(party(statement.by), party(statement.to))),
      ];
    case 'assessment':
      return statement.confidence === undefined ? [] : [texts.saysTheSource(texts.confidence[statement.confidence])];
    case 'forecast':
      return statement.likelihood === undefined ? [] : [texts.saysTheSource(texts.likelihood[statement.likelihood])];
    default:
      return [];
  }
}
