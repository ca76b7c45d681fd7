/** The head of a page: its title, and the ways to look at it. */
import type { ReactNode } from 'react';

type PageHeadProps = {
  readonly title: string;
  /** What the ways to look at it are called together. */
  readonly name: string;
  readonly views: readonly { readonly href: string; readonly label: ReactNode; readonly isOpen: boolean }[];
};

export function PageHead({ title, name, views }: PageHeadProps) {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {views.length > 1 && (
        <nav className="subtabs" aria-label={name}>
          {views.map(({ href, label, isOpen }) => (
            <a key={href} href={href} aria-current={isOpen ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      )}
    </div>
  );
}
