/** Which part of a brief the preview shows. */
import { messages } from '../../../locales/messages.ts';
import { SECTIONS } from '../../../reply/section.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from '../form/labels.ts';

export type PreviewPartProps = {
  /** The name of a part, empty for the card; or what was pressed in the preview. */
  readonly shown: string;
  readonly onShow: (shown: string) => void;
};

export function PreviewPart({ shown, onShow }: PreviewPartProps) {
  const t = useTranslate();
  const names = messages(useLanguage());
  const sections = SECTIONS.map((name) => [name, names(`sections.names.${name}`)] as const);
  const isNamed = shown === '' || shown === 'full' || sections.some(([name]) => name === shown);
  return (
    <p className="actions">
      <label>
        {t(TEXT.shown)}{' '}
        <select value={isNamed ? shown : 'pressed'} onChange={({ target }) => onShow(target.value)}>
          {!isNamed && <option value="pressed">…</option>}
          <option value="">{t(TEXT.card)}</option>
          <option value="full">{t(TEXT['full-brief'])}</option>
          {sections.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </p>
  );
}
