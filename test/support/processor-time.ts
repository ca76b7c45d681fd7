/** What a piece of work takes of a processor: beside other work it takes no more of that, however long it lasts. */

/** Returns milliseconds of processor time of this thread. For what would otherwise take minutes: no measure of speed. */
export function processorMilliseconds(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
