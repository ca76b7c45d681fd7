/** Publishes the Home tab when it is opened and whenever its owner's digests change. */
import { messages } from '../../../locales/messages.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../../shared/lru-options.ts';
import type { Language } from '../../../records/schema.ts';
import { repairNotice } from '../../../conversation/repair.ts';
import { homeView, type HomeContent } from '../render/home.ts';
import { personWithinASecond } from './asker.ts';
import { refusalOf } from '../delivery/outcome.ts';
import { send } from '../delivery/send.ts';
import { isFirst, type SlackContext } from '../connection/context.ts';

/** The fields used of an app_home_opened event. */
export type HomeOpened = { readonly user: string; readonly tab?: string | undefined };

type Over = { readonly from?: number; readonly warning?: (language: Language) => string };

export type Home = {
  /** Publishes the tab that a person has opened; never rejects. */
  readonly onOpened: (event: HomeOpened, workspace: string, eventId: string) => Promise<void>;
  /** Publishes a person's tab again, from one of their digests on (the first one on the present page when omitted), with a warning if passed; never rejects. */
  readonly refresh: (workspace: string, user: string, over?: Over) => Promise<void>;
};

/** The number of people whose page of digests is remembered. */
const MAX_BEGINNINGS = 2_000;

/** Requests during a publication; only the last one counts. */
type Waiting = { again: (() => Promise<void>) | undefined };

/** Creates the Home tabs of one connection. */
export function createHome(slack: SlackContext): Home {
  const { bot, client, ending } = slack;
  const underWay = new Map<string, Waiting>();
  const beginnings = new LRUCache<string, number>(lruOptions(MAX_BEGINNINGS));

  /** One at a time for each person: an older view must not replace a newer one. */
  const inTurn = async (user: string, publish: () => Promise<void>): Promise<void> => {
    const before = underWay.get(user);
    if (before !== undefined) {
      before.again = publish;
      return;
    }
    const waiting: Waiting = { again: publish };
    underWay.set(user, waiting);
    try {
      while (waiting.again !== undefined) {
        const next = waiting.again;
        waiting.again = undefined;
        await next();
      }
    } finally {
      underWay.delete(user);
    }
  };

  const digestsOf = async (workspace: string, user: string, language: Language): Promise<HomeContent['digests']> => {
    try {
      return await bot.conversation.digests.subscriptions({ platform: 'slack', workspace, owner: user });
    } catch (error) {
      return { unreadable: messages(language)('reply.failed', { reference: bot.fault(error, 'slack home') }) };
    }
  };

  const beginningOf = (name: string, from: number | undefined): number => {
    if (from === undefined) return beginnings.get(name) ?? 0;
    beginnings.delete(name);
    if (from > 0) beginnings.set(name, from);
    return from;
  };

  const refresh: Home['refresh'] = async (workspace, user, over = {}) => {
    const name = `${workspace} ${user}`;
    const from = beginningOf(name, over.from);
    await inTurn(name, async () => {
      try {
        const { zone, language = 'en', admin } = await personWithinASecond(slack.people, user);
        const digests = await digestsOf(workspace, user, language);
        const newSince = await bot.conversation.lastSeen.newSince({ platform: 'slack', workspace, person: user });
        const view = homeView({
          catalogue: bot.conversation.catalogue(),
          language,
          now: bot.now(),
          zone,
          from,
          newSince,
          keepsQuestions: bot.conversation.keepsQuestions,
          digests,
          warning:
            over.warning?.(language) ?? (admin ? repairNotice(bot.conversation.catalogue(), language) : undefined),
        });
        await send(async () => await client.views.publish({ user_id: user, view }), ending);
      } catch (error) {
        if (ending.aborted) return;
        // The app was installed before its manifest had a Home tab: nobody can see the tab, so that this is not a fault.
        if (refusalOf(error) === 'not_enabled') bot.log.debug('the Home tab is not enabled in the Slack app');
        else bot.fault(error, 'slack home');
      }
    });
  };

  return {
    onOpened: async ({ user, tab }, workspace, eventId) => {
      // In the agent view the same event reports that the messages were opened.
      if (tab !== undefined && tab !== 'home') return;
      if (!(await isFirst(slack, `event:${eventId}`))) return;
      // Only who opens the tab looks; a change that publishes it again tells of the same time.
      await bot.conversation.lastSeen.note({ platform: 'slack', workspace, person: user });
      await refresh(workspace, user, { from: 0 });
    },
    refresh,
  };
}
