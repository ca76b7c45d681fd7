/** "Something wrong?" in Slack: the form is opened from below a brief, and what was filled in is kept. */
import type { types } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { FlagButton } from '../../../reply/button.ts';
import { flagErrors, flagForm, parseFlagForm } from '../render/flag-form.ts';
import { answerForm, type FormOutcome, type Submitted } from './form.ts';
import { renderNotice, render, type SlackMessage } from '../render/render.ts';
import type { SlackContext } from '../connection/context.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

/** Returns the form for a brief as it was opened in a channel (none where that is empty), or the message that says why there is none. */
export function openFlagForm(
  { bot }: SlackContext,
  { topic, language }: FlagButton,
  channel: string,
): { readonly view: types.ModalView } | { readonly message: SlackMessage } {
  if (bot.flags === undefined) return { message: renderNotice(slackTexts(language).noInbox) };
  const asked = bot.flags.form(topic, language);
  if (asked.ok) return { view: flagForm(asked.form, channel) };
  const [message = renderNotice(slackTexts(language).noInbox)] = render(asked.reply);
  return { message };
}

/** Answers one filled in form; never rejects. */
export async function onFlagForm(slack: SlackContext, submitted: Submitted): Promise<void> {
  const { body } = submitted;
  const filled = parseFlagForm(body.view.private_metadata, body.view.state.values);
  const language = filled?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'flag', field: 'text' }, async (): Promise<FormOutcome> => {
    const { flags } = slack.bot;
    if (flags === undefined || filled === undefined) return { reply: noInbox(language), errors: {} };
    const place = { platform: 'slack', workspace: body.team?.id ?? '', channel: filled.channel };
    const done = await flags.flag(filled.input, { channelRef: place, person: body.user.id, language });
    return { reply: done.reply, errors: done.ok ? {} : flagErrors(done.faults) };
  });
}

const noInbox = (language: Language): Reply => ({
  title: slackTexts(language).noInboxTitle,
  language,
  audience: 'asker',
  blocks: [{ type: 'note', tone: 'plain', text: slackTexts(language).noInbox }],
  actions: [],
});
