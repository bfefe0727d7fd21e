import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';

export interface Written {
  readonly rows: number;
  readonly sha256: string;
}

/** Lines, packed by gzip and sealed by age: `age -d -i key.txt leads.jsonl.gz.age | gunzip` reads them without us. */
export async function writeSealed(
  path: string,
  recipient: string,
  lines: AsyncIterable<string>,
): Promise<Written> {
  const hash = createHash('sha256');
  let rows = 0;
  const counted = async function* () {
    for await (const line of lines) {
      const text = `${line}\n`;
      hash.update(text);
      rows += 1;
      yield text;
    }
  };
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const packed = createGzip();
  const sealed = await encrypter.encrypt(webStreamOf(packed));
  await Promise.all([
    pipeline(Readable.from(counted()), packed),
    pipeline(Readable.from(chunksOf(sealed)), createWriteStream(path, { mode: 0o600 })),
  ]);
  return { rows, sha256: hash.digest('hex') };
}

/** The lines of a sealed file. `onEnd` gets what was read, once all of it was. @throws Error where it cannot be opened. */
export async function* readSealed(
  path: string,
  identity: string,
  onEnd: (read: Written) => void,
): AsyncGenerator<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(webStreamOf(createReadStream(path)));
  const hash = createHash('sha256');
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      next(null, chunk);
    },
  });
  const flow = pipeline(Readable.from(chunksOf(opened)), createGunzip(), counting);
  let rows = 0;
  // Its failure is told by the loop's end below.
  flow.catch(() => undefined);
  for await (const line of createInterface({ input: counting, crlfDelay: Infinity })) {
    rows += 1;
    yield line;
  }
  await flow;
  onEnd({ rows, sha256: hash.digest('hex') });
}

/** Node's types of a web stream and the browser's differ in what neither side uses. */
function webStreamOf(source: Readable): ReadableStream<Uint8Array> {
  const iterator: AsyncIterator<unknown> = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
  });
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
