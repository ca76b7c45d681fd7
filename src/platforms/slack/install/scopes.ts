/** What the app asks of a workspace, as its manifest does, and what each is for, as the install page tells. */
import type { Language } from '../../../records/schema.ts';

export type Scope = { readonly name: string; readonly purpose: Readonly<Record<Language, string>> };

/** Every scope of the bot, in the order of the manifest. */
export const SCOPES: readonly Scope[] = [
  {
    name: 'app_mentions:read',
    purpose: {
      en: 'to hear messages that mention it, in channels it was invited to; no others',
      zh: '接收受邀频道中提及它的消息；不接收其他消息',
    },
  },
  {
    name: 'assistant:write',
    purpose: { en: 'to suggest questions in the side panel', zh: '在侧边栏中提供可选的问题' },
  },
  {
    name: 'chat:write',
    purpose: {
      en: 'to answer mentions and direct messages, and to post briefs that somebody shares and digests that somebody asked for',
      zh: '回复提及和私信，发布他人分享的简报和频道订阅的动态',
    },
  },
  {
    name: 'channels:history',
    purpose: {
      en: 'to find out in a public channel, after a fault, whether a digest, a shared card or an answer arrived, instead of posting it twice, and to read a mention again that it has not answered',
      zh: '出现故障后，在公开频道中查明动态、分享的卡片或回答是否已送达，以免重复发布，并重新读取尚未回答的提及',
    },
  },
  {
    name: 'channels:read',
    purpose: {
      en: 'to see whether a public channel takes digests, whether somebody who manages them is a member of it, and when it was itself invited to one',
      zh: '确认公开频道能否接收动态、管理订阅的人是否为其成员，以及它何时受邀加入频道',
    },
  },
  {
    name: 'commands',
    purpose: { en: 'to offer /brief, /digest and the shortcuts', zh: '提供 /brief、/digest 命令和快捷方式' },
  },
  {
    name: 'groups:history',
    purpose: {
      en: 'the same as channels:history, in private channels it was invited to',
      zh: '与 channels:history 相同，用于受邀的私密频道',
    },
  },
  {
    name: 'groups:read',
    purpose: {
      en: 'the same as channels:read, in private channels it was invited to',
      zh: '与 channels:read 相同，用于受邀的私密频道',
    },
  },
  {
    name: 'im:history',
    purpose: { en: 'to hear direct messages that people write to it', zh: '接收他人写给它的私信' },
  },
  {
    name: 'im:write',
    purpose: {
      en: 'to tell the owner of a digest in a direct message what it needs, once',
      zh: '以私信告知订阅负责人需处理的问题，且只告知一次',
    },
  },
  {
    name: 'users:read',
    purpose: {
      en: 'to know the time zone and language of who asks or subscribes, and who is an admin where only admins manage digests',
      zh: '了解提问者或订阅者的时区和语言；若仅管理员可管理订阅，确认谁是管理员',
    },
  },
];
