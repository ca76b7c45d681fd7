/** A button that copies a text: the one that it is given, or the one that an address answers with. */
import { useState } from 'react';
import { useTranslate } from '../language.ts';

type CopyProps = {
  readonly label: string;
  /** Said behind the label to those who hear the page. */
  readonly about?: string;
  readonly isLink?: boolean;
} & ({ readonly text: string } | { readonly from: string });

export function Copy({ label, about, isLink = false, ...what }: CopyProps) {
  const t = useTranslate();
  const [told, setTold] = useState('');
  const copy = async (): Promise<string> => {
    const text = 'text' in what ? what.text : await received(what.from);
    try {
      await navigator.clipboard.writeText(text);
      return t('desk.exports.copied');
    } catch {
      // Without TLS and away from this machine a page may not.
      return t('desk.exports.not-copied');
    }
  };
  return (
    <>
      <button
        type="button"
        className={isLink ? 'link' : undefined}
        onClick={() =>
          void copy().then(setTold, (error: unknown) => setTold(error instanceof Error ? error.message : String(error)))
        }
      >
        {label}
        {about !== undefined && <span className="unseen">: {about}</span>}
      </button>{' '}
      <span role="status" className="quiet small">
        {told}
      </span>
    </>
  );
}

/** Returns the text at an address; rejects with what the server says instead. */
async function received(from: string): Promise<string> {
  const response = await fetch(from);
  if (response.ok) return response.text();
  const { detail } = (await response.json()) as { readonly detail: string };
  throw new Error(detail);
}
