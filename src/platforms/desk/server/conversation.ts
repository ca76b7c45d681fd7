/** What is done with what is typed or pressed on the desk: each becomes a reply, or a form to fill in. */
import type { Language } from '../../../records/schema.ts';
import { runDigestCommand, parseDigestCommand, type DigestCommand } from '../../../conversation/digests/command.ts';
import type { Actor } from '../../../conversation/digests/digests.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import type { FlagForm } from '../../../conversation/flags/types.ts';
import type { Reply } from '../../../reply/reply.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { parseMessageText } from '../../../conversation/parse-text.ts';
import { parseLanguage } from '../../../conversation/parse-language.ts';
import {
  decodeDigestButton,
  decodeFlagButton,
  decodeOpenButton,
  type DigestButton,
  type OpenButton,
} from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { DESK_CHANNEL_REF } from './courier.ts';
import { digestForm, type DigestForm } from './digest-form.ts';
import { notice, stale } from './show.ts';
import { digestHelp, HELP_ENTRIES } from './help.ts';

export type DeskResult =
  | { readonly type: 'reply'; readonly reply: Reply; readonly page: number }
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** Who asks: the language and time zone of the page, and an id of what was typed or pressed, so that a repeated one is done once. */
export type DeskPerson = { readonly language: Language; readonly zone: string; readonly request: string };

/** Everybody who opens the desk is one person to it. */
const PERSON = 'desk';

/** Returns the person at the desk as digests know them. */
export const actorIn = (language: Language): Actor => ({
  person: PERSON,
  language,
  within: { platform: DESK_CHANNEL_REF.platform, workspace: DESK_CHANNEL_REF.workspace },
});

/** Who flags at the desk. */
export const flaggerIn = (language: Language) => ({ channelRef: DESK_CHANNEL_REF, person: PERSON, language });

const asResult = (reply: Reply, page = 1): DeskResult => ({ type: 'reply', reply, page });

/** Returns what comes of a text: a command, or a question as in a chat. */
export async function onTyped(text: string, asker: DeskPerson, bot: Bot): Promise<DeskResult> {
  const [, commanded] = /^\s*\/digest(?:\s+(.*))?$/isu.exec(text) ?? [];
  if (/^\s*\/digest\b/iu.test(text)) return onDigestTyped(commanded ?? '', asker, bot);
  const language = parseLanguage(text).language ?? asker.language;
  const isCommand = /^\s*\//u.test(text);
  return asResult(
    await bot.answer(parseMessageText(text, bot.catalogue()), {
      language,
      // What is commanded is answered to who asked, with a button to share it; what is asked in the open, for everyone.
      audience: isCommand ? 'asker' : 'everyone',
      helpEntries: HELP_ENTRIES[language],
    }),
  );
}

async function onDigestTyped(text: string, asker: DeskPerson, bot: Bot): Promise<DeskResult> {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : asker.language;
  const { digests } = bot;
  if (digests === undefined) return asResult(noteReply('no-store', language));
  const { action, word, id, input, owner } = parseDigestCommand(text);
  if (action === undefined && word !== '') return asResult(digestHelp(language));
  if (action === undefined || ((action === 'subscribe' || action === 'change') && Object.keys(input).length === 0)) {
    const form = await formOf(action === 'change' ? id : undefined, action === 'change', { ...asker, language }, bot);
    if (form !== undefined) return form;
  }
  const asked: DigestCommand = {
    action: action ?? 'list',
    id: action === 'subscribe' ? undefined : id,
    // Where no zone is typed, that of the browser is meant, and said back.
    input: action === 'subscribe' && input.zone === undefined ? { ...input, zone: asker.zone } : input,
    owner,
    requestId: asker.request,
  };
  return asResult((await runDigestCommand(digests, asked, DESK_CHANNEL_REF, actorIn(language))).reply);
}

/** The form of a digest; undefined where one is to be changed and none is meant. */
async function formOf(
  id: string | undefined,
  changing: boolean,
  { language, zone }: Pick<DeskPerson, 'language' | 'zone'>,
  { digests, catalogue }: Bot,
): Promise<DeskResult | undefined> {
  let meant: Subscription | undefined;
  if (changing) {
    const here = (await digests?.subscriptions(DESK_CHANNEL_REF)) ?? [];
    meant = id === undefined && here.length === 1 ? here[0] : here.find((one) => one.id === id);
    if (meant === undefined) return undefined;
  }
  return { type: 'digest', form: digestForm({ catalogue: catalogue(), language, zone }, meant) };
}

/** Returns what comes of a press: `id` is what a button or a chosen option carries. */
export async function onClick(id: string, asker: DeskPerson, bot: Bot): Promise<DeskResult> {
  // Behind a # stands what tells two alike apart.
  const meant = id.split('#', 1)[0] ?? '';
  const digest = decodeDigestButton(meant);
  if (digest !== undefined) return onDigestButton(digest, asker, bot);
  const flag = decodeFlagButton(meant);
  if (flag !== undefined) {
    if (bot.flags === undefined) return asResult(noteReply('no-store', flag.language));
    const asked = bot.flags.form(flag.topic, flag.language);
    return asked.ok ? { type: 'flag', form: asked.form } : asResult(asked.reply);
  }
  const target = decodeOpenButton(meant);
  if (target === undefined) return asResult(stale(asker.language));
  if (target.verb === 'share') return asResult(await share(target, asker, bot));
  const { request, page, language } = target;
  return asResult(
    await bot.answer(request, { language, audience: 'asker', helpEntries: HELP_ENTRIES[language] }),
    page,
  );
}

async function onDigestButton(
  { action, subscription, language }: DigestButton,
  asker: DeskPerson,
  bot: Bot,
): Promise<DeskResult> {
  const { digests } = bot;
  if (digests === undefined) return asResult(noteReply('no-store', language));
  const id = subscription === '' ? undefined : subscription;
  if (action === 'change') {
    const form = await formOf(id, true, { ...asker, language }, bot);
    return form ?? asResult(noteReply('unknown', language, subscription));
  }
  const asked: DigestCommand = { action, id, input: {}, requestId: asker.request };
  return asResult((await runDigestCommand(digests, asked, DESK_CHANNEL_REF, actorIn(language))).reply);
}

/** Posts a brief in the desk's channel, once for each press, and returns what the presser is told. */
async function share(
  { request, language }: OpenButton,
  { request: press }: DeskPerson,
  { answer, board, now }: Bot,
): Promise<Reply> {
  const texts = replyTexts(language);
  if (board === undefined) return noteReply('no-store', language);
  const reply = await answer(request, { language, audience: 'everyone', helpEntries: HELP_ENTRIES[language] });
  const by = { type: 'note', tone: 'plain', text: texts.sharedBy(language === 'zh' ? '工作台' : 'the desk') } as const;
  await board.post({
    id: `share-${press}`,
    channel: DESK_CHANNEL_REF.channel,
    postedAt: now(),
    reply: { ...reply, blocks: [by, ...reply.blocks] },
  });
  return notice(texts.shared, language);
}
