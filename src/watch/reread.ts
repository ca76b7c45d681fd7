/** Compares what stands at the address of a document now with its record, with the statements that cite it, and with the text that was read before. Pure. */
import { align } from '../records/align-paragraphs.ts';
import { comparedDocument } from '../records/check/cited-text.ts';
import { normalized, occurrences } from '../records/find-words.ts';
import { fingerprint } from '../records/paragraphs.ts';
import type { Source, Statement } from '../records/schema.ts';

/** `moved`: the words stand exactly once, in another paragraph; `gone`: nowhere, or in several others. */
export type CitationState = 'holds' | 'moved' | 'gone';

export type RereadCitation = {
  /** The id of the statement in service. */
  readonly statement: string;
  /** As the record counts. */
  readonly paragraph: number;
  /** The words that are cited, or a quotation. */
  readonly find: string;
  readonly state: CitationState;
  /** The paragraph of what stands there now, counted from 1, to which the words have moved. */
  readonly to: number | undefined;
};

/** A paragraph that is not as it was: changed, gone (without `after`) or added (without `before`). */
export type TextDifference = {
  /** Its number in the record; undefined where the record does not count it. */
  readonly number: number | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The ids of the statements that cite it. */
  readonly statements: readonly string[];
};

export type Comparison = {
  /** How many paragraphs of the record stand there as they are recorded. */
  readonly same: number;
  readonly citations: readonly RereadCitation[];
  readonly differences: readonly TextDifference[];
};

export type ReadText = {
  readonly paragraphs: readonly string[];
  /** What stands on the page beside, in which cited words are looked for too. */
  readonly beside?: readonly string[];
};

/** Compares a document with what stands there now. Without a text from before there are no differences; with `onlyKnown`, what was added is none. */
export function compareReading(
  source: Pick<Source, 'id' | 'paragraphs'>,
  citing: readonly Statement[],
  { paragraphs, beside = [] }: ReadText,
  before: readonly string[] | undefined,
  { onlyKnown = false }: { readonly onlyKnown?: boolean } = {},
): Comparison {
  const compared = comparedDocument([...paragraphs, ...beside], source.paragraphs);
  const lower = paragraphs.map((one) => normalized(one).toLowerCase());
  const stateOf = (find: string, paragraph: number): Pick<RereadCitation, 'state' | 'to'> => {
    const needle = normalized(find).toLowerCase();
    if (occurrences(compared.texts[paragraph - 1]?.lower ?? '', needle) > 0) return { state: 'holds', to: undefined };
    const places = lower.flatMap((text, at) => Array<number>(occurrences(text, needle)).fill(at + 1));
    return places.length === 1 ? { state: 'moved', to: places[0] } : { state: 'gone', to: undefined };
  };
  const citations = citing.flatMap((statement): RereadCitation[] => {
    const own = statement.citations.filter((one) => one.source === source.id);
    const found = own.map(({ paragraph, find }) =>
      Object.assign({ statement: statement.id, paragraph, find }, stateOf(find, paragraph)),
    );
    const { quote } = statement as { readonly quote?: string };
    const isQuoted =
      quote === undefined ||
      statement.document !== source.id ||
      compared.whole.some(({ text }) => occurrences(text, normalized(quote)) > 0);
    if (isQuoted || own[0] === undefined || found.some(({ state }) => state === 'gone')) return found;
    return [
      ...found,
      { statement: statement.id, paragraph: own[0].paragraph, find: quote, state: 'gone', to: undefined },
    ];
  });
  return {
    same: compared.paragraphs.filter((one) => one?.isSame === true).length,
    citations,
    differences:
      before === undefined
        ? []
        : differencesOf(source, citing, { paragraphs, beside }, before).filter(
            (one) => !onlyKnown || one.before !== undefined,
          ),
  };
}

/** What was added counts where it is a sentence: titles of other pages, and buttons, come and go. */
const MIN_SENTENCE = 20;
const isSentence = (text: string): boolean => text.length >= MIN_SENTENCE && /[.!?。！？…”"’»)）]$/u.test(text.trim());

/** Returns what of the recorded paragraphs reads otherwise, and the sentences that have come; what the record leaves out is no part of the document. */
function differencesOf(
  source: Pick<Source, 'id' | 'paragraphs'>,
  citing: readonly Statement[],
  { paragraphs: now, beside: around = [] }: ReadText,
  before: readonly string[],
): TextDifference[] {
  const known = before.map((one) => fingerprint(one));
  const { paragraphs, beside } = align([...now, ...around], known);
  const added = new Map(
    beside.flatMap(({ forms, number }) => (number > now.length ? [] : [[forms.fingerprint, now[number - 1] ?? '']])),
  );
  const found: TextDifference[] = [];
  for (const [index, text] of before.entries()) {
    const own = known[index] ?? '';
    const there = paragraphs[index];
    const at = source.paragraphs.indexOf(own);
    // It stands elsewhere, word for word.
    if (there?.isSame === true || (there === undefined && added.delete(own)) || at === -1) continue;
    const number = at + 1;
    const statements = citing.filter(({ citations }) =>
      citations.some((one) => one.source === source.id && one.paragraph === number),
    );
    const after = there && (now.find((one) => fingerprint(one) === there.forms.fingerprint) ?? there.forms.text);
    found.push({ number, before: text, after, statements: statements.map(({ id }) => id) });
  }
  const gone = found.filter(({ after }) => after === undefined);
  const come = [...added.values()].filter(isSentence);
  // As many as are gone have come: each in the place of one.
  if (gone.length === come.length)
    return found.map((one) => (one.after === undefined ? { ...one, after: come[gone.indexOf(one)] } : one));
  return [
    ...found,
    ...come.map((after): TextDifference => ({ number: undefined, before: undefined, after, statements: [] })),
  ];
}
