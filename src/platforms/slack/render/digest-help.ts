/** What help tells about digests in Slack. */
import type { Language } from '../../../records/schema.ts';
import type { Reply } from '../../../reply/reply.ts';

/** Returns how digests are managed by text. */
export function helpReply(language: Language): Reply {
  const rows: readonly (readonly [string, string])[] =
    language === 'zh'
      ? [
          ['/digest', '打开订阅表单'],
          ['/digest 列表', '本频道的订阅，附按钮；“列表 全部”则为所有频道'],
          ['/digest 订阅 能源 工作日 9点 北京时间', '用文字订阅'],
          ['/digest 修改 能源 10:00', '修改；不写内容则打开表单'],
          ['/digest 预览 · 立即发送 · 暂停 · 恢复 · 移除 · 记录 能源', '频道只有一个订阅时可不写主题'],
          ['/digest 移交 能源 @某人', '移交负责人；英文命令亦可，如 /digest list'],
        ]
      : [
          ['/digest', 'opens the form to subscribe a channel'],
          ['/digest list', 'the digests of this channel, with buttons; “list all”: of all channels'],
          ['/digest subscribe energy weekdays 9am Beijing', 'subscribes by text'],
          ['/digest change energy at 10:00', 'changes one; with nothing to change it opens the form'],
          [
            '/digest preview · now · pause · resume · remove · log energy',
            'the topic may be left out where the channel has one digest',
          ],
          ['/digest handover energy @person', 'makes somebody else its owner'],
        ];
  return {
    title: language === 'zh' ? '频道订阅' : 'Digests',
    language,
    audience: 'asker',
    blocks: [
      {
        type: 'list',
        heading: language === 'zh' ? '用法' : 'How to',
        items: rows.map(([label, detail]) => ({ label, detail })),
      },
    ],
    actions: [],
  };
}
