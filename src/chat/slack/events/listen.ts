/** Registers everything that the bot listens for on Slack: exactly what the app's manifest declares. */
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { onMessagesOpened } from './agent.ts';
import { mayAskByCommand, mayClick } from './budget.ts';
import { COMMAND, onCommand } from './command.ts';
import { createAskerOf, type AskerOf } from './asker.ts';
import { CONFIRM_FORM, parseConfirmForm } from '../render/confirm-form.ts';
import { DIGEST_COMMAND, onDigestCommand } from './digest.ts';
import { FORM } from '../render/form.ts';
import { createHome } from './home.ts';
import { createOnWelcome } from './welcome.ts';
import { onMessage } from './message.ts';
import { acknowledge } from '../connection/acknowledge.ts';
import { PICK } from '../render/button-id.ts';
import { onOptions } from '../render/picker.ts';
import { createOnButton } from './button.ts';
import { createRights, type Managers } from './rights.ts';
import { onGlobalShortcut, onMessageShortcut, SHORTCUTS } from './shortcut.ts';
import type { SlackContext } from '../connection/context.ts';
import { onClick } from '../../../conversation/handle.ts';
import { answerForm, onForm, staleForm, submitterOf, type Submitted } from './form.ts';

/** Registers every listener on an app. */
export function listen(
  app: Pick<App, 'command' | 'event' | 'view' | 'action' | 'options' | 'shortcut' | 'error'>,
  slack: SlackContext,
  managers: Managers,
): void {
  const { bot } = slack;
  const home = createHome(slack);
  const askerOf = createAskerOf(slack, createRights(slack, managers), (workspace, persons) => {
    for (const person of persons) void home.refresh(workspace, person);
  });
  const onButton = createOnButton(slack, { askerOf, home });
  const onWelcome = createOnWelcome(slack);

  app.command(COMMAND, async (event) => {
    if (await mayAskByCommand(slack, event)) await onCommand(slack, askerOf, event);
  });
  app.command(DIGEST_COMMAND, async (event) => {
    if (await mayAskByCommand(slack, event)) await onDigestCommand(slack, askerOf, event);
  });
  app.view<ViewSubmitAction>(FORM, async (event) => await onForm(slack, askerOf, event));
  app.view<ViewSubmitAction>(CONFIRM_FORM, async (event) => await onAskForm(slack, askerOf, event));
  app.event(
    'app_mention',
    async ({ event, body, context }) =>
      await onMessage(slack, askerOf, event, body.team_id, () => acknowledge(context)),
  );
  app.event(
    'message',
    async ({ event, body, context }) =>
      await onMessage(slack, askerOf, event, body.team_id, () => acknowledge(context)),
  );
  app.event('app_home_opened', async ({ event, body }) => {
    await home.onOpened(event, body.team_id, body.event_id);
    await onMessagesOpened(slack, event, body.event_id);
  });
  app.event('member_joined_channel', async ({ event, body }) => {
    await onWelcome(event, body.team_id, body.event_time);
  });
  for (const unarchived of ['channel_unarchive', 'group_unarchive'] as const)
    app.event(unarchived, async ({ event }) => bot.deliveries.changed({ platform: 'slack', channel: event.channel }));
  app.shortcut(
    { type: 'shortcut', callback_id: SHORTCUTS.global },
    async (event) => await onGlobalShortcut(slack, event),
  );
  app.shortcut(
    { type: 'message_action', callback_id: SHORTCUTS.message },
    async (event) => await onMessageShortcut(slack, askerOf, event),
  );
  app.options<'block_suggestion'>(
    { type: 'block_suggestion', action_id: PICK },
    async (event) => await onOptions(slack, event),
  );
  app.action<BlockAction>({ type: 'block_actions' }, async (event) => {
    if (await mayClick(slack, event)) await onButton(event);
  });
  app.error(async (error) => void bot.fault(error, 'slack'));
}

/** Does what was asked about before it is done, and shows the outcome in the place of the question; never rejects. */
async function onAskForm(slack: SlackContext, askerOf: AskerOf, submitted: Submitted): Promise<void> {
  const asked = parseConfirmForm(submitted.body.view.private_metadata);
  const language = asked?.language ?? 'en';
  await answerForm(slack, submitted, { language, about: 'question' }, async () => {
    if (asked === undefined) return { reply: staleForm(language), errors: {} };
    const asker = askerOf({ ...submitterOf(submitted), channel: asked.channel, here: '', language });
    const result = await onClick(asked.action, asker, slack.bot.conversation);
    return { reply: result.type === 'form' ? staleForm(language) : result.reply, errors: {} };
  });
}
