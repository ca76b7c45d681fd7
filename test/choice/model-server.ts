/** A server that plays a model behind OpenAI's chat completions, on 127.0.0.1. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** What a request held. */
export type Sent = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type ModelServer = {
  /** The base address, as MODEL_URL has it. */
  readonly url: string;
  readonly sent: readonly Sent[];
  /** What is answered from now on. */
  answers: (response: ServerResponse, request: IncomingMessage, sent: Sent) => void;
};

/** Answers with a text of the model. */
export const saying =
  (content: unknown): ModelServer['answers'] =>
  (response) =>
    void response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ id: '1', object: 'chat.completion', choices: [{ index: 0, message: { content } }] }));

/** Answers with a verdict and numbers. */
export const choosing = (verdict: string, ...picks: readonly unknown[]): ModelServer['answers'] =>
  saying(JSON.stringify({ verdict, picks }));

/** Starts a server that is stopped with the test; it finds that nothing answers until told otherwise. */
export async function startModel(): Promise<ModelServer> {
  const sent: Sent[] = [];
  const model = { url: '', sent, answers: choosing('none') };
  const server = createServer((request, response) => {
    const play = async (): Promise<void> => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: await text(request),
      };
      sent.push(one);
      model.answers(response, request, one);
    };
    void play();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  model.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return model;
}
