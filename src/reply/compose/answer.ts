/** The answer to a question: what answers it first and whole, then what its topic comes to in one quiet line; where nothing answers, what is nearest and where it was looked for. */
import { messages } from '../../locales/messages.ts';
import { quotedText, capitalized } from '../../views/text.ts';
import { formatDay, formatWhen, span } from '../../records/dates.ts';
import type { Brief, Language, Source } from '../../records/schema.ts';
import { MAX_SHOWN, type NoneFound, type Restriction, type TopicAnswer, type Unit } from '../../search/result.ts';
import { clip } from '../../shared/text.ts';
import { fitsButton, type Openable } from '../button.ts';
import type { Action, Block, Claim, Reply } from '../reply.ts';
import { partyName, clearTitle, pairName } from '../../views/names.ts';
import { answerActions } from './actions.ts';
import { composeBrief } from './brief.ts';
import { choose, note, open, untranslated, type ComposeContext, openTopic, openTopics, nothingFound } from './parts.ts';
import { composeRetracted } from './sections.ts';
import { sizeOf, sizeOfLine, together, within, type Size } from './size.ts';
import { bottomLine, bottomLineAsOf, freshnessBadge, topicContext, type TopicContext } from './topic.ts';
import { shownStatement, subjectOf, unitBlocks, unitClaim, unitKey, unitsNamed } from './units.ts';

/** How many lines answer, and up to which size of the whole more than one are told: what a phone's screen holds. */
const LINES = { most: MAX_SHOWN, words: 100, characters: 950 } as const;
/** What an answer may say in all: beyond it the line on the whole topic is left to the card. */
const MAX: Size = { words: 90, characters: 800 };
/** Of several topics, each has so many lines, while all of them take so much. */
const EACH = { most: 2, words: 84, characters: 600 } as const;
/** What two topics may say in all, and what more may; each takes the room of a heading and a button besides. */
const TWO: Size = { words: 110, characters: Infinity };
const MORE: Size = { words: 110, characters: 720 };
const OF_EACH: Size = { words: 0, characters: 60 };
/** The most of a word that an answer repeats. */
const MAX_WORD_CHARACTERS = 120;
/** How much that does not answer is shown as nearest. */
const MAX_NEAREST = 2;

/** Returns the answer of one topic: its card where the whole topic is asked for; otherwise what answers, the quiet line on the topic, and the buttons that lead on. */
export function composeAnswer(
  answer: TopicAnswer & { readonly elsewhere?: readonly TopicAnswer[] | undefined },
  context: ComposeContext,
): Reply {
  const { elsewhere = [], ...own } = answer;
  return besideOthers(composeOwnAnswer(own, context), elsewhere, context);
}

/** Returns an answer with a quiet line and a button for each other relationship that may have been meant: pressed, it answers the same question. */
function besideOthers(reply: Reply, elsewhere: readonly TopicAnswer[], context: ComposeContext): Reply {
  const { catalogue, language } = context;
  const t = messages(language);
  const others = elsewhere.flatMap(({ brief, units }) => {
    const relationship = catalogue.relationships.get(brief.relationship);
    return relationship === undefined || brief.status === 'retracted'
      ? []
      : [{ pair: pairName(relationship, language), request: requestOf(brief, units.slice(0, MAX_SHOWN)) }];
  });
  if (others.length === 0) return reply;
  const pairs = others.map(({ pair }) => pair).join(t('reply.listed'));
  return {
    ...reply,
    blocks: [...reply.blocks, note(t('answer.elsewhere', { pairs }))],
    actions: [
      ...others.map(({ pair, request }) => open(t('answer.askThere', { pair }), request, language)),
      ...reply.actions,
    ],
  };
}

function composeOwnAnswer(answer: TopicAnswer, context: ComposeContext): Reply {
  const { brief, restriction, silent } = answer;
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  if (answer.units.length === 0 && restriction === undefined) return composeBrief(brief, context);
  const whole = topicContext(brief, context);
  const topic = answeringContext(whole);
  const { language, t } = topic;
  const title = titleOf(answer, topic);
  const absent =
    silent !== undefined
      ? [note(capitalized(t('answer.notSaidBy', { side: partyName(silent, topic) })))]
      : answer.units.length === 0
        ? [note(t('answer.nothingFits', { title }))]
        : [];
  const fresh = freshnessBadge(topic);
  const beside = sizeOf(title, ...absent.map(({ text }) => text), ...fresh.items, fresh.warning ?? '');
  const { units, blocks } = fitting(distinct(answer.units, topic), beside, topic);
  // How a measure stands, or where the two differ, is an answer by itself.
  const isComplete = units[0]?.unit === 'track' || units[0]?.unit === 'disagreement';
  const overall = isComplete ? undefined : overallNote(topic);
  const isShort =
    overall !== undefined && within(together(beside, ...blocks.map(sizeOfBlock), sizeOf(overall.text)), MAX);
  const again = requestOf(brief, units);
  return {
    title,
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      fresh,
      ...blocks,
      ...absent,
      ...(overall !== undefined && (isShort || units.length === 0) ? [overall] : []),
    ],
    actions: answerActions(
      whole,
      context.audience,
      again,
      units.some(({ unit }) => unit === 'track'),
    ),
    again,
    about: subjectOf(brief, units, topic),
  };
}

/** Returns the answer again that a button names, as its entries are now; the card where none of them is left. */
export function composeAnswerAgain(brief: Brief, keys: readonly string[], context: ComposeContext): Reply {
  return composeAnswer({ brief, units: unitsNamed(brief, keys, context.catalogue) }, context);
}

/** The sources of what answers may be those of another topic that a track runs through. */
function answeringContext(topic: TopicContext): TopicContext {
  return { ...topic, sources: [...new Set([...topic.sources, ...topic.catalogue.sources.values()])] };
}

/** A track says what the statement says that gave it its state: that is not said again. */
function distinct(units: readonly Unit[], topic: Pick<ComposeContext, 'catalogue' | 'now'>): Unit[] {
  const told = new Set<string>();
  return units.filter((one) => {
    const statement = shownStatement(one, topic)?.id;
    if (statement !== undefined && told.has(statement)) return false;
    if (statement !== undefined) told.add(statement);
    return true;
  });
}

/** Returns the blocks of as many units as there is room for beside what else is said, with these: the first whole and in any case, of the others one line each. */
function fitting(
  units: readonly Unit[],
  beside: Size,
  topic: TopicContext,
): { readonly units: readonly Unit[]; readonly blocks: Block[] } {
  const [first, ...others] = units;
  if (first === undefined) return { units: [], blocks: [] };
  const blocks = unitBlocks(first, topic);
  let taken = together(beside, ...blocks.map(sizeOfBlock));
  const more = others.slice(0, LINES.most - 1).flatMap((one) => {
    const claim = unitClaim(one, topic);
    const sum = together(taken, sizeOfLine(claim));
    if (!within(sum, LINES)) return [];
    taken = sum;
    return [{ one, claim }];
  });
  const claims = more.map(({ claim }) => claim);
  return {
    units: [first, ...more.map(({ one }) => one)],
    blocks: claims.length === 0 ? blocks : joinedClaims([...blocks, { type: 'claims', heading: '', claims }]),
  };
}

/** Claims one behind the other stand in one list. */
function joinedClaims(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (last?.type === 'claims' && block.type === 'claims')
      joined[joined.length - 1] = { ...last, claims: [...last.claims, ...block.claims] };
    else joined.push(block);
  }
  return joined;
}

/** Returns one quiet line on what the topic comes to, with all sources of its bottom line: which of them carries the first sentence is not recorded. */
function overallNote(topic: TopicContext): Extract<Block, { readonly type: 'note' }> {
  const { brief, catalogue, language, t } = topic;
  const { text, marks } = bottomLine(topic, '');
  const title = clearTitle(brief, catalogue, language);
  const asOf = bottomLineAsOf(topic);
  const said = { title, text: firstSentence(text) };
  return {
    ...note(asOf === undefined ? t('answer.overall', said) : t('answer.overallAsOf', { ...said, asOf })),
    marks,
  };
}

/** What is said before what comes nearest. */
const NEAREST = {
  unsure: 'answer.nearestUnsure',
  nothing: 'answer.nearestAre',
} as const satisfies Record<NoneFound['why'], string>;

/** Returns what does not answer a question, or may not, but comes nearest, and where it was looked for. */
export function composeNearest({ why, nearest }: NoneFound, context: ComposeContext): Reply {
  const { language, catalogue } = context;
  const t = messages(language);
  const shown = distinct(nearest, context).slice(0, MAX_NEAREST);
  const claims = shown.map((found) => {
    const topic = answeringContext(topicContext(found.brief, context));
    const claim = unitClaim(found, topic);
    const on = t('answer.onTopic', { title: clearTitle(found.brief, catalogue, language) });
    return { ...claim, detail: [...claim.detail.slice(0, 1), on] };
  });
  const briefs = [...new Set(shown.map(({ brief }) => brief))];
  const found = nothingFound(
    [note(t(NEAREST[why])), { type: 'claims', heading: '', claims }, note(lookedForText(briefs, context))],
    [...briefs.map((brief) => openTopic(brief, context)), openTopics(language)],
    context,
  );
  const statements = shown.flatMap((one) => shownStatement(one, context)?.id ?? []);
  const title = why === 'unsure' ? { title: t('answer.unsure') } : {};
  return { ...found, ...title, about: { topic: shown[0]?.brief.id, statements } };
}

/** Returns what is said where nothing here is near a question: what was looked for and where, and the topics nearest to it. */
export function composeNotHere(words: readonly string[], briefs: readonly Brief[], context: ComposeContext): Reply {
  const { language, catalogue } = context;
  const t = messages(language);
  const quoted = words.map((word) => clip(word, MAX_WORD_CHARACTERS));
  return nothingFound(
    [
      note(words.length === 0 ? t('answer.nothing') : t('answer.nothingOn', { quoted: quotedText(quoted, t) })),
      note(lookedForText(briefs, context)),
      ...(briefs.length > 1 ? choose(t('answer.nearest'), briefs, language, catalogue) : []),
    ],
    [
      ...(briefs.length === 1 ? briefs.map((brief) => openTopic(brief, context)) : []),
      openTopics(language),
      open(t('reply.help'), { type: 'help' }, language),
    ],
    context,
  );
}

/** Returns in how many documents of which sides something was looked for, and up to when: those of the relationships of some topics, or of all. */
export function lookedForText(briefs: readonly Brief[], context: ComposeContext): string {
  const meant = new Set(briefs.map(({ relationship }) => relationship));
  const sources = [...context.catalogue.sources.values()].filter(
    ({ relationships }) => meant.size === 0 || relationships.some((id) => meant.has(id)),
  );
  return lookedInText(sources, context);
}

/** Returns that something was looked for in some documents: how many of which sides, and up to when. */
export function lookedInText(
  sources: readonly Source[],
  { catalogue, language }: Pick<ComposeContext, 'catalogue' | 'language'>,
): string {
  const t = messages(language);
  const parties = [...catalogue.relationships.values()].flatMap((one) => one.parties);
  const nameOf = ({ party }: Source): string => (party === undefined ? '' : partyName(party, { parties, language }));
  // In the order of the parties, what is of none last.
  const order = [...new Set(parties.map(({ id }) => partyName(id, { parties, language })))];
  const place = (side: string): number => (order.includes(side) ? order.indexOf(side) : order.length);
  const bySide = [...Map.groupBy(sources, nameOf)].toSorted(([a], [b]) => place(a) - place(b));
  const sides = bySide
    .map(([side, its]) =>
      side === ''
        ? t('answer.independent', { count: its.length })
        : t('answer.documentsOf', { count: its.length, side }),
    )
    .join(t('reply.listed'));
  const newest = sources
    .map(({ publishedOn }) => publishedOn)
    .toSorted()
    .at(-1);
  return newest === undefined
    ? t('answer.noNews')
    : t('answer.lookedFor', { documents: sources.length, sides, day: formatDay(newest, language) });
}

/** Returns the answers of several topics in one reply, each under its title, with a button that opens its card. */
export function composeAnswers(answers: readonly TopicAnswer[], context: ComposeContext): Reply {
  const [only, ...others] = answers;
  if (only !== undefined && others.length === 0) return composeAnswer(only, context);
  const { language, audience, catalogue } = context;
  const t = messages(language);
  const told = answers.map((answer) => ({ answer, topic: answeringContext(topicContext(answer.brief, context)) }));
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
      openTopics(language),
    ],
    about: {
      statements: told.flatMap(({ answer, topic }) =>
        distinct(answer.units, topic)
          .slice(0, 1)
          .flatMap((one) => shownStatement(one, topic)?.id ?? []),
      ),
    },
  };
}

/** What one of several topics answers: the lines in their order, or one block where there are none. */
type TopicPart = { readonly heading: string; readonly claims: readonly Claim[]; readonly block?: Block };

function partOf(answer: TopicAnswer, shared: string, topic: TopicContext): TopicPart {
  const { brief, units } = answer;
  const title = clearTitle(brief, topic.catalogue, topic.language);
  const [retracted] =
    brief.status === 'retracted' ? composeRetracted(brief, { ...topic, audience: 'asker' }).blocks : [];
  if (retracted !== undefined) return { heading: title, claims: [], block: retracted };
  const heading = shared === '' ? titleOf(answer, topic) : title;
  const lines = distinct(units, topic).slice(0, EACH.most);
  return lines.length > 0
    ? { heading, claims: lines.map((one) => unitClaim(one, topic)) }
    : { heading, claims: [], block: inOneSentence(topic, title) };
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
  const firsts = parts.filter(({ heading, claims: [first], block }, at) => {
    // The day until which a bottom line speaks takes no room from what answers.
    const alone = block?.type === 'summary' ? { ...block, heading } : block;
    const its = first === undefined ? (alone === undefined ? sizeOf() : sizeOfBlock(alone)) : sizeOfLine(first);
    return take(together(its, OF_EACH), at === 0 ? undefined : at === 1 ? TWO : MORE);
  });
  return firsts.flatMap(({ heading, claims: [first, ...more], block }): Block[] => {
    if (first === undefined) return block === undefined ? [] : [block];
    const others = more.filter((claim) => take(sizeOfLine(claim), EACH));
    return [{ type: 'claims', heading, claims: [first, ...others] }];
  });
}

/** What shows these units again: the card where there are none. */
function requestOf({ id }: Brief, units: readonly Unit[]): Openable {
  const again: Openable = { type: 'answer', topic: id, statements: units.map(unitKey) };
  return units.length > 0 && fitsButton(again) ? again : { type: 'brief', topic: id };
}

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
  const rest = sideText(restriction, topic);
  const dated = time === '' ? title : t('reply.dated', { who: title, day: time });
  return rest === '' ? dated : t('reply.about', { title: dated, what: rest });
}

/** Returns what a question restricts its answer to, '' where it does not. */
const restrictionText = (restriction: Restriction | undefined, topic: TopicContext): string =>
  [sideText(restriction, topic), timeText(restriction, topic.language)]
    .filter((part) => part !== '')
    .join(topic.t('reply.comma'));

/** Returns whose statements a question asks for. */
const sideText = ({ party }: Restriction = {}, topic: TopicContext): string =>
  party === undefined ? '' : topic.t('answer.whatSideSays', { side: partyName(party, topic) });

/** Returns the time that a question asks about: a month, a year or a day where it is one. */
function timeText({ from, until }: Restriction = {}, language: Language): string {
  const t = messages(language);
  if (from === undefined || until === undefined) return '';
  if (from === until) return formatDay(from, language);
  const whole = [
    { precision: 'month', on: from.slice(0, 7) } as const,
    { precision: 'year', on: from.slice(0, 4) } as const,
  ].find((when) => span(when).first === from && span(when).last === until);
  return whole === undefined
    ? t('answer.between', { from: formatDay(from, language), until: formatDay(until, language) })
    : formatWhen(whole, language);
}

/** What a reader reads of a block, its heading included. */
function sizeOfBlock(block: Block): Size {
  switch (block.type) {
    case 'note':
      return sizeOf(block.text);
    case 'summary':
      return sizeOf(block.heading, block.text);
    case 'claims':
      return together(sizeOf(block.heading), ...block.claims.map(sizeOfLine));
    case 'points':
      return together(
        sizeOf(block.heading),
        ...block.items.map((item) => together(sizeOf(item.label), sizeOfLine(item))),
      );
    default:
      return sizeOf();
  }
}
