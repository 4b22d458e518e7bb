import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A server's port on loopback, which can be left and taken again. */
export type Listener = {
  url: string;
  /** Refuses connections from now on, and resets those there are. */
  leave(): Promise<void>;
  /** Listens again, on the same port. */
  comeBack(): Promise<void>;
};

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function bind(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
}

/**
 * Listens below the ports that systems give to outgoing connections (32768 and up on Linux): nobody takes the port
 * while nobody listens on it, and whoever tries to connect meanwhile cannot meet himself there.
 */
async function bindAnywhere(server: Server): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    try {
      await bind(server, port);
      return port;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
}

export async function openListener(server: Server): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const port = await bindAnywhere(server);

  return {
    url: `http://127.0.0.1:${port}`,
    async leave() {
      if (!server.listening) return;
      const left = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.resetAndDestroy();
      await left;
    },
    async comeBack() {
      if (!server.listening) await bind(server, port);
    },
  };
}
