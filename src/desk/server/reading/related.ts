/** Finds the statements that a new one may stand in a relation to, by the words that they share: rare ones count more. */
import { DOCUMENTS } from '../../../records/folder.ts';
import { messages } from '../../../locales/messages.ts';
import { words } from '../../../records/paragraphs.ts';
import { differingFigures, figuresOf } from '../../../records/figures.ts';
import type { Statement, StatementKind, Translated } from '../../../records/schema.ts';
import { whenOf, speakerOf } from '../../../views/attribution.ts';
import { capitalized, pick } from '../../../views/text.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { yieldToEventLoop } from '../../../shared/mutex.ts';
import { partiesOf, type ViewContext } from '../records/view-context.ts';

export type RelatedStatement = {
  /** As relations name it: document/statement. */
  readonly id: string;
  readonly kind: StatementKind;
  /** The track that it is of, as its file names it. */
  readonly track: string | undefined;
  readonly kindName: string;
  readonly text: string;
  /** Who said it. */
  readonly who: string;
  readonly date: string;
  /** The figures that only the new text has, and those that only this one has, as they are written. */
  readonly figures: { readonly here: readonly string[]; readonly there: readonly string[] };
};

const MAX = 5;
/** After so many statements others are answered. */
const PART = 500;
const NONE: ReadonlySet<string> = new Set();
const HAN = /\p{Script=Han}/u;

type WordIndex = { readonly statements: readonly Statement[]; readonly byWord: ReadonlyMap<string, readonly number[]> };

/** Made once for each catalogue. */
const indexes = new WeakMap<Catalogue, Promise<WordIndex>>();

/** Returns the words of texts, each once: Chinese by two characters, and of other scripts those of three letters or a digit. */
function termsOf(...texts: readonly string[]): ReadonlySet<string> {
  const terms = new Set<string>();
  for (const text of texts) {
    let before = '';
    for (const word of words(text)) {
      const isHan = HAN.test(word);
      if (isHan && HAN.test(before)) terms.add(before + word);
      else if (!isHan && (word.length > 2 || /\d/u.test(word))) terms.add(word);
      before = word;
    }
  }
  return terms;
}

async function createIndex({ statements: all }: Catalogue): Promise<WordIndex> {
  const statements = [...all.values()];
  const byWord = new Map<string, number[]>();
  for (const [at, statement] of statements.entries()) {
    const { text } = statement;
    // Who speaks in it tells nothing of what it is about.
    const named = statement.kind === 'position' ? termsOf(statement.speaker.en, statement.speaker.zh ?? '') : NONE;
    for (const term of termsOf(text.en, text.zh ?? ''))
      if (!named.has(term)) byWord.getOrInsertComputed(term, () => []).push(at);
    if (at % PART === PART - 1) await yieldToEventLoop();
  }
  return { statements, byWord };
}

/** Returns the statements of a relationship that are nearest to what is `said`, the nearest first, at most five; figures are those of the whole text, and `except` is an id as relations name it. */
export async function relatedStatements(
  { text, said }: { readonly text: Translated; readonly said: readonly string[] },
  { relationship, except }: { readonly relationship: string; readonly except: string | undefined },
  context: ViewContext,
): Promise<readonly RelatedStatement[]> {
  const { catalogue } = context;
  const index = indexes.get(catalogue) ?? createIndex(catalogue);
  indexes.set(catalogue, index);
  const { statements, byWord } = await index;
  const scores = new Map<number, number>();
  for (const term of termsOf(...said)) {
    const found = byWord.get(term) ?? [];
    const rarity = Math.log(1 + statements.length / (1 + found.length));
    for (const at of found) scores.set(at, (scores.get(at) ?? 0) + rarity ** 2);
  }
  return [...scores]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX * 10)
    .flatMap(([at]) => statements[at] ?? [])
    .filter((one) => isOfFolder(one, relationship) && one.id !== except)
    .slice(0, MAX)
    .map((one) => relatedView(one, text, context));
}

/** Whether a statement is of a relationship; a document of several may be related to any. */
const isOfFolder = (statement: Statement, folder: string): boolean =>
  folder === DOCUMENTS || statement.relationship === folder;

function relatedView(statement: Statement, text: Translated, context: ViewContext): RelatedStatement {
  const { catalogue, language } = context;
  const t = messages(language);
  const sources = [...new Set(statement.citations.map((one) => one.source))].flatMap(
    (id) => catalogue.sources.get(id) ?? [],
  );
  const told = { language, t, parties: partiesOf(statement.relationship, context), sources };
  const { first, second } = differing(text, statement.text);
  return {
    id: statement.id,
    kind: statement.kind,
    track: statement.track,
    kindName: t(`reply.kinds.${statement.kind}`),
    text: pick(statement.text, language),
    who: capitalized(speakerOf(statement, told)),
    date: whenOf(statement, told),
    figures: { here: first, there: second },
  };
}

/** English has every text; where the new one has none yet, its Chinese is compared. */
function differing(text: Translated, other: Translated): ReturnType<typeof differingFigures> {
  if (text.en.trim() !== '') return differingFigures(figuresOf(text.en, 'en'), figuresOf(other.en, 'en'));
  return differingFigures(figuresOf(text.zh ?? '', 'zh'), figuresOf(other.zh ?? '', 'zh'));
}
