/** Before the files of the project `unit`: whatever opens a socket, a database or a process fails, since that is what the project `e2e` is for. */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import sqlite from 'node:sqlite';

const refuse = (what: string) =>
  function refused(): never {
    throw new Error(`a unit test opens ${what}; name its file *.e2e.test.ts`);
  };

net.Socket.prototype.connect = refuse('a socket');
net.Server.prototype.listen = refuse('a socket');
dgram.createSocket = refuse('a socket');
for (const name of ['exec', 'prepare'] as const) sqlite.DatabaseSync.prototype[name] = refuse('a database');
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const)
  Object.assign(childProcess, { [name]: refuse('a process') });
// What is imported by name is replaced too.
syncBuiltinESMExports();
