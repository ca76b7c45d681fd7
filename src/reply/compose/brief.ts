/** The card of a brief, which one screen holds, and the whole brief. */
import { wordCount } from '../../shared/word-count.ts';
import type { Brief } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import type { Section } from '../button.ts';
import { isPartly, pick, choices, open, untranslated, type ComposeContext, relatedTo } from './parts.ts';
import type { Action, Claim, Reply } from '../reply.ts';
import { sectionTexts } from '../texts/sections.ts';
import { tellerOf } from './attribution.ts';
import { sectionBlocks, sectionsOf, sourceBlocks } from './blocks.ts';
import { claimBlocks, unheadedClaim } from './claims.ts';
import { composeRetracted } from './sections.ts';
import { bottomLine, freshnessBadge, restingMarks, statementsOf, topicContext, type TopicContext } from './topic.ts';

/** What a card says beside its bottom line, in words. */
const CARD_MOST_WORDS = 120;
const POINTS = { least: 2, most: 3 } as const;

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
    ...(['sides', 'sources'] as const)
      .filter((section) => sectionBlocks(section, topic).length > 0)
      .map((section) => openSection(section, topic)),
    ...(audience === 'asker' ? [share(topic)] : []),
    flag(topic),
  ];
  const frame = [title, texts.bottomLine, said.names['key-points'], ...actions.map(({ label }) => label)].join(' ');
  const words = wordCount(frame) + wordCount([...fresh.items, fresh.warning ?? ''].join(' '));
  return {
    title,
    language,
    audience,
    blocks: [
      ...untranslated(language, context),
      bottomLine(topic, texts.bottomLine),
      { type: 'claims', heading: said.names['key-points'], claims: cardPoints(topic, CARD_MOST_WORDS - words) },
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
  const verifiedOn = formatDay(brief.verified.on, language);
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
      freshnessBadge(topic, [
        brief.verified.by.kind === 'person'
          ? texts.verifiedByPerson(brief.verified.by.name, verifiedOn)
          : texts.verifiedByProgram(verifiedOn),
        texts.sourceKinds(kinds),
      ]),
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

/** Returns the key points that a card has room for: of more than one side if it can be, with the first of all, and three rather than two. */
function cardPoints(topic: TopicContext, mostWords: number): Claim[] {
  const points = statementsOf(topic.brief.keyPoints, topic).map((statement, index) => {
    const claim = unheadedClaim(statement, topic, 'short');
    return {
      claim,
      index,
      side: tellerOf(statement, topic),
      words: wordCount([claim.text, ...claim.detail].join(' ')),
    };
  });
  const wordsOf = (some: typeof points): number => some.reduce((sum, { words }) => sum + words, 0);
  const worth = (some: typeof points): number =>
    (new Set(some.map(({ side }) => side)).size > 1 ? 100 : 0) +
    (some[0]?.index === 0 ? 50 : 0) +
    some.length * 10 -
    some.reduce((sum, { index }) => sum + index, 0);
  const some = subsets(points).filter(({ length }) => length >= POINTS.least && length <= POINTS.most);
  const fitting = some.filter((one) => wordsOf(one) <= mostWords);
  const chosen =
    fitting.toSorted((a, b) => worth(b) - worth(a))[0] ?? some.toSorted((a, b) => wordsOf(a) - wordsOf(b))[0] ?? points;
  return chosen.map(({ claim }) => claim);
}

/** Returns every choice of a few items, each in their order. */
const subsets = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: 2 ** items.length }, (_, chosen) => items.filter((_item, index) => (chosen >> index) % 2 === 1));
