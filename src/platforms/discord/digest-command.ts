/** The command of digests as Discord is told it. Pure. */

export const DIGEST = 'digest';

/** https://docs.discord.com/developers/topics/permissions: Manage Server, as Discord writes it. */
export const MANAGE_GUILD = 1n << 5n;
export const ADMINISTRATOR = 1n << 3n;

const TYPE = { subcommand: 1, text: 3, user: 6, channel: 7 } as const;
const SLASH = 1;
/** Text and announcement channels, and threads: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
const POSTABLE = [0, 5, 10, 11, 12] as const;

type Said = { readonly en: string; readonly zh: string; readonly tw: string };
type Option = {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations: Readonly<Record<string, string>>;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
  readonly choices?: readonly {
    readonly name: string;
    readonly value: string;
    readonly name_localizations?: Readonly<Record<string, string>>;
  }[];
  readonly options?: readonly Option[];
};

const said = ({ en, zh, tw }: Said) => ({ description: en, description_localizations: { 'zh-CN': zh, 'zh-TW': tw } });

const text = (name: string, about: Said, more: Partial<Option> = {}): Option => ({
  type: TYPE.text,
  name,
  ...said(about),
  max_length: 300,
  ...more,
});

const CHANNEL: Option = {
  type: TYPE.channel,
  name: 'channel',
  ...said({ en: 'The channel; this one if left out', zh: '频道；留空则为当前频道', tw: '頻道；留空則為目前頻道' }),
  channel_types: POSTABLE,
};
const ID = text(
  'digest',
  {
    en: 'Which digest; may be left out where the channel has one',
    zh: '哪个订阅；频道只有一个时可留空',
    tw: '哪個訂閱；頻道只有一個時可留空',
  },
  { autocomplete: true, max_length: 40 },
);
const WISH: readonly Option[] = [
  text(
    'topics',
    {
      en: 'all, or topics separated by commas',
      zh: 'all（全部），或以逗号分隔的主题',
      tw: 'all（全部），或以逗號分隔的主題',
    },
    { autocomplete: true },
  ),
  text(
    'days',
    {
      en: 'Such as weekdays, every day, mon wed fri',
      zh: '例如：工作日、每天、周一 周三',
      tw: '例如：工作日、每天、週一 週三',
    },
    { autocomplete: true },
  ),
  text(
    'at',
    { en: 'The time of day, such as 09:00', zh: '时间，例如 09:00', tw: '時間，例如 09:00' },
    { max_length: 20 },
  ),
  text(
    'language',
    { en: 'The language of the digest', zh: '摘要的语言', tw: '摘要的語言' },
    {
      choices: [
        { name: 'English', value: 'en' },
        { name: '中文', value: 'zh' },
      ],
    },
  ),
  text(
    'when-quiet',
    { en: 'What to do when nothing is new', zh: '没有新内容时', tw: '沒有新內容時' },
    {
      choices: [
        { name: 'Post nothing', value: 'skip', name_localizations: { 'zh-CN': '不发布', 'zh-TW': '不發佈' } },
        {
          name: 'Post one brief in turn',
          value: 'rotate',
          name_localizations: { 'zh-CN': '轮换发布一份简报', 'zh-TW': '輪換發佈一份簡報' },
        },
      ],
    },
  ),
];
const ZONE = text(
  'zone',
  { en: 'A city or time zone, such as Beijing', zh: '城市或时区，例如“北京”', tw: '城市或時區，例如「北京」' },
  { autocomplete: true, max_length: 80 },
);

// A choice list takes no length of its own.
const withoutLength = (option: Option): Option => {
  if (option.choices === undefined) return option;
  const { max_length: _length, ...rest } = option;
  return rest;
};

const subcommand = (name: string, about: Said, options: readonly Option[]): Option => ({
  type: TYPE.subcommand,
  name,
  ...said(about),
  options: options.map(withoutLength),
});

/** The command, for servers only, and by default for those who manage the server. */
export const DIGEST_COMMAND = {
  type: SLASH,
  name: DIGEST,
  name_localizations: { 'zh-CN': '订阅', 'zh-TW': '訂閱' },
  ...said({
    en: 'Scheduled digests of what changed in the briefs, for a channel',
    zh: '为频道定时发布简报动态',
    tw: '為頻道定時發佈簡報動態',
  }),
  default_member_permissions: String(MANAGE_GUILD),
  options: [
    subcommand('subscribe', { en: 'Subscribe a channel', zh: '为频道订阅', tw: '為頻道訂閱' }, [
      { ...ZONE, required: true },
      CHANNEL,
      ...WISH,
    ]),
    subcommand('list', { en: 'The digests of a channel', zh: '频道的订阅', tw: '頻道的訂閱' }, [CHANNEL]),
    subcommand('change', { en: 'Change a digest', zh: '修改订阅', tw: '修改訂閱' }, [ID, ZONE, ...WISH]),
    subcommand('pause', { en: 'Pause a digest', zh: '暂停订阅', tw: '暫停訂閱' }, [ID]),
    subcommand('resume', { en: 'Resume a digest', zh: '恢复订阅', tw: '恢復訂閱' }, [ID]),
    subcommand('remove', { en: 'Remove a digest', zh: '移除订阅', tw: '移除訂閱' }, [ID]),
    subcommand(
      'preview',
      { en: 'See privately what would be posted now', zh: '私下预览此刻将发布的内容', tw: '私下預覽此刻將發佈的內容' },
      [ID],
    ),
    subcommand('now', { en: 'Post it now', zh: '立即发布', tw: '立即發佈' }, [ID]),
    subcommand('log', { en: 'What was posted, and why not', zh: '发送记录及原因', tw: '發送記錄及原因' }, [ID]),
    subcommand('handover', { en: 'Make somebody else its owner', zh: '移交负责人', tw: '移交負責人' }, [
      { type: TYPE.user, name: 'to', ...said({ en: 'The new owner', zh: '新负责人', tw: '新負責人' }), required: true },
      ID,
    ]),
  ],
} as const;
