/** The console as a platform: it needs no settings, and serves where no other platform is configured. */
import type { Platform } from '../platform.ts';

export const platform: Platform = {
  name: 'console',
  variables: ['NO_COLOR'],
  secrets: [],
  // No setting connects the console: the command `start` serves it where nothing else is configured.
  configure: () => ({ faults: [], connect: undefined }),
  render: async () => {
    const { render } = await import('./render.ts');
    return (reply) => [render(reply)];
  },
};
