import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import type { HostResponse, UpdateRefusalCode } from '#renderer/host/host-contract.ts';

/** Updates from a stick, for laptops without a network for downloads. */
export interface FileUpdates {
  choose(): Promise<HostResponse<'update.choose'>>;
  /** Show the update that was staged last, if any. */
  show(): void;
}

/** Kind of installer, by the file's ending. */
const UpdateFileKind = z.enum(['deb', 'tar.gz', 'exe', 'dmg', 'zip']);
type UpdateFileKind = z.infer<typeof UpdateFileKind>;

/** Publisher's statement about a file, in `<file>.fbsig` beside it: one `name: value` a line, in this order. */
const UpdateStatement = z.readonly(
  z.object({
    product: z.string().max(40),
    version: z.string().regex(/^(0|[1-9]\d{0,5})(\.(0|[1-9]\d{0,5})){2}$/),
    /** In Node's terms: `linux-x64`, `win32-x64`, `darwin-arm64`. */
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

/** Parsed signature file, not yet verified. */
interface UpdateSignatureFile {
  /** Signed text, to the byte. */
  readonly signed: string;
  /** Raw Ed25519 signature. */
  readonly signature: Buffer;
  readonly statement: UpdateStatement;
}

/** Limit of a signature file, which has less than a page. */
const maximumSignatureFileBytes = 2_048;

const signatureFilePattern =
  /^(fieldbook-update\/1\nproduct: (.*)\nversion: (.*)\nplatform: (.*)\nkind: (.*)\nbytes: (.*)\nsha512: (.*)\n)signature: ([A-Za-z0-9_-]{86})\n$/;

/** Parse the text of a signature file; null when it has another format. */
export function readSignatureFile(text: string): UpdateSignatureFile | null {
  const found = text.length > maximumSignatureFileBytes ? null : signatureFilePattern.exec(text);
  if (!found) return null;
  const [, signed = '', product, version, platform, kind, bytes, sha512, signature = ''] = found;
  const statement = UpdateStatement.safeParse({ product, version, platform, kind, bytes, sha512 });
  if (!statement.success) return null;
  return { signed, signature: Buffer.from(signature, 'base64url'), statement: statement.data };
}

/** Reasons for a refusal. `cut`, `tampered` and `failed` show only while the file itself is read. */
type UpdateFileRefusal = UpdateRefusalCode;

/** The running app, which the update would replace. */
interface RunningApp {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * Check whether a signature file allows to replace this app. The signature is checked before any content is trusted.
 * @param keys The publisher's raw Ed25519 public keys in base64url. One match is enough, so an update signed by the
 * former key can bring a new one.
 */
function checkUpdate(
  text: string,
  keys: readonly string[],
  runningApp: RunningApp,
): Result<UpdateStatement, UpdateFileRefusal> {
  if (keys.length === 0) return refuse('noKey');
  const updateSignatureFile = readSignatureFile(text);
  if (!updateSignatureFile) return refuse('malformed');
  if (
    !keys.some((key) => isSignedByPublisher(key, updateSignatureFile.signed, updateSignatureFile.signature))
  )
    return refuse('wrongKey');

  const { statement } = updateSignatureFile;
  if (statement.product !== runningApp.product) return refuse('otherProduct');
  if (statement.platform !== runningApp.platform) return refuse('otherPlatform');
  const order = compareVersions(statement.version, runningApp.version);
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

/** Compare versions: below 0 when `a` comes before `b`. Parts are whole numbers, so 0.10 comes after 0.9. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const differing = [0, 1, 2].find((at) => left?.[at] !== right?.[at]);
  return differing === undefined ? 0 : (left?.[differing] ?? 0) - (right?.[differing] ?? 0);
}

/** Update that may be installed: checked, in a folder that only this account can write. */
interface StagedUpdate {
  readonly statement: UpdateStatement;
  readonly file: string;
}

const copyChunkBytes = 1024 * 1024;

/**
 * Check an update on a stick with its signature file, and copy it into `folder` whole or not at all. The hash covers
 * the written bytes, so nobody can exchange the file in between. Earlier updates are deleted.
 */
export async function stageUpdate(
  source: string,
  folder: string,
  keys: readonly string[],
  runningApp: RunningApp,
): Promise<Result<StagedUpdate, UpdateFileRefusal>> {
  if (keys.length === 0) return refuse('noKey');
  const text = await readSmallTextFile(`${source}.fbsig`);
  if (text === null) return refuse('noSignature');
  const judged = checkUpdate(text, keys, runningApp);
  if (!judged.ok) return judged;

  const updateStatement = judged.value;
  const file = path.join(
    folder,
    `fieldbook-${updateStatement.version}-${updateStatement.platform}.${updateStatement.kind}`,
  );
  const unfinished = `${file}.part`;
  try {
    await fs.rm(folder, { recursive: true, force: true });
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const copied = await copyVerified(source, unfinished, updateStatement);
    if (!copied.ok) {
      await fs.rm(unfinished, { force: true });
      return copied;
    }
    await fs.rename(unfinished, file);
    return ok({ statement: updateStatement, file });
  } catch {
    // The stick was pulled out, or the disk is full: the partial file is no update.
    await fs.rm(unfinished, { force: true }).catch(() => undefined);
    return refuse('failed');
  }
}

/** Read the text of a small file; null when it is missing or too large. */
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

/** Copy and verify a file. Never reads more bytes than the statement says, even when the file grows meanwhile. */
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
      let left = bytes + 1; // one more byte reveals a longer file
      let written = 0;
      while (left > 0) {
        const { bytesRead } = await from.read(piece, 0, Math.min(copyChunkBytes, left));
        if (bytesRead === 0) break;
        const read = piece.subarray(0, bytesRead);
        hash.update(read);
        await to.writeFile(read); // all bytes, since the system may split a write
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

type StagedUpdateResponse = Extract<HostResponse<'update.choose'>, { readonly kind: 'staged' }>;

/**
 * Return the next step for a checked file. An administrator installs programs; the app does not try. On Linux that is
 * one command; elsewhere the file is opened from its folder.
 */
export function installInstructions({ statement, file }: StagedUpdate): StagedUpdateResponse {
  const { kind, version } = statement;
  return { kind: 'staged', version, file, command: installCommandFor(kind, shellQuoted(file)) };
}

function installCommandFor(updateFileKind: StagedUpdate['statement']['kind'], file: string): string | null {
  switch (updateFileKind) {
    case 'deb':
      return `sudo apt install ${file}`;
    case 'tar.gz':
      return `tar -xzf ${file} -C "$HOME"`;
    case 'exe':
    case 'dmg':
    case 'zip':
      return null;
  }
}

const shellQuoted = (file: string): string =>
  /^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`;

interface FileUpdateDependencies {
  readonly dialog: Dialog;
  readonly window: () => BrowserWindow | null;
  /** Show a file, selected, in the system's file manager. */
  readonly showInFolder: (file: string) => void;
  /** Folder for checked updates; it must contain nothing else. */
  readonly folder: string;
  readonly keys: readonly string[];
  readonly running: RunningApp;
}

/** Create the service for updates from a file. Only a file with a signature of `keys` is staged. */
export function createFileUpdates(parts: FileUpdateDependencies): FileUpdates {
  let staged: string | null = null;
  return {
    async choose() {
      const source = await chooseUpdateFile(parts);
      if (source === null) return { kind: 'cancelled' };
      staged = null;
      const outcome = await stageUpdate(source, parts.folder, parts.keys, parts.running);
      if (!outcome.ok) return { kind: 'refused', code: outcome.refusal };
      staged = outcome.value.file;
      return installInstructions(outcome.value);
    },
    show() {
      if (staged !== null) parts.showInFolder(staged);
    },
  };
}

async function chooseUpdateFile({ dialog, window }: FileUpdateDependencies): Promise<string | null> {
  const extensions = UpdateFileKind.options.map((kind) => path.extname(`x.${kind}`).slice(1));
  const options = { properties: ['openFile' as const], filters: [{ name: 'Fieldbook', extensions }] };
  const over = window();
  const chosen = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options);
  return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
}
