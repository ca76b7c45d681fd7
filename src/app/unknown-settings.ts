/** Finds variables of the environment that look like settings of the bot and are none: misspelt ones are faults, others are named. */
import type { Environment, SettingFault } from '../chat/platform.ts';
import { distance } from '../search/spelling.ts';

/** Names shorter than this are too often near to other programs' names. */
const MIN_LENGTH = 5;
/** Names shorter than this are near to another with one slip, others with two. */
const LONG_NAME = 8;

type UnknownSettings = { readonly faults: readonly SettingFault[]; readonly warnings: readonly SettingFault[] };

/** Returns the unknown variables of an environment that share the first word of a known one or are near to one in spelling; their values are never part of it. */
export function findUnknownSettings(env: Environment, known: ReadonlySet<string>): UnknownSettings {
  // NO_PROXY and the like are settings of many programs.
  const families = new Set(
    [...known].flatMap((name) => /^[A-Z]+_/u.exec(name)?.[0] ?? []).filter((it) => it !== 'NO_'),
  );
  const faults: SettingFault[] = [];
  const warnings: SettingFault[] = [];
  for (const variable of Object.keys(env)) {
    if (known.has(variable)) continue;
    const nearest = nearestOf(variable.toUpperCase(), known);
    const isInFamily = families.has(/^[A-Z]+_/u.exec(variable)?.[0] ?? '');
    if (nearest === undefined && !isInFamily) continue;
    // Another letter in place of one may make another program's name, such as SLACK_API_TOKEN; and who has set the right one means something else.
    const isSlip = nearest !== undefined && isInFamily && env[nearest] === undefined && isTypingSlip(variable, nearest);
    if (isSlip) faults.push({ variable, message: `is no setting; write ${nearest}, or remove it` });
    else
      warnings.push({
        variable,
        message: `is no setting of Attaché and is ignored${nearest === undefined ? '; the settings are explained in .env.example' : `; if it is meant for Attaché, write ${nearest}`}`,
      });
  }
  return { faults, warnings };
}

const lettersOf = (name: string): string => name.split('').toSorted().join('');

/** Returns whether letters were only added, left out or swapped. */
const isTypingSlip = (name: string, known: string): boolean =>
  name.length !== known.length || lettersOf(name) === lettersOf(known);

function nearestOf(name: string, known: ReadonlySet<string>): string | undefined {
  if (name.length < MIN_LENGTH) return undefined;
  const most = name.length < LONG_NAME ? 1 : 2;
  const [nearest] = [...known]
    .filter((other) => other.length >= MIN_LENGTH)
    .map((other) => ({ other, slips: distance(name, other, most) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((left, right) => left.slips - right.slips);
  return nearest?.other;
}
