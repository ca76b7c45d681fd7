/** The answer of one topic to a question: its statements, what they lack, and the gap that says so. */
import { hasPassage, type PassageIndex } from './passage-index.ts';
import { dayOfStatement, isOfRestriction, isOwn, looksAhead, withinOf, type ParsedRestriction } from './restriction.ts';
import { newestDay } from './time-words.ts';
import { scoresInTopic, type QuestionWord, type ScoredPassages } from './score.ts';
import { unitsOf, type Restriction, type TopicAnswer } from '../result.ts';
import type { Brief, Source, Statement, Translated } from '../../records/schema.ts';
import { simplified } from '../../shared/simplified.ts';
import { singular, words as wordsOf, compareTexts } from '../../shared/text.ts';
import { distance } from '../spelling.ts';

export type TopicQuestion = {
  readonly scored: ScoredPassages;
  /** The whole question, of which this is a part: of two topics at one meeting, the statements of that meeting are meant. */
  readonly whole?: ScoredPassages | undefined;
  readonly restriction: ParsedRestriction | undefined;
  /** Whether it asks for what is still to come. */
  readonly isComing: boolean;
  /** Whether it asks for a number. */
  readonly asksHowMany: boolean;
  /** The words that name the sort of statement asked for, such as a promise. */
  readonly sorts: readonly string[];
  /** The names of the topic in the question, of which a word is not lacking that is but part of one. */
  readonly names: readonly string[];
  /** Whether it asks if a side says something, rather than what. */
  readonly asksWhether: boolean;
  /** Whether the question is a name of the topic: then all of it is asked for. */
  readonly isName: boolean;
  /** Stretches of Chinese that nothing here contains. */
  readonly unknown: readonly string[];
};

const MAX_STATEMENTS = 10;
/** A statement answers with this share of what the best one has, and of the question. */
const OF_BEST = 0.45;
const OF_BEST_WITHIN = 0.25;
const OF_QUESTION = 0.15;
const OF_WHOLE = 0.5;
/** What is to come counts so much more where it is asked for, and so do a side's own words. */
const COMING = 3;
const SAID = 1.15;
/** The statements of a side are asked for as long as they have this share of what others tell of the question. */
const AS_CLOSE = 0.85;
/** What is lacking is told where it is this much of the question. */
const LACKING = 0.3;

/** Returns the answer of a topic, by its number. */
export function answerOfTopic(
  brief: Brief,
  topic: number,
  question: TopicQuestion,
  index: PassageIndex,
  sources: ReadonlyMap<string, Source>,
): TopicAnswer {
  const { restriction, isName, unknown } = question;
  const lacking = lackingIn(brief, topic, question, index);
  const found: ChosenStatements = isName ? { statements: [] } : statementsOf(topic, question, index, sources);
  const { statements, within } = found;
  const isUncounted = question.asksHowMany && statements.length > 0 && !statements.some(hasFigure);
  const untold = lacking.words.length === 0 && isUncounted ? question.scored.words.filter(isTelling) : lacking.words;
  const gap = untold.length === 0 ? undefined : gapOf(topic, untold, index);
  // Of another sort is told than was asked for: then the words for that sort are what is lacking.
  const sorts = within !== undefined && within !== restriction ? question.sorts : [];
  const told = within === undefined ? undefined : withoutSpeaker(within);
  return {
    brief,
    kind: 'plain',
    units: unitsOf(brief, statements),
    ...(told !== undefined && Object.keys(told).length > 0 && { restriction: told }),
    ...(found.silent !== undefined && { silent: found.silent }),
    lacking: [...new Set([...sorts, ...lacking.texts, ...unknown])],
    ...(gap !== undefined && { gap }),
  };
}

/** The days and years in a text are no figures that anybody asks for. */
const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,2})?(?:, \d{4})?|\b(?:19|20)\d\d\b/gu;

const hasFigure = ({ text }: Statement): boolean => /\d/u.test(text.en.replaceAll(DATES, ''));

const isTelling = ({ known, isParty, kind }: QuestionWord): boolean => known && !isParty && kind === undefined;

/** Returns what a question restricts its answer to, as an answer tells it. */
export function withoutSpeaker({ party, document, kinds, from, until }: ParsedRestriction): Restriction {
  return {
    ...(party !== undefined && { party }),
    ...(document !== undefined && { document }),
    ...(kinds !== undefined && { kinds }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  };
}

/** Returns the statements of a topic that a question without any words of its own asks for, the newest first. */
export function statementsWithin(
  topic: number,
  restriction: ParsedRestriction,
  index: PassageIndex,
  sources: ReadonlyMap<string, Source>,
): readonly Statement[] {
  return (index.byTopic[topic] ?? [])
    .flatMap((at) => index.passages[at]?.statement ?? [])
    .filter(withinOf(restriction, sources))
    .map((statement) => ({
      statement,
      day: dayOfStatement(statement, sources),
      own: Number(isOwn(statement, restriction.speaker)),
    }))
    .toSorted((a, b) => b.own - a.own || compareTexts(b.day, a.day))
    .map(({ statement }) => statement);
}

/** Statements, and the restriction that all of them keep to. */
type ChosenStatements = {
  readonly statements: readonly Statement[];
  readonly within?: ParsedRestriction | undefined;
  /** The party that was asked about and says nothing. */
  readonly silent?: string | undefined;
};

function statementsOf(
  topic: number,
  { scored, whole, restriction, isComing, asksWhether }: TopicQuestion,
  index: PassageIndex,
  sources: ReadonlyMap<string, Source>,
): ChosenStatements {
  const scores = scoresInTopic(topic, scored.words, index);
  const beside = whole === undefined ? undefined : scoresInTopic(topic, whole.words, index);
  const phrases = phrasesOf(scored.words);
  const today = newestDay(index);
  const all = (index.byTopic[topic] ?? []).flatMap((at, place) => {
    const statement = index.passages[at]?.statement;
    const score = scores[place] ?? 0;
    if (statement === undefined || score <= 0) return [];
    const more = OF_WHOLE * (beside?.[place] ?? 0) + phraseScore(statement.text, phrases);
    const share =
      (isComing && looksAhead(statement, today, sources) ? COMING : 1) *
      (restriction?.party !== undefined && statement.kind === 'position' ? SAID : 1);
    return [{ at, statement, score: share * (score + more), coverage: scored.coverage[at] ?? 0 }];
  });
  const best = (from: typeof all, share = OF_BEST): readonly Statement[] => {
    const most = Math.max(0, ...from.map(({ score }) => score));
    return from
      .filter(({ score, coverage }) => score > 0 && score >= most * share && coverage >= OF_QUESTION)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MAX_STATEMENTS)
      .map(({ statement }) => statement);
  };
  if (restriction === undefined) return { statements: best(all) };
  const { party, document, publisher, from, until } = restriction;
  const isOfSide = party !== undefined && [document, publisher, from, until].every((one) => one === undefined);
  // A statement that has no more of a question than the name of the side says nothing on it.
  const asked = scored.words.filter(
    ({ text, isBare, known }) => known && !isBare && !isOfRestriction(text, restriction),
  );
  const isTold = (at: number): boolean =>
    !isOfSide ||
    asked.length === 0 ||
    asked.some(({ terms }) =>
      terms.some(({ term }) => {
        const postings = index.terms.get(term);
        return postings !== undefined && hasPassage(postings, at);
      }),
    );
  const isWithin = withinOf(restriction, sources);
  const within = all.filter(({ at, statement }) => isWithin(statement) && isTold(at));
  // Where all that is left is the topic's name, all of it is asked for.
  const isOfTopic = scored.words.every(
    ({ text, isBare, terms }) =>
      isBare || isOfRestriction(text, restriction) || terms.some(({ term }) => index.titles[topic]?.has(term) === true),
  );
  const fitting = best(within, OF_BEST_WITHIN);
  const statements =
    fitting.length === 0 && isOfTopic
      ? statementsWithin(topic, restriction, index, sources).slice(0, MAX_STATEMENTS)
      : fitting;
  if (statements.length > 0) {
    const [closest] = asksWhether ? best(all) : [];
    const shareOf = (statement: Statement | undefined): number =>
      all.find((one) => one.statement === statement)?.coverage ?? 0;
    // Whether a side says what others tell is answered by what is told, before what the side says instead.
    return shareOf(closest) * AS_CLOSE > shareOf(statements[0]) && closest !== undefined
      ? { statements: [closest, ...statements.filter((one) => one !== closest)].slice(0, MAX_STATEMENTS) }
      : { statements, within: restriction };
  }
  const { kinds, ...ofAnySort } = restriction;
  if (kinds !== undefined && restriction.party !== undefined) {
    const isOfAnySort = withinOf(ofAnySort, sources);
    const others = best(all.filter(({ statement }) => isOfAnySort(statement)));
    if (others.length > 0) return { statements: others, within: ofAnySort };
  }
  if (isOfSide) {
    const isOfParty = withinOf({ party }, sources);
    const ofParty = best(all.filter(({ at, statement }) => isOfParty(statement) && isTold(at)));
    if (ofParty.length > 0) return { statements: ofParty, within: { party } };
    // What others tell of it is worth reading, as long as nobody takes it for what the party says.
    const others = best(all);
    if (others.length > 0) return { statements: others, silent: party };
  }
  // A time that no statement has may have been meant otherwise; of one side or sort there is nothing then.
  const { from: _, until: __, publisher: ___, ...rest } = restriction;
  return Object.keys(rest).length === 0 ? { statements: best(all) } : { statements: [], within: restriction };
}

type Lacking = { readonly words: readonly QuestionWord[]; readonly texts: readonly string[] };

function lackingIn(
  { title }: Pick<Brief, 'title'>,
  topic: number,
  { scored, names }: TopicQuestion,
  index: PassageIndex,
): Lacking {
  const statements = new Set((index.byTopic[topic] ?? []).filter((at) => index.passages[at]?.statement !== undefined));
  const total = scored.words.reduce((sum, { worth }) => sum + worth, 0);
  const words = scored.words.filter(
    ({ terms, chinese, known }) =>
      (known || !chinese) && !terms.some(({ term }) => index.terms.get(term)?.at.some((at) => statements.has(at))),
  );
  const share = words.reduce((sum, { worth }) => sum + worth, 0) / Math.max(0.01, total);
  if (share < LACKING) return { words: [], texts: [] };
  const isPart = ({ text }: QuestionWord): boolean =>
    names.some((name) => name.includes(' ') && name.split(' ').includes(text));
  return { words, texts: textsOf(words.filter((word) => !isPart(word) && !isInTitle(word, title))) };
}

/** A shorter word with another letter is another word. */
const MIN_SPELT = 6;

/** Whether a word stands in a title, maybe as it is spelt elsewhere, such as defense: then the whole topic is on it. */
const isInTitle = ({ text, chinese }: QuestionWord, title: Brief['title']): boolean =>
  chinese
    ? title.zh !== undefined && simplified(title.zh).includes(text)
    : wordsOf(title.en).some(
        ({ text: own, key }) =>
          own === text || key === singular(text) || (text.length >= MIN_SPELT && distance(own, text, 1) <= 1),
      );

/** The words in the order of the question; neighbouring pairs of Chinese characters are one stretch. */
function textsOf(words: readonly QuestionWord[]): string[] {
  const texts: string[] = [];
  let before: QuestionWord | undefined;
  for (const word of words.toSorted((a, b) => a.at - b.at)) {
    const joins =
      word.chinese && before?.chinese === true && word.at - before.at <= 1 && before.text.at(-1) === word.text[0];
    if (joins) texts[texts.length - 1] += word.text.slice(1);
    else texts.push(word.text);
    before = word;
  }
  return texts;
}

/** The gap with most of what is lacking, by worth. */
function gapOf(topic: number, words: readonly QuestionWord[], index: PassageIndex): number | undefined {
  let best: { readonly gap: number; readonly score: number } | undefined;
  for (const at of index.byTopic[topic] ?? []) {
    const gap = index.passages[at]?.gap;
    if (gap === undefined) continue;
    const score = words
      .filter(({ terms }) => terms.some(({ term }) => index.terms.get(term)?.at.includes(at)))
      .reduce((sum, { worth }) => sum + worth, 0);
    if (score > (best?.score ?? 0)) best = { gap, score };
  }
  return best?.gap;
}

/** Two words of a question side by side, by what finds them in a text, and how telling they are. */
type Phrase = { readonly pattern: RegExp; readonly worth: number };

/** What a phrase adds to the score of a statement that has it. */
const PHRASE = 0.5;
/** Between two words of a phrase stands one that says nothing at most. */
const NEXT = 2;
const BETWEEN = String.raw`[^\p{L}\p{N}]+(?:(?:of|the|and|on|for|to|in|a)[^\p{L}\p{N}]+)?`;

/** Returns the phrases of a question's words. */
export function phrasesOf(words: readonly QuestionWord[]): readonly Phrase[] {
  const row = words
    .filter(({ known, terms }) => known && terms[0]?.term.startsWith('@') !== true)
    .toSorted((a, b) => a.at - b.at);
  return row.flatMap((word, at) => {
    const next = row[at + 1];
    const pattern = next === undefined || next.at - word.at > NEXT ? undefined : patternOf(word, next);
    return pattern === undefined || next === undefined ? [] : [{ pattern, worth: (word.worth + next.worth) / 2 }];
  });
}

function patternOf(word: QuestionWord, next: QuestionWord): RegExp | undefined {
  if (word.chinese !== next.chinese) return undefined;
  if (word.chinese)
    return word.text.at(-1) === next.text[0] ? new RegExp(`${word.text}${next.text.slice(1)}`, 'u') : undefined;
  const [first, second] = [word.terms[0]?.term, next.terms[0]?.term];
  return first === undefined || second === undefined || !isPlain(first) || !isPlain(second)
    ? undefined
    : new RegExp(String.raw`\b${first}\p{L}*${BETWEEN}${second}`, 'u');
}

const isPlain = (term: string): boolean => /^[\p{L}\p{N}]+$/u.test(term);

/** Returns what the phrases of a question add to the score of a statement. */
export function phraseScore({ en, zh = '' }: Translated, phrases: readonly Phrase[]): number {
  if (phrases.length === 0) return 0;
  const text = `${en.toLowerCase()} ${zh}`;
  return phrases.reduce((sum, { pattern, worth }) => (pattern.test(text) ? sum + PHRASE * worth : sum), 0);
}
