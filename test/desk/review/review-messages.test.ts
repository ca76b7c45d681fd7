/** The words of buttons of which there are several on a page. */
import { expect, test } from 'vitest';
import { TEXT as PEOPLE } from '../../../src/desk/web/people/people-messages.ts';
import { TEXT as QUESTIONS } from '../../../src/desk/web/questions/questions-messages.ts';
import { TEXT as REVIEW } from '../../../src/desk/web/review/review-messages.ts';

test('what a button is called for those who hear it begins with, or has, the words that are seen on it', () => {
  const named = [
    [REVIEW.right, REVIEW['right-of']('x')],
    [REVIEW.work, REVIEW['work-of']('x')],
    [REVIEW.edit, REVIEW['edit-of']('x')],
    [REVIEW.done, REVIEW['done-of']('x')],
    [REVIEW.untie, REVIEW['untie-of']('x')],
    [PEOPLE.link, PEOPLE['link-of']('x')],
    [PEOPLE.remove, PEOPLE['remove-of']('x')],
    [QUESTIONS.drop, QUESTIONS['drop-it']('x')],
    [QUESTIONS.done, QUESTIONS['done-with']('x', '1')],
    [QUESTIONS['try-it'], QUESTIONS['try-of']('x')],
  ] as const;
  for (const [seen, heard] of named)
    for (const language of ['en', 'zh'] as const)
      expect(heard[language].toLowerCase()).toContain(seen[language].toLowerCase());
});
