/**
 * Preloaded into every measured process: tells, when asked over IPC, what the process has used so far. It is no TypeScript, so
 * that a bare process loads nothing to read it.
 */
process.channel?.unref();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  // Twice: what the first collection finalises, the second takes away.
  globalThis.gc?.();
  globalThis.gc?.();
  // Memory that is free goes back to the system a little later.
  setTimeout(() => {
    const { rss, heapUsed } = process.memoryUsage();
    process.send?.({ cpuMilliseconds: (user + system) / 1_000, rss, heapUsed });
  }, 300);
});
