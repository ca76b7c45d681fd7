/** The command of digests as Discord is told it. Pure. */
import { DIGEST_ACTIONS, type DigestAction } from '../../../reply/button.ts';
import {
  choice,
  described,
  KIND,
  LANGUAGES,
  named,
  seenName,
  text,
  TYPE,
  type CommandOption,
  type LocalizedText,
} from './parts.ts';

export const DIGEST = 'digest';
export const SETTINGS = 'settings';

/** https://docs.discord.com/developers/topics/permissions: Manage Server, as Discord writes it. */
export const MANAGE_GUILD = 1n << 5n;
export const ADMINISTRATOR = 1n << 3n;

/** Text and announcement channels, and threads: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const POSTABLE = [0, 5, 10, 11, 12] as const;

/** Every channel in which people can ask: these, voice and stage channels, forums and media channels. */
const ANSWERED_IN = [...POSTABLE, 2, 13, 15, 16] as const;

const CHANNEL: CommandOption = {
  type: TYPE.channel,
  ...named({ en: 'channel', zh: '频道', tw: '頻道' }),
  ...described({ en: 'The channel; this one if left out', zh: '频道；留空则为当前频道', tw: '頻道；留空則為目前頻道' }),
  channel_types: POSTABLE,
};
const NEW_CHANNEL: CommandOption = {
  ...CHANNEL,
  ...described({ en: 'Another channel to post it in', zh: '改在哪个频道发布', tw: '改在哪個頻道發佈' }),
};
const ID = text(
  { en: 'digest', zh: '订阅', tw: '訂閱' },
  {
    en: 'Which digest; may be left out where the channel has one',
    zh: '哪个订阅；频道只有一个时可留空',
    tw: '哪個訂閱；頻道只有一個時可留空',
  },
  40,
  { autocomplete: true },
);
const SUBSCRIPTION_OPTIONS: readonly CommandOption[] = [
  text(
    { en: 'topics', zh: '主题', tw: '主題' },
    {
      en: 'all, or topics separated by commas',
      zh: '全部，或以逗号分隔的主题',
      tw: '全部，或以逗號分隔的主題',
    },
    300,
    { autocomplete: true },
  ),
  text(
    { en: 'days', zh: '星期', tw: '星期' },
    {
      en: 'Such as weekdays, every day, mon wed fri',
      zh: '例如：工作日、每天、周一 周三',
      tw: '例如：工作日、每天、週一 週三',
    },
    300,
    { autocomplete: true },
  ),
  text(
    { en: 'at', zh: '时间', tw: '時間' },
    { en: 'The time of day, such as 09:00', zh: '时间，例如 09:00', tw: '時間，例如 09:00' },
    20,
    { autocomplete: true },
  ),
  choice(
    { en: 'language', zh: '语言', tw: '語言' },
    { en: 'The language of the digest', zh: '动态的语言', tw: '動態的語言' },
    LANGUAGES,
  ),
  choice(
    { en: 'when-quiet', zh: '无更新时', tw: '無更新時' },
    { en: 'What to do when nothing is new', zh: '没有新内容时', tw: '沒有新內容時' },
    [
      ['skip', { en: 'Post nothing', zh: '不发布', tw: '不發佈' }],
      ['rotate', { en: 'Post one brief in turn', zh: '轮换发布一份简报', tw: '輪換發佈一份簡報' }],
    ],
  ),
];
const ZONE = text(
  { en: 'zone', zh: '时区', tw: '時區' },
  { en: 'A city or time zone, such as Beijing', zh: '城市或时区，例如“北京”', tw: '城市或時區，例如「北京」' },
  80,
  { autocomplete: true },
);
const TO: CommandOption = {
  type: TYPE.user,
  ...named({ en: 'to', zh: '移交给', tw: '移交給' }),
  ...described({ en: 'The new owner', zh: '新负责人', tw: '新負責人' }),
  required: true,
};

/** Each act with its name, what it does and what it takes. */
const SUBCOMMANDS: Readonly<
  Record<DigestAction, readonly [zh: string, tw: string, about: LocalizedText, options: readonly CommandOption[]]>
> = {
  subscribe: [
    '添加',
    '新增',
    {
      en: 'Subscribe a channel; with nothing given, by a form',
      zh: '为频道订阅；不填选项则打开表单',
      tw: '為頻道訂閱；不填選項則開啟表單',
    },
    [ZONE, CHANNEL, ...SUBSCRIPTION_OPTIONS],
  ],
  list: ['列表', '清單', { en: 'The digests of a channel', zh: '频道的订阅', tw: '頻道的訂閱' }, [CHANNEL]],
  change: [
    '修改',
    '修改',
    {
      en: 'Change a digest; with nothing given, by a form',
      zh: '修改订阅；不填选项则打开表单',
      tw: '修改訂閱；不填選項則開啟表單',
    },
    [ID, ZONE, NEW_CHANNEL, ...SUBSCRIPTION_OPTIONS],
  ],
  pause: ['暂停', '暫停', { en: 'Pause a digest', zh: '暂停订阅', tw: '暫停訂閱' }, [ID]],
  resume: ['恢复', '恢復', { en: 'Resume a digest', zh: '恢复订阅', tw: '恢復訂閱' }, [ID]],
  remove: ['移除', '移除', { en: 'Remove a digest', zh: '移除订阅', tw: '移除訂閱' }, [ID]],
  preview: [
    '预览',
    '預覽',
    { en: 'See privately what would be posted now', zh: '私下预览此刻将发布的内容', tw: '私下預覽此刻將發佈的內容' },
    [ID],
  ],
  now: ['立即发布', '立即發佈', { en: 'Post it now', zh: '立即发布', tw: '立即發佈' }, [ID]],
  log: ['记录', '記錄', { en: 'What was posted, and why not', zh: '发送记录及原因', tw: '發送記錄及原因' }, [ID]],
  handover: ['移交', '移交', { en: 'Make somebody else its owner', zh: '移交负责人', tw: '移交負責人' }, [TO, ID]],
};

function subcommand(action: DigestAction): CommandOption {
  const [zh, tw, about, options] = SUBCOMMANDS[action];
  return { type: TYPE.subcommand, ...named({ en: action, zh, tw }), ...described(about), options };
}

/** Stands with digests, since Discord gives rights to whole commands only, and these are the same. */
const SETTINGS_SUBCOMMAND: CommandOption = {
  type: TYPE.subcommand,
  ...named({ en: SETTINGS, zh: '设置', tw: '設定' }),
  ...described({
    en: 'How I answer in a channel: the language, and who sees the answers to commands',
    zh: '在频道中如何回答：语言，以及谁能看到命令的回答',
    tw: '在頻道中如何回答：語言，以及誰能看到命令的回答',
  }),
  options: [
    choice(
      { en: 'language', zh: '语言', tw: '語言' },
      { en: 'The language of answers in the channel', zh: '频道中回答的语言', tw: '頻道中回答的語言' },
      [['own', { en: 'Each reader’s own', zh: '读者各自的语言', tw: '讀者各自的語言' }], ...LANGUAGES],
    ),
    choice(
      { en: 'answers', zh: '回答', tw: '回答' },
      { en: 'Who sees the answers to commands', zh: '谁能看到命令的回答', tw: '誰能看到命令的回答' },
      [
        ['private', { en: 'Only who asked', zh: '仅提问者', tw: '僅提問者' }],
        ['open', { en: 'Everyone in the channel', zh: '频道中所有人', tw: '頻道中所有人' }],
      ],
    ),
    { ...CHANNEL, channel_types: ANSWERED_IN },
  ],
};

/** The command, for servers only, and by default for those who manage the server. */
export const DIGEST_COMMAND = {
  type: KIND.slash,
  ...named({ en: DIGEST, zh: '订阅', tw: '訂閱' }),
  ...described({
    en: 'Scheduled digests of what changed in the briefs, for a channel',
    zh: '为频道定时发布简报动态',
    tw: '為頻道定時發佈簡報動態',
  }),
  default_member_permissions: String(MANAGE_GUILD),
  options: [...DIGEST_ACTIONS.map(subcommand), SETTINGS_SUBCOMMAND],
} as const;

/** Returns how somebody whose Discord speaks a language sees a subcommand, and an option of it if that is named. */
export function commandOf(action: string, locale: string | undefined, option?: string): string {
  const sub = DIGEST_COMMAND.options.find(({ name }) => name === action);
  const wanted = sub?.options?.find(({ name }) => name === option);
  return `/${[DIGEST_COMMAND, sub, wanted].flatMap((one) => (one === undefined ? [] : seenName(one, locale))).join(' ')}`;
}
