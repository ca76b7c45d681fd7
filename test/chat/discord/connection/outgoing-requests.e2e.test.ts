import { REST, Routes } from 'discord.js';
import { Response } from 'undici';
import { expect, test } from 'vitest';
import { keepToken } from '../../../../src/chat/discord/connection/outgoing-requests.ts';

test('a token that Discord refused once is sent with the next request all the same', async () => {
  const sent: unknown[] = [];
  const answers = [401, 200];
  const rest = new REST({
    retries: 0,
    makeRequest: async (_, { headers }) => {
      sent.push(headers);
      return Response.json({ message: '401: Unauthorized', code: 0 }, { status: answers.shift() ?? 500 });
    },
  });
  keepToken(rest, 'a-token');
  await expect(rest.get(Routes.user())).rejects.toThrow('401');
  await expect(rest.get(Routes.user())).resolves.toBeDefined();
  expect(sent).toMatchObject([{ Authorization: 'Bot a-token' }, { Authorization: 'Bot a-token' }]);
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
});
