/** Says why a question finds what it finds, in a reader's language. Pure. */
import type { Candidate, Explained } from './finder.ts';
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
  matched: (words: string) => `Words that speak for it: ${words}`,
  unknown: (words: string) => `Words that no brief knows: ${words}`,
  everyday: (words: string) => `Words of everyday matters: ${words}`,
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
  matched: (words) => `支持它的词：${words}`,
  unknown: (words) => `没有简报收录的词：${words}`,
  everyday: (words) => `日常生活用词：${words}`,
  refused: {
    'another-place': '不用它回答：提问涉及其他地方。',
    'too-little': '不用它回答：依据不足。',
  },
  quoted: (text) => `“${text}”`,
  comma: '、',
};

const WORDS: Readonly<Record<Language, ExplainTexts>> = { en, zh };

/** Returns in one sentence what a question is answered with, and by how much. */
export function verdictText({ found, whole, lead }: Explained, language: Language): string {
  const words = WORDS[language];
  const titled = ({ title }: Brief): string => words.quoted(title[language] ?? title.en);
  switch (found.result) {
    case 'none':
      return words.none;
    case 'near': {
      const titles = found.briefs.map(titled).join(words.comma);
      return whole ? words.whole(titles) : words.near(titles);
    }
    case 'found': {
      const title = titled(found.brief);
      if (whole) return words.whole(title);
      return lead === undefined ? words.found(title) : words.lead(title, lead.toFixed(2));
    }
  }
}

/** Returns what speaks for a brief and against it, one line each, with its points in the first. */
export function explanationTexts(candidate: Candidate, language: Language): string[] {
  const words = WORDS[language];
  const { points, against, needed, refused } = candidate;
  const listed = (say: (list: string) => string, list: readonly string[]): string[] =>
    list.length === 0 ? [] : [say(list.map(words.quoted).join(words.comma))];
  return [
    words.points(points.toFixed(2), against.toFixed(2), needed.toFixed(2)),
    ...listed(words.names, candidate.names),
    ...listed(words.matched, candidate.matched),
    ...listed(words.unknown, candidate.unknown),
    ...listed(words.everyday, candidate.everyday),
    ...(refused === undefined ? [] : [words.refused[refused]]),
  ];
}
