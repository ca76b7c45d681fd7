/** The routes of the tokens by which programs read: their list, making and withdrawing them. */
import { Hono } from 'hono';
import { z } from 'zod';
import { MAX_TOKEN_DAYS, TOKEN_PLACES, tokenState, type AccessToken } from '../../../people/access-tokens.ts';
import { refusal } from '../../../records/publish/refusal.ts';
import { body, type DeskContext, RefusedRequest } from '../context.ts';
import { type DeskEnv, needs } from './access.ts';

export type TokenView = Pick<AccessToken, 'id' | 'name' | 'place' | 'madeBy'> & {
  readonly expiresAt: string;
  readonly usedAt: string | undefined;
  readonly state: ReturnType<typeof tokenState>;
};

export type TokensView = {
  /** Whether programs may read here. */
  readonly isOn: boolean;
  readonly maxDays: number;
  /** The newest first. */
  readonly tokens: readonly TokenView[];
};

/** A token, which is shown this once. */
export type MadeToken = Pick<AccessToken, 'name' | 'place'> & { readonly token: string };

const name = z.string().max(200);
const TokenBody = z.strictObject({ name, place: z.enum(TOKEN_PLACES), days: z.int() });
const NameBody = z.strictObject({ name });

/** Returns the routes of the tokens. */
export function tokenRoutes({ bot: { accessTokens, now }, settings }: Pick<DeskContext, 'bot' | 'settings'>) {
  return new Hono<DeskEnv>()
    .get('/tokens', needs('administer'), async (context) => {
      const at = now();
      const view: TokensView = {
        isOn: settings.exits,
        maxDays: MAX_TOKEN_DAYS,
        tokens: (await accessTokens.list()).map((one) => viewOf(one, at)),
      };
      return context.json(view);
    })
    .post('/tokens', needs('administer'), body(TokenBody), async (context) => {
      const wanted = context.req.valid('json');
      const made = await accessTokens.make(wanted, context.get('person'));
      if (!made.ok)
        throw new RefusedRequest(
          made.because === 'name-taken' ? 409 : 400,
          made.because,
          made.because === 'days' ? refusal('token-days', { most: MAX_TOKEN_DAYS }) : refusal(`token-${made.because}`),
        );
      const view: MadeToken = { name: wanted.name, place: wanted.place, token: made.token };
      return context.json(view);
    })
    .post('/tokens/withdraw', needs('administer'), body(NameBody), async (context) => {
      if (!(await accessTokens.withdraw(context.req.valid('json').name, context.get('person'))))
        throw new RefusedRequest(404, 'missing', refusal('token-missing'));
      return context.json({});
    });
}

const viewOf = (token: AccessToken, now: Temporal.Instant): TokenView => ({
  id: token.id,
  name: token.name,
  place: token.place,
  madeBy: token.madeBy,
  expiresAt: token.expiresAt.toString(),
  usedAt: token.usedAt?.toString(),
  state: tokenState(token, now),
});
