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
  if (blockedPorts.has(port))
    throw new PortError(
      `${variable}=${port}: los navegadores y Node se niegan a llamar a ese puerto (lista «bad port»). Elija otro, por ejemplo ${port + 1000}.`,
    );
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

/** What the Fetch standard calls bad ports (fetch.spec.whatwg.org): half of what calls them would fail. */
const blockedPorts: ReadonlySet<number> = new Set([
  ...[1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101],
  ...[102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389],
  ...[427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636],
  ...[989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080],
]);

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
