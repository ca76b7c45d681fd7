/** Answers whatever people do with the bot beside writing to it. */
import { InteractionType, type APIInteraction } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { answerCommand } from './command.ts';
import { answerPress } from './button.ts';
import { complete } from './complete.ts';
import { flagSent } from './flag.ts';
import { respond, stale } from './respond.ts';
import { withoutContent, type Sender } from '../delivery/send.ts';

/** Answers an interaction; it never rejects. */
export async function answerInteraction(interaction: APIInteraction, bot: Bot, sender: Sender): Promise<void> {
  try {
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return await complete(interaction, bot, sender);
      case InteractionType.ApplicationCommand:
        return await answerCommand(interaction, bot, sender);
      case InteractionType.MessageComponent:
        return await answerPress(interaction, bot, sender);
      case InteractionType.ModalSubmit:
        return await flagSent(interaction, bot, sender);
      default:
        return await respond(interaction, async () => stale(interaction), bot, sender);
    }
  } catch (error) {
    bot.fault(withoutContent(error), 'discord interaction');
  }
}
