/** A table taken along: all its rows as they are picked and sorted, as CSV or as JSON. */
import { useState } from 'react';
import { ApiFault, faultOf } from '../api.ts';
import { useTranslate, type Bilingual } from '../language.ts';
import { toCsv, toJson, type TableData } from '../../../shared/csv.ts';
import { Fault } from './loaded.tsx';

const TEXT = {
  download: { en: 'Download this table:', zh: '下载此表：' },
} as const satisfies Readonly<Record<string, Bilingual>>;

const FORMATS = {
  CSV: { type: 'text/csv;charset=utf-8', write: toCsv },
  JSON: { type: 'application/json', write: toJson },
} as const;

export function Download({
  name,
  table,
}: {
  /** The name of the file, without its ending. */
  readonly name: string;
  /** Gathers the table when it is asked for; may have to ask the server for more of it. */
  readonly table: () => TableData | Promise<TableData>;
}) {
  const t = useTranslate();
  const [fault, setFault] = useState<ApiFault>();
  const save = async (format: keyof typeof FORMATS): Promise<void> => {
    const { type, write } = FORMATS[format];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([write(await table())], { type }));
    link.download = `${name}.${format.toLowerCase()}`;
    link.click();
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <div className="download">
      <p className="actions small quiet">
        {t(TEXT.download)}
        {(['CSV', 'JSON'] as const).map((format) => (
          <button
            key={format}
            type="button"
            aria-label={`${t(TEXT.download)} ${format}`}
            onClick={() => {
              setFault(undefined);
              save(format).catch((error: unknown) => setFault(faultOf(error)));
            }}
          >
            {format}
          </button>
        ))}
      </p>
      {fault && <Fault fault={fault} />}
    </div>
  );
}
