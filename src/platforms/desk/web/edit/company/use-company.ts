/** Hears who else has a record open, and when its file changes. */
import { useEffect, useState } from 'react';
import type { CompanyView } from '../../../server/changes/routes.ts';
import { keeper, PAGE } from '../../kept/kept.ts';
import { useSignedOut } from '../../session.ts';

/** Returns who else has a record open; undefined until it is known. The browser connects again by itself. */
export function useCompany(folder: string, file: string): CompanyView | undefined {
  const [view, setView] = useState<CompanyView>();
  // A browser does not connect again by itself where the server has refused it.
  const isSignedOut = useSignedOut();
  useEffect(() => {
    if (isSignedOut) return undefined;
    const query = new URLSearchParams({ folder, file, writer: PAGE });
    const source = new EventSource(`/api/changes/company?${query.toString()}`);
    source.addEventListener('company', ({ data }) => setView(JSON.parse(String(data)) as CompanyView));
    source.addEventListener('kept', ({ data }) => keeper.hear(`${folder}/${file}`, Number(data)));
    return () => source.close();
  }, [folder, file, isSignedOut]);
  return view;
}
