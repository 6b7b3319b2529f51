import fs from 'node:fs';
import path from 'node:path';

/**
 * Replaces a file so that after a crash or a power cut there is the old content or the new one, never a part. Only this
 * account may read it. Throws when the disk refuses; then the old file is untouched.
 */
export function writeFileDurably(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}.tmp`;
  const written = fs.openSync(unfinished, 'w', 0o600);
  try {
    writeAllSync(written, content);
    fs.fsyncSync(written);
  } finally {
    fs.closeSync(written);
  }
  fs.renameSync(unfinished, file);
  flushFolderSync(path.dirname(file));
}

/** Writes all of it from the beginning of an open file on: the system may take a write in parts. */
export function writeAllSync(opened: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let done = 0; done < bytes.length; )
    done += fs.writeSync(opened, bytes, done, bytes.length - done, done);
}

// The new name itself is durable only when its folder is. Windows has no such call, and does not need it.
export function flushFolderSync(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
