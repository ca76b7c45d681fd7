import type { EngineUnderTest } from '../engines.ts'; export function processContract(_: EngineUnderTest): void {}
