/** Which other sides tell a statement alike or differently, in words. */
import { messages } from '../locales/messages.ts';
import type { Statement } from '../records/schema.ts';
import { disputesOf } from '../records/standing.ts';
import type { TrackStanding } from '../records/track-state.ts';
import { publisherPartyOf } from './attribution.ts';
import { markOf } from './marks.ts';
import type { ClaimContext } from './context.ts';
import { capitalized, pick } from './text.ts';

/** Returns which other sides tell a claim differently, each with its marks; in full also what they say, and who says the same. */
export function disputesText(statement: Statement, context: ClaimContext, isShort = false): string[] {
  const told = disputesOf(statement, context.catalogue);
  const t = messages(context.language);
  const own = publisherPartyOf(statement, context);
  const alike = (statements: readonly Statement[]): string[] =>
    [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, theirs]) =>
      side === '' || side === own
        ? []
        : [t('sections.toldAlike', { who: capitalized(side), mark: markOf(theirs, context) })],
    );
  return isShort
    ? differingSides(told.differently, context, own)
    : [...otherSidesText(told.differently, context, own), ...alike(told.alike)];
}

/** Returns whose accounts differ from what is told, in a few words each. */
export const differingSides = (statements: readonly Statement[], context: ClaimContext, own = ''): string[] =>
  [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, [first]]) =>
    side === '' || side === own || first === undefined
      ? []
      : [messages(context.language)('sections.toldDifferently', { whose: capitalized(whoseAccount(first, context)) })],
  );

/** Returns whose account alone a promise of another side is, such as "by the U.S. account"; '' where it is a side's own or both sides'. */
export const accountText = (statement: Statement, party: string, context: ClaimContext): string =>
  statement.kind !== 'commitment' || party === 'both' || [party, 'both'].includes(statement.accordingTo)
    ? ''
    : context.t('sections.byAccount', { whose: whoseAccount(statement, context) });

/** Returns a side as its account is told of: `China’s`, `the U.S.`, `中方`. A plural name is shortened where the party has an abbreviation. */
function whoseAccount(statement: Statement, context: ClaimContext): string {
  const name = publisherPartyOf(statement, context);
  const party = context.parties.find(({ name: its }) => pick(its, context.language) === name);
  if (context.language === 'zh') return party?.short === undefined ? name : `${party.short}方`;
  if (!name.endsWith('s')) return `${name}’s`;
  const short = party?.aliases.en.find((alias) => /^(?:\p{L}\.){2,}$/u.test(alias));
  return short === undefined ? `${name}’` : `the ${short.toUpperCase()}`;
}

/** Returns what each other side says that disputes a claim, in its first statement. */
export function otherSidesText(statements: readonly Statement[], context: ClaimContext, own = ''): string[] {
  return [...Map.groupBy(statements, (one) => publisherPartyOf(one, context))].flatMap(([side, [first]]) =>
    side === '' || side === own || first === undefined
      ? []
      : [
          messages(context.language)('sections.toldDifferentlyHow', {
            whose: capitalized(whoseAccount(first, context)),
            text: pick(first.text, context.language),
            mark: markOf([first], context),
          }),
        ],
  );
}

/** Returns how other sides tell a track; '' where none tells it differently. */
export const disputedText = ({ disputedBy }: TrackStanding, context: ClaimContext): string =>
  otherSidesText(disputedBy, context).join(context.t('reply.listed'));
