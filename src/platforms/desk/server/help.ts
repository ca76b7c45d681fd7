/** The help entries of the desk, and the help for digests by text. */
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { AskContext } from '../../../conversation/context.ts';

/** The help entries of the desk, in each language. */
export const HELP_ENTRIES: Readonly<Record<Language, AskContext['helpEntries']>> = {
  en: [
    { label: '/brief', detail: 'All topics, to choose from.' },
    { label: '/brief export controls', detail: 'The card of a topic, or a question, in your own words.' },
    { label: '/brief energy full', detail: 'The whole brief; “energy measures”, “energy sources” are sections of it.' },
    { label: 'what about rare earths', detail: 'Without a command: as somebody asks it in a chat, for all to see.' },
    {
      label: '/digest',
      detail: 'What is new, on the days and at the time that you choose, in the channel of this desk.',
    },
  ],
  zh: [
    { label: '/brief', detail: '列出全部主题供选择。' },
    { label: '/brief 出口管制', detail: '查看主题的简报卡片，或用自己的话提问。' },
    { label: '/brief 能源 全文', detail: '查看全文；“能源 措施”“能源 来源”则只看其中一部分。' },
    { label: '稀土问题怎么样了', detail: '不用命令：如同在聊天中提问，所有人可见。' },
    { label: '/digest', detail: '按您选定的日期和时间，在本工作台的频道中发布最新动态。' },
  ],
};

const DIGEST_HELP_ENTRIES: Readonly<Record<Language, readonly (readonly [string, string])[]>> = {
  en: [
    ['/digest', 'opens the form to subscribe the channel of this desk'],
    ['/digest list', 'the digests of the channel, with buttons'],
    ['/digest subscribe topics: ai-governance days: weekdays at: 09:00 zone: Beijing', 'subscribes by text'],
    ['/digest change ID at: 10:00', 'changes one; with nothing to change it opens the form'],
    ['/digest preview · now · pause · resume · remove · log ID', 'the ID may be left out where there is one digest'],
  ],
  zh: [
    ['/digest', '打开订阅表单'],
    ['/digest 列表', '频道的订阅，附按钮'],
    ['/digest 订阅 主题: 能源 星期: 工作日 时间: 09:00 时区: 北京', '用文字订阅'],
    ['/digest 修改 编号 时间: 10:00', '修改；不写内容则打开表单'],
    ['/digest 预览 · 立即发送 · 暂停 · 恢复 · 移除 · 记录 编号', '只有一个订阅时可不写编号'],
  ],
};

/** Returns the help for managing digests by text. */
export function digestHelp(language: Language): Reply {
  return {
    title: language === 'zh' ? '频道订阅' : 'Digests',
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: language === 'zh' ? '用法' : 'How to',
        items: DIGEST_HELP_ENTRIES[language].map(([label, detail]) => ({ label, detail })),
      },
    ],
    actions: [],
  };
}
