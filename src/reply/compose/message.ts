/** The answer to a message that speaks of several topics: what each comes to. */
import { messages } from '../../locales/messages.ts';
import type { Brief } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import { fitsButton } from '../button.ts';
import { open, pick, readable, type ComposeContext, note } from './parts.ts';
import type { Block, Reply } from '../reply.ts';
import { bottomLine, freshnessBadge, topicContext } from './topic.ts';
import { publishedOf } from '../../records/catalogue.ts';

/** Returns the bottom lines of several briefs, citing by the numbers of their cards, and how new the documents of each are; in one line where they are alike. */
export function composeBottomLines(briefs: readonly Brief[], context: ComposeContext): Reply {
  const { language, audience } = context;
  const t = messages(language);
  const published = publishedOf(briefs);
  const badges = published.map((brief) => freshnessBadge({ ...context, brief, language: readable(brief, language) }));
  const isAlike = new Set(badges.map((badge) => JSON.stringify(badge))).size === 1;
  const again = { type: 'several', topics: briefs.map(({ id }) => id) } as const;
  return {
    title: t('reply.mentioned'),
    language,
    audience,
    blocks: [
      ...(published.every((brief) => readable(brief, language) === language) ? [] : [note(t('reply.notTranslated'))]),
      ...briefs.flatMap((brief): Block[] => {
        if (brief.status === 'retracted') return [retracted(brief, context)];
        const topic = topicContext(brief, context);
        return [bottomLine(topic, pick(brief.title, topic.language)), ...(isAlike ? [] : [freshnessBadge(topic)])];
      }),
      ...(isAlike ? badges.slice(0, 1) : []),
    ],
    actions: [
      ...briefs.map((brief) => open(pick(brief.title, language), { type: 'brief', topic: brief.id }, language)),
      open(t('reply.allTopics'), { type: 'topics' }, language),
    ],
    again: fitsButton(again) ? again : undefined,
  };
}

function retracted({ title, retraction, asOf }: Brief, { language }: ComposeContext): Block {
  const t = messages(language);
  const why = retraction === undefined ? '' : pick(retraction.what, language);
  const notice = t('reply.retracted', { day: formatDay(retraction?.on ?? asOf, language), why });
  return note(t('reply.about', { title: pick(title, language), what: notice }), 'warning');
}
