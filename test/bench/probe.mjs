/**
 * Preloaded into every measured process: tells, when asked over IPC, what the process has used so far, and for how long it was
 * held by one turn of its event loop. It is no TypeScript, so that a bare process loads nothing to read it.
 */
process.channel?.unref();

/** Turns that took so long or longer are told. */
const LONG_MILLISECONDS = 5;
let turns;

/** Watches each turn of the event loop, which never sleeps meanwhile: a little of each is the watching itself. */
function watchTurns() {
  turns = [];
  let at = performance.now();
  let worked = process.threadCpuUsage();
  const turn = () => {
    const now = performance.now();
    const { user, system } = process.threadCpuUsage(worked);
    if (now - at >= LONG_MILLISECONDS)
      turns.push({ at: performance.timeOrigin + at, milliseconds: now - at, worked: (user + system) / 1_000 });
    at = now;
    worked = process.threadCpuUsage();
    setImmediate(turn).unref();
  };
  setImmediate(turn).unref();
}

process.on('message', (asked) => {
  if (asked === 'turns') {
    if (turns === undefined) watchTurns();
    process.send?.(turns.splice(0));
    return;
  }
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
