/** Withdraws alerts whose reason is over. */
import type { DeliveryContext } from './context.ts';

/** The most failed alerts that are reviewed per day. */
const FAILED_BATCH = 100;

/** Withdraws failed alerts about unreadable histories where the history can be read again; rejects only if the store does. */
export async function withdrawResolvedAlerts({
  store,
  couriers,
}: Pick<DeliveryContext, 'store' | 'couriers'>): Promise<void> {
  for (const courier of couriers) {
    for (const alert of await store.failedAlerts([courier.platform], 'no-history', FAILED_BATCH)) {
      const subscription = await store.subscription(alert.subscription);
      if (subscription === undefined || (await courier.check(subscription.channelRef)).ok)
        await store.dropAlerts(alert.subscription, 'no-history');
    }
  }
}
