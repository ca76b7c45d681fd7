/** Sends pending alerts to owners, each once. */
import { hint } from '../hint.ts';
import { alertReply } from '../alert.ts';
import type { DeliveryContext } from './context.ts';

const ALERT_BATCH = 10;
/** The most failed alerts that are reviewed per day. */
const FAILED_BATCH = 100;

type AlertContext = Pick<DeliveryContext, 'store' | 'catalogue' | 'couriers' | 'now' | 'log'>;

/** Sends the pending alerts; rejects only if the store does. */
export async function alertOwners({ store, catalogue, couriers, now, log }: AlertContext): Promise<void> {
  const platforms = couriers.map(({ platform }) => platform);
  for (const alert of await store.claimAlerts(platforms, now(), ALERT_BATCH)) {
    const courier = couriers.find(({ platform }) => platform === alert.platform);
    const subscription = await store.subscription(alert.subscription);
    if (courier === undefined || subscription === undefined) {
      await store.settleAlert(alert.id, 'failed', 'the subscription was removed');
      continue;
    }
    const result =
      alert.owner === ''
        ? { type: 'failed' as const, detail: hint('no-owner') }
        : await courier.notify(alert.owner, subscription.channelRef, alertReply(alert, subscription, catalogue()));
    await store.settleAlert(alert.id, result.type, result.type === 'failed' ? result.detail : '');
    if (result.type === 'failed')
      log.warn(
        { subscription: alert.subscription, detail: result.detail },
        'an owner could not be told what is wrong with a digest',
      );
  }
}

/** Withdraws failed alerts about unreadable histories where the history can be read again; rejects only if the store does. */
export async function dropResolvedAlerts({ store, couriers }: Pick<AlertContext, 'store' | 'couriers'>): Promise<void> {
  for (const courier of couriers) {
    for (const alert of await store.failedAlerts([courier.platform], 'no-history', FAILED_BATCH)) {
      const subscription = await store.subscription(alert.subscription);
      if (subscription === undefined || (await courier.check(subscription.channelRef)).ok)
        await store.dropAlerts(alert.subscription, 'no-history');
    }
  }
}
