/** A link to a page of somebody else, which opens beside the desk and says so. */
import type { ComponentProps } from 'react';
import { useTranslate } from '../language.ts';

export function External({ children, ...link }: Omit<ComponentProps<'a'>, 'target'>) {
  const t = useTranslate();
  return (
    <a rel="noreferrer" {...link} target="_blank">
      {children}
      <span className="unseen"> ({t('desk.frame.new-tab')})</span>
    </a>
  );
}
