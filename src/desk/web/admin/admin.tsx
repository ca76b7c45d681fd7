/** The page for whoever runs the desk: records as a whole, what was sent, and people. */
import '../components/data-table.css';
import { Suspense, type ComponentType } from 'react';
import type { Right } from '../../../people/roles.ts';
import { NotAllowedNote } from '../components/loaded.tsx';
import { useTranslate } from '../language.ts';
import { lazy } from '../lazy.ts';
import { useMay } from '../person.ts';
import { PageHead } from '../components/page-head.tsx';
import { hrefOf, type PageProps } from '../route.ts';

type Part = {
  readonly id: 'records' | 'deliveries' | 'people';
  readonly right: Right;
  readonly View: ComponentType<PageProps>;
};

const PARTS: readonly [Part, ...Part[]] = [
  { id: 'records', right: 'curate', View: lazy(() => import('./records.tsx')) },
  { id: 'deliveries', right: 'operate', View: lazy(() => import('./deliveries.tsx')) },
  { id: 'people', right: 'administer', View: lazy(() => import('./people.tsx')) },
];

export default function Admin({ at }: PageProps) {
  const t = useTranslate();
  const may = useMay();
  const [name = '', ...rest] = at.split('/');
  const part = PARTS.find(({ id }) => id === name) ?? PARTS.find(({ right }) => may(right)) ?? PARTS[0];
  return (
    <>
      <PageHead
        title={t('desk.pages.admin')}
        name={t('desk.admin.parts')}
        views={PARTS.filter(({ right }) => may(right)).map(({ id }) => ({
          href: hrefOf('admin', id),
          label: t(`desk.admin.${id}`),
          isOpen: id === part.id,
        }))}
      />
      <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
        {may(part.right) ? <part.View at={rest.join('/')} /> : <NotAllowedNote right={part.right} />}
      </Suspense>
    </>
  );
}
