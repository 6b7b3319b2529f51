import crypto from 'node:crypto';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { UpdateRefusalCode } from '#renderer/host/host-contract.ts';
import { readSignatureFile, type UpdateStatement } from './update-statement.ts';

/** `cut`, `tampered` and `failed` show only while the file itself is read. */
export type UpdateRefusal = UpdateRefusalCode;

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
export function judgeUpdate(
  text: string,
  keys: readonly string[],
  running: RunningApp,
): Result<UpdateStatement, UpdateRefusal> {
  if (keys.length === 0) return refuse('noKey');
  const file = readSignatureFile(text);
  if (!file) return refuse('malformed');
  if (!keys.some((key) => isSignedBy(key, file.signed, file.signature))) return refuse('wrongKey');

  const { statement } = file;
  if (statement.product !== running.product) return refuse('otherProduct');
  if (statement.platform !== running.platform) return refuse('otherPlatform');
  const order = compareVersions(statement.version, running.version);
  if (order === 0) return refuse('same');
  return order < 0 ? refuse('older') : ok(statement);
}

function isSignedBy(key: string, signed: string, signature: Buffer): boolean {
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
