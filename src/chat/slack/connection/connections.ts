/** How many connections a server holds: beyond that the oldest one goes that has sent nothing signed, so that many that send nothing keep no signed request out. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const MAX_CONNECTIONS = 1_000;

export type Connections = {
  /** Holds the connections of a server to so many. */
  readonly limit: (server: Pick<Server, 'on'>) => void;
  /** Keeps a connection, by which a signed request came. */
  readonly keep: (socket: Socket) => void;
};

/** Returns what limits the connections of one server. */
export function createConnections(most = MAX_CONNECTIONS): Connections {
  let count = 0;
  /** In the order in which they came. */
  const unproven = new Set<Socket>();
  return {
    limit: (server) => {
      server.on('connection', (socket: Socket) => {
        count += 1;
        unproven.add(socket);
        socket.once('close', () => {
          count -= 1;
          unproven.delete(socket);
        });
        if (count <= most) return;
        const [oldest = socket] = unproven;
        // It closes later: the next one must not choose it again.
        unproven.delete(oldest);
        oldest.destroy();
      });
    },
    keep: (socket) => void unproven.delete(socket),
  };
}
