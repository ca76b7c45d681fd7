/** A fault that a test plants into what is real, to see that the simulation finds it. */
import type { Courier } from '../../src/digest/delivery/courier.ts';
import type { Timing } from '../../src/digest/delivery/timing.ts';
import type { Store } from '../../src/store/store.ts';

export type Planted = {
  readonly name: string;
  readonly store?: (store: Store) => Store;
  readonly courier?: (courier: Courier) => Courier;
  readonly timing?: Partial<Timing>;
  /** Changes the statements that reach the database. */
  readonly rewrite?: (text: string) => string;
};
