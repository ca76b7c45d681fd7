/** A topic that waits, for each who may look at it: nobody is offered a button that would be refused. */
import { parseHTML } from 'linkedom';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { RIGHTS, type Role } from '../../../src/people/roles.ts';
import { PersonContext, type PersonHere } from '../../../src/desk/web/person.ts';
import { ReviewTopic } from '../../../src/desk/web/review/topic.tsx';

const TOPIC = {
  id: 'tea',
  title: 'Tea',
  file: 'north-south/topics/tea.yaml',
  version: 'v1',
  verified: 'Reviewed by Bo',
  bottomLine: 'Tea is traded.',
  keyPoints: [],
  statements: 1,
  reasons: [],
  notes: [],
};

/** Returns the words of the buttons, and all that is shown. */
function shown(role: Role, { isMachine = false, forOthers = null as string | null } = {}) {
  const person: PersonHere = { name: 'Ann', role, rights: RIGHTS[role], isMachine };
  const markup = renderToStaticMarkup(
    <PersonContext value={person}>
      <ReviewTopic topic={{ ...TOPIC, forOthers }} writes onDone={() => undefined} reload={() => undefined} />
    </PersonContext>,
  );
  const { document } = parseHTML(`<body>${markup}</body>`);
  const buttons = [...document.querySelectorAll('button')].map(({ textContent }) => textContent);
  return { buttons, markup };
}

test('both buttons are for who reviews and has a name', () => {
  expect(shown('reviewer').buttons).toEqual(['Still right', 'Needs work']);
  expect(shown('curator').buttons).toEqual([]);
  expect(shown('admin', { isMachine: true }).buttons).toEqual([]);
});

test('who wrote it may say that it needs work, and is told who confirms it', () => {
  const own = shown('admin', { forOthers: 'You wrote some of this. Ask Bo.' });
  expect(own.buttons).toEqual(['Needs work']);
  expect(own.markup).toContain('Ask Bo.');
});
