/** A menu as a button that opens a list of buttons: by mouse, by keyboard, and as a screen reader expects it. */
import { useId, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';

type MenuOption = { readonly label: string; readonly value: string; readonly detail?: string | undefined };

type MenuProps = {
  readonly label: string;
  readonly options: readonly MenuOption[];
  readonly className: string;
  readonly onChoose: (value: string) => void;
};

/** Draws a menu; it closes when something is chosen, on Escape and when the focus leaves it. */
export function Menu({ label, options, className, onChoose }: MenuProps): ReactNode {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  const focus = (step: number): void => {
    const buttons = [...(root.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons.at((at + step + buttons.length) % buttons.length)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      focus(event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const onBlur = (event: FocusEvent): void => {
    if (root.current?.contains(event.relatedTarget) !== true) setOpen(false);
  };

  return (
    <div ref={root} className={`menu ${className}`} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>{label}</span>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </svg>
      </button>
      <ul id={id} className="list popup" hidden={!open}>
        {options.map(({ label: shown, value, detail }, index) => (
          <li key={index}>
            <button
              type="button"
              className="plain"
              onClick={() => {
                setOpen(false);
                onChoose(value);
              }}
            >
              <span>{shown}</span>
              {detail !== undefined && <small>{detail}</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
