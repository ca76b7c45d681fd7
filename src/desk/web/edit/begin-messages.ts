/** The words of repair mode and of a new relationship, in both languages. */
import type { Bilingual } from '../language.ts';

export const TEXT = {
  'repair-heading': { en: 'Repair mode', zh: '修复模式' },
  repair: {
    en: 'The records had faults when the bot started. It answers from what is whole; what is mended here is in service at once. Digests wait until all is mended.',
    zh: '机器人启动时记录有错误。目前只用完好的记录回答；在此改正的内容立即生效。全部改正之前，订阅暂缓发送。',
  },
  'repair-out': { en: 'Out of service:', zh: '暂停使用：' },
  'repair-topics': { en: 'Topics', zh: '主题' },
  'repair-documents': { en: 'Documents', zh: '文件' },
  'repair-statements': (count: number): Bilingual => ({
    en: count === 1 ? 'one more statement' : `${count} more statements`,
    zh: `另有${count}条陈述`,
  }),
  'faults-heading': { en: 'Faults of the records', zh: '记录中的错误' },
  folder: { en: 'The folder of records', zh: '记录文件夹' },
  'write-it': { en: 'Write it', zh: '新建该文件' },
  new: { en: 'New relationship', zh: '新建双边关系' },
  'new-about': {
    en: 'Two countries: their names, short names and demonyms are proposed, with the drafts of three topics. Nothing of it answers before you publish a topic.',
    zh: '选择两个国家：将拟好其名称、简称和形容词，并附三个主题的草稿。在您发布主题之前，不会用于回答。',
  },
  first: { en: 'First country', zh: '第一个国家' },
  second: { en: 'Second country', zh: '第二个国家' },
  choose: { en: 'Choose …', zh: '请选择…' },
  'in-chinese': { en: 'Every text in Chinese too', zh: '所有文本均须有中文' },
  make: { en: 'Make it', zh: '创建' },
  making: { en: 'Making …', zh: '正在创建…' },
  'made-heading': { en: 'Made. What to do next', zh: '已创建。接下来' },
  /** Between what is made and what is to be done with it. */
  colon: { en: ': ', zh: '：' },
  comma: { en: ', ', zh: '、' },
  'next-names': {
    en: 'Look through the names, and fill in the cues: leaders, ministries, cities.',
    zh: '核对各名称，并填写代称：领导人、部委、城市。',
  },
  'next-documents': {
    en: 'Add documents of both sides, and write their statements on these topics.',
    zh: '添加双方的文件，并写出其中属于这些主题的陈述。',
  },
  'next-topics': {
    en: 'Open each draft and choose “Go on there”: then statements can name it. Its texts are filled in once it has statements; set its status to published, and publish it with its documents.',
    zh: '打开各草稿并选择“继续”：此后陈述即可归入该主题。有了陈述再填写其内容；把状态改为“已发布”，并与文件一同发布。',
  },
} as const satisfies Readonly<Record<string, Bilingual | ((count: number) => Bilingual)>>;
