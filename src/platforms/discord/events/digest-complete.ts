/** Completes the options of the digest command. */
import { clip } from '../../../shared/clip.ts';
import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { clearName, topicsNamed } from '../../../records/catalogue.ts';
import type { Brief, Language } from '../../../records/schema.ts';
import { formatSchedule } from '../../../digest/schedule/schedule.ts';
import { suggestZones } from '../../../digest/zones/suggest.ts';
import { clearTitle } from '../../../reply/compose/parts.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import { LIMITS } from '../limits.ts';
import { channelOf } from './channel.ts';
import type { Choices } from '../delivery/send.ts';
import { subcommandOf, mayManage } from './subcommand.ts';
import { plain } from '../render/text.ts';

const DAYS_OFFERED: Readonly<Record<Language, readonly string[]>> = {
  en: ['weekdays', 'every day', 'weekends', 'mon wed fri', 'mon'],
  zh: ['工作日', '每天', '周末', '周一 周三 周五', '周一'],
};

/** Returns the choices for an option that is being typed. */
export async function onDigestComplete(
  interaction: APIApplicationCommandAutocompleteInteraction,
  bot: Bot,
): Promise<Choices> {
  const { values, focused } = subcommandOf(interaction);
  const language = languageOf('', interaction.locale);
  const typed = (focused === undefined ? undefined : values[focused]) ?? '';
  switch (focused) {
    case 'topics':
      return topicChoices(typed, language, bot);
    case 'days':
      return DAYS_OFFERED[language]
        .filter((one) => one.startsWith(typed.trim().toLowerCase()))
        .map((one) => ({ name: one, value: one }));
    case 'zone':
      return suggestZones(typed, bot.now(), LIMITS.autocompleteChoices, language).map(({ zone, label }) => ({
        name: clip(plain(label), LIMITS.choiceName),
        value: zone,
      }));
    case 'digest': {
      const channelRef = channelOf(interaction);
      if (channelRef === undefined || !mayManage(interaction.member?.permissions)) return [];
      const all = await bot.digests.subscriptions({ platform: 'discord', workspace: channelRef.workspace });
      // Digests of the present channel come first.
      return all
        .toSorted(
          (a, b) =>
            Number(b.channelRef.channel === channelRef.channel) - Number(a.channelRef.channel === channelRef.channel),
        )
        .filter(({ id }) => id.startsWith(typed.toLowerCase()))
        .slice(0, LIMITS.autocompleteChoices)
        .map(({ id, schedule, topics }) => ({
          name: clip(
            `${id} · ${formatSchedule(schedule, language)} · ${topics === 'all' ? (language === 'zh' ? '全部主题' : 'all topics') : topics.join(', ')}`,
            LIMITS.choiceName,
          ),
          value: id,
        }));
    }
    default:
      return [];
  }
}

/** Topics are separated by commas: the last one is completed, and those before it stay. */
function topicChoices(typed: string, language: Language, bot: Bot): Choices {
  const catalogue = bot.catalogue();
  const { finder } = catalogue;
  const parts = typed.split(/[,，、]/u);
  // Earlier choices come back as their labels; as names, more of them fit.
  const before = parts
    .slice(0, -1)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const meant = briefOf(part, catalogue);
      return meant === undefined ? part : clearName(catalogue, meant);
    });
  const found = finder.suggest((parts.at(-1) ?? '').trim(), language, LIMITS.autocompleteChoices);
  const all =
    before.length === 0 && 'all'.startsWith(typed.trim().toLowerCase())
      ? [{ name: language === 'zh' ? '全部主题' : 'All topics', value: 'all' }]
      : [];
  return [
    ...all,
    ...found
      .filter((brief) => !before.includes(clearName(catalogue, brief)))
      .map((brief) => ({
        name: clip([...before, plain(clearTitle(brief, catalogue, language))].join(', '), LIMITS.choiceName),
        value: [...before, clearName(catalogue, brief)].join(','),
      }))
      .filter(({ value }) => value.length <= LIMITS.choiceName),
  ].slice(0, LIMITS.autocompleteChoices);
}

/** Returns the topic that a name or a label means alone. */
function briefOf(text: string, catalogue: Catalogue): Brief | undefined {
  const [brief, ...others] = topicsNamed(catalogue, text);
  if (brief !== undefined) return others.length === 0 ? brief : undefined;
  const found = catalogue.finder.find(text);
  return found.result === 'found' ? found.brief : undefined;
}
