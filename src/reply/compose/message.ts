import { citedSources } from '../../records/citation.ts';
import type { Brief, Language, Statement } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { marksOf } from './marks.ts';
import { open, type ComposeContext, pick } from './parts.ts';
import type { Block, Reply } from '../reply.ts';
import { numbering, sourceItem } from './sources.ts';
import { freshnessBadge } from './topic.ts';
import { replyTexts, type ReplyTexts } from '../texts/reply.ts';

/** Returns the bottom lines of several briefs, with their sources numbered through. */
export function composeBottomLines(briefs: readonly Brief[], context: ComposeContext): Reply {
  const { catalogue, language, audience, now } = context;
  const texts = replyTexts(language);
  const published = briefs.filter(({ status }) => status === 'published');
  const supports = new Map(published.map((brief) => [brief, support(brief)] as const));
  const cited = [...supports.values()].flatMap((statements) => citedSources({ statements, gaps: [] }, catalogue));
  const sources = [...new Set(cited)];
  const number = numbering(sources);
  return {
    title: texts.mentioned,
    language,
    audience,
    blocks: [
      ...(published.every((brief) => isShown(brief, language))
        ? []
        : [{ type: 'note', text: texts.notTranslated, tone: 'plain' } as const]),
      ...briefs.flatMap((brief): Block[] => {
        const statements = supports.get(brief);
        if (statements === undefined) return [retracted(brief, language, texts)];
        const kinds = [...new Set(statements.map(({ kind }) => texts.kinds[kind]))].join(texts.listed);
        return [
          {
            type: 'summary',
            heading: pick(brief.title, language),
            text: pick(brief.bottomLine.text, language),
            marks: marksOf(statements, sources, number),
          },
          freshnessBadge({ brief, language, now }, [texts.restsOn(kinds)]),
        ];
      }),
      ...(sources.length === 0
        ? []
        : [
            {
              type: 'sources',
              heading: texts.sources,
              items: sources.map((source) =>
                sourceItem(source, [...supports.values()].flat(), texts, language, number),
              ),
            } as const,
          ]),
    ],
    actions: [
      ...briefs.map((brief) => open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)),
      open(texts.allTopics, { type: 'topics' }, language),
    ],
  };
}

/** The statements that a bottom line rests on. */
const support = ({ statements, bottomLine }: Brief): Statement[] =>
  statements.filter(({ id }) => bottomLine.restsOn.includes(id));

const isShown = ({ bottomLine }: Brief, language: Language): boolean =>
  language === 'en' || bottomLine.text.zh !== undefined;

function retracted({ title, retraction, asOf }: Brief, language: Language, texts: ReplyTexts): Block {
  const why = retraction === undefined ? '' : pick(retraction.what, language);
  const notice = texts.retracted(formatDay(retraction?.on ?? asOf, language), why);
  return { type: 'note', tone: 'warning', text: texts.about(pick(title, language), notice) };
}
