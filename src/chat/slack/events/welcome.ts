/** The first message in a channel that somebody has invited the bot to: the help, once. */
import type { Language } from '../../../records/schema.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import { post, type SlackContext } from '../connection/context.ts';
import { render } from '../render/render.ts';
import { helpEntriesOf } from '../../../conversation/help.ts';

/** The fields used of a member_joined_channel event. */
export type WelcomeEvent = { readonly user: string; readonly channel: string; readonly inviter?: string | undefined };

/** Older events are from a backlog and cause no message. */
const FRESH_SECONDS = 300;

/** The number of channels of a workspace that are greeted within the time below: a person who invites a bot to all channels at once does not want a message in each. */
const MAX_GREETINGS = 5;
const GREETINGS_MS = 600_000;

/** Returns the handler of the event; it never rejects. */
export function createOnWelcome(
  slack: SlackContext,
): (event: WelcomeEvent, workspace: string, atSeconds: number) => Promise<void> {
  const { bot, self } = slack;
  let greeted: number[] = [];
  return async ({ user, channel, inviter }, workspace, atSeconds) => {
    if (user === self.userId) bot.deliveries.changed({ platform: 'slack', channel });
    // Without an inviter the app joined by itself, or by a reinstallation.
    if (user !== self.userId || inviter === undefined) return;
    if (bot.now().epochMilliseconds / 1_000 - atSeconds > FRESH_SECONDS) return;
    try {
      if (!(await bot.isFirstEver(`slack:joined:${workspace}:${channel}`))) return;
      const now = performance.now();
      greeted = greeted.filter((at) => now - at < GREETINGS_MS);
      if (greeted.length >= MAX_GREETINGS) return;
      greeted.push(now);
      const channelRef = { platform: 'slack', workspace, channel };
      const own = (): Promise<Language | undefined> => slack.people.language(inviter);
      const { language } = await resolveLanguage({ typed: undefined, channelRef, own }, bot.conversation);
      const reader = {
        language,
        audience: 'everyone',
        helpEntries: (wanted: Language) => helpEntriesOf('slack', wanted),
        channelRef,
      } as const;
      const reply = await bot.conversation.answer({ type: 'welcome' }, reader);
      const [message] = render(reply);
      if (message !== undefined) await post(slack, { channel }, message);
    } catch (error) {
      bot.fault(error, 'slack joined');
    }
  };
}
