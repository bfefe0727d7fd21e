import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { errorCode } from './error-code.js';

interface Listening {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
}

/** A port that another program has, or that we may not take: said in one line, without a stack. */
export class PortError extends Error {}

/** Serves on 127.0.0.1; `variable` is where a person chooses another port. */
export async function listen(
  app: RequestListener,
  port: number,
  variable: string,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new PortError(`${variable} debe ser un puerto entre 1 y 65535.`);
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw asPortError(error, port, variable);
  }
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The sandbox listens on a port');
  return { server, url: `http://127.0.0.1:${address.port}`, port: address.port };
}

/** Ends open connections too: browsers keep theirs. */
export async function stopListening(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function asPortError(error: unknown, port: number, variable: string): unknown {
  const code = errorCode(error);
  if (code === 'EADDRINUSE')
    return new PortError(
      `El puerto ${port} está ocupado por otro programa. Ciérrelo o elija otro puerto con ${variable}.`,
    );
  if (code === 'EACCES')
    return new PortError(`No hay permiso para el puerto ${port}. Elija otro con ${variable}.`);
  return error;
}
