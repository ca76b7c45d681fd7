/** What a command or a button asks of digests, the same on every platform: read from text, then done. */
import type { Actor, Digests, Done } from './digests.ts';
import { faultReply, noteText } from './notes.ts';
import type { Place } from '../../digest/subscription.ts';
import { readLoosely } from './parse-unlabelled.ts';
import type { Wish } from './subscription-input.ts';

export const ACTS = [
  'subscribe',
  'list',
  'change',
  'pause',
  'resume',
  'remove',
  'preview',
  'now',
  'log',
  'handover',
] as const;
export type Act = (typeof ACTS)[number];

/** The acts as they are typed in Chinese. */
const IN_CHINESE: Readonly<Record<string, Act>> = {
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

export type Asked = {
  readonly act: Act;
  /** The digest meant; where it is left out, the only one of the channel. */
  readonly id?: string | undefined;
  readonly wish: Wish;
  /** handover: the platform's id of the new owner. */
  readonly owner?: string | undefined;
  /** The id of the press or command, so that a repeated one sends once. */
  readonly requestId: string;
};

const FIELDS: Readonly<Record<string, keyof Wish | 'owner'>> = {
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

/** Reads the text of a command such as `subscribe topics: ai-governance days: weekdays at: 09:00 zone: Beijing`; the act is undefined where the first word is none. */
export function readAct(text: string): {
  readonly act: Act | undefined;
  readonly word: string;
  readonly id?: string;
  readonly wish: Wish;
  readonly owner?: string;
} {
  const [word = '', ...rest] = text.normalize('NFKC').trim().slice(0, 2_000).split(/\s+/u);
  const act =
    ACTS.find((one) => one === word.toLowerCase()) ?? (Object.hasOwn(IN_CHINESE, word) ? IN_CHINESE[word] : undefined);
  const remaining = rest.join(' ');
  const wish: { -readonly [Field in keyof Wish]: Wish[Field] } = {};
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
    else if (field !== undefined) wish[field] = value;
  }
  const loose = act === 'subscribe' || act === 'change' ? readLoosely(head) : { rest: head, wish: {} };
  const [first = ''] = loose.rest.split(' ');
  if (first !== '') id = first.toLowerCase();
  // What stands before the fields names the topics of a new digest; passed over, it would silently become all topics.
  if (act === 'subscribe' && loose.rest !== '' && wish.topics === undefined) wish.topics = loose.rest;
  return {
    act,
    word,
    ...(id !== undefined && { id }),
    wish: { ...loose.wish, ...wish },
    ...(owner !== undefined && { owner }),
  };
}

/** Does what was asked in a channel; where no digest is named and the channel has several, it asks back. */
export async function doAct(
  digests: Digests,
  { act, id, wish, owner, requestId }: Asked,
  place: Place,
  actor: Actor,
): Promise<Done> {
  switch (act) {
    case 'subscribe':
      return digests.subscribe(place, wish, actor);
    case 'list':
      return digests.list({ platform: place.platform, workspace: place.workspace, channel: place.channel }, actor);
    case 'log':
      return digests.log(id === undefined ? place : { id }, actor);
    default: {
      const meant = id ?? (await digests.only(place, act, actor));
      if (typeof meant !== 'string') return meant;
      if (act === 'change') return digests.change(meant, wish, actor);
      if (act === 'now') return digests.now(meant, requestId, actor);
      if (act === 'handover') {
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
        return digests.handover(meant, owner, actor);
      }
      return digests[act](meant, actor);
    }
  }
}
