/** Explains a search result in a reader's language. Pure. */
import { briefsOf, type Candidate, type Explained } from './finder.ts';
import type { Brief, Language } from '../records/schema.ts';

type ExplainTexts = typeof en;

const en = {
  whole: (titles: string) => `The question is, word for word, a name or a question of ${titles}.`,
  found: (title: string) => `${title} answers it; no other brief comes into question.`,
  lead: (title: string, points: string) => `${title} answers it, ${points} points ahead of the next.`,
  near: (titles: string) => `Undecided between ${titles}: all of them are offered.`,
  none: 'No brief answers it.',
  points: (points: string, against: string, needed: string) =>
    against === '0.00'
      ? `${points} points for it, ${needed} needed`
      : `${points} points for it and ${against} against it, ${needed} needed`,
  names: (names: string) => `Its name stands in the question: ${names}`,
  matched: (texts: string) => `Words that speak for it: ${texts}`,
  unknown: (texts: string) => `Words that no brief knows: ${texts}`,
  everyday: (texts: string) => `Words of everyday matters: ${texts}`,
  refused: {
    'another-place': 'Not answered with: the question is about another place.',
    'too-little': 'Not answered with: too little speaks for it.',
  } satisfies Record<NonNullable<Candidate['refused']>, string>,
  quoted: (text: string) => `“${text}”`,
  comma: ', ',
};

const zh: ExplainTexts = {
  whole: (titles) => `提问与${titles}的名称或所列问题完全一致。`,
  found: (title) => `由${title}回答，其他简报都不在考虑之列。`,
  lead: (title, points) => `由${title}回答，领先第二名${points}分。`,
  near: (titles) => `难以在${titles}之间取舍，全部列出供选择。`,
  none: '没有简报可以回答。',
  points: (points, against, needed) =>
    against === '0.00'
      ? `支持${points}分，至少需要${needed}分`
      : `支持${points}分，不利${against}分，至少需要${needed}分`,
  names: (names) => `提问中出现其名称：${names}`,
  matched: (texts) => `支持它的词：${texts}`,
  unknown: (texts) => `没有简报收录的词：${texts}`,
  everyday: (texts) => `日常生活用词：${texts}`,
  refused: {
    'another-place': '不用它回答：提问涉及其他地方。',
    'too-little': '不用它回答：依据不足。',
  },
  quoted: (text) => `“${text}”`,
  comma: '、',
};

const TEXTS: Readonly<Record<Language, ExplainTexts>> = { en, zh };

/** Returns one sentence on what a question finds, and by what margin. */
export function verdictText({ found, whole, lead }: Explained, language: Language): string {
  const texts = TEXTS[language];
  const titled = ({ title }: Brief): string => texts.quoted(title[language] ?? title.en);
  switch (found.result) {
    case 'none':
      return texts.none;
    case 'several':
    case 'near': {
      const titles = briefsOf(found).map(titled).join(texts.comma);
      return whole ? texts.whole(titles) : texts.near(titles);
    }
    case 'found': {
      const title = titled(found.brief);
      if (whole) return texts.whole(title);
      return lead === undefined ? texts.found(title) : texts.lead(title, lead.toFixed(2));
    }
  }
}

/** Returns the evidence for and against a brief, one line each; the first has its points. */
export function explanationTexts(candidate: Candidate, language: Language): string[] {
  const texts = TEXTS[language];
  const { points, against, needed, refused } = candidate;
  const listed = (say: (list: string) => string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [say(list.map(texts.quoted).join(texts.comma))];
  return [
    texts.points(points.toFixed(2), against.toFixed(2), needed.toFixed(2)),
    ...listed(texts.names, candidate.names),
    ...listed(texts.matched, candidate.matched),
    ...listed(texts.unknown, candidate.unknown),
    ...listed(texts.everyday, candidate.everyday),
    ...(refused === undefined ? [] : [texts.refused[refused]]),
  ];
}
