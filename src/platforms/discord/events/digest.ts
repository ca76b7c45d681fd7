/** Digests in Discord: the command, its completion and the buttons. */
import type { APIChatInputApplicationCommandInteraction, APIMessageComponentInteraction } from 'discord.js';
import type { Language } from '../../../records/schema.ts';
import { ACTS, doAct, type Asked } from '../../../conversation/digests/command.ts';
import type { Actor } from '../../../conversation/digests/digests.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { Place } from '../../../digest/subscription.ts';
import type { DigestTarget } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { commandOf } from '../commands/digest.ts';
import { languageOf } from './language.ts';
import type { Message } from '../render/payload.ts';
import { channelOf } from './channel.ts';
import { shown } from './respond.ts';
import { asked, mayManage } from './subcommand.ts';

/** Returns the answer to the command. */
export async function digestCommanded(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly Message[]> {
  const { name, values } = asked(interaction);
  const { locale } = interaction;
  const language = languageOf('', locale);
  const place = channelOf(interaction, values.channel);
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
  const place = channelOf(interaction);
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
  if (place === undefined || !mayManage(permissions)) {
    return shown(
      noteReply('not-allowed', language, language === 'zh' ? '“管理服务器”权限' : 'the permission Manage Server'),
    );
  }
  return undefined;
}
