/** The deliveries of all channels, page by page. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ClockFault } from '../../digest/delivery/clock.ts';
import type { DeliveryPage } from '../../conversation/digests/delivery-log.ts';
import { type DeskContext, query, RefusedRequest, LANGUAGE } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** A page, with the time at which it was read, whose clock the bot's differs from, in seconds ahead, where nothing is sent because of it, and the model that may choose answers. */
export type Deliveries = DeliveryPage & {
  readonly now: string;
  readonly clockFault: ClockFault | undefined;
  readonly model: { readonly host: string; readonly isResting: boolean } | undefined;
};

const DeliveriesQuery = z.strictObject({
  language: LANGUAGE,
  state: z.enum(['waiting', 'claimed', 'unknown', 'sent', 'refused', 'skipped', 'missed']).optional(),
  after: z.string().max(64).optional(),
});

/** Returns the routes of the deliveries. */
export function deliveryRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>().get('/deliveries', needs('operate'), query(DeliveriesQuery), async (context) => {
    const sent = context.req.valid('query');
    const page = await bot.deliveryLog.page(sent);
    if (page === undefined) throw new RefusedRequest(400, 'no-page', refusal('no-such-page'));
    const clock = bot.clock.state();
    const answer: Deliveries = {
      ...page,
      now: bot.now().toString({ smallestUnit: 'second' }),
      model: bot.chooser && { host: bot.chooser.host, isResting: bot.chooser.isResting() },
      clockFault: clock.type === 'off' ? { source: clock.source, seconds: clock.seconds } : undefined,
    };
    return context.json(answer);
  });
}
