import type { EngineUnderTest } from '../engines.ts'; export function costContract(_: EngineUnderTest): void {}
