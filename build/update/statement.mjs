import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Problem } from '../problem.mjs';

/** Endings of what can be installed, as the app knows them. */
const kinds = ['deb', 'tar.gz', 'exe', 'dmg', 'zip'];

/**
 * What is signed of an update: its facts and its hash, a line each (electron/update/update-statement.ts reads it).
 * @param {string} file
 * @param {{ version: string, platform: string }} about
 */
export async function statementOf(file, { version, platform }) {
  const kind = kinds.find((ending) => file.endsWith(`.${ending}`));
  if (!kind) throw new Problem(`${path.basename(file)} is none of ${kinds.join(', ')}`);
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Problem('--version is three numbers, such as 0.2.0');
  if (!/^[a-z0-9]+-[a-z0-9]+$/.test(platform)) throw new Problem('--platform is such as linux-x64');
  const hash = crypto.createHash('sha512');
  let bytes = 0;
  for await (const piece of fs.createReadStream(file)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return [
    'fieldbook-update/1',
    'product: fieldbook',
    `version: ${version}`,
    `platform: ${platform}`,
    `kind: ${kind}`,
    `bytes: ${bytes}`,
    `sha512: ${hash.digest('hex')}`,
    '',
  ].join('\n');
}

/**
 * @param {string} statement
 * @param {crypto.KeyObject} key private
 */
export const signed = (statement, key) =>
  `${statement}signature: ${crypto.sign(null, Buffer.from(statement), key).toString('base64url')}\n`;

/**
 * Whether the text of a signature file is of this statement and this key.
 * @param {string} text
 * @param {string} statement
 * @param {crypto.KeyObject} key public
 */
export function isSigned(text, statement, key) {
  const signature = /^signature: ([A-Za-z0-9_-]{86})\n$/.exec(text.slice(statement.length))?.[1];
  if (!text.startsWith(statement) || signature === undefined) return false;
  return crypto.verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64url'));
}
