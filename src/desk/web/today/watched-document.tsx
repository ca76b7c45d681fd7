/** Begins a document from what a source has published, where the address of the page names it: its text is held already, or fetched now. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import { api, ApiFault, faultOf, receive } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import type { GivenDocument } from '../documents/document-input.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { useChoice } from '../route.ts';

export function WatchedDocument({
  onRead,
}: {
  readonly onRead: (given: GivenDocument, read: ReadDocumentView) => void;
}) {
  const t = useTranslate();
  const language = useLanguage();
  const [item] = useChoice('item');
  const [attempt, setAttempt] = useState(0);
  const [fault, setFault] = useState<ApiFault>();
  const read = useEffectEvent((view: ReadDocumentView) =>
    onRead({ from: 'address', name: view.proposed.title ?? view.proposed.url ?? item }, view),
  );
  const send = useEffectEvent((signal: AbortSignal) =>
    api.documents.item.$post({ json: { item, language } }, { init: { signal } }),
  );
  useEffect(() => {
    if (item === '') return undefined;
    setFault(undefined);
    const controller = new AbortController();
    const { signal } = controller;
    receive(send(signal), signal).then(read, (error: unknown) => {
      if (!signal.aborted) setFault(faultOf(error));
    });
    return () => controller.abort();
  }, [item, attempt]);
  if (item === '') return null;
  if (fault !== undefined) return <Fault fault={fault} reload={() => setAttempt(attempt + 1)} />;
  return (
    <p className="quiet" role="status">
      {t('desk.documents.reading')}
    </p>
  );
}
