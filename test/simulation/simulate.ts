/** Runs the histories of consecutive seeds. */
import { prepareGround, runHistory } from './history.ts';
import { drawPlan } from './plan.ts';

export async function simulate({ seed, histories, isTraced }: { seed: number; histories: number; isTraced: boolean }) {
  const ground = await prepareGround();
  const started = performance.now(); const cpu = process.cpuUsage();
  const found = new Map<string, number[]>();
  let statements = 0, steps = 0, deliveries = 0, messages = 0, virtual = 0;
  const injected = new Map<string, number>();
  for (let one = seed; one < seed + histories; one++) {
    const outcome = await runHistory(drawPlan(one), ground, { isTraced });
    statements += outcome.statements; steps += outcome.steps; deliveries += outcome.deliveries; messages += outcome.messages; virtual += outcome.virtualMilliseconds;
    for (const [k, v] of outcome.injected) injected.set(k, (injected.get(k) ?? 0) + v);
    if (isTraced) console.log(outcome.trace.join('\n'), outcome.breaches);
    for (const { name, message } of outcome.breaches) { const l = found.get(name) ?? []; l.push(one); found.set(name, l); if (l.length <= 3) console.log(one, name, message); }
  }
  const seconds = (performance.now() - started) / 1000;
  const used = process.cpuUsage(cpu);
  return { cpuPerHistoryMs: (used.user + used.system) / 1000 / histories, perSecond: histories / seconds, statements: statements / histories, steps: steps / histories, deliveries: deliveries / histories, messages: messages / histories, hours: virtual / 3.6e6 / histories, injected, found: new Map([...found].map(([k, v]) => [k, [v.length, v.slice(0, 5)]])) };
}
