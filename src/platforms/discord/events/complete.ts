/** Completes the option of the command. */
import { clip } from '../../../shared/clip.ts';
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { clearTitle } from '../../../reply/compose/parts.ts';
import { clearName } from '../../../records/catalogue.ts';
import type { Bot } from '../../platform.ts';
import { TOPIC } from '../commands/brief.ts';
import { onDigestComplete } from './digest-complete.ts';
import { DIGEST } from '../commands/digest.ts';
import { languageOf } from './language.ts';
import { LIMITS } from '../limits.ts';
import { withoutContent, type Choices, type Sender } from '../delivery/send.ts';
import { plain } from '../render/text.ts';

/** Offers topics for the text typed so far: an empty list if anything fails; never rejects. */
export async function onComplete(
  interaction: APIApplicationCommandAutocompleteInteraction,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  let choices: Choices = [];
  try {
    choices = interaction.data.name === DIGEST ? await onDigestComplete(interaction, bot) : topicsFor(interaction, bot);
  } catch (error) {
    bot.fault(error, 'discord completion');
  }
  await sender.suggest(interaction, choices).catch((error: unknown) => {
    // A person who types fast has entered the next letter by then.
    bot.log.debug({ err: withoutContent(error) }, 'a completion came too late');
  });
}

function topicsFor(interaction: APIApplicationCommandAutocompleteInteraction, bot: Bot): Choices {
  const typed = typedIn(interaction.data.options);
  const language = languageOf(typed, interaction.locale);
  const catalogue = bot.catalogue();
  return catalogue.finder
    .suggest(typed, language, LIMITS.autocompleteChoices)
    .slice(0, LIMITS.autocompleteChoices)
    .map((brief) => ({
      name: clip(plain(clearTitle(brief, catalogue, language)), LIMITS.choiceName),
      value: clearName(catalogue, brief),
    }));
}

/** Returns the text typed as the topic so far. */
function typedIn(options: readonly { readonly name: string }[] | undefined): string {
  const option = options?.find(({ name }) => name === TOPIC);
  return option !== undefined && 'value' in option ? String(option.value) : '';
}
