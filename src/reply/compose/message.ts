/** The answer to somebody else's message: what bears on its words, each under the words that it bears on; and the bottom lines of several topics. */
import { messages } from '../../locales/messages.ts';
import type { Brief } from '../../records/schema.ts';
import { formatDay } from '../../records/dates.ts';
import type { Unit } from '../../search/result.ts';
import { fitsButton, type Openable } from '../button.ts';
import { clearTitle } from '../../views/names.ts';
import { open, type ComposeContext, note, openTopic, openTopics, nothingFound } from './parts.ts';
import { pick, readable } from '../../views/text.ts';
import type { Block, Reply } from '../reply.ts';
import { lookedForText } from './answer.ts';
import { sizeOf, sizeOfLine, together, within, type Size } from './size.ts';
import { bottomLine, freshnessBadge, topicContext } from './topic.ts';
import { publishedOf } from '../../records/catalogue.ts';
import { shownStatement, unitClaim, unitKey } from './units.ts';
import { clip } from '../../shared/text.ts';

/** Words of a message, and what bears on them. */
export type MessagePart = { readonly words: string; readonly units: readonly Unit[] };

/** What is told of a message in all, beyond the first line of its first words; and of the words themselves. */
const MAX: Size = { words: 150, characters: 1_200 };
const MAX_QUOTED = 90;

/** Returns what bears on the words of a message, each under those words; nothing twice. */
export function composeMessage(parts: readonly MessagePart[], context: ComposeContext): Reply {
  const { language, audience, catalogue } = context;
  const t = messages(language);
  const told = new Set<string>();
  const shown: Unit[] = [];
  let taken = sizeOf(t('reply.bearing'));
  const blocks = parts.flatMap(({ words, units }): Block[] => {
    const heading = t('answer.quoted', { word: clip(words, MAX_QUOTED) });
    const claims = units.flatMap((one) => {
      const topic = topicContext(one.brief, context);
      const claim = unitClaim(one, { ...topic, sources: [...catalogue.sources.values()] });
      const key = shownStatement(one, context)?.id ?? unitKey(one);
      const size = together(taken, sizeOfLine(claim));
      if (told.has(key) || (shown.length > 0 && !within(size, MAX))) return [];
      told.add(key);
      shown.push(one);
      taken = size;
      return [claim];
    });
    if (claims.length === 0) return [];
    taken = together(taken, sizeOf(heading));
    return [{ type: 'claims', heading, claims }];
  });
  const briefs = [...new Set(shown.map(({ brief }) => brief))];
  const [only] = briefs;
  const request: Openable | undefined =
    only === undefined || briefs.length > 1
      ? undefined
      : { type: 'answer', topic: only.id, statements: shown.map(unitKey) };
  const again = request !== undefined && fitsButton(request) ? request : undefined;
  return {
    title: t('reply.bearing'),
    language,
    audience,
    blocks,
    actions: [
      ...briefs.map((brief) => openTopic(brief, context)),
      ...(again !== undefined && audience === 'asker'
        ? [{ label: t('reply.share'), target: { verb: 'share', request: again, page: 1, language } } as const]
        : []),
      openTopics(language),
    ],
    again: undefined,
    about: {
      ...(only !== undefined && briefs.length === 1 && { topic: only.id }),
      statements: shown.flatMap((one) => shownStatement(one, context)?.id ?? []),
    },
  };
}

/** Returns what is said where nothing bears on the words of a message: where it was looked for, and the topics that it mentions. */
export function composeNoneBears(mentioned: readonly Brief[], context: ComposeContext): Reply {
  const { language } = context;
  const t = messages(language);
  return nothingFound(
    [
      note(t(mentioned.length === 0 ? 'reply.nothingIn' : 'reply.onlyMentioned')),
      note(lookedForText(mentioned, context)),
    ],
    [
      ...mentioned.map((brief) => openTopic(brief, context)),
      openTopics(language),
      open(t('reply.help'), { type: 'help' }, language),
    ],
    context,
  );
}

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
      ...(isAlike ? badges.slice(0, 1) : []),
      ...briefs.flatMap((brief): Block[] => {
        if (brief.status === 'retracted') return [retracted(brief, context)];
        const topic = topicContext(brief, context);
        return [
          bottomLine(topic, clearTitle(brief, context.catalogue, topic.language)),
          ...(isAlike ? [] : [freshnessBadge(topic)]),
        ];
      }),
    ],
    actions: [...briefs.map((brief) => openTopic(brief, context)), openTopics(language)],
    again: fitsButton(again) ? again : undefined,
  };
}

function retracted(brief: Brief, { catalogue, language }: ComposeContext): Block {
  const { retraction, asOf } = brief;
  const t = messages(language);
  const why = retraction === undefined ? '' : pick(retraction.what, language);
  const notice = t('reply.retracted', { day: formatDay(retraction?.on ?? asOf, language), why });
  return note(t('reply.about', { title: clearTitle(brief, catalogue, language), what: notice }), 'warning');
}
