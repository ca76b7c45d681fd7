/** Dispatches interactions: commands, clicks, forms and completion. */
import { InteractionType, type APIInteraction } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { mayInteract } from './budget.ts';
import { onCommand } from './command.ts';
import { onButton } from './button.ts';
import { onComplete } from './complete.ts';
import type { Servers } from '../connection/servers.ts';
import { respond, staleReply } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { onForm } from './form.ts';
import { withoutContent } from '../delivery/outcome.ts';

/** Answers an interaction; never rejects. */
export async function onInteraction(
  interaction: APIInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  try {
    if (!(await mayInteract(interaction, bot, sender))) return;
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return await onComplete(interaction, bot, sender, servers);
      case InteractionType.ApplicationCommand:
        return await onCommand(interaction, bot, sender, servers);
      case InteractionType.MessageComponent:
        return await onButton(interaction, bot, sender, servers);
      case InteractionType.ModalSubmit:
        return await onForm(interaction, bot, sender, servers);
      default:
        return await respond(interaction, async () => staleReply(interaction), bot, sender);
    }
  } catch (error) {
    bot.fault(withoutContent(error), 'discord interaction');
  }
}
