/** The three ways to give a document: a file that is dropped or chosen, an address, a pasted text. */
import { useEffect, useRef, useState, type DragEvent, type FormEvent, type ReactNode } from 'react';
import { messages } from '../../../locales/messages.ts';
import type { HeldText } from '../../../records/held-texts.ts';
import type { ReadDocumentView } from '../../server/documents/routes.ts';
import { api, ApiFault, faultOf, receive, type RequestOptions } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';

export type GivenDocument = { readonly from: HeldText['from']; readonly name: string };

type DocumentInputProps = {
  readonly mostBytes: number;
  readonly onRead: (given: GivenDocument, read: ReadDocumentView) => void;
};

type Sending = (options: RequestOptions) => Parameters<typeof receive<ReadDocumentView>>[0];

export function DocumentInput({ mostBytes, onRead }: DocumentInputProps) {
  const language = useLanguage();
  const t = useTranslate();
  const reading = useRef<AbortController>(undefined);
  const [isReading, setReading] = useState(false);
  const [isOver, setOver] = useState(false);
  const [refused, setRefused] = useState<{ readonly from: GivenDocument['from']; readonly fault: ApiFault }>();
  const [address, setAddress] = useState('');
  const [text, setText] = useState('');
  useEffect(() => () => reading.current?.abort(), []);

  const read = async (given: GivenDocument, send: Sending): Promise<void> => {
    reading.current?.abort();
    const controller = new AbortController();
    reading.current = controller;
    setReading(true);
    setRefused(undefined);
    try {
      const { signal } = controller;
      onRead(given, await receive(send({ init: { signal } }), signal));
    } catch (error) {
      if (!controller.signal.aborted) setRefused({ from: given.from, fault: faultOf(error) });
    }
    if (reading.current === controller) setReading(false);
  };
  const readFile = (file: File): void => {
    // Told before it is sent: a server that stops listening looks as if it were gone.
    if (file.size > mostBytes) {
      const told = messages(language)('unreadable.too-large', { file: file.name, most: mostBytes / 1e6 });
      const fault = new ApiFault('too-large', told);
      setRefused({ from: 'file', fault });
      return;
    }
    const url = `/api/documents/file?${new URLSearchParams({ name: file.name.slice(0, 255) }).toString()}`;
    const headers = { 'content-type': 'application/octet-stream' };
    void read({ from: 'file', name: file.name }, ({ init }) =>
      fetch(url, { ...init, method: 'PUT', headers, body: file }),
    );
  };
  const readAddress = (at: string): void =>
    void read({ from: 'address', name: at }, (options) =>
      api.documents.address.$post({ json: { address: at } }, options),
    );
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    const dropped = event.dataTransfer.getData('text/uri-list').split('\n')[0] ?? '';
    if (file !== undefined) readFile(file);
    else if (dropped !== '') {
      setAddress(dropped);
      readAddress(dropped);
    }
  };
  // Below what was given: at the end of a long page nobody would see it.
  const faultIn = (from: GivenDocument['from']): ReactNode => refused?.from === from && <Fault fault={refused.fault} />;
  return (
    <div className="documents-given">
      <div
        className={isOver ? 'card documents-drop over' : 'card documents-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <label>
          <strong>{t('desk.documents.drop')}</strong>
          {/* A browser names its own button in its own language. */}
          <span className="button">{t('desk.documents.choose')}</span>
          <input
            type="file"
            className="unseen"
            accept=".txt,.md,.html,.htm,.xhtml,.pdf,.docx"
            disabled={isReading}
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) readFile(file);
              // The same file can be chosen again.
              target.value = '';
            }}
          />
        </label>
        <p className="quiet">{t('desk.documents.drop-about', { megabytes: mostBytes / 1e6 })}</p>
        {faultIn('file')}
      </div>
      <form className="form" onSubmit={(event) => submit(event, () => readAddress(address))}>
        <div className="field">
          <label htmlFor="documents-address">{t('desk.documents.address')}</label>
          <div className="actions">
            <span className="grow">
              <input
                id="documents-address"
                type="url"
                required
                maxLength={2_000}
                placeholder="https://"
                aria-describedby="documents-address-about"
                value={address}
                onChange={({ target }) => setAddress(target.value)}
              />
            </span>
            <button type="submit" disabled={isReading}>
              {t('desk.documents.fetch')}
            </button>
          </div>
          <p id="documents-address-about" className="quiet">
            {t('desk.documents.address-about')}
          </p>
          {faultIn('address')}
        </div>
      </form>
      <form
        className="form"
        onSubmit={(event) =>
          submit(
            event,
            () =>
              void read({ from: 'paste', name: t('desk.documents.paste') }, (options) =>
                api.documents.paste.$post({ json: { text } }, options),
              ),
          )
        }
      >
        <div className="field">
          <label htmlFor="documents-paste">{t('desk.documents.paste')}</label>
          <textarea
            id="documents-paste"
            rows={8}
            required
            maxLength={2_000_000}
            aria-describedby="documents-paste-about"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <p id="documents-paste-about" className="quiet">
            {t('desk.documents.paste-about')}
          </p>
        </div>
        <button type="submit" disabled={isReading}>
          {t('desk.documents.paste-do')}
        </button>
        {faultIn('paste')}
      </form>
      <div role="status">
        {isReading && (
          <p className="actions">
            {t('desk.documents.reading')}
            <button type="button" onClick={() => reading.current?.abort()}>
              {t('desk.documents.stop')}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function submit(event: FormEvent, send: () => void): void {
  event.preventDefault();
  send();
}
