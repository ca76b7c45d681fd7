/** Composes replies from a brief: the order and the wording a reader meets, each claim with its author, date and citation. */
import { composeRetracted } from './sections.ts';
import { choices, type ComposeContext, open, readable, untranslated, isPartly, pick, relatedTo } from './parts.ts';
import { citedSources } from '../../records/citation.ts';
import type { Brief, DateWithPrecision, Language, Source, Statement } from '../../records/schema.ts';
import { formatDay, formatWhen, freshness, passed } from '../../records/dates.ts';
import type { Openable, OpenButton } from '../button.ts';
import { claimBlocks, marksOf } from './claims.ts';
import type { Block, CitationMark, Reply } from '../reply.ts';
import { numbering, sourceItem } from './sources.ts';
import { replyTexts, type ReplyTexts } from '../texts/reply.ts';

/** Returns the whole brief in the order of a briefing: bottom line, badge, facts, positions, views, watch list, gaps, sources. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const { catalogue, now, audience } = context;
  const language = readable(brief, context.language);
  const texts = replyTexts(language);
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const claimContext = { language, texts, parties, sources, number, now };
  const marks = (statements: readonly Statement[]): CitationMark[] => marksOf(statements, sources, number);
  const resting = (ids: readonly string[]): CitationMark[] =>
    marks(brief.statements.filter(({ id }) => ids.includes(id)));

  const blocks: Block[] = [
    ...untranslated(language, context),
    {
      type: 'summary',
      heading: texts.bottomLine,
      text: pick(brief.bottomLine.text, language),
      marks: resting(brief.bottomLine.restsOn),
    },
    badge(brief, sources, texts, language, now),
    {
      type: 'summary',
      heading: texts.whyItMatters,
      text: pick(brief.whyItMatters.text, language),
      marks: resting(brief.whyItMatters.restsOn),
    },
    ...claimBlocks(brief.statements, claimContext),
  ];
  if (brief.watch.length > 0) {
    blocks.push({
      type: 'watch',
      heading: texts.watch,
      items: brief.watch.map((item) => ({
        text: pick(item.text, language),
        ...(item.expected && { expected: expectation(item.expected, texts, language, now) }),
        wouldChange: texts.wouldChange(pick(item.wouldChange, language)),
        marks: resting(item.restsOn),
      })),
    });
  }
  if (brief.gaps.length > 0) {
    blocks.push({
      type: 'gaps',
      heading: texts.gaps,
      items: brief.gaps.map((gap) => {
        const searched = gap.searched.flatMap((id) => number.get(id) ?? []).map((n) => `[${n}]`);
        return searched.length === 0
          ? pick(gap.text, language)
          : `${pick(gap.text, language)}${texts.aside(texts.searched(searched.join(texts.listed)))}`;
      }),
    });
  }
  blocks.push({
    type: 'sources',
    heading: texts.sources,
    items: sources.map((source) => sourceItem(source, brief.statements, texts, language, number)),
  });

  const again: Openable = { type: 'brief', topic: brief.id };
  const related = relatedTo(brief, catalogue);
  return {
    title: pick(brief.title, language),
    language,
    audience,
    blocks,
    actions: [
      open(texts.sources, { type: 'sources', topic: brief.id }, language),
      open(texts.changes, { type: 'changes', topic: brief.id }, language),
      {
        ...open(
          isPartly(
            related.map(({ title }) => title),
            language,
          )
            ? texts.relatedPartly
            : texts.related,
          { type: 'related', topic: brief.id },
          language,
        ),
        choices: choices('', related, language).choices,
      },
      ...(audience === 'asker' ? [{ label: texts.share, target: share(brief.id, language) }] : []),
      { label: texts.flag, target: { verb: 'flag', topic: brief.id, language } },
    ],
    again,
  };
}

const share = (topic: string, language: Language): OpenButton => ({
  verb: 'share',
  request: { type: 'brief', topic },
  page: 1,
  language,
});

function badge(
  brief: Brief,
  sources: readonly Source[],
  texts: ReplyTexts,
  language: Language,
  now: Temporal.Instant,
): Block {
  const { asOf, overdue, reviewDueOn } = freshness(brief, now);
  const verifiedOn = formatDay(brief.verified.on, language);
  const kinds = [...new Set(sources.map(({ kind }) => texts.kindOfSource[kind]))].join(texts.listed);
  return {
    type: 'badge',
    items: [
      texts.asOf(formatDay(asOf, language)),
      brief.verified.by.kind === 'person'
        ? texts.verifiedByPerson(brief.verified.by.name, verifiedOn)
        : texts.verifiedByProgram(verifiedOn),
      texts.sourceKinds(kinds),
    ],
    ...(overdue && { warning: texts.overdue(formatDay(reviewDueOn, language)) }),
  };
}

function expectation(when: DateWithPrecision, texts: ReplyTexts, language: Language, now: Temporal.Instant): string {
  const dateText = formatWhen(when, language);
  return passed(when, now) ? texts.wasExpected(dateText) : texts.expected(dateText);
}
