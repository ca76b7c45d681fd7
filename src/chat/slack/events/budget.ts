/** Counts what people ask on Slack, and tells whoever asks too much, once. */
import { messages } from '../../../locales/messages.ts';
import type { AckFn, BlockAction, BlockElementAction, RespondArguments, RespondFn, SlashCommand } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Verdict } from '../../../conversation/budget.ts';
import { writtenIn } from '../../../conversation/parse-text.ts';
import { isDirect } from '../ids.ts';
import { postEphemeral, post, type SlackContext } from '../connection/context.ts';
import { renderNotice } from '../render/render.ts';

type SlackAsked = { readonly workspace: string; readonly user: string; readonly event: string };

const spend = ({ bot }: SlackContext, { workspace, user, event }: SlackAsked, channel?: string): Verdict =>
  bot.conversation.budget.spend({ platform: 'slack', workspace, person: user, event, channel });

/** Returns whether a message is to be answered; who asks too much is told where they alone see it. Rejects where Slack did not take that. */
export async function mayAskByMessage(
  slack: SlackContext,
  asked: SlackAsked,
  { channel, thread }: { readonly channel: string; readonly thread: string },
  typed: Language | undefined,
): Promise<boolean> {
  const verdict = spend(slack, asked, isDirect(channel) ? undefined : channel);
  if (verdict !== 'tell') return verdict === 'answer';
  const language = typed ?? (await slack.people.language(asked.user)) ?? 'en';
  const notice = renderNotice(messages(language)('reply.tooMuch'));
  const recipient = { channel, user: asked.user, thread };
  await (isDirect(channel) ? post(slack, recipient, notice) : postEphemeral(slack, recipient, notice));
  return false;
}

/** Returns whether a command is to be answered; otherwise it is acknowledged, with the reason the first time. */
export async function mayAskByCommand(
  slack: SlackContext,
  { command, ack }: { readonly command: SlashCommand; readonly ack: AckFn<string | RespondArguments> },
): Promise<boolean> {
  const { team_id: workspace, user_id: user, trigger_id: event, text } = command;
  const verdict = spend(slack, { workspace, user, event });
  if (verdict === 'answer') return true;
  const language = writtenIn(text ?? '') ?? (await slack.people.language(user)) ?? 'en';
  if (verdict === 'silent') await ack();
  else await ack({ text: messages(language)('reply.tooMuch'), response_type: 'ephemeral' });
  return false;
}

/** Returns whether a click is to be answered; otherwise it is acknowledged, and the reason told the first time. */
export async function mayClick(
  slack: SlackContext,
  {
    body,
    action,
    ack,
    respond,
  }: {
    readonly body: BlockAction;
    readonly action: BlockElementAction;
    readonly ack: AckFn<void>;
    readonly respond: RespondFn;
  },
): Promise<boolean> {
  const event = body.trigger_id ?? action.action_ts;
  const { id: user } = body.user;
  const verdict = spend(slack, { workspace: body.team?.id ?? '', user, event });
  if (verdict === 'answer') return true;
  await ack();
  if (verdict === 'silent') return false;
  const { text } = renderNotice(messages((await slack.people.language(user)) ?? 'en')('reply.tooMuch'));
  // A view has no address to respond to.
  if (body.response_url !== undefined && body.response_url !== '')
    await respond({ text, response_type: 'ephemeral', replace_original: false });
  else await post(slack, { channel: user }, renderNotice(text));
  return false;
}
