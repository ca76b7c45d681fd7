/** The words by which people write the days, the time and the language of a digest, and how often they want it. Pure. */
import { CHINESE_LANGUAGE_NAMES, LANGUAGE_NAMES } from '../language-names.ts';

export type PartKind =
  | 'topic'
  | 'either'
  | 'zone'
  | 'days'
  | 'weekly'
  | 'time'
  | 'language'
  | 'unsupported'
  | 'unknown';

/** A Latin word ends here; "monday.com" is no day. */
export const END = String.raw`(?![a-z0-9]|[.'’-][a-z0-9])`;
const DAY = String.raw`(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\.?`;
const THROUGH = String.raw`\s*(?:-|–|—|~|to|thru|through|till|until)\s*`;
const HAN_NUMBER = '[零〇一二两三四五六七八九十]';
const HAN_DAY = '[一二三四五六日天]';
const UNIT = '(?:hours?|days?|weeks?|months?|quarters?|years?)';

/** In the order in which they are tried; a longer topic's name comes before any of them. */
export const PATTERNS: readonly (readonly [PartKind, RegExp])[] = [
  [
    'unsupported',
    sticky(
      String.raw`(?:every|each)\s+(?:other|second|third|\d+|two|three|four|five|six)\s+(?:${UNIT}|minutes?|${DAY})${END}`,
      String.raw`(?:every|each)\s+(?:hour|month|quarter|year|fortnight)${END}`,
      String.raw`(?:once|twice|(?:two|three|four|\d+)\s+times)\s+(?:a|an|per|each|every)\s+(?:hour|month|year)${END}`,
      String.raw`(?:twice|(?:two|three|four|\d+)\s+times)\s+(?:a|per|each|every)\s+(?:day|week)${END}`,
      String.raw`(?:the\s+)?(?:first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?:${DAY}|(?:week|work(?:ing)?\s*)?days?)\s+(?:of|in)\s+(?:the|each|every|a)\s+month${END}`,
      String.raw`(?:bi-?weekly|fortnightly|semi-?monthly|bi-?monthly|monthly|quarterly|yearly|annually|hourly|alternate\s+${UNIT})${END}`,
      String.raw`每隔?[一两二三四五六七八九十\d]+(?:个?(?:小时|星期|礼拜|月|季度)|周|天|日|年)`,
      String.raw`每(?:个?(?:小时|月|季度?)|年|半个?月)(?:[一二三四五六七八九十\d]+[号日])?`,
      String.raw`每(?:[天日周]|个?星期)[一两二三四五六七八九\d]+[次回]|隔[周天日]|[双单]周`,
    ),
  ],
  ['unknown', sticky(String.raw`(?:except|excluding|excepting|but\s+not|not)\s+(?:for\s+|on\s+)?${DAY}${END}`)],
  ['unknown', sticky(String.raw`除了?(?:周|星期|礼拜)${HAN_DAY}+(?:之外|以外|外)?`)],
  [
    'time',
    sticky(
      String.raw`(?:at\s+|@\s*)?\d{1,2}(?:[:.]\d{2})?\s*(?:o['’]?clock\s*)?(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night)${END}`,
      String.raw`(?:at\s+|@\s*)?(?:\d{1,2}(?:[:.]\d{2})?\s*[ap](?:\.\s?m\.?|m)|12\s+(?:noon|midnight)|noon|midday|midnight)${END}`,
      String.raw`(?:at\s+|@\s*)?(?:\d{1,2}(?:[:.]\d{2}|h\d{2})(?:\s*(?:h|hrs?|hours?|uhr))?|\d{1,2}\s*o['’]?clock|0\d{3}(?:\s*(?:h|hrs?|hours?))?)${END}`,
      String.raw`(?:at\s+|@\s*)(?:\d{4}|\d{1,2})(?:\s*(?:h|hrs?|hours?))?${END}(?![:.]\d)`,
      String.raw`(?:凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|夜里|早|晚)?\s*(?:\d{1,2}\s*(?::\s*\d{2}|[点时](?!区)(?:钟|整|半|一刻|三刻|\d{1,2}分?)?)|${HAN_NUMBER}{1,3}[点时](?!区)(?:钟|整|半|一刻|三刻|${HAN_NUMBER}{1,3}分?)?)`,
      '正午|中午|午夜|半夜',
    ),
  ],
  [
    'days',
    sticky(
      String.raw`(?:every|each)\s*day${END}|daily${END}|once\s+(?:a|per|each|every)\s+day${END}|all\s+(?:week|(?:the\s+)?days)${END}|(?:7|seven)\s+days(?:\s+a\s+week)?${END}`,
      String.raw`(?:week\s*-?\s*|work(?:ing)?\s*-?\s*|business\s+)days?${END}|week\s*-?\s*ends?${END}`,
      String.raw`${DAY}(?:${THROUGH}${DAY})?${END}`,
      String.raw`每(?:个?工作日|[天日])|天天|工作日|平日|每?个?(?:周末|双休日)`,
      String.raw`每?个?(?:周|星期|礼拜)${HAN_DAY}(?:[、,，和及与]?\s*(?:(?:至|到|-|~|—)\s*)?(?:周|星期|礼拜)?${HAN_DAY}(?!${HAN_NUMBER}?[点时]|\d))*`,
    ),
  ],
  [
    'weekly',
    sticky(String.raw`(?:weekly|(?:every|each)\s+week|once\s+(?:a|per|each|every)\s+week)${END}|每个?(?:周|星期)`),
  ],
  [
    'language',
    sticky(
      String.raw`(?:in\s+|language\s+)(?:simplified\s+)?(?:${[...LANGUAGE_NAMES.keys()].join('|')})${END}`,
      String.raw`(?:en|zh|zh-cn)${END}`,
      `[用以]?(?:${CHINESE_LANGUAGE_NAMES.join('|')})版?`,
    ),
  ],
];

/** Words that only join or ask. */
export const FILLER = sticky(
  String.raw`(?:and|on|at|in|for|about|of|the|an?|with|please|every|each|only|plus|also|send|post|me|thanks|thank\s+you|digests?|briefs?|updates?|news|topics?|days?|times?|here|to|(?:my|our|local)\s+time)${END}`,
  '订阅|关于|有关|谢谢|主题|星期|日期|时间|发送|发布|推送|本地时间|当地时间|[请在和与及的用按以逢]',
);

/** Returns what a pattern finds right at a place of a text; nothing is an empty text. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Returns a pattern that matches one of its sources where it is asked to, in any case. */
export function sticky(...sources: readonly string[]): RegExp {
  return new RegExp(sources.join('|'), 'iuy');
}
