/** The card of a brief, which one screen holds, and the whole brief. */
import { wordCount } from '../../shared/tokenize.ts';
import type { Brief } from '../../records/schema.ts';
import type { Section } from '../button.ts';
import { isPartly, pick, choices, open, untranslated, type ComposeContext, relatedTo } from './parts.ts';
import type { Action, Claim, Reply } from '../reply.ts';
import { sectionTexts } from '../texts/sections.ts';
import { tellerOf } from './attribution.ts';
import { sectionBlocks, sectionsOf, sourceBlocks } from './blocks.ts';
import { claimBlocks, unheadedClaim } from './claims.ts';
import { composeRetracted } from './sections.ts';
import {
  bottomLine,
  freshnessBadge,
  ofParty,
  restingMarks,
  statementsOf,
  topicContext,
  verifiedText,
  type TopicContext,
} from './topic.ts';

/** What a card says, in words: as many as are sought, and what two long key points may take. */
const CARD_WORDS = { sought: 120, most: 135 } as const;

/** Returns the card of a brief: bottom line, two or three key points, how new the documents are, and what else there is. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, texts } = topic;
  const said = sectionTexts(language);
  const { audience } = context;
  const title = pick(brief.title, language);
  const fresh = freshnessBadge(topic);
  const actions: Action[] = [
    { ...open(said.fullBrief, { type: 'full', topic: brief.id }, language), primary: true },
    ...(topic.parties.some(({ id }) => ofParty(id, topic).length > 0) ? [openSection('sides', topic)] : []),
    ...(topic.sources.length > 0 ? [openSection('sources', topic)] : []),
    ...(audience === 'asker' ? [share(topic)] : []),
    flag(topic),
  ];
  const bottom = bottomLine(topic, texts.bottomLine);
  const beside = wordCount([title, bottom.text, ...fresh.items, fresh.warning ?? ''].join(' '));
  return {
    title,
    language,
    audience,
    blocks: [
      ...untranslated(language, context),
      bottom,
      { type: 'claims', heading: said.names['key-points'], claims: cardPoints(topic, beside) },
      fresh,
    ],
    actions,
    again: { type: 'brief', topic: brief.id },
  };
}

/** Returns the whole brief in the order of a briefing, with a button for each section in which there is something. */
export function composeFull(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { catalogue, language, texts, sources } = topic;
  const kinds = [...new Set(sources.map(({ kind }) => texts.kindOfSource[kind]))].join(texts.listed);
  const related = relatedTo(brief, catalogue);
  const isRelatedPartly = isPartly(
    related.map(({ title }) => title),
    language,
  );
  return {
    title: texts.about(pick(brief.title, language), sectionTexts(language).fullBrief),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      bottomLine(topic, texts.bottomLine),
      freshnessBadge(topic, [verifiedText(topic), texts.sourceKinds(kinds)]),
      {
        type: 'summary',
        heading: texts.whyItMatters,
        text: pick(brief.whyItMatters.text, language),
        marks: restingMarks(brief.whyItMatters.restsOn, topic),
      },
      ...sectionBlocks('key-points', topic),
      ...sectionBlocks('disagreements', topic),
      ...claimBlocks(brief.statements, topic),
      ...sectionBlocks('watch', topic),
      ...sectionBlocks('gaps', topic),
      ...sourceBlocks(topic, false),
    ],
    actions: [
      open(sectionTexts(language).backToCard, { type: 'brief', topic: brief.id }, language),
      ...sectionsOf(topic).map((section) => openSection(section, topic)),
      {
        ...open(isRelatedPartly ? texts.relatedPartly : texts.related, { type: 'related', topic: brief.id }, language),
        choices: choices('', related, language).choices,
      },
      flag(topic),
    ],
    again: { type: 'full', topic: brief.id },
  };
}

/** Returns the button that opens a section. */
const openSection = (section: Section, { brief, language }: TopicContext): Action =>
  open(sectionTexts(language).names[section], { type: 'section', topic: brief.id, section }, language);

const share = ({ brief, language, texts }: TopicContext): Action => ({
  label: texts.share,
  target: { verb: 'share', request: { type: 'brief', topic: brief.id }, page: 1, language },
});

const flag = ({ brief, language, texts }: TopicContext): Action => ({
  label: texts.flag,
  target: { verb: 'flag', topic: brief.id, language },
});

/** Returns two key points that a card has room for beside so many words, of more than one side if it can be, with the first of all; a third where it is still short. */
function cardPoints(topic: TopicContext, beside: number): Claim[] {
  const points = statementsOf(topic.brief.keyPoints, topic).map((statement, index) => {
    const claim = datedOnce(unheadedClaim(statement, topic, 'short'));
    return { claim, index, side: tellerOf(statement, topic), words: wordsOf(claim) };
  });
  const all = points.flatMap((one, index) => points.slice(index + 1).map((other) => [one, other] as const));
  const ofBoth = all.filter(([one, other]) => one.side !== other.side);
  const total = (some: readonly { readonly words: number }[]): number =>
    some.reduce((sum, { words }) => sum + words, beside);
  const fits = (pair: (typeof all)[number]): boolean => total(pair) <= CARD_WORDS.most;
  // Pairs stand in the order of their points: the first that fits has the earliest of them.
  const pairs = ofBoth.length === 0 ? all : ofBoth;
  const pair = pairs.find(fits) ?? pairs.toSorted((a, b) => total(a) - total(b))[0];
  if (pair === undefined) return points.map(({ claim }) => claim);
  const third = points.find((one) => !pair.includes(one) && total([...pair, one]) <= CARD_WORDS.sought);
  return points.filter((one) => pair.includes(one) || one === third).map(({ claim }) => claim);
}

/** A claim whose details leave out the date that its text says. */
const datedOnce = (claim: Claim): Claim =>
  claim.text.includes(claim.date) ? { ...claim, detail: claim.detail.filter((part) => part !== claim.date) } : claim;

/** The words of a claim; the marks within its details are not read. */
const wordsOf = ({ text, detail }: Claim): number =>
  wordCount([text, ...detail].join(' ').replaceAll(/\[\d+ ¶[^\]]*\]/gu, ''));
