/** What the end-to-end tests wait for may take its time on a busy machine: a second, as long as vitest waits by itself, is no proof that it does not come. */
import { vi } from 'vitest';

const PATIENCE_MS = 15_000;
const ours = Symbol.for('attache.patient-waits');
const { waitFor } = vi;

// This is run for each file, and `vi` is the same for several.
if (!(ours in waitFor))
  vi.waitFor = Object.assign(
    ((callback, options) =>
      waitFor(callback, {
        timeout: PATIENCE_MS,
        ...(typeof options === 'number' ? { timeout: options } : options),
      })) as typeof waitFor,
    { [ours]: true },
  );
