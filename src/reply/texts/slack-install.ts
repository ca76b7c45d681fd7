/** The words of the pages by which a workspace installs the app, in each language. */
import type { Language } from '../../records/schema.ts';

/** Why an installation did not come about, as far as whoever tried it can do something. */
export type InstallFault =
  | 'denied'
  | 'state'
  | 'code'
  | 'incomplete'
  | 'organisation'
  | 'unreachable'
  | 'refused'
  | 'fault';

export type InstallTexts = typeof en;

const en = {
  lang: 'en',
  install: {
    title: 'Install Attaché in Slack',
    about:
      'Attaché briefs policy teams on the relations between two countries: every statement attributed, dated and cited to a paragraph of its source. Where there is nothing on a question it says so. No text is written by a language model.',
    asks: 'What it asks for, and what for',
    not: 'It reads no channel that it was not invited to, and looks through those it is in only after a fault: to find its own messages again, and a mention that it has not answered. It asks for no files, no e-mail addresses and no rights of your own account.',
    kept: 'Kept for your workspace: an encrypted token, the digests that people subscribe to, and what was delivered. Removing the app deletes the token and stops the digests.',
    button: 'Add to Slack',
    next: 'Slack asks next which workspace it is for. An administrator may have to approve.',
  },
  done: {
    title: 'Attaché is installed',
    in: (team: string) => `It is now in the workspace ${team}.`,
    next: 'Type /brief in any channel. For mentions and digests, bring it into a channel with /invite first.',
    resting: (count: number) =>
      count === 1
        ? 'One digest of this workspace has been paused since the app was removed: its owner gets a message with a button to resume it.'
        : `${count} digests of this workspace have been paused since the app was removed: their owners get messages with a button to resume them.`,
    open: 'Open Slack',
  },
  failed: {
    title: 'Attaché was not installed',
    again: 'Start again',
    reference: (reference: string) => `Reference for whoever runs the bot: ${reference}`,
    faults: {
      denied: 'It was cancelled in Slack. Nothing has changed.',
      state:
        'This attempt has expired, was already used, or began in another browser. Start again, and let this page set a cookie.',
      code: 'Slack did not accept this attempt any more. Start again.',
      incomplete: 'Slack sent nothing to go on with. Start again from the install page.',
      organisation:
        'Attaché is installed in one workspace at a time, not in a whole Enterprise organisation. Start again and choose a workspace.',
      unreachable: 'Slack could not be reached just now. Nothing is lost: start again in a minute.',
      refused: 'Slack refused the installation. Whoever runs the bot finds the reason in its log.',
      fault: 'Something went wrong here. Start again; if it stays so, tell whoever runs the bot.',
    } satisfies Record<InstallFault, string>,
  },
  /** To who types a command in a workspace of which there is no installation, or none that can be opened. */
  absent:
    'Attaché is not installed in this workspace any more. Ask whoever manages your workspace to install it again.',
  sealed: 'Attaché cannot answer in this workspace at the moment. Whoever runs it has been told why.',
};

const zh: InstallTexts = {
  lang: 'zh-Hans',
  install: {
    title: '在 Slack 中安装 Attaché',
    about:
      'Attaché 为政策团队提供两国关系简报：每项陈述都注明出处、日期，并引至来源的具体段落；没有资料时会如实说明。所有文字均非语言模型撰写。',
    asks: '所需权限及用途',
    not: '它不读取未受邀的频道；在所在频道中，仅在出现故障后查找自己发布的消息和尚未回答的提及。它不要求文件、电子邮件地址或您个人账号的任何权限。',
    kept: '为您的工作区保存：加密的令牌、频道订阅和发送记录。移除应用后，令牌即被删除，订阅随之暂停。',
    button: '添加到 Slack',
    next: '接下来 Slack 会询问安装到哪个工作区，可能需要管理员批准。',
  },
  done: {
    title: 'Attaché 已安装',
    in: (team) => `它已加入工作区“${team}”。`,
    next: '在任意频道输入 /brief 即可使用。如需提及它或订阅动态，请先用 /invite 将它邀请到频道。',
    resting: (count) => `本工作区有${count}项订阅自应用移除后一直暂停：其负责人将收到带“恢复”按钮的消息。`,
    open: '打开 Slack',
  },
  failed: {
    title: 'Attaché 未安装',
    again: '重新开始',
    reference: (reference) => `供机器人管理员查询的编号：${reference}`,
    faults: {
      denied: '您在 Slack 中取消了安装，未作任何更改。',
      state: '本次安装已过期、已使用过，或是在另一个浏览器中开始的。请重新开始，并允许本页面设置 Cookie。',
      code: 'Slack 不再接受本次安装。请重新开始。',
      incomplete: 'Slack 没有返回所需的信息。请从安装页面重新开始。',
      organisation: 'Attaché 只能逐个工作区安装，不能安装到整个 Enterprise 组织。请重新开始并选择一个工作区。',
      unreachable: '暂时无法连接 Slack。没有任何损失：请稍后重新开始。',
      refused: 'Slack 拒绝了安装。机器人管理员可在日志中查到原因。',
      fault: '这里出了问题。请重新开始；若仍然如此，请告知机器人管理员。',
    },
  },
  absent: 'Attaché 已不在此工作区中。请联系工作区管理员重新安装。',
  sealed: 'Attaché 暂时无法在此工作区回答，机器人管理员已获知原因。',
};

const TEXTS: Readonly<Record<Language, InstallTexts>> = { en, zh };

/** Returns the words of the install pages in a language. */
export function installTexts(language: Language): InstallTexts {
  return TEXTS[language];
}
