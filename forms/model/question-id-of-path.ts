import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { QuestionId } from './instrument.ts';

/**
 * Id of a node at the first import of a file. It consists of its names from the root on, readable in a log. A hash
 * keeps names apart that do not fit into an id. Later versions keep ids, under any name.
 */
export function questionIdOfPath(names: readonly string[]): QuestionId {
  const path = names.join('.');
  const qid = QuestionId.safeParse(path);
  if (qid.success && names.every((name) => !name.includes('.'))) return qid.data;
  const readable = (names.at(-1) ?? '').replaceAll(/[^A-Za-z0-9_-]/g, '').slice(0, 40);
  return QuestionId.parse(`${readable}-${bytesToHex(sha256(utf8ToBytes(names.join('/')))).slice(0, 16)}`);
}
