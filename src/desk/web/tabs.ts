/** The tabs of the desk, each loaded when it is opened first. */
import type { TabProps } from './route.ts';
import type { ComponentType } from 'react';
import { lazy } from './lazy.ts';
import type { Right } from '../../people/roles.ts';
import type { Bilingual } from './language.ts';

export type Tab = {
  readonly id: string;
  readonly label: Bilingual;
  readonly View: ComponentType<TabProps>;
  /** Whether it is reached from elsewhere than the list of tabs. */
  readonly isUnlisted?: boolean;
  /** What its person must be allowed to do; left out where everybody may. */
  readonly right?: Right;
};

export const TABS: readonly [Tab, ...Tab[]] = [
  { id: 'ask', label: { en: 'Ask', zh: '提问' }, View: lazy(() => import('./ask/ask.tsx')) },
  { id: 'topics', label: { en: 'Topics', zh: '主题' }, View: lazy(() => import('./records/topics.tsx')) },
  { id: 'sources', label: { en: 'Sources', zh: '来源' }, View: lazy(() => import('./records/sources.tsx')) },
  {
    id: 'documents',
    label: { en: 'Documents', zh: '文件' },
    View: lazy(() => import('./documents/documents.tsx')),
    right: 'curate',
  },
  { id: 'dates', label: { en: 'Dates', zh: '日期' }, View: lazy(() => import('./dates/dates.tsx')) },
  {
    id: 'review',
    label: { en: 'Review', zh: '审阅' },
    View: lazy(() => import('./review/review.tsx')),
    right: 'curate',
  },
  {
    id: 'questions',
    label: { en: 'Questions', zh: '提问检验' },
    View: lazy(() => import('./questions/questions.tsx')),
  },
  {
    id: 'deliveries',
    label: { en: 'Deliveries', zh: '发送记录' },
    View: lazy(() => import('./deliveries/deliveries.tsx')),
    right: 'operate',
  },
  { id: 'edit', label: { en: 'Edit', zh: '编辑' }, View: lazy(() => import('./edit/edit.tsx')), right: 'curate' },
  {
    id: 'people',
    label: { en: 'People', zh: '人员' },
    View: lazy(() => import('./people/people.tsx')),
    right: 'administer',
  },
  {
    id: 'search',
    label: { en: 'Search', zh: '搜索' },
    View: lazy(() => import('./search/search.tsx')),
    isUnlisted: true,
  },
];
