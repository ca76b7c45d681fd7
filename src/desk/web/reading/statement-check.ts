/** Asks the server what it makes of a statement as it is typed, and what it may belong to. */
import { useEffect, useState } from 'react';
import type { ProposalsView, WrittenStatementView } from '../../server/reading/routes.ts';
import { api, faultOf, receive, type ApiFault } from '../api.ts';
import { othersThan, withRenamed } from '../edit/change-set.ts';
import { useLanguage } from '../language.ts';

const DEBOUNCE_MS = 350;
/** So many characters of the cited paragraphs are searched for topics. */
const MAX_PARAGRAPHS = 4_000;

/** The record of a document that is being changed: where it is, and its text. */
export type OpenDocument = {
  readonly relationship: string;
  readonly id: string;
  readonly at: string;
  readonly text: string;
};

/** Returns the text of the record with a statement in it, or without the one that it replaces. */
export const writeStatement = async (
  { relationship, id, at, text }: OpenDocument,
  statement: Record<string, unknown> | undefined,
  replaces: string | undefined,
): Promise<WrittenStatementView> => {
  const now = typeof statement?.id === 'string' && statement.id !== '' ? statement.id : replaces;
  // The others will name it by the id that it has then.
  const others = othersThan(at).map((one) =>
    replaces === undefined || now === undefined
      ? one
      : Object.assign({}, one, { text: withRenamed(one.text, { document: id, before: replaces, now }) }),
  );
  return await receive(api.reading.statement.$post({ json: { relationship, id, text, statement, replaces, others } }));
};

type StatementCheck = {
  readonly written?: WrittenStatementView;
  readonly fault?: ApiFault;
  readonly isChecking: boolean;
};

/** Returns what is known of a statement: of an older one while the newer is being checked; asked again where `tries` has grown. */
export function useStatementCheck(
  open: OpenDocument,
  statement: Record<string, unknown>,
  replaces: string | undefined,
  isEnough: boolean,
  tries: number,
): StatementCheck {
  const input = JSON.stringify([statement, replaces, tries]);
  const [state, setState] = useState<{ of: string; input: string; written?: WrittenStatementView; fault?: ApiFault }>({
    of: '',
    input: '',
  });
  useEffect(() => {
    if (!isEnough) return undefined;
    let isLate = false;
    const timer = setTimeout(() => {
      writeStatement(open, statement, replaces).then(
        (written) => void (isLate || setState({ of: open.text, input, written })),
        (error: unknown) => void (isLate || setState({ of: open.text, input, fault: faultOf(error) })),
      );
    }, DEBOUNCE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
    // `input` stands for the rest of what is sent.
  }, [input, open.text, isEnough]);
  const { written, fault } = state;
  const isChecking = isEnough && (state.input !== input || state.of !== open.text);
  return { ...(written && { written }), ...(fault && { fault }), isChecking };
}

const NOTHING: ProposalsView = { topics: [], related: [], tracks: [], days: [] };

/** Returns the topics and statements that are near some words, once they have stopped changing. */
export function useProposals(
  { relationship, id: document }: Pick<OpenDocument, 'relationship' | 'id'>,
  { words, paragraphs, sentences }: { readonly words: string; readonly paragraphs: string; readonly sentences: string },
  text: { readonly en: string; readonly zh: string },
  except: string | undefined,
): ProposalsView {
  const language = useLanguage();
  const input = JSON.stringify([words, paragraphs, sentences, text, language]);
  const [found, setFound] = useState<ProposalsView>(NOTHING);
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(() => {
      const [within, near] = [paragraphs, sentences].map((one) => one.slice(0, MAX_PARAGRAPHS));
      const asked = { relationship, words, paragraphs: within, sentences: near, text };
      receive(api.reading.proposals.$post({ json: { ...asked, document, except, language } })).then(
        (proposals) => void (isLate || setFound(proposals)),
        // They are a help only: what was found stays.
        () => undefined,
      );
    }, DEBOUNCE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [input, relationship, document, except]);
  return found;
}
