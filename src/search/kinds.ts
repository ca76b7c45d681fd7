/** What sort of question it is, and what leads among the units that were found: a named rule for each sort. */
import type { Hit } from './search.ts';
import type { QuestionKind } from './result.ts';

/** In the order in which they are tried. */
const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'amount',
    /\bhow (?:many|much|big|large|high|often)\b|\bwhat (?:percentage|percent|share|rate|number|amount)\b|多少|几(?:架|吨|亿|万|个|名|次|项|成)|多大|多高/iu,
  ],
  [
    'when',
    /\bwhen\b|\bhow long\b|\b(?:by|at) what (?:date|time)\b|\bdeadline\b|\bexpir(?:e|es|ing|y)\b|\bruns? out\b|\bdue\b|什么时候|啥时候|何时|几月|几号|多久|到期|期限|截止|哪天/iu,
  ],
  [
    'compare',
    /\bcompar(?:e|ed|ison)\b|\bdiffer(?:s|ence|ences)?\b|\bdisagree(?:s|ments?)?\b|\b(?:both|two|each|the) sides?\b|\bversus\b|\bvs\b|\beye to eye\b|\bread-?outs\b|双方|分歧|不同|对比|比较|差别|各自|各说|两边|口径/iu,
  ],
  ['changed', /\bchang(?:e|es|ed)\b|\bwhat(?:'s| is|s)? (?:new|different)\b|\bnew since\b|变化|变了|有什么新|新进展/iu],
  [
    'next',
    /\bnext\b|\bupcoming\b|\bcoming up\b|\bto (?:watch|expect)\b|\bwhat will\b|接下来|下一步|下次|下一次|下一轮|后续|往后/iu,
  ],
  [
    'still',
    /\bstill\b|\bany ?more\b|\bagain\b|\bin (?:force|effect|place)\b|\b(?:is|are|was|were|has|have|did|does)\b.*\b(?:on|off|over|back|lifted|ended|expired|banned|paused|suspended|dropped|gone|dead|live|yet|allowed)\b|还在|仍然?|还.{0,8}吗|取消了|生效|恢复了|有效|停了|没有?了/iu,
  ],
  ['who', /\bwho(?:m|se)?\b|\bwhich (?:expert|official|leader|minister|person)\b|谁|哪位|哪些人|何人/iu],
];
const SAYS =
  /\b(?:says?|said|saying|thinks?|views?|position|stance|claims?|wants?|respon(?:d|ds|se)|react(?:s|ion)?|sees?|argues?|account|version|tells?|told|answers?|promised?)\b|说|讲|表示|立场|态度|怎么看|回应|反应|主张|承诺|称/iu;

/** Returns the sort of a question; `side` is that of a party of whom it asks what they say. */
export function kindOf(question: string, namesOneParty: boolean): QuestionKind {
  const kind = KINDS.find(([, pattern]) => pattern.test(question))?.[0];
  return (kind === undefined || kind === 'still' || kind === 'who') && namesOneParty && SAYS.test(question)
    ? 'side'
    : (kind ?? 'plain');
}

/** The days and years in a text are no figures that anybody asks for. */
const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,2})?(?:, \d{4})?|\b(?:19|20)\d\d\b/gu;
const hasFigure = ({ entry }: Hit): boolean => entry.texts.some((text) => /\d/u.test(text.replaceAll(DATES, '')));

/** What leads in each sort of question, where it has so much of the best score. */
export const LEADS: Readonly<
  Partial<Record<QuestionKind, { share: number; readonly isFirst: (hit: Hit) => boolean }>>
> = {
  amount: { share: 0.85, isFirst: hasFigure },
  when: {
    share: 0.8,
    isFirst: ({ entry }) =>
      entry.unit === 'track' ||
      (entry.statement !== undefined && ('until' in entry.statement || 'due' in entry.statement)),
  },
  still: { share: 0.75, isFirst: ({ entry }) => entry.unit === 'track' },
  compare: { share: 0.35, isFirst: ({ entry }) => entry.unit === 'disagreement' },
  next: {
    share: 0.7,
    isFirst: ({ entry }) => entry.unit === 'watch' || (entry.statement !== undefined && 'due' in entry.statement),
  },
  who: {
    share: 0.9,
    isFirst: ({ entry }) => entry.statement?.kind === 'position' || entry.statement?.kind === 'assessment',
  },
};

/** Returns units with the one first that leads in a question of a kind; one that is named or asked for whole stays first. */
export function inOrder(hits: readonly Hit[], kind: QuestionKind, party: string | undefined): readonly Hit[] {
  const rule = LEADS[kind];
  const [first] = hits;
  if (first === undefined || first.leads) return hits;
  if (kind === 'side' && party !== undefined) {
    const own = hits.filter(({ entry }) => entry.parties.includes(party));
    return [...own, ...hits.filter((hit) => !own.includes(hit))];
  }
  const lead = rule && hits.find((hit) => hit.score >= first.score * rule.share && rule.isFirst(hit));
  return lead === undefined ? hits : [lead, ...hits.filter((hit) => hit !== lead)];
}
