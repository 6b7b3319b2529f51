import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse, type Result } from '#base/result.ts';
import type { UpdateRefusalCode } from '#renderer/host/host-contract.ts';
import * as z from 'zod';

/** What a system runs to install a file; by the file's ending. */
export const UpdateFileKind = z.enum(['deb', 'tar.gz', 'exe', 'dmg', 'zip']);
export type UpdateFileKind = z.infer<typeof UpdateFileKind>;

/** What the publisher says of a file: `<file>.fbsig` beside it, one `name: value` a line, in this order. */
const UpdateStatement = z.readonly(
  z.object({
    product: z.string().max(40),
    version: z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/),
    /** As Node names them: `linux-x64`, `win32-x64`, `darwin-arm64`. */
    platform: z.string().regex(/^[a-z0-9]{1,20}-[a-z0-9]{1,20}$/),
    kind: UpdateFileKind,
    bytes: z
      .string()
      .regex(/^[1-9]\d{0,9}$/)
      .transform(Number)
      .refine((bytes) => bytes <= 1024 ** 3),
    sha512: z.string().regex(/^[0-9a-f]{128}$/),
  }),
);
type UpdateStatement = z.infer<typeof UpdateStatement>;

/** A signature file, taken apart but not yet believed. */
interface UpdateSignatureFile {
  /** What was signed, to the byte. */
  readonly signed: string;
  /** Raw Ed25519 signature. */
  readonly signature: Buffer;
  readonly statement: UpdateStatement;
}

/** A signature file is less than a page; a longer one is none. */
const maximumSignatureFileBytes = 2_048;

const signatureFilePattern =
  /^(fieldbook-update\/1\nproduct: (.*)\nversion: (.*)\nplatform: (.*)\nkind: (.*)\nbytes: (.*)\nsha512: (.*)\n)signature: ([A-Za-z0-9_-]{86})\n$/;

/** Reads the text of a signature file; null when it is not one. */
export function readSignatureFile(text: string): UpdateSignatureFile | null {
  const found = text.length > maximumSignatureFileBytes ? null : signatureFilePattern.exec(text);
  if (!found) return null;
  const [, signed = '', product, version, platform, kind, bytes, sha512, signature = ''] = found;
  const statement = UpdateStatement.safeParse({ product, version, platform, kind, bytes, sha512 });
  if (!statement.success) return null;
  return { signed, signature: Buffer.from(signature, 'base64url'), statement: statement.data };
}

/** `cut`, `tampered` and `failed` show only while the file itself is read. */
type UpdateFileRefusal = UpdateRefusalCode;

/** The app that would be replaced. */
export interface RunningApp {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * May this app be replaced by what the signature file speaks of? The signature is looked at before anything that it
 * covers is believed. `keys`: the publisher's raw Ed25519 public keys in base64url; any of them will do, so that a key
 * can be replaced by an update that the one before signed.
 */
function checkUpdate(
  text: string,
  keys: readonly string[],
  running: RunningApp,
): Result<UpdateStatement, UpdateFileRefusal> {
  if (keys.length === 0) return refuse('noKey');
  const file = readSignatureFile(text);
  if (!file) return refuse('malformed');
  if (!keys.some((key) => isSignedByPublisher(key, file.signed, file.signature))) return refuse('wrongKey');

  const { statement } = file;
  if (statement.product !== running.product) return refuse('otherProduct');
  if (statement.platform !== running.platform) return refuse('otherPlatform');
  const order = compareVersions(statement.version, running.version);
  if (order === 0) return refuse('same');
  return order < 0 ? refuse('older') : ok(statement);
}

function isSignedByPublisher(key: string, signed: string, signature: Buffer): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
  return crypto.verify(
    null,
    Buffer.from(signed),
    crypto.createPublicKey({ key: jwk, format: 'jwk' }),
    signature,
  );
}

/** Below 0 when `a` comes before `b`. Whole numbers, so that 0.10 comes after 0.9. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const differing = [0, 1, 2].find((at) => left?.[at] !== right?.[at]);
  return differing === undefined ? 0 : (left?.[differing] ?? 0) - (right?.[differing] ?? 0);
}

/** An update that may be installed: checked, and in a place where only this account writes. */
export interface StagedUpdate {
  readonly statement: UpdateStatement;
  readonly file: string;
}

const copyChunkBytes = 1024 * 1024;

/**
 * Checks an update that lies on a stick with its signature file beside it, and copies it into `folder` whole or not at
 * all. What is hashed is what is written, so that nobody can exchange it between the two. Earlier ones go.
 */
export async function stageUpdate(
  source: string,
  folder: string,
  keys: readonly string[],
  running: RunningApp,
): Promise<Result<StagedUpdate, UpdateFileRefusal>> {
  if (keys.length === 0) return refuse('noKey');
  const text = await readSmallTextFile(`${source}.fbsig`);
  if (text === null) return refuse('noSignature');
  const judged = checkUpdate(text, keys, running);
  if (!judged.ok) return judged;

  const statement = judged.value;
  const file = path.join(folder, `fieldbook-${statement.version}-${statement.platform}.${statement.kind}`);
  const unfinished = `${file}.part`;
  try {
    await fs.rm(folder, { recursive: true, force: true });
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const copied = await copyVerified(source, unfinished, statement);
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
async function readSmallTextFile(file: string): Promise<string | null> {
  try {
    const opened = await fs.open(file, 'r');
    try {
      const { buffer, bytesRead } = await opened.read(Buffer.alloc(maximumSignatureFileBytes + 1));
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await opened.close();
    }
  } catch {
    return null;
  }
}

/** Never reads more than the statement says, whatever the file has become meanwhile. */
async function copyVerified(
  source: string,
  target: string,
  { bytes, sha512 }: UpdateStatement,
): Promise<Result<null, UpdateFileRefusal>> {
  const from = await fs.open(source, 'r');
  try {
    if ((await from.stat()).size < bytes) return refuse('cut');
    const to = await fs.open(target, 'w', 0o600);
    try {
      const hash = crypto.createHash('sha512');
      const piece = Buffer.alloc(copyChunkBytes);
      let left = bytes + 1; // one more tells a file that is longer
      let written = 0;
      while (left > 0) {
        const { bytesRead } = await from.read(piece, 0, Math.min(copyChunkBytes, left));
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
