/** The replies to what people do with digests. Pure. */
import type { Catalogue } from '../brief/catalogue.ts';
import type { Language } from '../brief/schema.ts';
import { formatDay } from '../brief/when.ts';
import { pick } from '../reply/pick.ts';
import type { Action, Block, Reply } from '../reply/reply.ts';
import { wordsOf } from '../reply/words.ts';
import type { DigestAct } from '../request/request.ts';
import type { Alert } from '../store/store.ts';
import { adviceText } from './advice.ts';
import { reasonText } from './alert.ts';
import { formatSchedule } from './schedule.ts';
import { nextSlots } from './slot.ts';
import type { Delivery, PauseReason, Subscription } from './subscription.ts';
import type { WishFault } from './wish.ts';
import { digestWords } from './words.ts';
import { zoneName } from './zone-name.ts';

/** How many of the next times every answer tells. */
const NEXT_TIMES = 3;
/** A channel's list is not longer than what it may have; a workspace's is shown up to here, with the rest counted. */
const LIST_MOST = 25;

type NoteKind =
  | 'unknown'
  | 'too-many'
  | 'paused'
  | 'removed'
  | 'queued'
  | 'nothing-new'
  | 'handed-over'
  | 'not-allowed'
  | 'no-store'
  | 'which'
  | 'none-here'
  | PauseReason;

const NOTES: Readonly<Record<Language, Readonly<Record<NoteKind, (about: string) => string>>>> = {
  en: {
    unknown: (id) => `There is no digest ${id} here. See which there are with /digest list.`,
    'too-many': (most) =>
      `This channel has ${most} digests, which is the most that one channel may have. Remove one first, or change one.`,
    paused: (id) => `Digest ${id} is paused. Its settings are kept.`,
    removed: (id) => `Digest ${id} is removed. Nothing more is posted by it.`,
    queued: (id) => `Digest ${id} is being posted now. What it tells counts as heard.`,
    'nothing-new': (id) => `There is nothing new for digest ${id}, so nothing was posted.`,
    'handed-over': (id) => `Digest ${id} has a new owner, who is told when something is wrong with it.`,
    'not-allowed': (who) => `Managing digests here needs ${who}.`,
    'no-store': () => 'Digests are not available: this bot runs without a store.',
    which: (ids) => `This channel has several digests: ${ids}. Name one.`,
    'none-here': () => 'This channel has no digest yet. Make one with /digest subscribe.',
    asked: () => 'It was paused on request.',
    'channel-gone': (detail) => `That channel cannot be found. Check that it exists and is not archived. ${detail}`,
    'no-permission': (detail) => `The bot may not post in that channel. ${detail}`,
    'bot-removed': (detail) => `The bot is not a member of that channel. ${detail}`,
    'token-revoked': (detail) => `The workspace has removed the bot or its token. Install it again. ${detail}`,
    'no-history': (detail) =>
      `The bot may not read the history of that channel, which it needs to find out after a fault whether a digest arrived. ${detail}`,
  },
  zh: {
    unknown: (id) => `这里没有订阅 ${id}。用 /digest list 查看。`,
    'too-many': (most) => `本频道已有${most}个订阅，已达上限。请先移除或修改一个。`,
    paused: (id) => `订阅 ${id} 已暂停，设置均已保留。`,
    removed: (id) => `订阅 ${id} 已移除，不再发布。`,
    queued: (id) => `订阅 ${id} 正在发布，其内容视为已告知。`,
    'nothing-new': (id) => `订阅 ${id} 没有新内容，未发布。`,
    'handed-over': (id) => `订阅 ${id} 已移交新负责人，出现问题时将通知其本人。`,
    'not-allowed': (who) => `在此管理订阅需要${who}。`,
    'no-store': () => '订阅功能不可用：机器人未配置存储。',
    which: (ids) => `本频道有多个订阅：${ids}。请指明一个。`,
    'none-here': () => '本频道尚无订阅。用 /digest subscribe 添加。',
    asked: () => '已应要求暂停。',
    'channel-gone': (detail) => `找不到该频道。请确认其存在且未归档。${detail}`,
    'no-permission': (detail) => `机器人无权在该频道发言。${detail}`,
    'bot-removed': (detail) => `机器人不在该频道。${detail}`,
    'token-revoked': (detail) => `工作区已移除机器人或其令牌，请重新安装。${detail}`,
    'no-history': (detail) => `机器人无权读取该频道记录；出错后需借此确认是否送达。${detail}`,
  },
};

const TITLES = {
  en: {
    digest: 'Digest',
    subscribed: 'Digest subscribed',
    changed: 'Digest changed',
    resumed: 'Digest resumed',
    list: 'Digests',
    log: 'Deliveries',
    faults: 'That cannot be done yet',
    next: 'Next times',
    settings: 'Settings',
  },
  zh: {
    digest: '摘要',
    subscribed: '已订阅摘要',
    changed: '已修改摘要',
    resumed: '已恢复摘要',
    list: '摘要',
    log: '发送记录',
    faults: '暂时无法完成',
    next: '接下来的时间',
    settings: '设置',
  },
} as const;

type Button = { readonly act: DigestAct; readonly subscription: string };

const LABELS: Readonly<Record<Language, Readonly<Record<DigestAct, string>>>> = {
  en: {
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
    now: 'Send now',
    preview: 'Preview',
    log: 'Log',
    change: 'Change',
    list: 'All digests',
  },
  zh: {
    pause: '暂停',
    resume: '恢复',
    remove: '移除',
    now: '立即发送',
    preview: '预览',
    log: '记录',
    change: '修改',
    list: '全部订阅',
  },
};

/** Returns a button that does something with a digest. */
export function button({ act, subscription }: Button, language: Language): Action {
  return { label: LABELS[language][act], target: { verb: 'digest', act, subscription, language } };
}

/** Returns a short answer of one sentence, with a button where one helps. */
export function noteReply(kind: NoteKind, language: Language, about = '', then?: Button): Reply {
  return {
    title: TITLES[language].digest,
    language,
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text: NOTES[language][kind](about).trim() }],
    actions: then === undefined ? [] : [button(then, language)],
  };
}

/** Returns every fault of a form in words. */
export function faultReply(faults: readonly WishFault[], language: Language, then?: Button): Reply {
  return {
    title: TITLES[language].faults,
    language,
    audience: 'asker',
    blocks: faults.map(({ message }) => ({ type: 'note', tone: 'warning', text: message })),
    actions: then === undefined ? [] : [button(then, language)],
  };
}

/** Returns what a digest is set to, and its next times in its own zone. */
export function createdReply(
  how: 'subscribed' | 'changed' | 'resumed',
  subscription: Subscription,
  confirmed: string,
  catalogue: Catalogue,
  language: Language,
  now: Temporal.Instant,
): Reply {
  const titles = TITLES[language];
  return {
    title: titles[how],
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: titles.settings,
        items: [{ label: subscription.id, detail: describe(subscription, catalogue, language) }],
      },
      ...(confirmed === '' ? [] : [{ type: 'note', tone: 'plain', text: confirmed } as const]),
      subscription.pausedBecause === undefined
        ? {
            type: 'list',
            heading: titles.next,
            items: nextTimes(subscription, language, now).map((time, index) => ({
              label: String(index + 1),
              detail: time,
            })),
          }
        : { type: 'note', tone: 'warning', text: pausedText(subscription, language) },
    ],
    actions: (
      ['preview', 'change', subscription.pausedBecause === undefined ? 'pause' : 'resume', 'remove'] as const
    ).map((act) => button({ act, subscription: subscription.id }, language)),
  };
}

/** Returns the digests of a place with their next times, what is wrong with them, and buttons where there is only one. */
export function listReply(
  subscriptions: readonly Subscription[],
  alerts: readonly Alert[],
  catalogue: Catalogue,
  language: Language,
  now: Temporal.Instant,
): Reply {
  const titles = TITLES[language];
  const base = { title: titles.list, language, audience: 'asker' } as const;
  const [only] = subscriptions;
  if (only === undefined)
    return { ...base, blocks: [{ type: 'note', tone: 'plain', text: NOTES[language]['none-here']('') }], actions: [] };
  const shown = subscriptions.slice(0, LIST_MOST);
  const blocks: Block[] = shown.map((subscription) => {
    const failed = alerts.filter(
      ({ subscription: id, state, reason }) =>
        id === subscription.id &&
        state === 'failed' &&
        // What paused it once and is mended needs nobody any more; a post of unknown outcome pauses nothing.
        (reason === subscription.pausedBecause || reason === 'no-history'),
    );
    const latest = [...new Map(failed.map((alert) => [alert.reason, alert])).values()];
    return {
      type: 'list',
      heading: `${subscription.id} · ${subscription.place.channel}`,
      items: [
        { label: titles.settings, detail: describe(subscription, catalogue, language) },
        subscription.pausedBecause === undefined
          ? { label: titles.next, detail: nextTimes(subscription, language, now).join(' · ') }
          : { label: LABELS[language].pause, detail: pausedText(subscription, language) },
        ...latest.map(({ detail }) => ({
          label: '!',
          detail: language === 'zh' ? `未能通知负责人：${detail}` : `Its owner could not be told: ${detail}`,
        })),
      ],
    };
  });
  if (subscriptions.length > shown.length)
    blocks.push({
      type: 'note',
      tone: 'plain',
      text:
        language === 'zh'
          ? `另有${subscriptions.length - shown.length}个，请按频道查看。`
          : `And ${subscriptions.length - shown.length} more: list them by channel.`,
    });
  return {
    ...base,
    blocks,
    actions:
      subscriptions.length === 1
        ? actsOf(only).map((act) => button({ act, subscription: only.id }, language))
        : shown.slice(0, 5).map((one) => {
            const act = one.pausedBecause === undefined ? 'pause' : 'resume';
            const { target } = button({ act, subscription: one.id }, language);
            return { target, label: `${LABELS[language][act]} ${one.id}` };
          }),
  };
}

/** What can be done with a digest, in the order of its buttons. */
const actsOf = ({ pausedBecause }: Subscription): DigestAct[] => [
  'preview',
  'now',
  'change',
  pausedBecause === undefined ? 'pause' : 'resume',
  'remove',
];

/** Returns the deliveries as a person reads them: when they were due, what became of them, why. */
export function logReply(deliveries: readonly Delivery[], zone: string, language: Language): Reply {
  const states: Readonly<Record<Delivery['state'], string>> =
    language === 'zh'
      ? {
          waiting: '等待',
          claimed: '发送中',
          unknown: '结果未知，将核查',
          sent: '已发送',
          refused: '被拒',
          skipped: '跳过',
          missed: '未按时发出',
        }
      : {
          waiting: 'waiting',
          claimed: 'being sent',
          unknown: 'outcome unknown, to be looked up',
          sent: 'sent',
          refused: 'refused',
          skipped: 'skipped',
          missed: 'missed',
        };
  return {
    title: TITLES[language].log,
    language,
    audience: 'asker',
    blocks:
      deliveries.length === 0
        ? [{ type: 'note', tone: 'plain', text: language === 'zh' ? '尚无记录。' : 'Nothing has been due yet.' }]
        : [
            {
              type: 'list',
              heading: TITLES[language].log,
              items: deliveries.map((delivery) => ({
                label: `${formatInstant(delivery.slotAt, zone, language)}${delivery.late ? (language === 'zh' ? '（补发）' : ' (late)') : ''}`,
                detail: [
                  states[delivery.state],
                  ...(delivery.reason === '' ? [] : [delivery.reason]),
                  ...(delivery.attempts > 1
                    ? [language === 'zh' ? `第${delivery.attempts}次尝试` : `${delivery.attempts} attempts`]
                    : []),
                ].join(' · '),
              })),
            },
          ],
    actions: [],
  };
}

/** Returns exactly what would be posted, with a note that it was not. */
export function previewReply(reply: Reply | undefined, language: Language): Reply {
  const words = digestWords(language);
  if (reply === undefined)
    return {
      title: TITLES[language].digest,
      language,
      audience: 'asker',
      blocks: [{ type: 'note', tone: 'plain', text: words.previewNothing }],
      actions: [],
    };
  return {
    ...reply,
    audience: 'asker',
    blocks: [{ type: 'note', tone: 'plain', text: words.preview }, ...reply.blocks],
  };
}

function describe(
  { topics, schedule, language: written, whenQuiet }: Subscription,
  catalogue: Catalogue,
  language: Language,
): string {
  const names =
    topics === 'all'
      ? wordsOf(language).allTopics
      : topics
          .map((id) => pick(catalogue.briefs.get(id)?.title ?? { en: id }, language))
          .join(wordsOf(language).listed);
  const quiet =
    language === 'zh'
      ? { skip: '无新内容时不发', rotate: '无新内容时轮换一份简报' }
      : { skip: 'nothing is posted when nothing is new', rotate: 'one brief in turn when nothing is new' };
  const tongue = language === 'zh' ? { en: '英文', zh: '中文' } : { en: 'in English', zh: 'in Chinese' };
  return [names, formatSchedule(schedule, language), tongue[written], quiet[whenQuiet]].join(' · ');
}

const pausedText = ({ pausedBecause, pausedDetail }: Subscription, language: Language): string =>
  `${reasonText(pausedBecause ?? 'asked', language)}${pausedDetail === '' ? '' : wordsOf(language).aside(adviceText(pausedDetail, language))}`;

const nextTimes = ({ schedule }: Subscription, language: Language, now: Temporal.Instant): string[] =>
  nextSlots(schedule, now, NEXT_TIMES).map(({ at }) => formatInstant(at, schedule.zone, language));

/** Returns an instant by a zone's clock, such as `Mon November 30, 2026, 09:00 (New York)`. */
export function formatInstant(at: Temporal.Instant, zone: string, language: Language): string {
  const local = at.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const weekday = (
    language === 'zh'
      ? ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
      : ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  )[local.dayOfWeek - 1];
  const day = formatDay(local.toPlainDate().toString(), language);
  return language === 'zh'
    ? `${day}（${weekday}）${time}（${zoneName(zone, language)}）`
    : `${weekday} ${day}, ${time} (${zoneName(zone, language)})`;
}
