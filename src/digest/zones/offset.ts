/** Parses fixed offsets from UTC, which are not time zones, and finds the zones that have one now. */
import { zoneIndex } from './index-of-names.ts';

const CHINESE_HOURS = '零一二三四五六七八九十';

/** Returns the seconds that a text such as `UTC+8`, `+08:00`, `Etc/GMT-8` or `东八区` is ahead of UTC; undefined for anything else. */
export function parseOffset(text: string): number | undefined {
  const chinese = /^(东|東|西)(十?[一二三四五六七八九十])(?:时区|時區|区|區)$/u.exec(text);
  if (chinese !== null) {
    const [, side, hour = ''] = chinese;
    const hours = hour.length === 2 ? 10 + CHINESE_HOURS.indexOf(hour.charAt(1)) : CHINESE_HOURS.indexOf(hour);
    return (side === '西' ? -hours : hours) * 3600;
  }
  const written = /^(etc\/)?(?:utc|gmt)?\s*([+−–-])\s*(\d{1,2})(?::?(\d{2}))?$/iu.exec(text);
  if (written === null) return undefined;
  const [, etc, sign, hours, minutes = '0'] = written;
  const seconds = Number(hours) * 3600 + Number(minutes) * 60;
  // By POSIX's custom Etc/GMT-8 is east of Greenwich.
  const east = (sign === '+') === (etc === undefined);
  return east || seconds === 0 ? seconds : -seconds;
}

/** Returns the zones whose clocks are now so many seconds ahead of UTC, the well-known first, at most `most`. */
export function zonesAt(seconds: number, now: Temporal.Instant, most: number): readonly string[] {
  const zones: string[] = [];
  for (const zone of zoneIndex().zones) {
    if (zones.length >= most) break;
    if (now.toZonedDateTimeISO(zone).offsetNanoseconds === seconds * 1e9) zones.push(zone);
  }
  return zones;
}
