/** The command of digests as Discord is told it. Pure. */
import { ANSWERS } from '../../../conversation/channel-settings/channel-settings.ts';
import { MAX_TYPED, WHEN_QUIET } from '../../../conversation/digests/form.ts';
import { DIGEST_ACTIONS, type DigestAction } from '../../../reply/button.ts';
import {
  about,
  choice,
  described,
  KIND,
  LANGUAGES,
  named,
  localName,
  text,
  TYPE,
  type CommandOption,
  type LocalizedName,
} from './options.ts';

export const DIGEST = 'digest';
export const SETTINGS = 'settings';

/** https://docs.discord.com/developers/topics/permissions: Manage Server, as Discord writes it. */
export const MANAGE_GUILD = 1n << 5n;
export const ADMINISTRATOR = 1n << 3n;

/** Text and announcement channels, and threads: https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const POSTABLE = [0, 5, 10, 11, 12] as const;

const offered = <Value extends 'skip' | 'rotate' | 'private' | 'open'>(values: readonly Value[]) =>
  values.map((value) => [value, about(value)] as const);

/** Every channel in which people can ask: these, voice and stage channels, forums and media channels. */
const ANSWERED_IN = [...POSTABLE, 2, 13, 15, 16] as const;

/** Returns the command, for servers only, and by default for those who manage the server; described in the words of the locales as they are now. */
export function digestCommand() {
  const channel: CommandOption = {
    type: TYPE.channel,
    ...named({ en: 'channel', zh: '频道', tw: '頻道' }),
    ...described(about('channel')),
    channel_types: POSTABLE,
  };
  const newChannel: CommandOption = {
    ...channel,
    ...described(about('newChannel')),
  };
  const id = text({ en: 'digest', zh: '订阅', tw: '訂閱' }, about('id'), 40, { autocomplete: true });
  const subscriptionOptions: readonly CommandOption[] = [
    text({ en: 'topics', zh: '主题', tw: '主題' }, about('topics'), MAX_TYPED.topics, { autocomplete: true }),
    text({ en: 'days', zh: '星期', tw: '星期' }, about('days'), MAX_TYPED.days, { autocomplete: true }),
    text({ en: 'at', zh: '时间', tw: '時間' }, about('at'), MAX_TYPED.time, { autocomplete: true }),
    choice({ en: 'language', zh: '语言', tw: '語言' }, about('language'), LANGUAGES),
    choice({ en: 'when-quiet', zh: '无更新时', tw: '無更新時' }, about('whenQuiet'), offered(WHEN_QUIET)),
  ];
  const zone = text({ en: 'zone', zh: '时区', tw: '時區' }, about('zone'), MAX_TYPED.zone, { autocomplete: true });
  const to: CommandOption = {
    type: TYPE.user,
    ...named({ en: 'to', zh: '移交给', tw: '移交給' }),
    ...described(about('to')),
    required: true,
  };

  /** Each act with its name and what it takes. */
  const subcommands: Readonly<
    Record<DigestAction, readonly [zh: string, tw: string, options: readonly CommandOption[]]>
  > = {
    subscribe: ['添加', '新增', [zone, channel, ...subscriptionOptions]],
    list: ['列表', '清單', [channel]],
    change: ['修改', '修改', [id, zone, newChannel, ...subscriptionOptions]],
    pause: ['暂停', '暫停', [id]],
    resume: ['恢复', '恢復', [id]],
    remove: ['移除', '移除', [id]],
    preview: ['预览', '預覽', [id]],
    now: ['立即发布', '立即發佈', [id]],
    log: ['记录', '記錄', [id]],
    handover: ['移交', '移交', [to, id]],
  };

  const subcommand = (action: DigestAction): CommandOption => {
    const [zh, tw, options] = subcommands[action];
    return { type: TYPE.subcommand, ...named({ en: action, zh, tw }), ...described(about(action)), options };
  };

  /** Stands with digests, since Discord gives rights to whole commands only, and these are the same. */
  const settings: CommandOption = {
    type: TYPE.subcommand,
    ...named({ en: SETTINGS, zh: '设置', tw: '設定' }),
    ...described(about('settings')),
    options: [
      choice({ en: 'language', zh: '语言', tw: '語言' }, about('settingsLanguage'), [
        ['own', about('ownLanguage')],
        ...LANGUAGES,
      ]),
      choice({ en: 'answers', zh: '回答', tw: '回答' }, about('answers'), offered(ANSWERS)),
      { ...channel, channel_types: ANSWERED_IN },
    ],
  };

  return {
    type: KIND.slash,
    ...named({ en: DIGEST, zh: '订阅', tw: '訂閱' }),
    ...described(about('digest')),
    default_member_permissions: String(MANAGE_GUILD),
    options: [...DIGEST_ACTIONS.map(subcommand), settings],
  } as const;
}

/** By which its names are known: they are the same in whatever words it is described. */
const NAMES = digestCommand();

/** The command as Discord names it. */
export const DIGEST_NAME: LocalizedName = { name: NAMES.name, name_localizations: NAMES.name_localizations };
/** The names of its subcommands. */
export const SUBCOMMANDS: readonly string[] = NAMES.options.map(({ name }) => name);

/** Returns how somebody whose Discord speaks a language sees a subcommand, and an option of it if that is named. */
export function commandOf(action: string, locale: string | undefined, option?: string): string {
  const sub = NAMES.options.find(({ name }) => name === action);
  const wanted = sub?.options?.find(({ name }) => name === option);
  return `/${[NAMES, sub, wanted].flatMap((one) => (one === undefined ? [] : localName(one, locale))).join(' ')}`;
}
