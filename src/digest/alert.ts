/** Alerts: the private message that an owner gets, once, when a digest cannot continue by itself. Pure. */
import type { Language } from '../records/schema.ts';
import type { Reply } from '../reply/reply.ts';
import type { Alert } from './store.ts';
import { digestCommandTexts } from '../reply/texts/digest-commands.ts';
import { hintText } from './hint.ts';
import type { PauseReason, Subscription } from './subscription.ts';

const REASONS: Readonly<Record<Language, Readonly<Record<PauseReason, string>>>> = {
  en: {
    asked: 'it was paused on request',
    'channel-gone': 'the channel is gone or archived',
    'no-permission': 'the bot may not post there any more',
    'bot-removed': 'the bot is no longer a member of the channel',
    'token-revoked': 'the workspace has removed the bot or its token',
    'no-history': 'it is not known whether the last digest arrived, and the bot may not read the channel to find out',
  },
  zh: {
    asked: '已应要求暂停',
    'channel-gone': '频道已删除或归档',
    'no-permission': '机器人不再有发言权限',
    'bot-removed': '机器人已不在该频道',
    'token-revoked': '工作区已移除机器人或其令牌',
    'no-history': '无法确定上一期是否送达，且机器人无权读取频道记录',
  },
};

/** Returns the reason of a pause in the language of a reader. */
export function reasonText(reason: PauseReason, language: Language): string {
  return REASONS[language][reason];
}

/** Returns the private message to an owner: what happened to the digest of which channel, what to do, and the button that resumes the digest. */
export function alertReply(alert: Pick<Alert, 'reason' | 'detail'>, subscription: Subscription): Reply {
  const { language } = subscription;
  const why = reasonText(alert.reason, language);
  const unsure = alert.reason === 'no-history';
  const text =
    language === 'zh'
      ? unsure
        ? `订阅 ${subscription.id}：无法确定上一期是否送达，机器人读不到频道记录，无从查证。订阅照常进行。请查看频道；若缺失，请点“立即发送”。机器人能读取后会自行查证，三天内每小时一次。`
        : `订阅 ${subscription.id} 已暂停：${why}。设置均已保留。排除原因后请点“恢复”。`
      : unsure
        ? `Digest ${subscription.id}: it is not known whether its last post arrived, and the bot could not read the channel to find out. The digest goes on as scheduled. Look in the channel; if the post is missing, press Send now. The bot looks again each hour for three days, and finds out by itself once it can read the channel.`
        : `Digest ${subscription.id} is paused: ${why}. All its settings are kept. Mend the cause, then press Resume.`;
  return {
    title: language === 'zh' ? '频道订阅需要处理' : 'A channel digest needs you',
    language,
    audience: 'asker',
    blocks: [
      { type: 'note', tone: 'warning', text },
      // An owner may have many subscriptions and does not know their ids.
      {
        type: 'list',
        heading: '',
        items: [
          { label: digestCommandTexts(language).labels.channel, channel: subscription.channelRef.channel, detail: '' },
        ],
      },
      ...(alert.detail === ''
        ? []
        : [{ type: 'note', tone: 'plain', text: hintText(alert.detail, language) } as const]),
    ],
    actions: [
      {
        label: language === 'zh' ? (unsure ? '立即发送' : '恢复') : unsure ? 'Send now' : 'Resume',
        target: { verb: 'digest', action: unsure ? 'now' : 'resume', subscription: subscription.id, language },
        primary: true,
      },
    ],
  };
}
