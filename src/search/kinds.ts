/** What sort of question it is, and what leads among the units that were found: a named rule for each sort. */
import type { Hit } from './units.ts';
import type { QuestionKind } from './result.ts';
import { simplified } from '../shared/simplified.ts';

/** In the order in which they are tried, over simplified characters. */
const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  [
    'amount',
    /\bhow (?:many|much(?! (?:the|they|both|each|it|we|you)\b)|big|large|high)\b|\bwhat(?:'?s| is)? (?:the )?(?:percentage|percent|share|rate|number|amount|price)\b|\$ ?figure\b|多少|(?<![十上好])几(?:架|吨|亿|万|个|名|次|项|成|年|轮|家)|多大|多高/iu,
  ],
  [
    'compare',
    /\bcompar(?:e|ed|ison)\b|\bdiffer(?:s|ence|ences)?\b|\bdifferent between\b|\bdisagree(?:s|ments?)?\b|\b(?:both|two|each|the) sides?\b|\bversus\b|\bvs\b|\beye to eye\b|\bsame (?:way|thing|story|terms)\b|\bread-?outs\b|双方|分歧|不同|对比|比较|差别|区别|差在|不一样|(?<!以前|原来|过去|从前)一样吗|一致吗|各自|各说|两边|口径/iu,
  ],
  [
    'next',
    /\bnext\b|\bupcoming\b|\bcoming up\b|\bto (?:watch|expect)\b|\bwhat (?:will|happens (?:when|after|if))\b|\bwhat .*\bruns? out\b|接下来|下一步|下次|下一次|下一轮|后续|往后|到期后|会怎么样|会怎样/iu,
  ],
  ['duration', /\bhow (?:long|often|soon)\b|多久|多长时间|几(?:天|个月|年)(?!底)|期限/iu],
  [
    'when',
    /\bwhen\b|\b(?:by|at|on) what (?:date|time|day)\b|\bwhat (?:date|day|year)\b|\bdate (?:for|of)\b|\bdeadline\b|\bexpir(?:es|ing|y)\b|\bdue\b|什么时候|啥时候|何时|几时|几月|几号|到期|截止|哪天|哪(?:一)?年|哪(?:一)?月|什么日子/iu,
  ],
  [
    'changed',
    /\bchang(?:e|es|ed)\b|\bwhat(?:'s| is|s)? (?:new|different)\b|\bnew since\b|\bgot added\b|变化|变了|有变|变吗|换成|有什么新|新进展|新增|又新/iu,
  ],
  [
    'still',
    /\bstill\b|\b(?:in|into) (?:force|effect|place)\b|^(?!.*\b(?:why|how|who|what|where|which)\b)(?:.*\b(?:yet|any ?more|cancell?ed|or only)\b|.*\b(?:is|are|was|were|has|have|had|did|does|do)\b.*\b(?:again|on|off|over|back|lifted|ended|expired?|banned|paused|suspended|dropped|gone|dead|live|allowed|approved|final|out|run out|come out|real|for good)\b(?: |[?.!]|$))|还在|仍然|还是不是|还(?:有效|算数|停着|要收|收着)|(?:还|又|能|可以|已经|真|开始).{0,10}(?:吗|没有?|不)[?？。!！]*$|(?:取消|恢复|生效|停|过期|结束|完成|定|成立|落实|批准|签|通过|履行|兑现|谈妥|到期).{0,3}(?:吗|没有?|么)[?？。!！]*$|来不来|是不是还|生效|有效|以前一样吗|是真.{0,8}还是/iu,
  ],
  ['who', /\bwho(?:m|se)?\b|\bwhich (?:expert|official|leader|minister|person)\b|谁|哪位|哪些人|何人/iu],
];
const SAYS =
  /\b(?:says?|said|saying|thinks?|views?|position|stance|claims?|wants?|respon(?:d|ds|se)|react(?:s|ion)?|sees?|argues?|account|version|tells?|told|answers?|promised?|admits?|according to)\b|说|讲|表示|立场|态度|怎么[看谈回]|回应|反应|反驳|主张|承诺|承认|否认|称/iu;

/** Whether a word asks what somebody says. */
export const isSaying = (word: string): boolean => SAYS.test(word);

/** Returns the sort of a question; `side` is that of what somebody says. */
export function kindOf(question: string, namesOneParty: boolean): QuestionKind {
  const text = simplified(question);
  const kind = KINDS.find(([, pattern]) => pattern.test(text))?.[0];
  const asksWho = kind === 'who' && !namesOneParty;
  return (kind === undefined || kind === 'still' || kind === 'who') && !asksWho && SAYS.test(text)
    ? 'side'
    : (kind ?? 'plain');
}

/** The days and years in a text are no figures that anybody asks for. */
const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?: \d{1,2})?(?:, \d{4})?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\b(?:19|20)\d\d\b/gu;
const FIGURE =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|half|quarter|none)\b/iu;
/** The numbers of laws, orders and resolutions are names. */
const NUMBERED =
  /\b(?:Sections?|Resolutions?|Orders?|Articles?|Proclamation|No\.|H\.R\.|S\.|P\.L\.|Res\.)\s?\d[\d.,-]*|\b[A-Z]+-?\d+[A-Z]*\b|第[\d.]+[号條条款屆届章]|\d+条款/gu;
const SHARE_OR_MONEY = /[\d.]+(?:%| percent)|\$[\d.,]+(?: (?:m|b|tr)illion)?|\d[\d.]*[万亿]?美元/gu;
/** Whether things are to be counted. */
export const asksCount = (question: string): boolean =>
  /\bhow many\b|多少(?:吨|架|个|名|家|人|次|块|颗|学生|公司)|几(?:架|个|名|家|次)/iu.test(question);
/** Whether a text in one of both languages tells a number that is no date and no name. */
export const tellsFigure = (texts: readonly string[], isCount = false): boolean =>
  texts.some((text) =>
    FIGURE.test(
      text
        .replaceAll(DATES, '')
        .replaceAll(NUMBERED, '')
        .replaceAll(isCount ? SHARE_OR_MONEY : /$^/gu, ''),
    ),
  );
const hasFigure = ({ entry }: Hit): boolean => tellsFigure(entry.texts);
/** Whether a question asks what has been done until now. */
export const asksWhatIsDone = (question: string): boolean =>
  /\b(?:actually|so far|to date|until now|by now)\b|实际上?(?:买|卖|进口|交付|到)|到现在|到目前|迄今|至今|已经?(?:买|卖)/iu.test(
    question,
  );
/** How long something takes, or may take. */
const DURATION =
  /\b\d+[- ](?:days?|weeks?|months?|years?|hours?)\b|\b(?:two|three|four|five|six|seven|ten|twelve)[- ](?:day|week|month|year)s?\b|(?:\d|[一两三四五六七八九十半])+个?(?:天|日内|周|星期|月|年)/iu;
const tellsDuration = ({ entry }: Hit): boolean =>
  entry.texts.some((text) => DURATION.test(text.replaceAll(DATES, '')));

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
  duration: {
    share: 0.7,
    isFirst: (hit) => tellsDuration(hit) || (hit.entry.statement !== undefined && 'until' in hit.entry.statement),
  },
  still: { share: 0.75, isFirst: ({ entry }) => entry.unit === 'track' },
  compare: { share: 0.35, isFirst: ({ entry }) => entry.unit === 'disagreement' },
  next: {
    share: 0.5,
    isFirst: ({ entry }) => entry.unit === 'watch' || (entry.statement !== undefined && 'due' in entry.statement),
  },
  changed: {
    share: 0.5,
    isFirst: ({ entry }) =>
      entry.statement?.kind === 'measure' || entry.unit === 'track' || entry.unit === 'disagreement',
  },
};

/** What a party says leads where it has so much of the best score; a measure of it, or both sides of a matter, count a little less than its own words. */
export const OF_SIDE = { share: 0.7, other: 0.96 };

/** Returns units with the one first that leads in a question of a kind; one that is named or asked for whole stays first. */
export function inOrder(hits: readonly Hit[], kind: QuestionKind, party: string | undefined): readonly Hit[] {
  const rule = LEADS[kind];
  const [first] = hits;
  if (first === undefined || first.leads) return hits;
  if (kind === 'side' && party !== undefined) {
    const worth = ({ entry, score }: Hit): number => score * (entry.unit === 'statement' ? 1 : OF_SIDE.other);
    const own = hits
      .filter(
        ({ entry, score }) =>
          score >= first.score * OF_SIDE.share && (entry.unit === 'disagreement' || entry.parties.includes(party)),
      )
      .toSorted((a, b) => worth(b) - worth(a));
    return [...own, ...hits.filter((hit) => !own.includes(hit))];
  }
  const lead = rule && hits.find((hit) => hit.score >= first.score * rule.share && rule.isFirst(hit));
  return lead === undefined ? hits : [lead, ...hits.filter((hit) => hit !== lead)];
}
