/** Registers the elements that Discord messages are drawn with, and mends in them what is too pale to read. */
import '@skyra/discord-components-core/discord-messages.js';
import '@skyra/discord-components-core/discord-message.js';
import '@skyra/discord-components-core/discord-author-info.js';
import '@skyra/discord-components-core/discord-action-row.js';
import '@skyra/discord-components-core/discord-button.js';

/** Their styles are out of a page's reach; Lit gives each element those of its class. */
const MENDED: Readonly<Record<string, string>> = {
  'discord-message': `
    :host { margin-top: 0.5rem; padding-right: 1em; }
    :host .discord-message-timestamp { color: #a3a6aa; }
    :host([light-theme]) .discord-message-timestamp { color: #5c5e66; }
    .discord-message-content { min-width: 0; }
    :host(:hover) { background-color: transparent; }`,
  'discord-button': `
    :host > *:first-child { height: auto; min-height: 32px; padding: 6px 16px; box-sizing: border-box; }
    button:focus-visible { outline: 2px solid currentColor; outline-offset: -4px; }`,
};

for (const [name, css] of Object.entries(MENDED)) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const element = customElements.get(name) as unknown as { readonly elementStyles: CSSStyleSheet[] };
  element.elementStyles.push(sheet);
  // Those that were drawn already have become what they are as their class was loaded.
  for (const drawn of document.querySelectorAll(name)) drawn.shadowRoot?.adoptedStyleSheets.push(sheet);
}
