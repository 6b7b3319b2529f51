import fs from 'node:fs';
import path from 'node:path';

/**
 * Replace a file durably. A crash or a power cut leaves the old content or the new one, never a part. Only this account
 * may read it. Throws when the disk refuses; the old file is untouched then.
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

/** Write all bytes from the beginning of an open file: the system may split a write. */
export function writeAllSync(opened: number, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let done = 0; done < bytes.length; )
    done += fs.writeSync(opened, bytes, done, bytes.length - done, done);
}

// A new name is durable only after its folder is flushed. Windows has no such call and needs none.
function flushFolderSync(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
