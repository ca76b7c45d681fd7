/** The console as a platform: always there, needs no settings, and serves where no other is configured. */
import type { Platform } from '../platform.ts';

export const platform: Platform = {
  name: 'console',
  variables: ['NO_COLOR'],
  secrets: [],
  // The console is not connected by a setting: the command `start` serves it where nothing else is configured.
  configure: () => ({ faults: [], connect: undefined }),
  render: async () => {
    const { render } = await import('./render.ts');
    return (reply) => [render(reply)];
  },
};
