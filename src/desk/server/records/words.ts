/** What the pages of records say beside the texts of replies, in both languages. */
import type { Language, Source } from '../../../records/schema.ts';

const en = {
  independent: 'Independent documents',
  others: 'Others',
  effect: {
    imposed: 'imposed',
    raised: 'raised',
    lowered: 'lowered',
    suspended: 'suspended',
    extended: 'extended',
    ended: 'ended',
  },
  instrument: (name: string, effect: string) => `${name}: ${effect}`,
  corrected: (day: string, what: string) => `Corrected on ${day}: ${what}`,
  missing: (parties: string) => `No document of ${parties} is held on this topic`,
  copy: {
    original: 'original',
    mirror: 'official mirror',
    archive: 'archive',
  } satisfies Record<Source['copy']['kind'], string>,
  language: { en: 'English', zh: 'Chinese' } satisfies Record<Source['language'], string>,
};

export type RecordWords = typeof en;

const zh: RecordWords = {
  independent: '独立文件',
  others: '其他方',
  effect: { imposed: '实施', raised: '提高', lowered: '降低', suspended: '暂停', extended: '延长', ended: '终止' },
  instrument: (name, effect) => `${name}：${effect}`,
  corrected: (day, what) => `${day}更正：${what}`,
  missing: (parties) => `本主题未收录${parties}的文件`,
  copy: { original: '原始页面', mirror: '官方镜像', archive: '存档' },
  language: { en: '英文', zh: '中文' },
};

const WORDS: Readonly<Record<Language, RecordWords>> = { en, zh };

/** Returns the words of the pages of records in a language. */
export const recordWords = (language: Language): RecordWords => WORDS[language];
