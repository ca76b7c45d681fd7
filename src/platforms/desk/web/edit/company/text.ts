/** The words of writing beside others, in both languages. */
import type { Bilingual } from '../../text.ts';

export const TEXT = {
  here: (names: readonly string[]): Bilingual => ({
    en: `${listed(names, 'en')} ${names.length === 1 ? 'has' : 'have'} this record open too.`,
    zh: `${listed(names, 'zh')}也打开了这份记录。`,
  }),
  twice: { en: 'You have this record open in another window too.', zh: '您在另一窗口中也打开了这份记录。' },
  filed: {
    en: 'The file has been changed since you began. Your text is still here.',
    zh: '您开始修改之后，文件已有变动。您的文本仍在此处。',
  },
  elsewhere: {
    en: 'You have changed this record in another window too, and the two differ. Both are kept until you choose.',
    zh: '您在另一窗口中也修改了这份记录，两处内容不同。在您选择之前，两份都会保留。',
  },
  merge: { en: 'Bring both together', zh: '合并两份内容' },
  'take-filed': { en: 'Open the file as it is now', zh: '打开文件的当前内容' },
  'take-elsewhere': { en: 'Take the other one', zh: '采用另一份' },
  'keep-filed': { en: 'Keep mine in place of it', zh: '保留我的内容，取代文件' },
  'keep-elsewhere': { en: 'Keep this one', zh: '保留此处内容' },
  heading: { en: 'Bring both together', zh: '合并两份内容' },
  about: {
    en: 'What only one side has changed is taken from it. Nothing is published by this.',
    zh: '只有一方改动之处直接采用。此操作不会发布任何内容。',
  },
  'theirs-count': (count: number): Bilingual => ({
    en: count === 1 ? 'Changed there: 1 place' : `Changed there: ${count} places`,
    zh: `对方改动：${count}处`,
  }),
  'no-choice': {
    en: 'Nowhere have both changed the same lines.',
    zh: '双方没有改动相同的行。',
  },
  choice: (at: number, of: number): Bilingual => ({
    en: `Both have changed this place (${at} of ${of})`,
    zh: `双方都改动了此处（${at}/${of}）`,
  }),
  before: { en: 'Before', zh: '原文' },
  after: { en: 'Now', zh: '现为' },
  mine: { en: 'Mine', zh: '我的' },
  theirs: { en: 'Theirs', zh: '对方的' },
  'mine-first': { en: 'Both, mine first', zh: '两者都要，我的在前' },
  'theirs-first': { en: 'Both, theirs first', zh: '两者都要，对方的在前' },
  nothing: { en: '(nothing)', zh: '（无）' },
  take: { en: 'Take the merged text', zh: '采用合并后的文本' },
  left: (count: number): Bilingual => ({
    en: count === 1 ? 'One place is still to be chosen.' : `${count} places are still to be chosen.`,
    zh: `还有${count}处待选择。`,
  }),
  cancel: { en: 'Not now', zh: '暂不合并' },
  merged: {
    en: 'Both are together in the text. Look it over, then publish.',
    zh: '两份内容已合并到文本中。请检查后发布。',
  },
  reread: { en: 'Somebody has changed the file; this is how it is now.', zh: '文件已被他人改动；现显示最新内容。' },
} as const;

const listed = (names: readonly string[], language: 'en' | 'zh'): string =>
  new Intl.ListFormat(language === 'zh' ? 'zh-CN' : 'en', { type: 'conjunction' }).format(names);
