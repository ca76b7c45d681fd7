/** "Something wrong?" in Slack: the form is opened from below a brief, and what was filled in is kept. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { FlagTarget } from '../../../reply/button.ts';
import { flagErrors, flagForm, readFlagForm } from '../render/flag-form.ts';
import { answerForm, type Outcome, type Submitted } from './form.ts';
import { renderNotice, render, type Message } from '../render/render.ts';
import type { Slack } from '../connection/context.ts';
import { slackWords } from '../../../reply/texts/slack.ts';

/** Returns the form for a brief as it was opened in a channel (none where that is empty), or the message that says why there is none. */
export function openFlagForm(
  { bot }: Slack,
  { topic, language }: FlagTarget,
  channel: string,
): { readonly view: types.ModalView } | { readonly message: Message } {
  if (bot.inbox === undefined) return { message: renderNotice(slackWords(language).noInbox) };
  const asked = bot.inbox.form(topic, language);
  if (asked.ok) return { view: flagForm(asked.form, channel) };
  const [message = renderNotice(slackWords(language).noInbox)] = render(asked.reply);
  return { message };
}

/** Answers one filled in form; never rejects. */
export async function onFlagForm(slack: Slack, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = readFlagForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'flag', field: 'text' }, async (): Promise<Outcome> => {
    const { inbox } = slack.bot;
    if (inbox === undefined || filled === undefined) return { reply: noInbox(language), errors: {} };
    const place = { platform: 'slack', workspace: body.team?.id ?? '', channel: filled.channel };
    const done = await inbox.flag(filled.given, { place, person: body.user.id, language });
    return { reply: done.reply, errors: done.ok ? {} : flagErrors(done.faults) };
  });
}

const noInbox = (language: Language): Reply => ({
  title: slackWords(language).noInboxTitle,
  language,
  audience: 'asker',
  blocks: [{ type: 'note', tone: 'plain', text: slackWords(language).noInbox }],
  actions: [],
});
