import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import { judgeUpdate, type RunningApp, type UpdateRefusal } from './judge-update.ts';
import { signatureFileBytes, type UpdateStatement } from './update-statement.ts';

/** An update that may be installed: checked, and in a place where only this account writes. */
export interface StagedUpdate {
  readonly statement: UpdateStatement;
  readonly file: string;
}

const pieceBytes = 1024 * 1024;

/**
 * Checks an update that lies on a stick with its signature file beside it, and copies it into `folder` whole or not at
 * all. What is hashed is what is written, so that nobody can exchange it between the two. Earlier ones go.
 */
export async function stageUpdate(
  source: string,
  folder: string,
  keys: readonly string[],
  running: RunningApp,
): Promise<Result<StagedUpdate, UpdateRefusal>> {
  if (keys.length === 0) return refuse('noKey');
  const text = await readStart(`${source}.fbsig`);
  if (text === null) return refuse('noSignature');
  const judged = judgeUpdate(text, keys, running);
  if (!judged.ok) return judged;

  const statement = judged.value;
  const file = path.join(folder, `fieldbook-${statement.version}-${statement.platform}.${statement.kind}`);
  const unfinished = `${file}.part`;
  try {
    await fs.rm(folder, { recursive: true, force: true });
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const copied = await copyChecked(source, unfinished, statement);
    if (!copied.ok) {
      await fs.rm(unfinished, { force: true });
      return copied;
    }
    await fs.rename(unfinished, file);
    return ok({ statement, file });
  } catch {
    // The stick was pulled out, or the disk is full: what is there is not an update.
    await fs.rm(unfinished, { force: true }).catch(() => undefined);
    return refuse('failed');
  }
}

/** The text of a small file; null when there is none, or it is no small file. */
async function readStart(file: string): Promise<string | null> {
  try {
    const opened = await fs.open(file, 'r');
    try {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(signatureFileBytes + 1));
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await opened.close();
    }
  } catch {
    return null;
  }
}

/** Never reads more than the statement says, whatever the file has become meanwhile. */
async function copyChecked(
  source: string,
  target: string,
  { bytes, sha512 }: UpdateStatement,
): Promise<Result<null, UpdateRefusal>> {
  const from = await fs.open(source, 'r');
  try {
    if ((await from.stat()).size < bytes) return refuse('cut');
    const to = await fs.open(target, 'w', 0o600);
    try {
      const hash = crypto.createHash('sha512');
      const piece = Buffer.alloc(pieceBytes);
      let left = bytes + 1; // one more tells a file that is longer
      let written = 0;
      while (left > 0) {
        const { bytesRead } = await from.read(piece, 0, Math.min(pieceBytes, left));
        if (bytesRead === 0) break;
        const read = piece.subarray(0, bytesRead);
        hash.update(read);
        await to.writeFile(read); // all of it, where the system takes a write in parts
        written += bytesRead;
        left -= bytesRead;
      }
      await to.sync();
      if (written < bytes) return refuse('cut');
      return written === bytes && hash.digest('hex') === sha512 ? ok(null) : refuse('tampered');
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
