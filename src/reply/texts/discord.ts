/** What only Discord has to say, in each language. */
import type { Language } from '../../records/schema.ts';

type DiscordTexts = typeof en;

const en = {
  welcome: 'Attaché is in this server',
  notManaging: 'Changing how I answer in a channel needs the permission Manage Server.',
  notAllListed: 'Not all fit here: for another, choose the brief as a whole and say which.',
  youWrote: 'You wrote',
  editAgain: 'Edit and send again',
  staleForm: 'That form is of another version of me, and nothing was kept. Open it again below the brief.',
  noText:
    'That message has no text that I could read, only pictures, files or stickers. Choose one that says something.',
  cannotShareAlong:
    'You brought me along to this server, and it does not let you post here through apps like that: only you can see what I answer. Ask whoever manages the server to allow Use External Apps, or to add me to it.',
};

const zh: DiscordTexts = {
  welcome: 'Attaché 已加入本服务器',
  notManaging: '更改频道中的回答方式需要“管理服务器”权限。',
  notAllListed: '此处未能全部列出：如为其他陈述，请选择整份简报并说明是哪一条。',
  youWrote: '您填写的内容',
  editAgain: '修改后重新提交',
  staleForm: '该表单来自另一版本，内容未保存。请在简报下方重新打开。',
  noText: '那条消息没有可读的文字，只有图片、文件或贴纸。请选一条有文字的消息。',
  cannotShareAlong:
    '我是由您个人添加到此处使用的，而此服务器不允许您通过这类应用公开发布：我的回答只有您能看到。请服务器管理者允许“使用外部应用”，或将我添加到服务器。',
};

const TEXTS: Readonly<Record<Language, DiscordTexts>> = { en, zh };

/** Returns Discord's own words in a language. */
export function discordTexts(language: Language): DiscordTexts {
  return TEXTS[language];
}
