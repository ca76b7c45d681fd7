/** Shows two texts that began from the same one, and brings them together with the choices of the person. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslate } from '../../text.ts';
import {
  changedPlaces,
  mayKeepBoth,
  mergedText,
  mergeParts,
  SIDES,
  type ContestedPart,
  type MergeChoice,
  type MergePart,
} from './merge.ts';
import { TEXT } from './text.ts';

export type MergePanelProps = {
  readonly mine: string;
  /** What both began from; undefined where it is not known. */
  readonly base: string | undefined;
  readonly theirs: string;
  readonly onTake: (text: string) => void;
  readonly onClose: () => void;
};

export function MergePanel({ mine, base, theirs, onTake, onClose }: MergePanelProps) {
  const t = useTranslate();
  const parts = useMemo(() => mergeParts(mine, base, theirs), [mine, base, theirs]);
  const taken = useMemo(() => (base === undefined ? [] : changedPlaces(base, theirs)), [base, theirs]);
  const both = useMemo(() => placesOfBoth(parts), [parts]);
  const [choices, setChoices] = useState<Readonly<Record<number, MergeChoice | undefined>>>({});
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const chosen = [...parts.entries()].filter((one): one is [number, ContestedPart] => one[1].isChosen);
  const merged = mergedText(parts, choices);
  const left = chosen.filter(([place]) => choices[place] === undefined).length;
  return (
    <section className="publish" aria-labelledby="merge-heading">
      <h2 id="merge-heading" ref={heading} tabIndex={-1}>
        {t(TEXT.heading)}
      </h2>
      <p className="quiet">{t(TEXT.about)}</p>
      {taken.length > 0 && (
        <details>
          <summary>{t(TEXT['theirs-count'](taken.length))}</summary>
          {taken.map(({ before, after }, place) => (
            <div key={place} className="merge-place">
              <Lines label={t(TEXT.before)} lines={before} />
              <Lines label={t(TEXT.after)} lines={after} />
            </div>
          ))}
        </details>
      )}
      {chosen.length === 0 && <p>{t(TEXT['no-choice'])}</p>}
      {chosen.map(([place, part], order) => (
        <fieldset key={place} className="merge-choice">
          <legend>{t(TEXT.choice(order + 1, chosen.length))}</legend>
          {part.before && <Lines label={t(TEXT.before)} lines={part.before} />}
          <Lines label={t(TEXT.mine)} lines={part.mine} />
          <Lines label={t(TEXT.theirs)} lines={part.theirs} />
          <div className="actions">
            {SIDES.filter((side) => side === 'mine' || side === 'theirs' || both.has(place)).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={`merge-${place}`}
                  checked={choices[place] === side}
                  onChange={() => setChoices({ ...choices, [place]: side })}
                />{' '}
                {t(TEXT[side])}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p className="actions">
        <button
          type="button"
          className="primary"
          disabled={merged === undefined}
          onClick={() => merged !== undefined && onTake(merged)}
        >
          {t(TEXT.take)}
        </button>
        <button type="button" onClick={onClose}>
          {t(TEXT.cancel)}
        </button>
        <span className="quiet" role="status">
          {left > 0 && t(TEXT.left(left))}
        </span>
      </p>
    </section>
  );
}

/** Each is read as a whole text: of more, both sides are not offered. */
const READ_MOST = 30;

/** Returns the places that may hold what both sides have there. */
function placesOfBoth(parts: readonly MergePart[]): ReadonlySet<number> {
  const chosen = [...parts.keys()].filter((place) => parts[place]?.isChosen === true);
  return new Set(chosen.slice(0, READ_MOST).filter((place) => mayKeepBoth(parts, place)));
}

function Lines({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  const t = useTranslate();
  const text = lines.join('\n');
  return (
    <figure className="merge-lines">
      <figcaption className="quiet">{label}</figcaption>
      {text.trim() === '' ? <p className="quiet">{t(TEXT.nothing)}</p> : <pre tabIndex={0}>{text}</pre>}
    </figure>
  );
}
