/** Withdrawing a statement: its reason is written into the record of its document, which is then published like any other change. */
import { useState, type FormEvent } from 'react';
import type { StatementItem } from '../../server/records/statement.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { editedText, readRecord } from '../../../records/text-edit/edit-text.ts';
import { valueIn } from '../../../records/text-edit/edit-value.ts';
import { api, ApiFault, faultOf, receive } from '../api.ts';
import { autosave } from '../autosave/unsaved-records.ts';
import { Fault } from '../components/loaded.tsx';
import { useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';

type WithdrawFormProps = { readonly place: StatementItem['place']; readonly onClose: () => void };

export default function WithdrawForm({ place, onClose }: WithdrawFormProps) {
  const t = useTranslate();
  const [en, setEn] = useState('');
  const [zh, setZh] = useState('');
  const [fault, setFault] = useState<ApiFault>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    withdraw(place, { en: en.trim(), ...(zh.trim() !== '' && { zh: zh.trim() }) }).then(
      () => (location.hash = hrefOf('documents', place.document, { publish: '1' })),
      (error: unknown) => setFault(faultOf(error)),
    );
  };
  return (
    <form className="card withdraw" onSubmit={submit}>
      <p className="quiet small">{t('desk.records.withdraw-about')}</p>
      <div className="languages">
        <label>
          {t('desk.records.reason-en')}
          <input value={en} required maxLength={240} onChange={({ target }) => setEn(target.value)} />
        </label>
        <label>
          {t('desk.records.reason-zh')}
          <input value={zh} lang="zh-CN" maxLength={240} onChange={({ target }) => setZh(target.value)} />
        </label>
      </div>
      {fault && <Fault fault={fault} />}
      <p className="actions">
        <button type="submit" className="primary">
          {t('desk.records.withdraw-do')}
        </button>
        <button type="button" onClick={onClose}>
          {t('desk.records.cancel')}
        </button>
      </p>
    </form>
  );
}

/** Writes the reason into the text of the record as it is being changed. */
async function withdraw(
  { document, statement }: StatementItem['place'],
  reason: { readonly en: string; readonly zh?: string },
): Promise<void> {
  const [relationship = '', id = ''] = document.split('/');
  const name = { folder: `${relationship}/documents`, file: `${id}.yaml` };
  const at = pathOf(name);
  const filed = await receive(api.curate.record.$get({ query: name }));
  const begun = autosave.get(at) ?? { text: filed.text, version: filed.version, base: filed.text };
  const statements = valueIn(readRecord(begun.text), ['statements']);
  const index = (Array.isArray(statements) ? statements : []).findIndex((one) => valueIn(one, ['id']) === statement);
  const on = new Date().toISOString().slice(0, 10);
  const text =
    index === -1
      ? undefined
      : editedText(begun.text, { kind: 'set', path: ['statements', index, 'withdrawn'], value: { on, reason } });
  if (text === undefined) throw new ApiFault('faulty', '');
  autosave.set(at, { ...begun, text });
}
