/** What a reader takes along from the desk: a menu to print, to copy and to save, and a picture. */
import type { FORMS } from '../../../exits/forms.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { Copy } from './copy.tsx';
import { External } from './external.tsx';

type Folder = 'topics' | 'sources' | 'statements';
type FormName = keyof typeof FORMS.topic | keyof typeof FORMS.document;

/** Returns what gives the address of something in a form. */
export function useExport(folder: Folder, id: string): (form: FormName) => string {
  const language = useLanguage();
  return (as) => `/api/${folder}/${encodeURIComponent(id)}/export?${new URLSearchParams({ language, as })}`;
}

const SAVED = ['md', 'html', 'json', 'ics', 'atom', 'svg', 'bib', 'csl'] as const;

/** The ways to print, copy and save a topic or a document. */
export function ExportMenu({ folder, id }: { readonly folder: 'topics' | 'sources'; readonly id: string }) {
  const t = useTranslate();
  const at = useExport(folder, id);
  const isTopic = folder === 'topics';
  const copied = isTopic ? (['bib', 'csl'] as const) : (['txt', 'bib', 'csl'] as const);
  const references = t(isTopic ? 'desk.exports.references' : 'desk.exports.reference');
  return (
    <details className="exports">
      <summary>{t('desk.exports.menu')}</summary>
      <p>
        <External href={at('html')}>{t('desk.exports.print')}</External>
      </p>
      <p className="actions">
        {references}
        {copied.map((form) => (
          <Copy key={form} label={`${t('desk.exports.copy')} (${t(`desk.exports.as.${form}`)})`} from={at(form)} />
        ))}
      </p>
      {isTopic && (
        <ul className="list inline">
          <li>{t('desk.exports.save')}</li>
          {SAVED.map((form) => (
            <li key={form}>
              <a href={at(form)} download>
                {t(`desk.exports.as.${form}`)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** So many rows are looked at without being asked for. */
const OPEN_ROWS = 10;
/** The widths in which a picture is drawn: on a telephone, and beside other things. */
const WIDTHS = { narrow: 358, wide: 720 };

/** The measures and promises of a topic over time. */
export function TracksPicture({
  topic,
  title,
  rows,
}: {
  readonly topic: string;
  readonly title: string;
  readonly rows: number;
}) {
  const t = useTranslate();
  const language = useLanguage();
  const at = (width: number): string =>
    `/api/topics/${encodeURIComponent(topic)}/picture?${new URLSearchParams({ language, width: String(width) })}`;
  return (
    <details key={topic} open={rows <= OPEN_ROWS}>
      <summary>{t('desk.exports.picture')}</summary>
      <picture className="over-time">
        <source media="(width < 48rem)" srcSet={at(WIDTHS.narrow)} />
        <img src={at(WIDTHS.wide)} alt={t('picture.title', { topic: title })} loading="lazy" />
      </picture>
    </details>
  );
}
