/** Suggests time zones while a person types. */
import type { Language } from '../../records/schema.ts';
import { plain } from '../../shared/text.ts';
import { zoneKey } from './index-of-names.ts';
import { matchZones, type ZoneMatch } from './match.ts';
import { zoneName, zoneOffset, zoneTime } from './name.ts';
import { parseOffset, zonesAt } from './offset.ts';

export type ZoneSuggestion = {
  /** An IANA id, to be sent back. */
  readonly zone: string;
  /** At most 100 characters: `New York (UTC-05:00)`, `Beijing: Shanghai time (UTC+08:00)`. */
  readonly label: string;
};

/** What Discord and Slack show at most, Slack even more. */
const MOST = 25;

/** Returns up to `most` (25) zones for what was typed so far, the likeliest first; the usual ones for nothing typed, none for what is like no zone. */
export function suggestZones(
  typed: string,
  now: Temporal.Instant,
  most = MOST,
  language: Language = 'en',
): readonly ZoneSuggestion[] {
  const atMost = Math.min(most, MOST);
  const offset = parseOffset(plain(typed));
  const matches =
    offset === undefined || offset === 0
      ? matchZones(offset === 0 ? 'UTC' : typed, atMost)
      : zonesAt(offset, now, atMost).map((zone) => ({ zone, name: undefined }));
  return matches.map((match) => ({ zone: match.zone, label: label(match, now, language) }));
}

function label({ zone, name }: ZoneMatch, now: Temporal.Instant, language: Language): string {
  if (zone === 'UTC') return zone;
  const city = zoneName(zone, language);
  const offset = zoneOffset(zone, now);
  const own = [city, zoneName(zone, 'en')].some(
    (known) => name !== undefined && zoneKey(known).startsWith(zoneKey(name)),
  );
  if (language === 'zh')
    return name === undefined || own ? `${city}（${offset}）` : `${name}：${zoneTime(zone, language)}（${offset}）`;
  return name === undefined || own ? `${city} (${offset})` : `${name}: ${zoneTime(zone, language)} (${offset})`;
}
