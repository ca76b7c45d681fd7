/** The words of what is written and not yet published, in both languages. */
import type { Bilingual } from '../text.ts';

export const TEXT = {
  count: (count: number): Bilingual => ({ en: `Not published: ${count}`, zh: `未发布：${count}` }),
  heading: { en: 'Your changes, not published yet', zh: '您尚未发布的修改' },
  about: {
    en: 'They are kept under your name and open on any machine on which you sign in. Nobody else sees them.',
    zh: '以您的名义保存，在您登录的任何设备上都能继续。其他人看不到。',
  },
  drop: { en: 'Drop', zh: '放弃' },
  'drop-sure': {
    en: 'Drop what you have changed in this record? It cannot be brought back.',
    zh: '放弃您对这份记录的修改？放弃后无法恢复。',
  },
  'drop-elsewhere-sure': {
    en: 'Drop what you have changed in the other window? It cannot be brought back.',
    zh: '放弃您在另一窗口中的修改？放弃后无法恢复。',
  },
  kept: { en: 'Kept', zh: '已保存' },
  'under-way': { en: 'Keeping …', zh: '正在保存…' },
  unreachable: { en: 'In this page only, until the bot answers', zh: '仅在此页面中，待机器人恢复响应' },
  'signed-out': {
    en: 'In this page only, until you sign in again',
    zh: '仅在此页面中，待您重新登录',
  },
  failed: {
    en: 'In this page only: the bot cannot keep it now, and tries again. Is its disk full?',
    zh: '仅在此页面中：机器人目前无法保存，会再次尝试。磁盘是否已满？',
  },
  refused: {
    en: 'Not kept on the server (too large, or under a name that no record can have): stay on this page',
    zh: '服务器未保存（内容过大，或记录名称无效）：请勿离开此页面',
  },
  'not-allowed': {
    en: 'In this page only: your role does not let you work on records any more',
    zh: '仅在此页面中：您的角色已不能编辑记录',
  },
  elsewhere: { en: 'Changed in another window too', zh: '另一窗口中也有修改' },
} as const;
