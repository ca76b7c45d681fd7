/**
 * Preloaded into every measured process: tells, when asked over IPC, what the process has used so far. It is no TypeScript, so
 * that a bare process loads nothing to read it.
 */
process.channel?.unref();
process.on('message', () => {
  // Twice: what the first collection finalises, the second takes away.
  globalThis.gc?.();
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ cpuMilliseconds: (user + system) / 1_000, rss, heapUsed });
});
