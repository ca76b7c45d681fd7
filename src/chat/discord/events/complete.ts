/** Completes the options of the commands. */
import { messages } from '../../../locales/messages.ts';
import { clip } from '../../../shared/text.ts';
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { clearTitle } from '../../../views/names.ts';
import { topicNamed } from '../../../records/catalogue.ts';
import type { Bot } from '../../platform.ts';
import { TOPIC } from '../commands/brief.ts';
import type { Servers } from '../connection/servers.ts';
import { DIGEST } from '../commands/digest.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import { languageOf } from './language.ts';
import { LIMITS } from '../limits.ts';
import type { Choices, Sender } from '../delivery/send.ts';
import { plain } from '../render/escape.ts';
import { withoutContent } from '../delivery/outcome.ts';
import type { Brief, Language } from '../../../records/schema.ts';
import { wholeChoices } from '../../../conversation/digests/form.ts';
import { digestName } from '../../../digest/digest-name.ts';
import { DAYS, DAYS_OFFERED, formatDays, parseDays } from '../../../digest/schedule/days.ts';
import { parseTime } from '../../../digest/schedule/parse-time.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { suggestZones } from '../../../digest/schedule/zone.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { channelOf } from './channel.ts';
import { mayManage } from './rights.ts';
import { subcommandOf } from './subcommand.ts';

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
    value: brief.id,
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

const TIMES_OFFERED = ['09:00', '08:00', '07:00', '10:00', '12:00', '17:00', '18:00', '20:00'] as const;
const HALF_HOURS = Array.from(
  { length: 48 },
  (_, index) => `${String(Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`,
);

/** Returns the choices for an option that is being typed. */
export async function onDigestComplete(
  interaction: APIApplicationCommandAutocompleteInteraction,
  bot: Bot,
  servers: Pick<Servers, 'channelName'>,
): Promise<Choices> {
  const { values, focused } = subcommandOf(interaction);
  const language = languageOf(interaction.locale);
  const typed = ((focused === undefined ? undefined : values[focused]) ?? '').trim();
  switch (focused) {
    case 'topics':
      return topicChoices(typed, language, bot);
    case 'days':
      return asTheyAre(dayChoices(typed, language));
    case 'at':
      return asTheyAre(timeChoices(typed, language));
    case 'zone': {
      const found = suggestZones(typed, bot.now(), LIMITS.autocompleteChoices, language);
      const offered = found.length > 0 ? found : suggestZones('', bot.now(), LIMITS.autocompleteChoices, language);
      return offered.map(({ zone, label }) => ({ name: clip(plain(label), LIMITS.choiceName), value: zone }));
    }
    case 'digest': {
      const channelRef = channelOf(interaction);
      if (channelRef === undefined || !mayManage(interaction.member?.permissions)) return [];
      const all = await bot.conversation.digests.subscriptions({
        platform: 'discord',
        workspace: channelRef.workspace,
      });
      return (
        all
          // Digests of the present channel come first.
          .toSorted(
            (a, b) =>
              Number(b.channelRef.channel === channelRef.channel) - Number(a.channelRef.channel === channelRef.channel),
          )
          .map((one) => ({ name: nameOf(one, language, bot.conversation.catalogue(), servers), value: one.id }))
          .filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, LIMITS.autocompleteChoices)
      );
    }
    default:
      return [];
  }
}

const asTheyAre = (texts: readonly string[]): Choices =>
  [...new Set(texts)].slice(0, LIMITS.autocompleteChoices).map((one) => ({ name: one, value: one }));

/** Returns what the days typed so far mean, or how they may go on; the usual ones where they mean nothing. */
export function dayChoices(typed: string, language: Language): readonly string[] {
  const text = typed.toLowerCase();
  const names = DAYS.map((day) => formatDays([day], language));
  const meant = parseDays(typed, language);
  const [, before = '', last = ''] = /^(.*[\s,，、]|)([^\s,，、]*)$/u.exec(text) ?? [];
  const goingOn = parseDays(before.replace(/[\s,，、]+$/u, ''), language).ok
    ? names.filter((name) => name.toLowerCase().startsWith(last)).map((name) => `${before.trim()} ${name}`)
    : [];
  const found = [
    ...(meant.ok ? [formatDays(meant.days, language)] : []),
    ...[...DAYS_OFFERED[language], ...names].filter((one) => one.toLowerCase().startsWith(text)),
    ...goingOn,
  ];
  return found.length > 0 ? found : DAYS_OFFERED[language];
}

/** Returns the time of day typed so far, or those that it may become; the usual ones where it is none. */
export function timeChoices(typed: string, language: Language): readonly string[] {
  if (typed === '') return TIMES_OFFERED;
  const meant = parseTime(typed, language);
  const found = [
    ...(meant.ok ? [meant.time] : []),
    ...HALF_HOURS.filter((one) => one.startsWith(typed) || one.startsWith(`0${typed}`)),
  ];
  return found.length > 0 ? found : TIMES_OFFERED;
}

/** Returns a digest by its channel and its name. */
function nameOf(
  subscription: Subscription,
  language: Language,
  catalogue: Catalogue,
  { channelName }: Pick<Servers, 'channelName'>,
): string {
  const channel = channelName(subscription.channelRef.channel);
  const name = [...(channel === undefined ? [] : [`#${channel}`]), digestName(subscription, { catalogue, language })];
  const paused = messages(language)('reply.aside', { text: messages(language)('digests.labels.paused') });
  return clip(plain(`${name.join(' · ')}${subscription.pausedBecause === undefined ? '' : paused}`), LIMITS.choiceName);
}

/** Topics are separated by commas: the last one is completed, and those before it stay. */
function topicChoices(typed: string, language: Language, bot: Bot): Choices {
  const catalogue = bot.conversation.catalogue();
  const { finder } = catalogue;
  const parts = typed.split(/[,，、]/u);
  // Earlier choices come back as their labels; as names, more of them fit.
  const before = parts
    .slice(0, -1)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const meant = briefOf(part, catalogue);
      return meant === undefined
        ? { name: part, title: part }
        : { name: meant.id, title: plain(clearTitle(meant, catalogue, language)) };
    });
  const suggested = finder.suggest((parts.at(-1) ?? '').trim(), language, LIMITS.autocompleteChoices);
  const found = suggested.length > 0 ? suggested : finder.suggest('', language, LIMITS.autocompleteChoices);
  const t = messages(language);
  const all = wholeChoices({ catalogue, language })
    .map(({ label, value }) => ({ name: label, value }))
    .filter(({ name, value }) => before.length === 0 && `${value} ${name}`.toLowerCase().includes(typed.toLowerCase()));
  const choices = found
    .map((brief) => ({ name: brief.id, title: plain(clearTitle(brief, catalogue, language)) }))
    .filter(({ name }) => !before.some((one) => one.name === name))
    .map((one) => ({
      name: clip([...before, one].map(({ title }) => title).join(t('reply.listed')), LIMITS.choiceName),
      value: [...before, one].map(({ name }) => name).join(','),
    }))
    .filter(({ value }) => value.length <= LIMITS.choiceName);
  return [...all, ...choices].slice(0, LIMITS.autocompleteChoices);
}

/** Returns the topic that a name or a label means alone. */
function briefOf(text: string, catalogue: Catalogue): Brief | undefined {
  const brief = topicNamed(catalogue, text);
  if (brief !== undefined) return brief;
  const found = catalogue.finder.find(text);
  return found.result === 'found' ? found.brief : undefined;
}
