/** A statement on the pages of records: who said it and when, how it stands, who tells it otherwise, and its citations. */
import { messages } from '../../../locales/messages.ts';
import { fullName, publishedOn, shortId } from '../../../records/catalogue.ts';
import { formatDay } from '../../../records/dates.ts';
import type { Brief, Citation, Statement } from '../../../records/schema.ts';
import { standingOf, disputesOf, type Standing } from '../../../records/standing.ts';
import { speakerOf, whenOf } from '../../../views/attribution.ts';
import type { CitationView } from '../../../views/citation.ts';
import { statementView, type StatementView } from '../../../views/statement.ts';
import type { AttributionContext, ClaimContext } from '../../../views/context.ts';
import { promiseText, qualifiers } from '../../../reply/compose/claims.ts';
import { capitalized, pick } from '../../../views/text.ts';

/** A way to a statement: on the page of a topic, or in its document. */
export type StatementLink = {
  readonly id: string;
  /** Who said it and when. */
  readonly label: string;
  readonly text: string;
  readonly page: 'topics' | 'documents';
  readonly at: string;
};

/** Whether both sides tell the same, some other document does, or another tells it differently. */
export type Corroboration = 'both-alike' | 'also' | 'differently';

/** A statement as it is told everywhere, with what the pages of records add. */
export type StatementItem = Omit<StatementView, 'citations'> & {
  /** The document that it stands in, and its id there: what corrects or withdraws it. */
  readonly place: { readonly document: string; readonly statement: string };
  /** The name of the kind. */
  readonly kindName: string;
  /** Who gave or told it, as its line begins; of a promise, who promised it by whose account. */
  readonly byline: string;
  readonly date: string;
  /** The day of its document: YYYY-MM-DD. */
  readonly on: string;
  /** Who and when, as links to it say. */
  readonly label: string;
  /** What else the record says of it: a role, a measure's name and effect, a likelihood, corrections. */
  readonly detail: readonly string[];
  /** Whether it still runs: such come first. */
  readonly isOpen: boolean;
  readonly tone: 'good' | 'warning' | 'quiet' | 'plain';
  /** The statement of another document that says how it stands. */
  readonly stateBy: StatementLink | undefined;
  /** The statements of other documents that say the same, and those that tell it differently. */
  readonly told: readonly { readonly how: Corroboration; readonly others: readonly StatementLink[] }[];
  readonly citations: readonly (CitationView & {
    /** The number of the document on the page of a topic. */
    readonly number: number;
    /** Whether it was published here though the text it cites is not held. */
    readonly isUnchecked: boolean;
  })[];
};

/** What the view of a statement needs: what telling it as a claim does, and the topic whose page it stands on. */
export type StatementContext = ClaimContext & {
  readonly brief: Pick<Brief, 'id'>;
  /** The number of each source in the list of the page; left out where it says nothing. */
  readonly number?: ReadonlyMap<string, number> | undefined;
  /** Whether a citation was published here though the text it cites is not held; left out where that is not known. */
  readonly isUnchecked?: ((statement: Statement, citation: Citation) => boolean) | undefined;
};

/** Returns a statement as the pages of records show it. */
export function statementItem(statement: Statement, context: StatementContext): StatementItem {
  const { catalogue, language, now } = context;
  const date = whenOf(statement, context);
  const linked = (other: Statement): StatementLink => statementLink(other, context);
  const { by, alike, differently } = disputesOf(statement, catalogue);
  const standing = standingOf(statement, catalogue, now);
  const view = statementView(statement, context);
  return {
    ...view,
    place: placeOf(statement, catalogue),
    kindName: context.t(`reply.kinds.${statement.kind}`),
    // A promise is told by a side, which need not be the one that gave it.
    byline: statement.kind === 'commitment' ? capitalized(promiseText(statement, context)) : view.who,
    on: publishedOn(statement, catalogue),
    date: statement.kind === 'measure' ? messages(language)('sections.from', { day: date }) : date,
    label: labelOf(statement, context),
    detail: detailOf(statement, context),
    isOpen: standing !== undefined && OPEN.has(standing.state),
    tone: (standing && TONES[standing.state]) ?? 'plain',
    stateBy: standing?.by && linked(standing.by),
    told: [
      { how: by === 'both-alike' ? 'both-alike' : 'also', others: alike.map(linked) } as const,
      { how: 'differently', others: differently.map(linked) } as const,
    ].filter(({ others }) => others.length > 0),
    citations: view.citations.map((citation) => {
      const { id } = citation.document;
      const cited = statement.citations.find(
        ({ source, paragraph, find }) =>
          source === id && paragraph === citation.paragraph && citation.selector.exact.includes(find),
      );
      return Object.assign({}, citation, {
        number: context.number?.get(id) ?? 0,
        isUnchecked: cited !== undefined && context.isUnchecked?.(statement, cited) === true,
      });
    }),
  };
}

/** Returns where a statement is corrected: its document, and its id there. */
export function placeOf(
  statement: Statement,
  { sources }: Pick<ClaimContext['catalogue'], 'sources'>,
): StatementItem['place'] {
  const source = sources.get(statement.document);
  return {
    document: source === undefined ? statement.document : fullName(source),
    statement: shortId(statement),
  };
}

/** Returns the way to a statement: on the page of the topic where the statement bears on it. */
export function statementLink(
  statement: Statement,
  context: AttributionContext & Pick<StatementContext, 'brief'>,
): StatementLink {
  const topic = context.brief.id;
  const isHere = statement.topics.includes(topic);
  const [citation] = statement.citations;
  return {
    id: statement.id,
    label: labelOf(statement, context),
    text: pick(statement.text, context.language),
    page: isHere ? 'topics' : 'documents',
    at: isHere ? `${topic}/${statement.id}` : `${citation?.source ?? statement.document}/${citation?.paragraph ?? 1}`,
  };
}

const labelOf = (statement: Statement, context: AttributionContext): string =>
  capitalized(context.t('reply.dated', { who: speakerOf(statement, context), day: whenOf(statement, context) }));

const OPEN: ReadonlySet<Standing['state']> = new Set(['planned', 'start-passed', 'in-force', 'suspended', 'open']);
const TONES: Partial<Record<Standing['state'], StatementItem['tone']>> = {
  kept: 'good',
  missed: 'warning',
  'start-passed': 'warning',
  'end-passed': 'warning',
  'suspension-passed': 'warning',
  'due-passed': 'warning',
  ended: 'quiet',
  superseded: 'quiet',
};

function detailOf(statement: Statement, context: ClaimContext): string[] {
  const { language } = context;
  const t = messages(language);
  return [
    ...(statement.kind === 'position' ? [pick(statement.role, language)] : []),
    ...(statement.kind === 'measure'
      ? [
          t('desk.told.instrument', {
            name: pick(statement.instrument, language),
            effect: t(`desk.told.effect.${statement.effect}`),
          }),
        ]
      : []),
    ...qualifiers(statement, context),
    ...(statement.corrections ?? []).map(({ on, what }) =>
      t('desk.told.corrected', { day: formatDay(on, language), what: pick(what, language) }),
    ),
  ];
}
