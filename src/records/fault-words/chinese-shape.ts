/** The sentences in Chinese about the shape of a record and about YAML. Pure. */

export const SHAPE_SENTENCES: readonly (readonly [en: string, zh: string])[] = [
  // The shape of a record.
  ['is missing; add it', '缺失；请补上'],
  [
    'is missing; add `from`, the first day of the period that is meant, such as {1}',
    '缺失；请补上 from，即所指时段的第一天，如 {1}',
  ],
  [
    'is missing; add `to`, the last day of the period that is meant, such as {1}',
    '缺失；请补上 to，即所指时段的最后一天，如 {1}',
  ],
  ['is missing; add `text`, the words for the period, such as {1}', '缺失；请补上 text，即该时段的说法，如 {1}'],
  ['is empty; write it, or remove the field', '是空的；请填写，或删去该字段'],
  ['is empty; write the record, or remove the file', '是空的；请写入记录，或删除该文件'],
  ['is not a known field; correct its spelling or remove it', '不是已知字段；请改正拼写或删去'],
  ['has {1} more faults; correct these first', '另有{1}处错误；请先改正以上各处'],
  ['must be text, but reads as a number; put it in quotes', '应为文字，却会被读作数字；请加引号'],
  ['must be text, but reads as true or false; put it in quotes', '应为文字，却会被读作真假值；请加引号'],
  ['must be text', '应为文字'],
  ['must be a list', '应为列表'],
  ['must be a group of fields', '应由若干字段组成'],
  ['must say how precisely the date is known, in fields of its own', '须用单独的字段说明日期精确到哪一级'],
  ['must be a whole number', '应为整数'],
  ['must be a number', '应为数字'],
  ['must be a boolean', '应为 true 或 false'],
  ['must be one of {1}', '应为以下之一：{1}'],
  ['must have at most {1} characters; shorten it or split it', '最多{1}个字符；请缩短或拆分'],
  ['must have at most {1} characters; shorten it', '最多{1}个字符；请缩短'],
  ['must have at most {1} characters', '最多{1}个字符'],
  ['must have at least {1} characters', '至少{1}个字符'],
  ['must have at most {1}', '最多{1}项'],
  ['must have at least {1}', '至少{1}项'],
  ['must have more than {1}', '须多于{1}项'],
  ['must be at most {1}', '不得大于{1}'],
  ['must be at least {1}', '不得小于{1}'],
  ['must be more than {1}', '须大于{1}'],
  ['must not be empty; write it, or remove the field', '不能为空；请填写，或删去该字段'],
  ['must not begin or end with white space; remove it', '首尾不能有空白；请删去'],
  [
    'must be one line without control characters, invisible or direction marks; remove them',
    '应为一行，不含控制字符、不可见字符或方向标记；请删去',
  ],
  ['must be lower-case words joined by hyphens, such as {1}', '应为以连字符相连的小写英文单词，如 {1}'],
  ['must be a date written as YYYY-MM-DD, such as {1}', '日期应写作 YYYY-MM-DD，如 {1}'],
  ['is a day that the calendar does not have; correct it', '日历上没有这一天；请改正'],
  ['must be a month written as YYYY-MM', '月份应写作 YYYY-MM'],
  ["must be a year written in quotes, such as '{1}'", '年份应写在引号中，如 {1}'],
  ['must be a whole address that begins with https:// or http://', '应为以 https:// 或 http:// 开头的完整网址'],
  [
    'must be an address as a browser gives it; percent-encode spaces, quotes and letters beyond ASCII',
    '应为浏览器给出的网址；空格、引号和非英文字符须用百分号编码',
  ],
  [
    'must be three to six words, or six to sixteen characters of Chinese, that stand in the paragraph',
    '应为该段中的三至六个英文单词，或六至十六个汉字',
  ],
  ['must have at least one citation; nothing goes unsourced', '至少要有一处出处；不发布没有出处的内容'],
  [
    'must have at most four citations; keep those that support the whole statement',
    '最多四处出处；请保留能支持整条陈述的',
  ],
  ['must name at least one statement of this topic that it rests on', '至少要写明一条所依据的本主题陈述'],
  ['must name the documents that were searched', '须写明查找过的文件'],
  [
    'must rest on statements, or name the documents searched that are silent',
    '须有陈述为依据，或写明查过而未提及的文件',
  ],
  [
    'must have two sides; where one is silent, say so and name the documents searched',
    '须有两方；若一方未提及，请说明并写出查过的文件',
  ],
  ['must have one side of each party', '双方须各有一方'],
  ['must name at least one topic', '至少要写明一个主题'],
  ['must name at least one author of the document', '至少要写明文件的一位作者'],
  [
    'must be a list of author ids of the document, or a name (with role and party) whose view the document relays',
    '应为文件作者编号的列表，或文件所转述者的姓名（可附身份和当事方）',
  ],
  ['must be a document and a statement of it, such as {1}', '应写作“文件/陈述”，如 {1}'],
  ['must have at least the entry of its first publication', '至少要有首次发布的一条'],
  ['must be [en] or [en, zh]', '应为 [en] 或 [en, zh]'],
  [
    'must be a fingerprint of 16 hexadecimal digits, in quotes; make it with: {1}',
    '应为引号中的16位十六进制指纹；用此命令生成：{1}',
  ],
  // YAML.
  [
    'does not belong here; look for a quotation mark, a bracket or a dash too many or missing, here or on the line before',
    '不应出现在此处；请看此处或上一行是否多写或漏写了引号、括号或短横',
  ],
  [
    'is read as a sign of YAML, not as text; put the text in quotation marks',
    '会被读作 YAML 的符号而非文字；请给文字加引号',
  ],
  [
    'reads as a second field on one line, or as a field in the middle of a text; put a text that holds a colon and a space in quotation marks, or indent the line as those beside it',
    '会被读作同一行的第二个字段，或文字中间的字段；含半角冒号加空格的文字请加引号，或使本行与相邻各行对齐',
  ],
  ['is not indented as the lines that it belongs to; move it under them', '缩进与所属各行不一致；请与它们对齐'],
  [
    'comes before the bracket of a line above is closed; close it there, with ] or }',
    '上面某行的括号尚未闭合；请在那里补上 ] 或 }',
  ],
  [
    'holds a backslash that YAML takes for the beginning of a sign; write two of them, or none',
    '所含反斜杠会被 YAML 当作符号的开头；请写两个，或不写',
  ],
  [
    'is too long for the name of a field; look for a quotation mark that is missing before it',
    '作为字段名过长；请看前面是否漏写了引号',
  ],
  ['is indented with a tab; use spaces', '用制表符缩进；请改用空格'],
  [
    'opens a quotation mark that is not closed; close it where the text ends',
    '此处的引号没有闭合；请在文字结束处补上引号',
  ],
  [
    'has a full-width colon behind the name of the field; type a half-width one and a space instead',
    '字段名后是全角冒号；请改用半角冒号，后加空格',
  ],
  ['is a full-width comma; type a half-width one and a space instead', '是全角逗号；请改用半角逗号，后加空格'],
  [
    'has no value; write the name of a field, a colon, a space and the value',
    '没有值；请写字段名、半角冒号、空格，再写值',
  ],
  [
    'stands in a list without a dash, or is not indented as its item; move it',
    '位于列表中却没有短横，或与所属条目没有对齐；请移动',
  ],
  [
    'holds a # that begins a remark; put a space before it, or the text in quotation marks',
    '所含 # 会开始一条注释；请在它前面加空格，或给文字加引号',
  ],
  ['needs a comma before it; it stands in a list or a group in brackets', '前面须有逗号；它位于括号中的列表或字段组内'],
  ['begins a text of several lines; begin that on the line below', '此处开始多行文字；请从下一行写起'],
  ['gives {1} a second time; keep one of the two', '第二次写了 {1}；请保留其中一处'],
  [
    'begins a second document; a file holds one record, so move it to a file of its own',
    '此处开始了第二份文档；一个文件只放一份记录，请另存一个文件',
  ],
  [
    'declares YAML 1.1, in which `on` is no name; remove the %YAML line',
    '声明了 YAML 1.1，其中 on 不能作字段名；请删去 %YAML 一行',
  ],
  [
    'holds a conflict of a repository; keep one of the two versions that stand from here to >>>>>>>, and take out the three marks',
    '此处有仓库合并冲突；请在此处至 >>>>>>> 的两个版本中保留一个，并删去三行标记',
  ],
  ['refers to another place of the file; write the value out', '引用了文件的另一处；请直接写出内容'],
  ['is a field without a name; write one, or remove it', '是没有名称的字段；请写上名称或删去'],
  [
    'is a list of {1} items; no list of a record has more than {2}, so split it',
    '是有{1}项的列表；记录的列表最多{2}项，请拆分',
  ],
  [
    'has {1} fields; no part of a record has more than {2}, so remove what is none',
    '有{1}个字段；记录的任何部分最多{2}个，请删去多余的',
  ],
  [
    'holds more than {1} marks, words and line breaks; a record holds one topic or one document, so split it',
    '符号、词和换行超过{1}个；一份记录只含一个主题或一份文件，请拆分',
  ],
  ['is nested more than {1} levels deep; no record is, so write it out flatter', '嵌套超过{1}层；请写得平一些'],
  [
    'is larger than {1} bytes; a record holds one topic or one document, so split it',
    '大于{1}字节；一份记录只含一个主题或一份文件，请拆分',
  ],
];
