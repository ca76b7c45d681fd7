/** Answers commands, completions, buttons and menus. */
import {
  ApplicationCommandType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  type APIInteraction,
  type APIMessageComponentInteraction,
} from 'discord.js';
import type { Language } from '../../brief/schema.ts';
import { wordsOf } from '../../reply/words.ts';
import { readCommand } from '../../request/command.ts';
import type { Request, Target } from '../../request/request.ts';
import type { Bot } from '../platform.ts';
import { BRIEF } from './commands.ts';
import { complete, typedIn } from './complete.ts';
import { digestTargetOf, targetOf, turnsPage } from './custom-id.ts';
import { digestCommanded, digestPressed } from './digest.ts';
import { DIGEST } from './digest-command.ts';
import { languageOf } from './language.ts';
import { FLAG, type Message } from './message.ts';
import { isBroughtAlong } from './place.ts';
import { notice } from './render.ts';
import { respond, shown, type Answerable } from './respond.ts';
import { withoutContent, type Sender } from './send.ts';
import { share } from './share.ts';
import { ways } from './ways.ts';

/** Answers an interaction; it never rejects. */
export async function answerInteraction(interaction: APIInteraction, bot: Bot, sender: Sender): Promise<void> {
  try {
    switch (interaction.type) {
      case InteractionType.ApplicationCommandAutocomplete:
        return await complete(interaction, bot, sender);
      case InteractionType.MessageComponent: {
        const digest = digestTargetOf(chosenIn(interaction));
        if (digest !== undefined)
          return await respond(interaction, () => digestPressed(interaction, digest, bot), bot, sender);
        const target = targetIn(interaction);
        if (target !== undefined && canShare(target, bot)) return await share(interaction, target, bot, sender);
        const manner = turnsInPlace(interaction, target, bot) ? 'in-place' : 'new';
        return await respond(interaction, () => opened(interaction, target, bot), bot, sender, manner);
      }
      default:
        return await respond(interaction, () => commanded(interaction, bot), bot, sender);
    }
  } catch (error) {
    bot.fault(withoutContent(error), 'discord interaction');
  }
}

async function commanded(interaction: Answerable, bot: Bot): Promise<readonly Message[]> {
  if (
    interaction.type !== InteractionType.ApplicationCommand ||
    interaction.data.type !== ApplicationCommandType.ChatInput
  )
    return stale(interaction);
  if (interaction.data.name === DIGEST) {
    const messages = await digestCommanded({ ...interaction, data: interaction.data }, bot);
    // A subcommand of another version.
    return messages.length > 0 ? messages : stale(interaction);
  }
  if (interaction.data.name !== BRIEF) return stale(interaction);
  const typed = typedIn(interaction.data.options);
  const request = readCommand(typed, bot.catalogue());
  return answered(interaction, request, languageOf(typed, interaction.locale), 1, bot);
}

async function opened(
  interaction: APIMessageComponentInteraction,
  target: Target | undefined,
  bot: Bot,
): Promise<readonly Message[]> {
  if (target === undefined) return stale(interaction);
  return answered(interaction, target.request, target.language, target.page, bot);
}

/** What a button means, or a menu: that is what was chosen in it. */
function targetIn(interaction: APIMessageComponentInteraction): Target | undefined {
  return targetOf(chosenIn(interaction));
}

function chosenIn({ data }: APIMessageComponentInteraction): string {
  return (data.component_type === ComponentType.Button ? data.custom_id : data.values[0]) ?? '';
}

/** A brief that is gone is not shared: pressing tells the person so. */
function canShare(target: Target, bot: Bot): boolean {
  return target.verb === 'share' && isThere(target, bot);
}

/** Pages turn in place where the person alone sees them; a message for everyone stays as it is, and so does the last page of a brief that is gone. */
function turnsInPlace(interaction: APIMessageComponentInteraction, target: Target | undefined, bot: Bot): boolean {
  const isPrivate = ((interaction.message.flags ?? 0) & FLAG.ephemeral) !== 0;
  return isPrivate && turnsPage(chosenIn(interaction)) && target !== undefined && isThere(target, bot);
}

function isThere({ request }: Target, bot: Bot): boolean {
  return !('topic' in request) || bot.catalogue().briefs.has(request.topic);
}

async function answered(
  interaction: Answerable,
  request: Request,
  language: Language,
  page: number,
  bot: Bot,
): Promise<readonly Message[]> {
  // In a direct message there is nobody to share with.
  const audience = interaction.context === InteractionContextType.BotDM ? 'everyone' : 'asker';
  const asking = { language, audience, ways: ways(language, isBroughtAlong(interaction)) } as const;
  return shown(await bot.answer(request, asking), page);
}

function stale({ locale }: Answerable): readonly Message[] {
  const language = languageOf('', locale);
  return [notice(wordsOf(language).staleButton, language)];
}
