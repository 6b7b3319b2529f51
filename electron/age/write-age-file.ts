import fs from 'node:fs/promises';
import path from 'node:path';
import type { Recipient } from 'age-encryption';
import { ageLibrary } from './age-library.ts';

export interface AgeFile {
  /** Where it is to be; its folder is made when it is not there. */
  readonly file: string;
  readonly recipients: readonly (string | Recipient)[];
  /** Bytes before the age file itself, in the clear. */
  readonly preamble?: Uint8Array;
}

/**
 * Seals what these pieces say to the recipients (age), piece by piece, so that memory stays bounded. The file gets its
 * name only when it is whole and flushed; on any failure, or when `stop` says so, nothing of it is left. Rejects when
 * the disk refuses, and for a recipient that is none.
 */
export async function writeAgeFile(
  { file, recipients, preamble }: AgeFile,
  pieces: AsyncIterable<Uint8Array>,
  stop?: AbortSignal,
): Promise<void> {
  const { Encrypter } = await ageLibrary();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.part`;
  const written = await fs.open(unfinished, 'w', 0o600);
  try {
    if (preamble) await written.writeFile(preamble);
    const sealed = await encrypter.encrypt(streamOf(pieces));
    for await (const piece of piecesOf(sealed)) {
      stop?.throwIfAborted();
      await written.writeFile(piece);
    }
    stop?.throwIfAborted();
    await written.sync();
    await written.close();
    await fs.rename(unfinished, file);
    await flushFolder(path.dirname(file));
  } catch (error) {
    await written.close().catch(() => undefined); // closed already when the rename failed
    await fs.rm(unfinished, { force: true });
    throw error;
  }
}

/** A stream that asks for the next piece only when it is wanted. */
export function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}

/** The pieces of a stream; it is given up when whoever reads stops early. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined); // it has failed, and whoever reads knows
  }
}

/** The new name itself is durable only when its folder is. Windows has no such call, and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await fs.open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
