/** The pages of the desk, each loaded when it is opened first. */
import type { ComponentType } from 'react';
import type { Right } from '../../people/roles.ts';
import { lazy } from './lazy.ts';
import type { PageProps } from './route.ts';

export type DeskPage = {
  readonly id: 'today' | 'topics' | 'documents' | 'status' | 'ask' | 'admin';
  readonly View: ComponentType<PageProps>;
  /** What its person must be allowed to do; left out where everybody may. */
  readonly right?: Right;
};

export const PAGES: readonly [DeskPage, ...DeskPage[]] = [
  { id: 'today', View: lazy(() => import('./today/today.tsx')), right: 'curate' },
  { id: 'topics', View: lazy(() => import('./records/topics.tsx')) },
  { id: 'documents', View: lazy(() => import('./documents/documents.tsx')) },
  { id: 'status', View: lazy(() => import('./records/status.tsx')) },
  { id: 'ask', View: lazy(() => import('./ask/ask.tsx')) },
  { id: 'admin', View: lazy(() => import('./admin/admin.tsx')), right: 'curate' },
];
