/** Tells whether a text asks for something that there is: for where silence is better than that there is nothing. Pure. */
import type { Catalogue } from '../search/catalogue.ts';
import { parseMessageText } from './parse-text.ts';

/** Returns whether a message names a topic, a part of one, the news or the list of topics, or asks a question that finds something. */
export function isAnswerable(text: string, catalogue: Catalogue): boolean {
  const request = parseMessageText(text, catalogue);
  if (request.type === 'topics' || request.type === 'news' || 'topic' in request || 'topics' in request) return true;
  if (request.type !== 'ask') return false;
  const { result } = catalogue.finder.find(request.question);
  return result === 'found' || result === 'several';
}
