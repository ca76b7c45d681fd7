/** Completes the option of the command. */
import { messages } from '../../../locales/messages.ts';
import { clip } from '../../../shared/text.ts';
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { clearTitle } from '../../../reply/compose/parts.ts';
import { shortestName } from '../../../records/catalogue.ts';
import type { Bot } from '../../platform.ts';
import { TOPIC } from '../commands/brief.ts';
import type { Servers } from '../connection/servers.ts';
import { onDigestComplete } from './digest-complete.ts';
import { DIGEST } from '../commands/digest.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import { languageOf } from './language.ts';
import { LIMITS } from '../limits.ts';
import type { Choices, Sender } from '../delivery/send.ts';
import { plain } from '../render/escape.ts';
import { withoutContent } from '../delivery/outcome.ts';

/** Offers topics for the text typed so far: an empty list if anything fails; never rejects. */
export async function onComplete(
  interaction: APIApplicationCommandAutocompleteInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  let choices: Choices = [];
  try {
    await bot.conversation.catalogue().prepare();
    choices =
      interaction.data.name === DIGEST
        ? await onDigestComplete(interaction, bot, servers)
        : topicsFor(interaction, bot);
  } catch (error) {
    bot.fault(error, 'discord completion');
  }
  await sender.suggest(interaction, choices).catch((error: unknown) => {
    // A person who types fast has entered the next letter by then.
    bot.log.debug({ err: withoutContent(error) }, 'a completion came too late');
  });
}

/** Topics that what was typed is the beginning of; then what was typed as a question, as Enter would ask it; then topics that it may mean. */
function topicsFor(interaction: APIApplicationCommandAutocompleteInteraction, bot: Bot): Choices {
  const typed = typedIn(interaction.data.options).trim();
  const language = parseLanguage(typed).language ?? languageOf(interaction.locale);
  const catalogue = bot.conversation.catalogue();
  const topics = catalogue.finder.suggest(typed, language, LIMITS.autocompleteChoices).map((brief) => ({
    name: clip(plain(clearTitle(brief, catalogue, language)), LIMITS.choiceName),
    value: shortestName(catalogue, brief),
  }));
  const start = typed.toLowerCase();
  const begins = ({ name, value }: Choices[number]): boolean =>
    name.toLowerCase().startsWith(start) || value.startsWith(start);
  const isName = topics.some(({ name, value }) => name.toLowerCase() === start || value === start);
  // A choice holds so many characters: a longer question is asked as it is typed.
  const ask =
    typed === '' || isName || typed.length > LIMITS.choiceName
      ? []
      : [
          {
            name: clip(plain(messages(language)('discord.ask', { question: typed })), LIMITS.choiceName),
            value: typed,
          },
        ];
  return [...topics.filter(begins), ...ask, ...topics.filter((topic) => !begins(topic))].slice(
    0,
    LIMITS.autocompleteChoices,
  );
}

/** Returns the text typed as the topic so far. */
function typedIn(options: readonly { readonly name: string }[] | undefined): string {
  const option = options?.find(({ name }) => name === TOPIC);
  return option !== undefined && 'value' in option ? String(option.value) : '';
}
