/** What the end-to-end tests wait for may take its time on a busy machine: neither a second, as long as vitest waits by itself, nor what a test names is a proof that it does not come. */
import { expect, vi } from 'vitest';
import { PATIENCE_MS } from './patience.ts';

const ours = Symbol.for('attache.patient-waits');
const { waitFor } = vi;
const { poll } = expect;

type Waiting = { readonly timeout?: number; readonly interval?: number };
const patient = ({ timeout = 0, ...options }: Waiting): Waiting => ({
  ...options,
  timeout: Math.max(timeout, PATIENCE_MS),
});

// This is run for each file, and `vi` and `expect` are the same for several.
if (!(ours in waitFor)) {
  vi.waitFor = Object.assign(
    ((callback, options = {}) =>
      waitFor(callback, patient(typeof options === 'number' ? { timeout: options } : options))) as typeof waitFor,
    { [ours]: true },
  );
  expect.poll = (read, options = {}) => poll(read, { ...options, ...patient(options) });
}
