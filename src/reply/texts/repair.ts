/** The words of repair mode, in which records with faults are out of service, in each language. */
import type { Language } from '../../records/schema.ts';

export type RepairTexts = typeof en;

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const en = {
  title: 'Being repaired',
  nothingTitle: 'No brief just now',
  nothingInService: 'There is no brief to show just now: the records are being set up or repaired.',
  maybeMore: 'Some records are being repaired: there may be more on this than is shown now.',
  unread: (relationships: readonly string[]) =>
    `A document on ${relationships.join(', ')} cannot be read just now: what is shown here may have changed since.`,
  topicWithheld: (topic: string) => `The brief “${topic}” is out of service until its records are mended.`,
  /** What those who run the bot are told. */
  admins: (topics: number, named: string, documents: number, statements: number) => {
    const parts = [
      ...(topics === 0 ? [] : [`${count(topics, 'topic', 'topics')} (${named})`]),
      ...(documents === 0 ? [] : [count(documents, 'document', 'documents')]),
      ...(statements === 0 ? [] : [count(statements, 'more statement', 'more statements')]),
    ];
    const out = parts.length === 0 ? '' : ` Out of service until then: ${parts.join(', ')}.`;
    return `Repair mode: the records have faults. The desk shows them with their editor, and “attache check” lists them.${out} Digests wait.`;
  },
  beingRepaired: 'being repaired',
  andMore: (named: string, more: number) => `${named} and ${more} more`,
  digestsWait: 'Some records are being repaired, so topics cannot be subscribed to just now. Try again later.',
};

const zh: RepairTexts = {
  title: '正在修复',
  nothingTitle: '目前没有简报',
  nothingInService: '目前没有可显示的简报：记录正在建立或修复。',
  maybeMore: '部分记录正在修复，相关内容可能多于目前所示。',
  unread: (relationships) => `关于${relationships.join('、')}的一份文件目前无法读取，这里所示的内容可能已有变化。`,
  topicWithheld: (topic) => `简报“${topic}”的记录改正之前暂停使用。`,
  admins: (topics, named, documents, statements) => {
    const parts = [
      ...(topics === 0 ? [] : [`${topics}个主题（${named}）`]),
      ...(documents === 0 ? [] : [`${documents}份文件`]),
      ...(statements === 0 ? [] : [`另有${statements}条陈述`]),
    ];
    const out = parts.length === 0 ? '' : `在此之前暂停使用：${parts.join('、')}。`;
    return `修复模式：记录有错误。工作台会列出错误并可直接编辑，“attache check”也会逐条列出。${out}订阅暂缓发送。`;
  },
  beingRepaired: '正在修复',
  andMore: (named, more) => `${named}等，另有${more}个`,
  digestsWait: '部分记录正在修复，暂时无法订阅主题。请稍后再试。',
};

const TEXTS: Readonly<Record<Language, RepairTexts>> = { en, zh };

/** Returns the words of repair mode in a language. */
export const repairTexts = (language: Language): RepairTexts => TEXTS[language];
