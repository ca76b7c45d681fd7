/** The records of a kind that nobody is answered with: drafts, and in repair mode what is out of service for faults. */
import { useState } from 'react';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { RecordListView } from '../../server/edit.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { useMay } from '../person.ts';
import { recordHref } from '../route.ts';

type UnservedProps = { readonly kind: 'topic' | 'document' };

/** Lists them for those who may write them, where there are any. */
export function Unserved(props: UnservedProps) {
  const may = useMay();
  return may('curate') && <UnservedLists {...props} />;
}

function UnservedLists({ kind }: UnservedProps) {
  const t = useTranslate();
  const [response, reload] = useGet('records', (options) => api.curate.records.$get({}, options));
  // Where nobody curates, there are none.
  const { drafts, broken } = unservedOf(kind, response.state === 'loaded' ? response.answer : { records: [] });
  return (
    <>
      {broken.length > 0 && (
        <section aria-labelledby="out-of-service">
          <h2 id="out-of-service">
            {t('desk.records.out-of-service')} <span className="quiet">{broken.length}</span>
          </h2>
          <p className="quiet">{t('desk.records.out-of-service-about')}</p>
          <ul className="list divided">
            {broken.map(({ name, record }) => (
              <li key={name}>{record === undefined ? name : <a href={recordHref(pathOf(record))}>{name}</a>}</li>
            ))}
          </ul>
        </section>
      )}
      {drafts.length > 0 && <Drafts drafts={drafts} reload={reload} />}
    </>
  );
}

function Drafts({ drafts, reload }: { readonly drafts: readonly ListedRecord[]; readonly reload: () => void }) {
  const t = useTranslate();
  const language = useLanguage();
  const [fault, setFault] = useState<ApiFault>();
  const remove = async ({ folder, file }: ListedRecord): Promise<void> => {
    if (!confirm(t('desk.records.remove-draft-sure'))) return;
    const opened = await receive(api.curate.record.$get({ query: { folder, file } }));
    const texts = [{ folder, file, text: null, version: opened.version }];
    await receive(api.curate.publish.$post({ json: { texts } }));
    reload();
  };
  return (
    <section aria-labelledby="drafts">
      <h2 id="drafts">
        {t('desk.records.drafts')} <span className="quiet">{drafts.length}</span>
      </h2>
      <p className="quiet">{t('desk.records.drafts-about')}</p>
      {fault && <Fault fault={fault} />}
      <ul className="list divided">
        {drafts.map((draft) => {
          const { folder, file, title, becomes } = draft;
          const name = title?.[language] ?? title?.en ?? file.replace(/\.yaml$/u, '');
          return (
            <li key={pathOf(draft)} className="actions">
              <span className="grow">
                <a href={recordHref(becomes ?? pathOf(draft))}>{name}</a>{' '}
                <span className="quiet small">{becomes ?? folder}</span>
              </span>
              {becomes !== undefined && (
                <button
                  type="button"
                  aria-label={`${t('desk.records.remove-draft')}: ${name}`}
                  onClick={() => void remove(draft).catch((error: unknown) => setFault(faultOf(error)))}
                >
                  {t('desk.records.remove-draft')}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

type ListedRecord = RecordListView['records'][number];
type Kind = UnservedProps['kind'];

type UnservedRecords = {
  readonly drafts: readonly ListedRecord[];
  /** Each by its relationship and its id, with its record where the list has it. */
  readonly broken: readonly { readonly name: string; readonly record: ListedRecord | undefined }[];
};

/** A topic that has no title in service is a draft; so is what stands in the folder of drafts and becomes one of the kind. */
const isDraft = (kind: Kind, entry: ListedRecord): boolean =>
  entry.kind === 'draft'
    ? (entry.becomes?.includes(`/${kind}s/`) ?? kind === 'document')
    : kind === 'topic' && entry.kind === 'topic' && entry.title === undefined;

/** Returns the records of a kind that are not in service, those out of service for faults apart. */
export function unservedOf(
  kind: Kind,
  { records, withheld }: Pick<RecordListView, 'records' | 'withheld'>,
): UnservedRecords {
  const names = (kind === 'topic' ? withheld?.topics : withheld?.documents) ?? [];
  const byName = new Map(records.filter((one) => one.kind === kind).map((record) => [nameOf(record), record] as const));
  const broken = new Set(names);
  return {
    drafts: records.filter((record) => isDraft(kind, record) && !broken.has(nameOf(record))),
    broken: [...broken].map((name) => ({ name, record: byName.get(name) })),
  };
}

/** The name of a record, such as cn-us/energy, by the folder and the file that it stands in. */
const nameOf = ({ folder, file }: ListedRecord): string =>
  `${folder.slice(0, folder.lastIndexOf('/'))}/${file.replace(/\.yaml$/u, '')}`;
