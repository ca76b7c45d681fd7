/** The answer to a question: the statements that answer it, then what their topic comes to in one sentence. */
import { quotedText } from '../list-text.ts';
import { messages } from '../../locales/messages.ts';
import { formatDay, formatWhen, span } from '../../records/dates.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { statementsAmong, unitsOf, type Restriction, type TopicAnswer } from '../../search/result.ts';
import { clip } from '../../shared/text.ts';
import { fitsButton, statementKey, type Openable } from '../button.ts';
import type { Action, Block, Claim, Reply } from '../reply.ts';
import { partyName } from './attribution.ts';
import { cardActions, cardClaim, composeBrief } from './brief.ts';
import { capitalized, clearTitle, open, pick, untranslated, type ComposeContext, note } from './parts.ts';
import { composeRetracted } from './sections.ts';
import { sizeOf, sizeOfCited, together, within, type Size } from './size.ts';
import { bottomLine, shortFreshness, topicContext, type TopicContext } from './topic.ts';

/** How many statements answer, and up to which size of the whole more than one are told: what a phone's screen holds. */
const STATEMENTS = { most: 3, words: 110, characters: 720 } as const;
/** What an answer may say in all: beyond it the bottom line is left to the card. */
const MAX: Size = { words: 150, characters: 780 };
/** Of several topics, each has so many statements, while all of them take so much. */
const EACH = { most: 2, words: 110, characters: 600 } as const;
/** What two topics may say in all, and what more may; each takes the room of a heading and a button besides. */
const TWO: Size = { words: 150, characters: Infinity };
const MORE: Size = { words: 150, characters: 720 };
const OF_EACH: Size = { words: 0, characters: 60 };
/** The most of a word that an answer repeats. */
const MAX_WORD_CHARACTERS = 60;

/** Returns the answer of one topic: its card where the whole topic is asked for; otherwise what is not known first, then the statements, the bottom line and the buttons of the card. */
export function composeAnswer(answer: TopicAnswer, context: ComposeContext): Reply {
  const { brief, restriction, lacking = [] } = answer;
  const statements = statementsAmong(answer.units);
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  if (statements.length === 0 && restriction === undefined && lacking.length === 0) return composeBrief(brief, context);
  const topic = topicContext(brief, context);
  const { language } = topic;
  const title = titleOf(answer, topic);
  const bottom = inOneSentence(topic);
  const absent = absentBlocks(answer, title, topic);
  const fresh = shortFreshness(topic);
  const beside = together(
    sizeOf(title, ...absent.map(textOf), ...fresh.items, fresh.warning ?? ''),
    sizeOfCited(bottom),
  );
  const claims = fitting(
    statements.slice(0, STATEMENTS.most).map((statement) => cardClaim(statement, topic)),
    beside,
  );
  const isShort = within(together(beside, ...claims.map(sizeOfCited)), MAX);
  const again = requestOf(brief, claims);
  const isUnknown = lacking.length > 0 && statements.length === 0 && answer.gap === undefined;
  return {
    title,
    ...(isUnknown && { outcome: 'nothing' }),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      ...absent,
      ...(claims.length === 0 ? [] : [{ type: 'claims', heading: '', claims } as const]),
      ...(isShort || claims.length === 0 ? [bottom] : []),
      fresh,
    ],
    actions: cardActions(topic, context.audience, again),
    again,
  };
}

/** Returns the answer again that a button names, as its statements are now; the card where none of them is left. */
export function composeAnswerAgain(brief: Brief, keys: readonly string[], context: ComposeContext): Reply {
  const statements = keys.flatMap((key) => brief.statements.find(({ id }) => statementKey(id) === key) ?? []);
  return composeAnswer({ brief, kind: 'plain', units: unitsOf(brief, statements) }, context);
}

/** Returns the answers of several topics in one reply, each under its title, with a button that opens its card. */
export function composeAnswers(answers: readonly TopicAnswer[], context: ComposeContext): Reply {
  const [only, ...others] = answers;
  if (only !== undefined && others.length === 0) return composeAnswer(only, context);
  const { language, audience, catalogue } = context;
  const t = messages(language);
  const told = answers.map((answer) => ({ answer, topic: topicContext(answer.brief, context) }));
  const titles = answers.map(({ brief }) => clearTitle(brief, catalogue, language));
  const limits = new Set(told.map(({ answer, topic }) => restrictionText(answer.restriction, topic)));
  const [shared = ''] = limits.size === 1 ? limits : [];
  const title = shared === '' ? titles.join(' · ') : capitalized(shared);
  return {
    title,
    language,
    audience,
    blocks: [
      ...(told.every(({ topic }) => topic.language === language) ? [] : [note(t('reply.notTranslated'))]),
      ...fittingParts(
        told.map(({ answer, topic }) => partOf(answer, shared, topic)),
        sizeOf(title),
      ),
    ],
    actions: [
      ...answers.map(({ brief }, at): Action => open(titles[at] ?? '', { type: 'brief', topic: brief.id }, language)),
      open(t('reply.allTopics'), { type: 'topics' }, language),
    ],
  };
}

/** What one of several topics answers: the statements in their order, or one block where there are none. */
type TopicPart = { readonly heading: string; readonly claims: readonly Claim[]; readonly block?: Block };

function partOf(answer: TopicAnswer, shared: string, topic: TopicContext): TopicPart {
  const { brief, lacking = [] } = answer;
  const statements = statementsAmong(answer.units);
  const title = clearTitle(brief, topic.catalogue, topic.language);
  const [retracted] =
    brief.status === 'retracted' ? composeRetracted(brief, { ...topic, audience: 'asker' }).blocks : [];
  if (retracted !== undefined) return { heading: title, claims: [], block: retracted };
  const heading = shared === '' ? titleOf(answer, topic) : title;
  if (statements.length > 0)
    return { heading, claims: statements.slice(0, EACH.most).map((statement) => cardClaim(statement, topic)) };
  const [absent] = lacking.length === 0 ? [] : absentBlocks(answer, heading, topic);
  const text = absent?.type === 'note' ? absent.text : undefined;
  const block: Block =
    text === undefined ? inOneSentence(topic, title) : { type: 'summary', heading: title, text, marks: [] };
  return { heading, claims: [], block };
}

/** Returns as many parts as there is room for, the first statement of each before the second of any. */
function fittingParts(parts: readonly TopicPart[], beside: Size): Block[] {
  let taken = beside;
  const take = (size: Size, most: Size | undefined): boolean => {
    const sum = together(taken, size);
    if (most !== undefined && !within(sum, most)) return false;
    taken = sum;
    return true;
  };
  const firsts = parts.filter(({ claims: [first], block }, at) => {
    const its = first === undefined ? sizeOf(block === undefined ? '' : textOf(block)) : sizeOfCited(first);
    return take(together(its, OF_EACH), at === 0 ? undefined : at === 1 ? TWO : MORE);
  });
  return firsts.flatMap(({ heading, claims: [first, ...more], block }): Block[] => {
    if (first === undefined) return block === undefined ? [] : [block];
    const others = more.filter((claim) => take(sizeOfCited(claim), EACH));
    return [{ type: 'claims', heading, claims: [first, ...others] }];
  });
}

/** Returns as many claims as there is room for beside what else is said, the first in any case. */
function fitting(claims: readonly Claim[], beside: Size): Claim[] {
  let taken = beside;
  const end = claims.findIndex((claim, at) => {
    taken = together(taken, sizeOfCited(claim));
    return at > 0 && !within(taken, STATEMENTS);
  });
  return end === -1 ? [...claims] : claims.slice(0, end);
}

/** What shows these statements again: the card where there are none. */
function requestOf({ id }: Brief, claims: readonly Claim[]): Openable {
  const again: Openable = { type: 'answer', topic: id, statements: claims.map((claim) => statementKey(claim.id)) };
  return claims.length > 0 && fitsButton(again) ? again : { type: 'brief', topic: id };
}

/** Says what the topic has no statement on, with the gap that speaks of it, or that none fits what was asked. */
function absentBlocks(
  { brief, units, lacking = [], gap, silent }: TopicAnswer,
  title: string,
  topic: TopicContext,
): Block[] {
  const { language, t } = topic;
  const text =
    lacking.length > 0
      ? t('answer.nothingOn', { quoted: quotedText(lacking.map(echoed), t) })
      : silent !== undefined
        ? t('answer.notSaidBy', { side: partyName(silent, topic) })
        : units.length === 0
          ? t('answer.nothingFits', { title })
          : undefined;
  const known = gap === undefined ? undefined : brief.gaps[gap];
  return [
    ...(text === undefined ? [] : [note(text)]),
    ...(known === undefined
      ? []
      : [
          {
            type: 'gaps',
            heading: t('reply.gaps'),
            items: [
              `${pick(known.text, language)}${t('reply.aside', { text: t('answer.searchedIn', { documents: known.searched.length }) })}`,
            ],
          } as const,
        ]),
  ];
}

const echoed = (word: string): string => clip(word, MAX_WORD_CHARACTERS);

/** The bottom line of a topic cut to its first sentence. */
const inOneSentence = (
  topic: TopicContext,
  heading: string = topic.t('reply.bottomLine'),
): ReturnType<typeof bottomLine> => {
  const bottom = bottomLine(topic, heading);
  return { ...bottom, text: firstSentence(bottom.text) };
};

/** A full stop behind these ends no sentence. */
const ABBREVIATION = /(?:^|[\s("“])(?:(?:\p{L}\.)+|(?:Mr|Mrs|Ms|Dr|St|No|Sen|Rep|Gov|Gen|Jr|vs|approx)\.)$/u;

/** Returns the first sentence of a text. */
export function firstSentence(text: string): string {
  for (const { index, 0: end } of text.matchAll(/[.!?]["”’)]*(?=\s+["“‘(]?[\p{Lu}\p{N}])|[。！？][”’）]*/gu)) {
    const sentence = text.slice(0, index + end.length);
    if (!ABBREVIATION.test(sentence)) return sentence;
  }
  return text;
}

/** Returns the title of an answer: its topic, and what the question restricts it to. */
function titleOf({ brief, restriction }: TopicAnswer, topic: TopicContext): string {
  const { catalogue, language, t } = topic;
  const title = clearTitle(brief, catalogue, language);
  const time = timeText(restriction, language);
  const rest = contentText(restriction, topic);
  const dated = time === '' ? title : t('reply.dated', { who: title, day: time });
  return rest === '' ? dated : t('reply.about', { title: dated, what: rest });
}

/** Returns what a question restricts its answer to, '' where it does not. */
const restrictionText = (restriction: Restriction | undefined, topic: TopicContext): string =>
  [contentText(restriction, topic), timeText(restriction, topic.language)]
    .filter((part) => part !== '')
    .join(topic.t('reply.comma'));

/** Returns whose statements, of which kinds, from which document a question asks for. */
function contentText(restriction: Restriction | undefined, topic: TopicContext): string {
  const { catalogue, language, t } = topic;
  const { party, kinds = [], document } = restriction ?? {};
  const side = party === undefined ? '' : partyName(party, topic);
  const named = kinds.map((kind) => t(`answer.kinds.${kind}`)).join(t('reply.listed'));
  const source = document === undefined ? undefined : catalogue.sources.get(document);
  return [
    side === ''
      ? named
      : named === ''
        ? t('answer.whatSideSays', { side })
        : t('answer.ofSide', { kinds: named, side }),
    source === undefined
      ? ''
      : t('reply.dated', { who: pick(source.publisher, language), day: formatDay(source.publishedOn, language) }),
  ]
    .filter((part) => part !== '')
    .join(t('reply.comma'));
}

/** Returns the time that a question asks about: a month, a year or a day where it is one. */
function timeText({ from, until }: Restriction = {}, language: Language): string {
  const t = messages(language);
  if (from === undefined) return until === undefined ? '' : t('answer.until', { day: formatDay(until, language) });
  if (until === undefined) return t('answer.since', { day: formatDay(from, language) });
  if (from === until) return formatDay(from, language);
  const whole = [
    { precision: 'month', on: from.slice(0, 7) } as const,
    { precision: 'year', on: from.slice(0, 4) } as const,
  ].find((when) => span(when).first === from && span(when).last === until);
  return whole === undefined
    ? t('answer.between', { from: formatDay(from, language), until: formatDay(until, language) })
    : formatWhen(whole, language);
}

/** What a reader reads of a block, without its heading. */
function textOf(block: Block): string {
  switch (block.type) {
    case 'note':
    case 'summary':
      return block.text;
    case 'gaps':
      return block.items.join(' ');
    default:
      return '';
  }
}
