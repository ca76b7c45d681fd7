/** What is done with what is typed or pressed on the desk: each becomes a reply, or a form to fill in. */
import type { Language } from '../../../records/schema.ts';
import { doAct, readAct, type Asked } from '../../../conversation/digests/command.ts';
import type { Actor } from '../../../conversation/digests/digests.ts';
import { noteReply } from '../../../conversation/digests/notes.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import type { FlagForm } from '../../../conversation/flags/types.ts';
import type { Reply } from '../../../reply/reply.ts';
import { wordsOf } from '../../../reply/texts/reply.ts';
import { readMessage } from '../../../conversation/parse-text.ts';
import { readLanguage } from '../../../conversation/parse-language.ts';
import {
  decodeDigestTarget,
  decodeFlagTarget,
  decodeTarget,
  type DigestTarget,
  type Target,
} from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { DESK_PLACE } from './courier.ts';
import { digestForm, type DigestForm } from './digest-form.ts';
import { notice, stale } from './show.ts';
import { digestHelp, WAYS } from './help.ts';

export type Answered =
  | { readonly type: 'reply'; readonly reply: Reply; readonly page: number }
  | { readonly type: 'digest'; readonly form: DigestForm }
  | { readonly type: 'flag'; readonly form: FlagForm };

/** Who asks: the language and time zone of the page, and an id of what was typed or pressed, so that a repeated one is done once. */
export type Asker = { readonly language: Language; readonly zone: string; readonly request: string };

/** Everybody who opens the desk is one person to it. */
const PERSON = 'desk';

/** Returns the person at the desk as digests know them. */
export const actorIn = (language: Language): Actor => ({
  person: PERSON,
  language,
  within: { platform: DESK_PLACE.platform, workspace: DESK_PLACE.workspace },
});

/** Who flags at the desk. */
export const flaggerIn = (language: Language) => ({ place: DESK_PLACE, person: PERSON, language });

const told = (reply: Reply, page = 1): Answered => ({ type: 'reply', reply, page });

/** Returns what comes of a text: a command, or a question as in a chat. */
export async function typed(text: string, asker: Asker, bot: Bot): Promise<Answered> {
  const [, commanded] = /^\s*\/digest(?:\s+(.*))?$/isu.exec(text) ?? [];
  if (/^\s*\/digest\b/iu.test(text)) return digestTyped(commanded ?? '', asker, bot);
  const language = readLanguage(text).language ?? asker.language;
  const isCommand = /^\s*\//u.test(text);
  return told(
    await bot.answer(readMessage(text, bot.catalogue()), {
      language,
      // What is commanded is answered to who asked, with a button to share it; what is asked in the open, for everyone.
      audience: isCommand ? 'asker' : 'everyone',
      ways: WAYS[language],
    }),
  );
}

async function digestTyped(text: string, asker: Asker, bot: Bot): Promise<Answered> {
  const language = /\p{Script=Han}/u.test(text) ? 'zh' : asker.language;
  const { digests } = bot;
  if (digests === undefined) return told(noteReply('no-store', language));
  const { act, word, id, wish, owner } = readAct(text);
  if (act === undefined && word !== '') return told(digestHelp(language));
  if (act === undefined || ((act === 'subscribe' || act === 'change') && Object.keys(wish).length === 0)) {
    const form = await formOf(act === 'change' ? id : undefined, act === 'change', { ...asker, language }, bot);
    if (form !== undefined) return form;
  }
  const asked: Asked = {
    act: act ?? 'list',
    id: act === 'subscribe' ? undefined : id,
    // Where no zone is typed, that of the browser is meant, and said back.
    wish: act === 'subscribe' && wish.zone === undefined ? { ...wish, zone: asker.zone } : wish,
    owner,
    requestId: asker.request,
  };
  return told((await doAct(digests, asked, DESK_PLACE, actorIn(language))).reply);
}

/** The form of a digest; undefined where one is to be changed and none is meant. */
async function formOf(
  id: string | undefined,
  changing: boolean,
  { language, zone }: Pick<Asker, 'language' | 'zone'>,
  { digests, catalogue }: Bot,
): Promise<Answered | undefined> {
  let meant: Subscription | undefined;
  if (changing) {
    const here = (await digests?.subscriptions(DESK_PLACE)) ?? [];
    meant = id === undefined && here.length === 1 ? here[0] : here.find((one) => one.id === id);
    if (meant === undefined) return undefined;
  }
  return { type: 'digest', form: digestForm({ catalogue: catalogue(), language, zone }, meant) };
}

/** Returns what comes of a press: `id` is what a button or a chosen option carries. */
export async function pressed(id: string, asker: Asker, bot: Bot): Promise<Answered> {
  // Behind a # stands what tells two alike apart.
  const meant = id.split('#', 1)[0] ?? '';
  const digest = decodeDigestTarget(meant);
  if (digest !== undefined) return digestPressed(digest, asker, bot);
  const flag = decodeFlagTarget(meant);
  if (flag !== undefined) {
    if (bot.inbox === undefined) return told(noteReply('no-store', flag.language));
    const asked = bot.inbox.form(flag.topic, flag.language);
    return asked.ok ? { type: 'flag', form: asked.form } : told(asked.reply);
  }
  const target = decodeTarget(meant);
  if (target === undefined) return told(stale(asker.language));
  if (target.verb === 'share') return told(await share(target, asker, bot));
  const { request, page, language } = target;
  return told(await bot.answer(request, { language, audience: 'asker', ways: WAYS[language] }), page);
}

async function digestPressed({ act, subscription, language }: DigestTarget, asker: Asker, bot: Bot): Promise<Answered> {
  const { digests } = bot;
  if (digests === undefined) return told(noteReply('no-store', language));
  const id = subscription === '' ? undefined : subscription;
  if (act === 'change') {
    const form = await formOf(id, true, { ...asker, language }, bot);
    return form ?? told(noteReply('unknown', language, subscription));
  }
  const asked: Asked = { act, id, wish: {}, requestId: asker.request };
  return told((await doAct(digests, asked, DESK_PLACE, actorIn(language))).reply);
}

/** Posts a brief in the desk's channel, once for each press, and returns what the presser is told. */
async function share(
  { request, language }: Target,
  { request: press }: Asker,
  { answer, board, now }: Bot,
): Promise<Reply> {
  const words = wordsOf(language);
  if (board === undefined) return noteReply('no-store', language);
  const reply = await answer(request, { language, audience: 'everyone', ways: WAYS[language] });
  const by = { type: 'note', tone: 'plain', text: words.sharedBy(language === 'zh' ? '工作台' : 'the desk') } as const;
  await board.post({
    id: `share-${press}`,
    channel: DESK_PLACE.channel,
    postedAt: now(),
    reply: { ...reply, blocks: [by, ...reply.blocks] },
  });
  return notice(words.shared, language);
}
