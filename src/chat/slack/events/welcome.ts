/** The first message in a channel that somebody has invited the bot to, once; and what whoever installed the app is told. */
import { messages } from '../../../locales/messages.ts';
import { note } from '../../../reply/compose/parts.ts';
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
      const reply = await bot.conversation.answer({ type: 'welcome', mention: `@${self.name}` }, reader);
      const [message] = render(reply);
      if (message !== undefined) await post(slack, { channel }, message);
    } catch (error) {
      bot.fault(error, 'slack joined');
    }
  };
}

/** Tells who has installed the app, directly, what to do with it; never rejects. */
export async function greetInstaller(slack: SlackContext, workspace: string, user: string): Promise<void> {
  const { bot, client, self } = slack;
  try {
    if (!(await bot.isFirstEver(`slack:installed:${workspace}:${user}`))) return;
    const language = (await slack.people.language(user)) ?? 'en';
    const t = messages(language);
    const reply = await bot.conversation.answer(
      { type: 'welcome', mention: `@${self.name}` },
      {
        language,
        audience: 'everyone',
        helpEntries: (wanted: Language) => helpEntriesOf('slack', wanted),
        channelRef: { platform: 'slack', workspace, channel: '' },
      },
    );
    const blocks = [note(t('slack.inviteIt', { bot: self.name })), ...reply.blocks];
    const [message] = render({ ...reply, title: t('slack.installed'), blocks });
    const { channel } = await client.conversations.open({ users: user });
    if (message !== undefined) await post(slack, { channel: channel?.id ?? user }, message);
  } catch (error) {
    bot.fault(error, 'slack installed: telling who did it');
  }
}
