/** The sentences of faults in Chinese, each beside the English one that the rules say; what differs between faults stands in braces. Pure. */

import { SHAPE_SENTENCES } from './chinese-shape.ts';

export const SENTENCES: readonly (readonly [en: string, zh: string])[] = [
  ...SHAPE_SENTENCES,
  // Languages and names.
  [
    'has no zh, and its relationship declares languages en and zh; write it in Chinese too',
    '没有中文，而该双边关系声明使用中英两种语言；请写上中文',
  ],
  [
    'has no zh, though bottomLine has; translate the whole topic, or take zh out of bottomLine',
    '没有中文，而要点结论有中文；请译出整个主题，或删去要点结论的中文',
  ],
  ['has {1} in zh; write at least {2}, as people type them in Chinese', '中文有{1}条；请至少写{2}条，按人们的中文用法'],
  ['{1}; give both languages the same numbers, dates and addresses', '{1}；两种语言的数字、日期和网址须一致'],
  [
    'the name of its folder is the id: lower-case words joined by hyphens, at most {1} characters; rename it',
    '文件夹名即编号：以连字符相连的小写英文单词，最多{1}个字符；请改名',
  ],
  [
    'the name of the file is the id: lower-case words joined by hyphens, at most {1} characters; rename it',
    '文件名即编号：以连字符相连的小写英文单词，最多{1}个字符；请改名',
  ],
  [
    'is named with its folder in front: at most {1} characters together; rename it',
    '名称前带文件夹名，合计最多{1}个字符；请改名',
  ],
  [
    'has the same id as {1}; rename one of the two files, or set prefixed: true in {2}',
    '与{1}编号相同；请为其中一个文件改名，或在{2}中设 prefixed: true',
  ],
  ['"{1}" has no word that can be looked for; use a distinctive name', '“{1}”没有可供查找的词；请用有区别的名称'],
  ['"{1}" is claimed by {2} too ({3}); leave it to one of the two', '“{1}”也被{2}使用（{3}）；请只留给其中一个'],
  ['"{1}" is a name of this topic already ({2}); remove it', '“{1}”已是本主题的名称（{2}）；请删去'],
  ['is the address of {1} too ({2}); keep one record of a document', '也是{1}的网址（{2}）；一份文件只留一份记录'],
  ['is the id of both parties; a relationship has two', '双方编号相同；双边关系须有两方'],
  // References.
  ['there is no topic {1}; add {2} or correct the id', '没有主题{1}；请添加{2}或改正编号'],
  ['there is no document {1}; add {2} or correct the id', '没有文件{1}；请添加{2}或改正编号'],
  ['there is no statement {1} in {2}; correct the document or the id', '{2}中没有陈述{1}；请改正文件或编号'],
  ['there is no party {1} in {2}; it has {3} and {4}', '{2}没有当事方{1}；有{3}和{4}'],
  ['there is no party {1} in {2}; it has {3}', '{2}没有当事方{1}；有{3}'],
  [
    '{1} is no author of this document; correct it, or give the name of whose view it relays',
    '{1}不是本文件的作者；请改正，或写出所转述者的姓名',
  ],
  [
    'is this statement itself; name the other one, or remove the relation',
    '就是这条陈述本身；请写另一条，或删去该关联',
  ],
  ['{1} has {2} paragraphs, not {3}; correct the number', '{1}有{2}段，没有第{3}段；请改正'],
  [
    '{1} is no statement of this topic; add {2} to its topics, or rest on another one',
    '{1}不是本主题的陈述；请在其所属主题中加上{2}，或改用另一条',
  ],
  ['is this topic itself; remove it', '就是本主题自己；请删去'],
  ['{1} is named twice; remove one', '{1}写了两次；请删去一个'],
  [
    'paragraph {1} is cited by no statement; cite it in one, or narrow mustCite',
    '第{1}段没有陈述引用；请引用，或缩小必须引用的范围',
  ],
  [
    'no document of {1} bears on this topic; add one, or a gap with side: {2} that says so',
    '没有{1}一方的文件涉及本主题；请添加，或写一条 side 为 {2} 的空白来说明',
  ],
  [
    'says that no document of {1} bears on this topic, but {2} does; rewrite the gap, without side',
    '称没有{1}一方的文件涉及本主题，实际有{2}份；请改写该空白并去掉所缺一方',
  ],
  [
    'says that no document of {1} bears on this topic, but {2} do; rewrite the gap, without side',
    '称没有{1}一方的文件涉及本主题，实际有{2}份；请改写该空白并去掉所缺一方',
  ],
  // Dates and ids.
  ['{1} is in the future; dates to come belong in watch', '{1}在未来；将来的日期请写入关注事项'],
  [
    '{1} is in the future; what is to come is a commitment, a forecast or a measure',
    '{1}在未来；将来的事应写作承诺、预测或措施',
  ],
  ['{1} is in the future; correct it', '{1}在未来；请改正'],
  ['{1} is before it was published on {2}; correct one of the two', '{1}早于发布日期{2}；请改正其一'],
  ['{1} is before asOf {2}; correct one of the two', '{1}早于“截至”{2}；请改正其一'],
  ['{1} is after the document was read on {2}; correct one of the two', '{1}晚于阅读日期{2}；请改正其一'],
  ['{1} is before its beginning on {2}; correct one of the two dates', '{1}早于开始日期{2}；请改正其一'],
  ['{1} is before it was promised on {2}; correct one of the two dates', '{1}早于承诺日期{2}；请改正其一'],
  ['{1} is before the forecast was made on {2}; correct one of the two dates', '{1}早于作出预测的日期{2}；请改正其一'],
  ['{1} is before {2}; swap or correct them', '{1}早于{2}；请对调或改正'],
  ['{1} to {2} is no range; swap or correct them', '{1}至{2}不成范围；请对调或改正'],
  ['{1} was published on {2}, after asOf {3}; bring asOf up to it', '{1}发布于{2}，晚于“截至”{3}；请更新“截至”'],
  ['{1} is used twice; ids are permanent and each is used once', '{1}用了两次；编号不可更改，每个只用一次'],
  ['{1} is used twice; give each author an id of their own', '{1}用了两次；请给每位作者各自的编号'],
  ['{1} is the id of a history entry too; each entry has its own', '{1}也是沿革中的编号；每条须有自己的编号'],
  ['{1} is the id of another entry too; each entry has its own', '{1}也是另一条的编号；每条须有自己的编号'],
  ['is retracted, but retraction is missing; say when and why', '状态为已撤回，却没有撤回说明；请写明时间和原因'],
  [
    'is set, but status is not retracted; set it, or remove the retraction',
    '有撤回说明，但状态不是已撤回；请改状态，或删去撤回说明',
  ],
  [
    'is official, but no party speaks in it; name the party, or give the kind that it is',
    '类型为官方，却未写当事方；请写明当事方，或改正类型',
  ],
  ['the document has {1} paragraphs, not {2}; correct it', '文件有{1}段，没有第{2}段；请改正'],
  [
    'is missing; name the party, or in `other` the third side that the speaker speaks for',
    '缺失；请写明当事方，或在“第三方”中写明发言者代表谁',
  ],
  [
    'is set beside party; the speaker speaks for one of the two, remove the other',
    '与当事方同时填写；发言者只代表其一，请删去另一个',
  ],
  [
    'is longer than {1} words (two Chinese characters count as one); quote only what is the news',
    '超过{1}个词（两个汉字算一个）；只引最要紧的',
  ],
  // Relations.
  [
    '{1} is related so already, here or there; a relation counts from both its ends, remove one',
    '与{1}已有同样的关联；关联在两端都算，请删去一个',
  ],
  ['{1} supports and disputes it; keep one of the two', '{1}既支持又反驳它；请只留其一'],
  [
    '{1} is of {2}, after this document of {3}; only a later one {4} it, so turn the relation round',
    '{1}的日期为{2}，晚于本文件的{3}；只有较晚的文件才能如此关联，请反过来写',
  ],
  [
    'resolves a {1}; only a commitment or a forecast has an outcome, use supports or disputes',
    '所指为{1}；只有承诺或预测才有结果，请改用支持或反驳',
  ],
  [
    '{1} supersedes this one in turn; remove one of the relations of the circle',
    '{1}反过来又取代这一条；请删去循环中的一个关联',
  ],
  // Questions, and what readers have seen.
  ['finds {1} instead; add an alias with its words, or reword it', '找到的是{1}；请添加含其用词的别名，或改写提问'],
  [
    'is undecided between {1}; add an alias with its words, or reword it',
    '在{1}之间无法确定；请添加含其用词的别名，或改写提问',
  ],
  ['finds nothing; add an alias with its words, or reword it', '找不到任何主题；请添加含其用词的别名，或改写提问'],
  [
    '{1} was published and is gone; put it back with an entry in corrections that says what was wrong, or retract its topics',
    '{1}已发布过，现在没有了；请放回并在更正中说明哪里有误，或撤回其主题',
  ],
  [
    'there is no statement {1} and there was none, so no message is corrected by it; correct the document or the id',
    '没有陈述{1}，此前也没有，因此不会更正任何消息；请更正文件或编号',
  ],
  [
    '{1} was published and bears on no published topic any more; name one of them again',
    '{1}已发布过，现在不属于任何已发布的主题；请重新写上一个',
  ],
  [
    '{1} was told to channels and is changed or gone; leave it as it was, and add another',
    '{1}已告知频道，现在被改动或删去；请恢复原样，另加一条',
  ],
  [
    'the new entry does not give the wording before word for word, in each language; write before: "{1}"',
    '新的更正没有逐字写出原措辞（各语言）；请写：“{1}”',
  ],
  [
    'is more than wording: other {1} ({2}); add an entry in corrections that says what was wrong',
    '不只是措辞：{1}不同（{2}）；请在更正中说明哪里有误',
  ],
  [
    'differs from what was published, and corrections says nothing of it; add an entry with what was wrong and the wording before, or take the change back',
    '与已发布的内容不同，而更正中没有说明；请添加一条，写明哪里有误和原措辞，或收回更改',
  ],
  ['is more than wording; add an entry in corrections that says what was wrong', '不只是措辞；请在更正中说明哪里有误'],
  ['was published and is gone; put it back', '已发布过，现在没有了；请放回'],
  // Beside the text of the document.
  [
    '"{1}" occurs {2} times in the document (paragraphs {3}); choose words that occur once',
    '“{1}”在文件中出现{2}次（第{3}段）；请选只出现一次的词语',
  ],
  [
    '"{1}" stands there with other punctuation, so that the link would not find it; copy the words as they stand',
    '该处的“{1}”标点不同，链接将无法定位；请原样照录',
  ],
  [
    '"{1}" is not there, but in paragraph {2}; correct the words or the paragraph',
    '“{1}”不在该段，而在第{2}段；请改正词语或段落',
  ],
  [
    '"{1}" is not there nor anywhere in the document; correct the words or the paragraph',
    '“{1}”不在该段，文件中也找不到；请改正词语或段落',
  ],
  [
    'the quotation "{1}" is not there word by word; copy it as it stands, or cite its paragraph',
    '引文“{1}”与该处原文不符；请原样照录，或引用其所在段落',
  ],
  [
    'shares {1} words in a row ("{2}"); say it in your own words (they stand in paragraph {3})',
    '有连续{1}个词与原文相同（“{2}”，见第{3}段）；请用自己的话写',
  ],
  [
    'shares {1} characters in a row ("{2}"); say it in your own words (they stand in paragraph {3})',
    '有连续{1}个字与原文相同（“{2}”，见第{3}段）；请用自己的话写',
  ],
  ['shares {1} words in a row ("{2}"); say it in your own words', '有连续{1}个词与原文相同（“{2}”）；请用自己的话写'],
  [
    'shares {1} characters in a row ("{2}"); say it in your own words',
    '有连续{1}个字与原文相同（“{2}”）；请用自己的话写',
  ],
  // Files.
  [
    'stands outside a relationship; move it into a folder of one, such as {1}',
    '不在任何双边关系之下；请移入其文件夹，如 {1}',
  ],
  [
    'is neither {1} nor the folder {2} or {3}; move it into one of the two, or remove it',
    '既不是{1}，也不是文件夹{2}或{3}；请移入其一，或删去',
  ],
  ['has no {1}; add one that names the two parties', '没有{1}；请添加，写明双方'],
  [
    'holds no topics; begin a relationship (npm run -s attache -- new COUNTRY COUNTRY, or New relationship on the desk), add topics to one that is there, or set BRIEFS_DIR to the folder that has them',
    '没有主题；请新建双边关系（在工作台上选“新建双边关系”，或运行 npm run -s attache -- new 国家 国家），在已有的关系中添加主题，或把 BRIEFS_DIR 设为有主题的文件夹',
  ],
  [
    'is not a record; give it the ending .yaml or move it out of the folder',
    '不是记录；请改用 .yaml 结尾，或移出文件夹',
  ],
  [
    'is a link that leads out of the folder of records; put the file itself here',
    '是指向记录文件夹之外的链接；请把文件本身放在这里',
  ],
  ['is a folder inside a folder of records; move its files up', '是记录文件夹中的文件夹；请把其中的文件移上来'],
  ['is no ordinary file; replace it by one, or remove it', '不是普通文件；请替换或删去'],
  ['is not UTF-8; save it as UTF-8', '不是 UTF-8；请存为 UTF-8'],
  // Of what the system says, its code: the rest is English, with the path that stands beside it.
  [
    'cannot be read: {1}: {2}; check BRIEFS_DIR and the rights of the folder',
    '无法读取（{1}）；请检查 BRIEFS_DIR 和该文件夹的权限',
  ],
  ['cannot be read: {1}: {2}; check the rights of the folder', '无法读取（{1}）；请检查该文件夹的权限'],
  ['cannot be read: {1}: {2}; check that it is there and its rights', '无法读取（{1}）；请检查它是否存在及其权限'],
  ['cannot be read: {1}; {2}', '无法读取：{1}；{2}'],
  // Why the repository of the records takes no commit; what git says between the brackets stays English.
  [
    'The repository of the records is in the middle of a merge or a rebase; finish or abort it, then publish again.',
    '记录所在的仓库正在合并或变基；请先完成或中止，再重新发布。',
  ],
  [
    'The repository of the records is on no branch, so that its next checkout would take back what is published; check out a branch in it, then publish again.',
    '记录所在的仓库不在任何分支上，下次检出会丢失已发布的内容；请先在其中检出一个分支，再重新发布。',
  ],
  [
    '{1} has a conflict in the repository; resolve and commit it, then publish again.',
    '{1} 在仓库中有冲突；请解决并提交，再重新发布。',
  ],
  [
    '{1} has changes in the repository that are not committed; commit or take them back, then publish again.',
    '{1} 在仓库中有未提交的更改；请提交或撤回，再重新发布。',
  ],
  [
    'The repository of the records cannot be read ({1}); nothing was published.',
    '无法读取记录所在的仓库（{1}）；未发布任何内容。',
  ],
  [
    'The repository is locked: another git process works in it, or one has ended in the middle; when none is running any more, remove {1}, then publish again ({2}). Nothing was published.',
    '仓库已被锁定：另有 git 进程正在使用，或曾有进程中途结束；确认没有 git 进程在运行后，请删去 {1}，再重新发布（{2}）。未发布任何内容。',
  ],
  [
    'The commit took longer than {1} seconds and was stopped; see what the hooks of the repository wait for, then publish again ({2}). Nothing was published.',
    '提交超过 {1} 秒仍未完成，已停止；请查看仓库的钩子在等待什么，再重新发布（{2}）。未发布任何内容。',
  ],
  ['The repository took no commit ({1}). Nothing was published.', '仓库未接受提交（{1}）。未发布任何内容。'],
];
