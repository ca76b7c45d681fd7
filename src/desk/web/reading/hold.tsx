/** Asks for the text of a document whose record is there already, so that it can be read and its citations be checked. */
import { useState } from 'react';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import { api, faultOf, receive, useGet, type ApiFault } from '../api.ts';
import { Fault, Loaded } from '../components/loaded.tsx';
import { Given, type GivenDocument } from '../documents/given.tsx';
import { useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

type HoldProps = { readonly relationship: string; readonly id: string; readonly onHeld: () => void };

export function Hold({ relationship, id, onHeld }: HoldProps) {
  const t = useTranslate();
  const [response, reload] = useGet('places', (options) => api.documents.places.$get({}, options));
  const [fault, setFault] = useState<ApiFault>();
  const hold = ({ from }: GivenDocument, { paragraphs }: ReadDocumentView): void => {
    setFault(undefined);
    const text = paragraphs.map((one) => one.text).join('\n');
    receive(api.reading.hold.$post({ json: { relationship, id, from, text } })).then(onHeld, (error: unknown) =>
      setFault(faultOf(error)),
    );
  };
  return (
    <section className="lead">
      <p className="callout warning filled">{t(TEXT['not-held'])}</p>
      {fault !== undefined && <Fault fault={fault} />}
      <Loaded response={response} reload={reload}>
        {({ mostBytes }) => <Given mostBytes={mostBytes} onRead={hold} />}
      </Loaded>
    </section>
  );
}
