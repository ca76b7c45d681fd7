/** Digests in Discord: the command, its completion and the buttons. */
import type { APIChatInputApplicationCommandInteraction, APIMessageComponentInteraction } from 'discord.js';
import type { Language } from '../../../records/schema.ts';
import { DIGEST_ACTIONS, type DigestButton } from '../../../reply/button.ts';
import { runDigestCommand, type DigestCommand } from '../../../conversation/digests/command.ts';
import type { Actor } from '../../../conversation/digests/digests.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { Bot } from '../../platform.ts';
import { commandOf } from '../commands/digest.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { channelOf } from './channel.ts';
import { pagesOf } from './respond.ts';
import { subcommandOf, mayManage } from './subcommand.ts';

/** Returns the answer to the command. */
export async function onDigestCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { name, values } = subcommandOf(interaction);
  const { locale } = interaction;
  const language = languageOf('', locale);
  const channelRef = channelOf(interaction, values.channel);
  const act = DIGEST_ACTIONS.find((one) => one === name);
  const refused = refusal(interaction.member?.permissions, channelRef, bot, language);
  if (refused !== undefined || act === undefined || channelRef === undefined) return refused ?? [];
  const { topics, days, at, zone, language: written, 'when-quiet': whenQuiet } = values;
  const request: DigestCommand = {
    action: act,
    id: values.digest?.trim().toLowerCase(),
    input: { topics, days, time: at, zone, language: written, whenQuiet },
    owner: values.to,
    requestId: interaction.id,
  };
  return runDigest(request, channelRef, interaction.member?.user.id ?? '', { language, locale }, bot);
}

/** Returns the answer to a button of a digest: in a server, or in the direct message by which its owner was told. */
export async function onDigestButton(
  interaction: APIMessageComponentInteraction,
  target: DigestButton,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { action, subscription: id, language } = target;
  const { locale } = interaction;
  const person = interaction.member?.user.id ?? interaction.user?.id ?? '';
  if (interaction.guild_id === undefined) {
    // The owner's own digest, told of privately: no server is at hand whose rights could be asked.
    const { digests } = bot;
    const own = (await digests?.subscriptions({ platform: 'discord', owner: person }))?.find((one) => one.id === id);
    if (own === undefined) return pagesOf(noteReply('unknown', language, id));
    return runDigest(
      { action, id, input: {}, requestId: interaction.id },
      own.channelRef,
      person,
      { language, locale },
      bot,
    );
  }
  const channelRef = channelOf(interaction);
  const refused = refusal(interaction.member?.permissions, channelRef, bot, language);
  if (refused !== undefined || channelRef === undefined) return refused ?? [];
  if (action === 'change') {
    const command = `${commandOf('change', locale, 'digest')}:${id}`;
    const hint = language === 'zh' ? `用 ${command} 加上要修改的内容。` : `Type ${command} with what is to change.`;
    return pagesOf({
      title: '',
      language,
      audience: 'asker',
      blocks: [{ type: 'note', tone: 'plain', text: hint }],
      actions: [],
    });
  }
  return runDigest(
    { action, id: id === '' ? undefined : id, input: {}, requestId: interaction.id },
    channelRef,
    person,
    { language, locale },
    bot,
  );
}

async function runDigest(
  request: DigestCommand,
  channelRef: ChannelRef,
  person: string,
  { language, locale }: { readonly language: Language; readonly locale: string | undefined },
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { digests } = bot;
  if (digests === undefined) return pagesOf(noteReply('no-store', language));
  const actor: Actor = {
    person,
    language,
    within: { platform: 'discord', workspace: channelRef.workspace },
    command: (act) => commandOf(act, locale),
  };
  return pagesOf((await runDigestCommand(digests, request, channelRef, actor)).reply);
}

function refusal(
  permissions: string | undefined,
  channelRef: ChannelRef | undefined,
  bot: Bot,
  language: Language,
): readonly DiscordMessage[] | undefined {
  if (bot.digests === undefined) return pagesOf(noteReply('no-store', language));
  if (channelRef === undefined || !mayManage(permissions)) {
    return pagesOf(
      noteReply('not-allowed', language, language === 'zh' ? '“管理服务器”权限' : 'the permission Manage Server'),
    );
  }
  return undefined;
}
