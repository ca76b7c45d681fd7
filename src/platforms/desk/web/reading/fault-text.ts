/** What is said of a statement beside the text that it cites, in Chinese: the server says it in English. */

const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^is missing; add it$/u, '缺少此项，请填写'],
  [/^must name at least one topic$/u, '至少要选一个主题'],
  [
    /^"(.+)" occurs (\d+) times in the document \(paragraphs (.+)\); choose words that occur once$/u,
    '“$1”在文件中出现 $2 次（第 $3 段）；请选用只出现一次的词语',
  ],
  [
    /^"(.+)" stands there with other punctuation, so that the link would not find it; copy the words as they stand$/u,
    '“$1”在文中标点不同，链接将找不到；请照原文选取',
  ],
  [
    /^"(.+)" is not there, but in paragraph (.+); correct the words or the paragraph$/u,
    '“$1”不在该段，而在第 $2 段；请更正词语或段落',
  ],
  [
    /^"(.+)" is not there nor anywhere in the document; correct the words or the paragraph$/u,
    '“$1”不在该段，也不在文件其他地方；请更正词语或段落',
  ],
  [
    /^the quotation "(.+)" is not there word by word; copy it as it stands, or cite its paragraph$/u,
    '文中没有与“$1”逐字相同的原话；请照原文抄录，或引用其所在段落',
  ],
  [
    /^shares (\d+) words in a row \("(.+)"\); say it in your own words \(they stand in paragraph (\d+)\)$/u,
    '与第 $3 段有连续 $1 个词相同（“$2”）；请用自己的话表述',
  ],
  [
    /^shares (\d+) characters in a row \("(.+)"\); say it in your own words \(they stand in paragraph (\d+)\)$/u,
    '与第 $3 段有连续 $1 个字相同（“$2”）；请用自己的话表述',
  ],
];

/** Returns a fault in Chinese; undefined where it is not one of these. */
export function inChinese(message: string): string | undefined {
  const found = SENTENCES.find(([sentence]) => sentence.test(message));
  return found && message.replace(...found);
}
