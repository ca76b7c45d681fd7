/** Digests in Discord: the command, its completion and the buttons. */
import {
  ApplicationCommandOptionType,
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteractionDataOption,
  type APIChatInputApplicationCommandInteraction,
  type APIMessageComponentInteraction,
} from 'discord.js';
import type { Language } from '../../brief/schema.ts';
import { ACTS, doAct, type Asked } from '../../digest/act.ts';
import type { Actor } from '../../digest/digests.ts';
import { noteReply } from '../../digest/reply-note.ts';
import { formatSchedule } from '../../digest/schedule.ts';
import { suggestZones } from '../../digest/suggest-zones.ts';
import type { Place } from '../../digest/subscription.ts';
import { pick } from '../../reply/pick.ts';
import type { DigestTarget } from '../../request/request.ts';
import type { Bot } from '../platform.ts';
import { ADMINISTRATOR, commandOf, MANAGE_GUILD } from './digest-command.ts';
import { languageOf } from './language.ts';
import { LIMITS } from './limits.ts';
import type { Message } from './message.ts';
import { shown } from './respond.ts';
import type { Choices } from './send.ts';
import { clip, plain } from './text.ts';

type Commanded = APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction;
type Values = Readonly<Record<string, string | undefined>>;

const DAYS_OFFERED: Readonly<Record<Language, readonly string[]>> = {
  en: ['weekdays', 'every day', 'weekends', 'mon wed fri', 'mon'],
  zh: ['工作日', '每天', '周末', '周一 周三 周五', '周一'],
};

/** Returns the answer to the command. */
export async function digestCommanded(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly Message[]> {
  const { name, values } = asked(interaction);
  const { locale } = interaction;
  const language = languageOf('', locale);
  const place = placeOf(interaction, values.channel);
  const act = ACTS.find((one) => one === name);
  const refused = refusal(interaction.member?.permissions, place, bot, language);
  if (refused !== undefined || act === undefined || place === undefined) return refused ?? [];
  const { topics, days, at, zone, language: written, 'when-quiet': whenQuiet } = values;
  const request: Asked = {
    act,
    id: values.digest?.trim().toLowerCase(),
    wish: { topics, days, time: at, zone, language: written, whenQuiet },
    owner: values.to,
    requestId: interaction.id,
  };
  return acted(request, place, interaction.member?.user.id ?? '', { language, locale }, bot);
}

/** Returns the answer to a button of a digest: in a server, or in the direct message by which its owner was told. */
export async function digestPressed(
  interaction: APIMessageComponentInteraction,
  target: DigestTarget,
  bot: Bot,
): Promise<readonly Message[]> {
  const { act, subscription: id, language } = target;
  const { locale } = interaction;
  const person = interaction.member?.user.id ?? interaction.user?.id ?? '';
  if (interaction.guild_id === undefined) {
    // The owner's own digest, told of privately: no server is at hand whose rights could be asked.
    const { digests } = bot;
    const own = (await digests?.subscriptions({ platform: 'discord', owner: person }))?.find((one) => one.id === id);
    if (own === undefined) return shown(noteReply('unknown', language, id));
    return acted({ act, id, wish: {}, requestId: interaction.id }, own.place, person, { language, locale }, bot);
  }
  const place = placeOf(interaction);
  const refused = refusal(interaction.member?.permissions, place, bot, language);
  if (refused !== undefined || place === undefined) return refused ?? [];
  if (act === 'change') {
    const command = `${commandOf('change', locale, 'digest')}:${id}`;
    const hint = language === 'zh' ? `用 ${command} 加上要修改的内容。` : `Type ${command} with what is to change.`;
    return shown({
      title: '',
      language,
      audience: 'asker',
      blocks: [{ type: 'note', tone: 'plain', text: hint }],
      actions: [],
    });
  }
  return acted(
    { act, id: id === '' ? undefined : id, wish: {}, requestId: interaction.id },
    place,
    person,
    { language, locale },
    bot,
  );
}

async function acted(
  request: Asked,
  place: Place,
  person: string,
  { language, locale }: { readonly language: Language; readonly locale: string | undefined },
  bot: Bot,
): Promise<readonly Message[]> {
  const { digests } = bot;
  if (digests === undefined) return shown(noteReply('no-store', language));
  const actor: Actor = {
    person,
    language,
    within: { platform: 'discord', workspace: place.workspace },
    command: (act) => commandOf(act, locale),
  };
  return shown((await doAct(digests, request, place, actor)).reply);
}

function refusal(
  permissions: string | undefined,
  place: Place | undefined,
  bot: Bot,
  language: Language,
): readonly Message[] | undefined {
  if (bot.digests === undefined) return shown(noteReply('no-store', language));
  // Discord hides the command from others, and lets a server's owners show it to more: who posts to a channel is still ours to check.
  if (place === undefined || !mayManage(permissions)) {
    return shown(
      noteReply('not-allowed', language, language === 'zh' ? '“管理服务器”权限' : 'the permission Manage Server'),
    );
  }
  return undefined;
}

function mayManage(permissions: string | undefined): boolean {
  return (BigInt(permissions ?? '0') & (MANAGE_GUILD | ADMINISTRATOR)) !== 0n;
}

function placeOf(
  { guild_id: workspace, channel }: { readonly guild_id?: string; readonly channel?: { readonly id: string } },
  chosen?: string,
): Place | undefined {
  const id = chosen ?? channel?.id;
  return workspace === undefined || id === undefined ? undefined : { platform: 'discord', workspace, channel: id };
}

/** The subcommand, what was given with it, and which option is being typed. */
function asked({ data }: Commanded): {
  readonly name: string;
  readonly values: Values;
  readonly focused: string | undefined;
} {
  const [sub] = (data.options ?? []) as readonly APIApplicationCommandInteractionDataOption[];
  if (sub?.type !== ApplicationCommandOptionType.Subcommand) return { name: '', values: {}, focused: undefined };
  const options = sub.options ?? [];
  return {
    name: sub.name,
    values: Object.fromEntries(
      options.map((option) => [option.name, 'value' in option ? String(option.value) : undefined]),
    ),
    focused: options.find((option) => 'focused' in option && option.focused)?.name,
  };
}

/** Returns what to offer for an option that is being typed. */
export async function digestCompleted(
  interaction: APIApplicationCommandAutocompleteInteraction,
  bot: Bot,
): Promise<Choices> {
  const { values, focused } = asked(interaction);
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
      const place = placeOf(interaction);
      if (place === undefined || bot.digests === undefined || !mayManage(interaction.member?.permissions)) return [];
      const all = await bot.digests.subscriptions({ platform: 'discord', workspace: place.workspace });
      // Those of the channel at hand first.
      return all
        .toSorted((a, b) => Number(b.place.channel === place.channel) - Number(a.place.channel === place.channel))
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

/** Topics are typed one after another, separated by commas: the last is completed, and those before it are kept. */
function topicChoices(typed: string, language: Language, bot: Bot): Choices {
  const { briefs, finder } = bot.catalogue();
  const parts = typed.split(/[,，、]/u);
  // What was chosen before comes back as it was shown; as ids, more of them fit.
  const before = parts
    .slice(0, -1)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const found = briefs.has(part) ? undefined : finder.find(part);
      return found?.result === 'found' ? found.brief.id : part;
    });
  const found = finder.suggest((parts.at(-1) ?? '').trim(), language, LIMITS.autocompleteChoices);
  const all =
    before.length === 0 && 'all'.startsWith(typed.trim().toLowerCase())
      ? [{ name: language === 'zh' ? '全部主题' : 'All topics', value: 'all' }]
      : [];
  return [
    ...all,
    ...found
      .filter(({ id }) => !before.includes(id))
      .map((brief) => ({
        name: clip([...before, plain(pick(brief.title, language))].join(', '), LIMITS.choiceName),
        value: [...before, brief.id].join(','),
      }))
      .filter(({ value }) => value.length <= LIMITS.choiceName),
  ].slice(0, LIMITS.autocompleteChoices);
}
