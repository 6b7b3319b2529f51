import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Qid } from '../instrument.ts';

/**
 * Gives nodes their ids from the road of names to them, so that reading the same names again gives the same ids and
 * answers stay. `group.age` when the road is short and plain; else the beginning of it and a hash of the whole. The
 * workbook that we export names the ids (`fieldbook::qid`): there they outlive renames and moves.
 */
export class QidMaker {
  private readonly given = new Set<string>();

  /** `wanted`: the id that the author's workbook carries. Null when it is taken already: a copied row. */
  claim(wanted: string): Qid | null {
    const parsed = Qid.safeParse(wanted);
    if (!parsed.success || this.given.has(wanted)) return null;
    this.given.add(wanted);
    return parsed.data;
  }

  /** The id for a road of names from below the root. */
  derive(path: readonly string[]): Qid {
    const plain = path.join('.');
    // A name may have a point itself; then the plain form could be the road of another node.
    const isPlain = /^[A-Za-z0-9._-]{1,64}$/.test(plain) && path.every((name) => !name.includes('.'));
    const first = isPlain ? plain : hashed(plain, path);
    for (let attempt = 0; ; attempt += 1) {
      const id = this.claim(attempt === 0 ? first : hashed(plain, [...path, String(attempt)]));
      if (id) return id;
    }
  }
}

function hashed(plain: string, path: readonly string[]): string {
  const digest = bytesToHex(sha256(utf8ToBytes(JSON.stringify(path)))).slice(0, 20);
  return `${plain.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 43)}-${digest}`;
}
