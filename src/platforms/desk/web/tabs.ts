/** The tabs of the desk, each loaded when it is opened first. */
import { lazy, type ComponentType } from 'react';
import type { Text } from './words.ts';

export type TabProps = {
  /** What stands behind the tab's name in the address: `topics/ai-governance` opens the tab `topics` at `ai-governance`. */
  readonly at: string;
};

export type Tab = { readonly id: string; readonly label: Text; readonly View: ComponentType<TabProps> };

export const TABS: readonly [Tab, ...Tab[]] = [
  { id: 'ask', label: { en: 'Ask', zh: '提问' }, View: lazy(() => import('./ask/ask.tsx')) },
];
