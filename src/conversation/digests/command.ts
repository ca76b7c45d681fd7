/** A digest command or button action, the same on every platform: parsed from text, then run. */
import { DIGEST_ACTIONS, type DigestAction } from '../../reply/button.ts';
import type { Actor, Digests, DigestResult } from './types.ts';
import { faultReply, noteText } from './notes.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import { parseUnlabelled } from './parse-unlabelled.ts';
import type { SubscriptionInput } from './subscription-input.ts';
/** The actions as they are typed in Chinese. */
const IN_CHINESE: Readonly<Record<string, DigestAction>> = {
  订阅: 'subscribe',
  添加: 'subscribe',
  列表: 'list',
  修改: 'change',
  更改: 'change',
  暂停: 'pause',
  恢复: 'resume',
  移除: 'remove',
  删除: 'remove',
  退订: 'remove',
  取消: 'remove',
  预览: 'preview',
  立即发送: 'now',
  记录: 'log',
  移交: 'handover',
};

export type DigestCommand = {
  readonly action: DigestAction;
  /** The id of the digest; where it is omitted, the only digest of the channel. */
  readonly id?: string | undefined;
  readonly input: SubscriptionInput;
  /** handover: the platform's id of the new owner. */
  readonly owner?: string | undefined;
  /** The id of the click or command, so that a repeated one sends once. */
  readonly requestId: string;
};

const FIELDS: Readonly<Record<string, keyof SubscriptionInput | 'owner'>> = {
  topic: 'topics',
  topics: 'topics',
  day: 'days',
  days: 'days',
  on: 'days',
  at: 'time',
  time: 'time',
  zone: 'zone',
  timezone: 'zone',
  in: 'zone',
  language: 'language',
  lang: 'language',
  'when-quiet': 'whenQuiet',
  quiet: 'whenQuiet',
  whenquiet: 'whenQuiet',
  owner: 'owner',
  to: 'owner',
  主题: 'topics',
  日期: 'days',
  星期: 'days',
  时间: 'time',
  时区: 'zone',
  语言: 'language',
  无新内容: 'whenQuiet',
  负责人: 'owner',
};

/** Parses the text of a command such as `subscribe topics: ai-governance days: weekdays at: 09:00 zone: Beijing`; the action is undefined where the first word names none. */
export function parseDigestCommand(text: string): {
  readonly action: DigestAction | undefined;
  readonly word: string;
  readonly id?: string;
  readonly input: SubscriptionInput;
  readonly owner?: string;
} {
  const [word = '', ...rest] = text.normalize('NFKC').trim().slice(0, 2_000).split(/\s+/u);
  const action =
    DIGEST_ACTIONS.find((one) => one === word.toLowerCase()) ??
    (Object.hasOwn(IN_CHINESE, word) ? IN_CHINESE[word] : undefined);
  const remaining = rest.join(' ');
  const input: { -readonly [Field in keyof SubscriptionInput]: SubscriptionInput[Field] } = {};
  let owner: string | undefined;
  let id: string | undefined;
  const found = [
    ...remaining.matchAll(/(?:^|\s)(?:--)?([a-z-]+|\p{Script=Han}+)\s*[:=]\s*|(?:^|\s)--([a-z-]+)\s+/giu),
  ].filter((match) => Object.hasOwn(FIELDS, (match[1] ?? match[2] ?? '').toLowerCase()));
  const head = remaining.slice(0, found[0]?.index ?? remaining.length).trim();
  for (const [index, match] of found.entries()) {
    const field = FIELDS[(match[1] ?? match[2] ?? '').toLowerCase()];
    const value = remaining
      .slice(match.index + match[0].length, found[index + 1]?.index ?? remaining.length)
      .trim()
      .replace(/^["'“”](.*)["'“”]$/u, '$1');
    if (field === 'owner') owner = value.replace(/^<@!?([A-Z0-9]+)(?:\|[^>]*)?>$/u, '$1');
    else if (field !== undefined) input[field] = value;
  }
  const unlabelled = action === 'subscribe' || action === 'change' ? parseUnlabelled(head) : { rest: head, input: {} };
  const [first = ''] = unlabelled.rest.split(' ');
  if (first !== '') id = first.toLowerCase();
  // Text before the first field names the topics of a new digest; if it were ignored, the digest would silently cover all topics.
  if (action === 'subscribe' && unlabelled.rest !== '' && input.topics === undefined) input.topics = unlabelled.rest;
  return {
    action,
    word,
    ...(id !== undefined && { id }),
    input: { ...unlabelled.input, ...input },
    ...(owner !== undefined && { owner }),
  };
}

/** Runs a command in a channel; where it names no digest and the channel has several, the reply offers them to choose from. */
export async function runDigestCommand(
  digests: Digests,
  { action, ...command }: DigestCommand,
  channelRef: ChannelRef,
  actor: Actor,
): Promise<DigestResult> {
  return action === 'subscribe'
    ? digests.subscribe(channelRef, command.input, actor)
    : runOnDigests(digests, { action, ...command }, channelRef, actor);
}

/** Runs a command on existing digests: on the named one, or on those of a channel, of a workspace, or on all. */
export async function runOnDigests(
  digests: Digests,
  {
    action,
    id,
    input,
    owner,
    requestId,
  }: Omit<DigestCommand, 'action'> & { readonly action: Exclude<DigestAction, 'subscribe'> },
  where: Partial<ChannelRef>,
  actor: Actor,
): Promise<DigestResult> {
  switch (action) {
    case 'list':
      return digests.list(where, actor);
    case 'log':
      return digests.log(id === undefined ? where : { id }, actor);
    default: {
      const digestId = id ?? (await digests.only(where, action, actor));
      if (typeof digestId !== 'string') return digestId;
      if (action === 'change') return digests.change(digestId, input, actor);
      if (action === 'now') return digests.now(digestId, requestId, actor);
      if (action === 'handover') {
        if (owner === undefined || owner === '') {
          return {
            ok: false,
            faults: [],
            reply: faultReply(
              [{ field: 'channel', message: noteText('name-owner', actor.language, '', actor.command) }],
              actor.language,
            ),
          };
        }
        return digests.handover(digestId, owner, actor);
      }
      return digests[action](digestId, actor);
    }
  }
}
