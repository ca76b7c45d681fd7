/** The words of the editor, in both languages. */
import type { Bilingual } from '../text.ts';

export const TEXT = {
  heading: { en: 'Edit records', zh: '编辑记录' },
  about: {
    en: 'Topics and documents as they stand in their files. What is published here is in service at once; what has faults is not published.',
    zh: '主题与文件的记录原文。在此发布后立即生效；有错误的内容不会发布。',
  },
  record: { en: 'Record', zh: '记录' },
  choose: { en: 'Choose a record …', zh: '请选择记录…' },
  'enter-opens': { en: 'Enter opens it', zh: '按回车键打开' },
  search: { en: 'Search', zh: '查找' },
  found: (count: number): Bilingual => ({ en: count === 1 ? '1 record' : `${count} records`, zh: `${count}份记录` }),
  'kind-new': { en: 'New, not published yet', zh: '新建，尚未发布' },
  'kind-topic': { en: 'Topics', zh: '主题' },
  'kind-document': { en: 'Documents', zh: '文件' },
  'kind-draft': { en: 'Drafts (not in service)', zh: '草稿（未发布）' },
  'kind-relationship': { en: 'Relationships', zh: '双边关系' },
  new: { en: 'New record', zh: '新建记录' },
  'new-folder': { en: 'In', zh: '归入' },
  'new-id': { en: 'Id', zh: '编号' },
  'new-do': { en: 'Begin', zh: '开始' },
  'new-about': {
    en: 'The id is lower-case words joined by hyphens, and becomes the name of the file. Nothing is written until it is saved.',
    zh: '编号由小写英文单词以连字符相连，即文件名。保存之前不会写入任何内容。',
  },
  text: { en: 'Text of the record', zh: '记录原文' },
  keys: {
    en: 'Ctrl-F searches, Ctrl-Space offers what may stand here, F8 goes to the next fault, Ctrl-S publishes; Tab leaves the text.',
    zh: 'Ctrl-F 查找，Ctrl-空格键提示此处可填的内容，F8 跳到下一处错误，Ctrl-S 发布，Tab 键离开文本。',
  },
  'read-only': {
    en: 'The folder of records cannot be written here, so nothing can be saved; texts can be tried out all the same.',
    zh: '此处无法写入记录文件夹，因此不能保存；但仍可试写文本。',
  },
  save: { en: 'Save', zh: '保存' },
  saving: { en: 'Saving …', zh: '正在保存…' },
  'saved-draft': { en: 'Saved. A draft is not in service.', zh: '已保存。草稿不会发布。' },
  place: { en: 'Go on as a record in', zh: '作为正式记录继续编辑，归入' },
  'place-do': { en: 'Go on there', zh: '继续' },
  'place-about': {
    en: 'It becomes a new record that is not published yet: see its faults there, and publish it from there. The draft goes when it is published; under another id that of a topic stays until you remove it.',
    zh: '将成为尚未发布的新记录：在那里查看错误并发布。发布后草稿随之移除；主题如改用其他编号，草稿保留到您删除为止。',
  },
  remove: { en: 'Remove this draft', zh: '删除此草稿' },
  'remove-sure': { en: 'The draft goes, and what was written in it.', zh: '草稿及其中的内容都将删除。' },
  'remove-do': { en: 'Remove it', zh: '确认删除' },
  'remove-not': { en: 'Keep it', zh: '保留' },
  unsaved: { en: 'Not published yet', zh: '尚未发布' },
  discard: { en: 'Drop my changes', zh: '放弃我的修改' },
  checking: { en: 'Checking …', zh: '正在检查…' },
  'no-faults': { en: 'No faults.', zh: '没有错误。' },
  faults: { en: 'Faults', zh: '错误' },
  elsewhere: { en: 'In other records', zh: '其他记录中' },
  preview: { en: 'As readers see it', zh: '读者所见' },
  'no-preview': {
    en: 'There is a preview as soon as every field of the topic has its form.',
    zh: '主题各字段的格式都正确后即可预览。',
  },
  'preview-none': { en: 'Only topics are shown to readers as they are.', zh: '只有主题会直接展示给读者。' },
  previous: { en: 'Previous versions', zh: '以前的版本' },
  'no-previous': { en: 'None has been written over here yet.', zh: '此处尚无被覆盖的版本。' },
  'restore-which': { en: 'Version written over on', zh: '被覆盖的时间' },
  filed: {
    en: 'The file has been changed since you began. Your text is still here. What changed in the file:',
    zh: '您开始修改之后，文件已有变动。您的文本仍在此处。文件中的变动：',
  },
  'filed-by': (name: string): Bilingual => ({
    en: `${name} has changed the file since you began. Your text is still here. What changed in the file:`,
    zh: `您开始修改之后，${name}改动了文件。您的文本仍在此处。文件中的变动：`,
  }),
  'see-filed': { en: 'See what changed', zh: '查看变动' },
  'take-filed': { en: 'Open the file as it is now', zh: '打开文件的当前内容' },
  'keep-filed': { en: 'Keep mine in place of it', zh: '保留我的内容，取代文件' },
  'other-window': {
    en: 'You have changed this record in another window too, and the two differ. Both are kept until you choose. What is different there:',
    zh: '您在另一窗口中也修改了这份记录，两处内容不同。在您选择之前，两份都会保留。另一处的不同之处：',
  },
  'take-elsewhere': { en: 'Take the other one', zh: '采用另一份' },
  'keep-elsewhere': { en: 'Keep this one', zh: '保留此处内容' },
  reread: { en: 'Somebody has changed the file; this is how it is now.', zh: '文件已被他人改动；现显示最新内容。' },
} as const;

/** Why something was not done, by the server's code; where it is not here, the server's own sentence is shown. */
export const REFUSALS: Readonly<Record<string, Bilingual>> = {
  'there-already': {
    en: 'There is a record of this name there already; nothing was written. Open that one instead.',
    zh: '该处已有同名记录；未写入任何内容。请改为打开该记录。',
  },
  'written-there': {
    en: 'Something is written there that is not published, and this text does not fit together with it by itself; both are as they were. Open it, and publish or drop it first.',
    zh: '该处有尚未发布的内容，与此文本无法自动合并；两份均保持原样。请打开该记录，先发布或放弃其内容。',
  },
  changed: {
    en: 'The file has been changed since it was opened; nothing was written. Your text is still here.',
    zh: '文件在打开后已被改动；未写入任何内容。您的文本仍在此处。',
  },
  faulty: {
    en: 'The records would have faults; nothing was written. Correct what is marked.',
    zh: '保存后记录会有错误；未写入任何内容。请改正标出之处。',
  },
  missing: {
    en: 'There is no such record any more; it may have been moved. Choose another.',
    zh: '该记录已不存在，可能已被移走。请另选一个。',
  },
  unreadable: {
    en: 'A file of it cannot be read; nothing was written. Check the rights of the files.',
    zh: '有文件无法读取；未写入任何内容。请检查文件的权限。',
  },
  name: { en: 'No record can have this name. Choose one from the list.', zh: '记录不能使用这个名称。请从列表中选择。' },
  silent: {
    en: 'Readers have seen what would change here; nothing was written. Say of each statement what kind of change it is.',
    zh: '读者已看过此处将更改的内容；未写入任何内容。请逐条说明更改的类别。',
  },
  'review-by-hand': {
    en: 'That a person has reviewed a topic is for another person to say, by Still right; nothing was written. Leave who reviewed it as it is; in a new topic, choose a program, which checked the citations only.',
    zh: '主题是否经人审阅，须由他人点按“仍然正确”来确认；未写入任何内容。请保留原有的审阅者；新主题请选择“程序”，表示仅核对过引文。',
  },
  'too-large': {
    en: 'The record is too large: it may have one million bytes. Nothing was written.',
    zh: '记录过大：最多一百万字节。未写入任何内容。',
  },
  'not-text': {
    en: 'The text holds something that is no character. Nothing was written.',
    zh: '文本中含有无效字符。未写入任何内容。',
  },
  unwritable: {
    en: 'The record could not be written; the file is as it was. Check the rights of the folder and the space on the disk.',
    zh: '无法写入记录；文件保持原样。请检查文件夹权限和磁盘空间。',
  },
  unfinished: {
    en: 'Writing has stopped in the middle; the bot finishes it with what is published next, or when it starts again. Check the rights of the folder and the space on the disk, then publish again.',
    zh: '写入中途停止；下次发布或机器人重新启动时会继续完成。请检查文件夹权限和磁盘空间，然后再次发布。',
  },
  repository: {
    en: 'The repository of the records takes no commit now; nothing was published. Put it right there, then publish again:',
    zh: '记录所在的仓库现在无法提交；未发布任何内容。请先在仓库中处理以下问题，再重新发布：',
  },
  told: {
    en: 'Messages have told readers what this set says; nothing was undone. Correct it with an entry in corrections instead.',
    zh: '已有消息将这次发布的内容告知读者；未撤销任何内容。请改为发布更正。',
  },
};
