import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** One question after another, on a terminal or through a pipe. */
export interface Console {
  readonly print: (text: string) => void;
  /** The line that was typed; null when nothing more will come (Ctrl-C, end of the input). */
  readonly ask: (prompt: string, isSecret: boolean) => Promise<string | null>;
  readonly close: () => void;
}

export interface Streams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly isTerminal: boolean;
}

/** What is typed as a secret is neither shown nor kept for the arrow keys. */
export function createConsole({ input, output, isTerminal }: Streams): Console {
  const state = { isMuted: false };
  const shown = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!state.isMuted) output.write(chunk);
      done();
    },
  });
  const reader = createInterface({
    ...{ input, output: shown, terminal: isTerminal, historySize: 0 },
  });
  const lines = reader[Symbol.asyncIterator]();
  return {
    print: (text) => {
      output.write(`${text}\n`);
    },
    ask: async (prompt, isSecret) => {
      reader.setPrompt(prompt);
      reader.prompt();
      state.isMuted = isSecret;
      const line = await lines.next();
      state.isMuted = false;
      if (isSecret || !isTerminal) output.write('\n');
      return line.done === true ? null : line.value;
    },
    close: () => {
      reader.close();
    },
  };
}
