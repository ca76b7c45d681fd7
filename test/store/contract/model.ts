import type { EngineUnderTest } from '../engines.ts'; export function modelContract(_: EngineUnderTest): void {}
