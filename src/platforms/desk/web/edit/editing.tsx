/** One record being written: its text, its faults as it is typed, how readers will see it, and saving. */
import { useEffect, useRef, useState } from 'react';
import type { Fault } from '../../../../records/fault.ts';
import type { OpenedRecordView } from '../../server/edit.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { Previews } from '../preview/previews.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useSay, type Bilingual } from '../words.ts';
import { useChecked } from './checked.ts';
import { Code, type CodeHandle } from './code.tsx';
import { FaultList, Refusal } from './faults.tsx';
import type { RecordSchema } from '../../server/record-schema.ts';
import type { KnownIds } from './help.ts';
import { Placing } from './placing.tsx';
import { Versions } from './versions.tsx';
import { forget, keepUnsaved, recallUnsaved } from './unsaved.ts';
import { WORDS } from './words.ts';

export type EditingProps = {
  readonly at: string;
  readonly opened: OpenedRecordView;
  readonly ids: KnownIds;
  /** The folders that briefs stand in. */
  readonly folders: readonly string[];
  /** Whether what is written can be saved here. */
  readonly writable: boolean;
  /** What is said at first, where something was just done. */
  readonly said: Bilingual | undefined;
  readonly onSaved: () => void;
  /** Drops what has been written and opens the file as it is. */
  readonly onOpenAnew: (why?: Bilingual) => void;
};

/** What came of the last save. */
type SaveState = { readonly said?: Bilingual; readonly fault?: ApiFault };

export function Editing({ at, opened, ids, folders, writable, said, onSaved, onOpenAnew }: EditingProps) {
  const say = useSay();
  const language = useLanguage();
  const { folder, file, kind } = opened;
  const [first] = useState(() => recallUnsaved(at) ?? { text: opened.text, version: opened.version });
  const [text, setText] = useState(first.text);
  const [disk, setDisk] = useState({ text: opened.text, version: first.version, previous: opened.previous });
  const [outcome, setOutcome] = useState<SaveState>(said === undefined ? {} : { said });
  const [saving, setSaving] = useState(false);
  const [schema] = useGet(kind, (options) => api.curate.schema[':sort'].$get({ param: { sort: kind } }, options));
  const checked = useChecked({ folder, file, text, language });
  const code = useRef<CodeHandle>(null);
  const isChanged = text !== disk.text;

  useEffect(() => {
    if (isChanged) keepUnsaved(at, { text, version: disk.version });
    else forget(at);
  }, [at, text, isChanged, disk.version]);

  const settle = (work: () => Promise<void>): void => {
    if (saving || !writable) return;
    setSaving(true);
    setOutcome({});
    work()
      .catch((error: unknown) => setOutcome({ fault: faultOf(error) }))
      .finally(() => setSaving(false));
  };
  const write = async (version: string): Promise<void> => {
    const { faults, ...saved } = await receive(api.curate.record.$put({ json: { folder, file, text, version } }));
    setDisk({ text, ...saved });
    const waits = faults.some((fault) => fault.file !== at);
    setOutcome({ said: kind === 'draft' ? WORDS['saved-draft'] : waits ? WORDS['saved-waits'] : WORDS.saved });
    onSaved();
  };
  const save = (): void => settle(async () => await write(disk.version));
  const saveOver = (): void =>
    settle(async () => {
      await write((await receive(api.curate.record.$get({ query: { folder, file } }))).version);
    });
  const restore = (id: string): void =>
    settle(async () => {
      await receive(api.curate.restore.$post({ json: { folder, file, id, version: disk.version } }));
      onSaved();
      onOpenAnew(WORDS.restored);
    });
  const place = (into: string): void =>
    settle(async () => {
      await receive(api.curate.record.$put({ json: { folder: into, file, text } }));
      onSaved();
      location.hash = hrefOf('edit', `${into}/${file}`);
    });
  const goTo = ({ line, column }: Fault): void => code.current?.goTo(line, column);
  const { faults, elsewhere, previews, isChecking, fault: unchecked } = checked;

  return (
    <div className="columns edit">
      <div>
        <p className="quiet" id="edit-keys">
          {say(WORDS.keys)}
        </p>
        <Code
          ref={code}
          label={`${say(WORDS.text)}: ${at}`}
          initial={first.text}
          schema={schema.state === 'there' ? (schema.answer as RecordSchema) : undefined}
          ids={ids}
          faults={faults}
          onChange={setText}
          onSave={save}
        />
        <p className="actions">
          <button type="button" className="primary" onClick={save} disabled={saving || !isChanged || !writable}>
            {say(saving ? WORDS.saving : WORDS.save)}
          </button>
          {isChanged && (
            <>
              <button type="button" onClick={() => onOpenAnew()} disabled={saving}>
                {say(WORDS.discard)}
              </button>
              <span className="warning">{say(WORDS.unsaved)}</span>
            </>
          )}
          <span role="status" className="good">
            {outcome.said && say(outcome.said)}
          </span>
        </p>
        {outcome.fault && (
          <Refusal fault={outcome.fault} onOpenAnew={() => onOpenAnew()} onSaveOver={saveOver} goTo={goTo} at={at} />
        )}
        {unchecked && <Refusal fault={unchecked} goTo={goTo} at={at} />}
        <FaultList faults={faults} elsewhere={elsewhere} isChecking={isChecking} goTo={goTo} />
        {kind === 'draft' && <Placing folders={folders} onPlace={place} disabled={saving || !writable} />}
        <Versions previous={disk.previous} onRestore={restore} disabled={saving || !writable} />
      </div>
      <section className="edit-preview" aria-label={say(WORDS.preview)} tabIndex={0}>
        <h2>{say(WORDS.preview)}</h2>
        {previews === undefined ? (
          <p className="quiet">
            {say(kind === 'brief' || kind === 'draft' ? WORDS['no-preview'] : WORDS['preview-none'])}
          </p>
        ) : (
          <Previews previews={previews} time="" onPress={() => undefined} />
        )}
      </section>
    </div>
  );
}
