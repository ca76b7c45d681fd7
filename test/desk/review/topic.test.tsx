/** A topic that waits, for each who may look at it: nobody is offered a button that would be refused. */
import { parseHTML } from 'linkedom';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RIGHTS, type Role } from '../../../src/people/roles.ts';
import { PersonContext, type PersonHere } from '../../../src/desk/web/person.ts';
import { OpenedTopic, ReviewTopic } from '../../../src/desk/web/review/topic.tsx';

const LISTED = { id: 'tea', title: 'Tea', verified: 'Reviewed by Bo', bottomLine: 'Tea is traded.', reasons: [] };
const OPENED = {
  id: 'tea',
  title: 'Tea',
  version: 'v1',
  bottomLine: 'Tea is traded.',
  keyPoints: [],
  statements: 1,
  since: null,
  changed: [],
  entries: [],
};

const actions = { writes: true, onDone: () => undefined, reload: () => undefined };

/** Returns the words of the buttons, and all that is shown. */
function shown(role: Role, { isMachine = false, forOthers = null as string | null } = {}) {
  const person: PersonHere = { name: 'Ann', role, rights: RIGHTS[role], isMachine };
  const markup = renderToStaticMarkup(
    <PersonContext value={person}>
      <OpenedTopic topic={{ ...OPENED, forOthers }} {...actions} />
    </PersonContext>,
  );
  const { document } = parseHTML(`<body>${markup}</body>`);
  const buttons = [...document.querySelectorAll('button')].map(({ textContent }) => textContent);
  return { buttons, markup };
}

test('the button is for who reviews and has a name', () => {
  expect(shown('reviewer').buttons).toEqual(['Still right']);
  expect(shown('curator').buttons).toEqual([]);
  expect(shown('admin', { isMachine: true }).buttons).toEqual([]);
});

test('who wrote it is told who confirms it', () => {
  const own = shown('admin', { forOthers: 'You wrote some of this. Ask Bo.' });
  expect(own.buttons).toEqual([]);
  expect(own.markup).toContain('Ask Bo.');
});

test('a topic that was not opened is confirmed by nobody', () => {
  const person: PersonHere = { name: 'Ann', role: 'admin', rights: RIGHTS.admin, isMachine: false };
  const markup = renderToStaticMarkup(
    <PersonContext value={person}>
      <ReviewTopic topic={LISTED} {...actions} />
    </PersonContext>,
  );
  expect(markup).toContain('Open');
  expect(markup).not.toContain('Still right');
});
