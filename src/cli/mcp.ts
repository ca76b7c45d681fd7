/** `mcp`: answers an assistant over standard input and output. */
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { errorMessage, newReference } from '../shared/errors.ts';
import { printError, type Io } from './io.ts';
import { loadCatalogue } from './load-catalogue.ts';

export const mcp = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const catalogue = await loadCatalogue(io);
    const { serveMcp } = await import('../exits/mcp.ts');
    // Standard output is the assistant's.
    const fault = (error: unknown, about: string): string => {
      const reference = newReference();
      void printError(io, `attache: ${about} failed (${reference}): ${errorMessage(error)}`);
      return reference;
    };
    await serveMcp({ catalogue: () => catalogue, now: io.now, fault }, io.input);
    return EXIT.ok;
  },
};
