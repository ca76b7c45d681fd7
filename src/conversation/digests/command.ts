/** A digest command or button action, the same on every platform: parsed from text, then run. */
import { DIGEST_ACTIONS, type DigestAction } from '../../reply/button.ts';
import type { Actor, Digests, DigestResult } from './digest-actions.ts';
import { faultReply, noteText } from './short-replies.ts';
import { simplified } from '../../shared/simplified.ts';
import type { ChannelRef } from '../../digest/subscription.ts';
import { parseDigestRequest } from './parse-digest-request.ts';
import type { TopicNames } from './topic-names.ts';
import type { SubscriptionInput } from './subscription-input.ts';
/** The actions by other words for them, and as they are typed in Chinese. */
const BY_OTHER_WORDS: Readonly<Record<string, DigestAction>> = {
  add: 'subscribe',
  edit: 'change',
  stop: 'pause',
  delete: 'remove',
  unsubscribe: 'remove',
  send: 'now',
  show: 'list',
  status: 'list',
  订阅: 'subscribe',
  添加: 'subscribe',
  列表: 'list',
  查看: 'list',
  修改: 'change',
  更改: 'change',
  暂停: 'pause',
  停止: 'pause',
  恢复: 'resume',
  继续: 'resume',
  移除: 'remove',
  删除: 'remove',
  退订: 'remove',
  取消: 'remove',
  预览: 'preview',
  立即发送: 'now',
  发送: 'now',
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
  /** list: the digests of all channels of the workspace. */
  readonly everywhere?: boolean | undefined;
  /** remove: whether the person is asked before, as where it is typed. */
  readonly asksFirst?: boolean | undefined;
  /** The id of the click or command, so that a repeated one sends once. */
  readonly requestId: string;
};

const FIELDS: Readonly<Record<string, Exclude<keyof SubscriptionInput, 'channel'> | 'owner'>> = {
  topic: 'topics',
  topics: 'topics',
  days: 'days',
  at: 'time',
  time: 'time',
  zone: 'zone',
  timezone: 'zone',
  language: 'language',
  'when-quiet': 'whenQuiet',
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

export type ParsedDigestCommand = {
  /** Undefined where the first word names none: then it is read with the others. */
  readonly action: DigestAction | undefined;
  readonly word: string;
  /** What stands before the schedule and the fields: topics, or for an action on an existing digest its id or its name. */
  readonly head: string;
  readonly input: SubscriptionInput;
  readonly owner?: string;
};

/** Parses the text of a command such as `subscribe energy weekdays 9am Beijing`, or with fields such as `change days: weekdays at: 09:00 zone: Beijing`. */
export function parseDigestCommand(text: string, names: TopicNames): ParsedDigestCommand {
  const [word = '', ...rest] = text.normalize('NFKC').trim().slice(0, 2_000).split(/\s+/u);
  const known = simplified(word.toLowerCase());
  const action =
    DIGEST_ACTIONS.find((one) => one === known) ??
    (Object.hasOwn(BY_OTHER_WORDS, known) ? BY_OTHER_WORDS[known] : undefined);
  const { remaining, channel, person } = mentionsOf((action === undefined ? [word, ...rest] : rest).join(' '), action);
  const fields = [
    ...remaining.matchAll(/(?:^|\s)(?:--)?([a-z-]+|\p{Script=Han}+)\s*[:=]\s*|(?:^|\s)--([a-z-]+)\s+/giu),
  ].filter((match) => Object.hasOwn(FIELDS, (match[1] ?? match[2] ?? '').toLowerCase()));
  const head = remaining.slice(0, fields[0]?.index ?? remaining.length).trim();
  const input: InputFields = channel === undefined ? {} : { channel };
  let owner = person;
  for (const [index, match] of fields.entries()) {
    const field = FIELDS[(match[1] ?? match[2] ?? '').toLowerCase()];
    const value = remaining
      .slice(match.index + match[0].length, fields[index + 1]?.index ?? remaining.length)
      .trim()
      .replace(/^["'“”](.*)["'“”]$/u, '$1');
    if (field === 'owner') owner ??= value;
    else if (field !== undefined) input[field] = value;
  }
  const isWritten = action === undefined || action === 'subscribe' || action === 'change';
  const { topics = '', ...schedule } = isWritten ? parseDigestRequest(head, names) : { topics: head };
  return {
    action,
    word,
    head: topics,
    input: { ...schedule, ...input },
    ...(owner !== undefined && owner !== '' && { owner }),
  };
}

type InputFields = { -readonly [Field in keyof SubscriptionInput]: SubscriptionInput[Field] };

/** Takes the channel and the new owner that are mentioned out of a text; other mentions stay, as words. */
function mentionsOf(text: string, action: DigestAction | undefined) {
  let channel: string | undefined;
  let person: string | undefined;
  const remaining = text
    .replace(/(?:(?:^|(?<=\s))(?:channel|频道)\s*[:=]\s*)?<#([A-Z0-9]+)(?:\|[^<>]*)?>/giu, (whole, id: string) => {
      if (channel !== undefined) return whole;
      channel = id;
      return ' ';
    })
    .replace(/<@!?([A-Z0-9]+)(?:\|([^<>]*))?>/giu, (_, id: string, name: string | undefined) => {
      if (action !== 'handover' || person !== undefined) return `@${name ?? id}`;
      person = id;
      return ' ';
    });
  return {
    remaining:
      person === undefined ? remaining : remaining.replace(/(?<=^|\s)(?:to|owner|负责人|给)\s*[:=]?\s*$/iu, ''),
    channel,
    person,
  };
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
