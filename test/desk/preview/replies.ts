/** Replies of every kind, for the previews to draw. */
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Language } from '../../../src/records/schema.ts';
import { composeDigest } from '../../../src/digest/compose.ts';
import { listReply } from '../../../src/conversation/digests/list-reply.ts';
import { IN_CHAT } from '../../../src/conversation/digests/short-replies.ts';
import { createLogger } from '../../../src/app/log.ts';
import { helpEntriesOf } from '../../../src/conversation/help.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { BriefRequest } from '../../../src/reply/button.ts';
import { subscription } from '../../store/samples.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { botInMemory, reader } from '../../support/bot.ts';

const own = ownCatalogue();
const retracted: Catalogue = {
  ...own,
  briefs: new Map([...own.briefs].map(([id, brief]) => [id, { ...brief, status: 'retracted' }])),
};

async function answered(request: BriefRequest, language: Language, catalogue = own): Promise<Reply> {
  const bot = botInMemory({ catalogue: () => catalogue, log: createLogger('silent'), now: () => NOW });
  return await bot.conversation.answer(
    request,
    reader({ language, helpEntries: (wanted) => helpEntriesOf('slack', wanted) }),
  );
}

/** Returns the digest that introduces the topics, as it is posted. */
export function digestReply(language: Language, marker = 'abcdefghjkmnpqrstvwx'): Reply {
  const digest = composeDigest({
    catalogue: own,
    subscription: subscription('s1', { language }),
    carriedKeys: new Set(),
    now: NOW,
    marker,
  });
  if (digest === undefined) throw new Error('there is no digest');
  return digest.reply;
}

/** Returns a reply of each kind by its name, in a language. */
export async function replies(language: Language): Promise<ReadonlyMap<string, Reply>> {
  const requests: Readonly<Record<string, BriefRequest>> = {
    'a brief': { type: 'brief', topic: 'ai-governance' },
    'a long brief': { type: 'brief', topic: 'outlook' },
    sources: { type: 'section', section: 'sources', topic: 'ai-governance' },
    changes: { type: 'section', section: 'changes', topic: 'ai-governance' },
    related: { type: 'related', topic: 'ai-governance' },
    topics: { type: 'topics' },
    help: { type: 'help' },
    'near choices': { type: 'ask', question: language === 'zh' ? '合作' : 'military technology trade' },
    'nothing found': { type: 'ask', question: language === 'zh' ? '足球世界杯' : 'football world cup' },
    'no such topic': { type: 'brief', topic: 'no-such-topic' },
  };
  const made = await Promise.all(
    Object.entries(requests).map(async ([name, request]) => [name, await answered(request, language)] as const),
  );
  const telling = { catalogue: own, language, now: NOW, command: IN_CHAT };
  return new Map([
    ...made,
    ['retracted', await answered({ type: 'brief', topic: 'energy' }, language, retracted)],
    ['a digest', digestReply(language)],
    ['a list with buttons', listReply([subscription('s1'), subscription('s2')], [], telling)],
  ]);
}
