/** Parses values without a field name out of a text, such as "energy, tariffs every day at 9am zone Beijing". Pure. */
import type { SubscriptionInput } from './subscription-input.ts';

const DAY = String.raw`(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?`;
const DAYS = new RegExp(
  [
    String.raw`(?<=^|[\s,、;])(?:every\s*day|daily|(?:every\s+)?(?:week\s*days?|work(?:ing)?\s*days?|week\s*ends?)|(?:on|every)\s+${DAY}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*-\s*|\s+to\s+)${DAY})*)(?=$|[\s,;])`,
    String.raw`每[天日]|天天|(?:每个?)?工作日|每?(?:周|星期)[一二三四五六日天](?:[、和至到,](?:周|星期)?[一二三四五六日天])*`,
  ].join('|'),
  'iu',
);
const TIME = new RegExp(
  [
    String.raw`(?<=^|[\s,、;])(?:at\s+)?(?:\d{1,2}(?:[:.]\d{2})?\s*[ap]\.?m\.?|\d{1,2}:\d{2}|noon|midnight)(?=$|[\s,;])`,
    String.raw`(?<=^|\s)at\s+\d{1,2}(?=$|[\s,;])`,
    String.raw`(?:凌晨|早上|上午|中午|下午|傍晚|晚上)?(?:\d{1,2}(?::\d{2}|点(?:半|\d{1,2}分?)?)|[一二三四五六七八九十两]{1,3}点半?)`,
  ].join('|'),
  'iu',
);
const ZONE = /(?<=^|[\s,、;])(?:time\s*zone|zone|时区)\s+(?<zone>\S.*)$/iu;

/** Returns the days, the time and the zone that a text contains without labels, and the remaining text. */
export function parseUnlabelled(text: string): {
  readonly rest: string;
  readonly input: Pick<SubscriptionInput, 'days' | 'time' | 'zone'>;
} {
  let rest = text;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest);
    if (found === null) return undefined;
    // The name of the field may precede the value without the colon that would make it a label.
    const before = rest.slice(0, found.index).replace(/(?<=^|\s)(?:at|on|time|days?|时间|日期|星期)\s*$/iu, '');
    rest = `${before} ${rest.slice(found.index + found[0].length)}`;
    return (found.groups?.['zone'] ?? found[0]).replace(/^(?:at|on)\s+/iu, '').trim();
  };
  const zone = take(ZONE);
  const days = take(DAYS);
  const time = take(TIME);
  rest = rest.replace(/\s+/gu, ' ').replace(/^[\s,、;]+|[\s,、;]+$/gu, '');
  const input = {
    ...(days !== undefined && { days }),
    ...(time !== undefined && { time }),
    ...(zone !== undefined && { zone }),
  };
  return { rest, input };
}
