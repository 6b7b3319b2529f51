import { qidOfPath } from '../import/qid-of-path.ts';
import { Qid } from '../instrument.ts';

/**
 * Gives nodes their ids. They come from the road of names, so that reading the same names again gives the same ids and
 * answers stay; those that a workbook of ours carries (`fieldbook::qid`) outlive renames and moves.
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
    for (let attempt = 1; ; attempt += 1) {
      // Taken only when the workbook carries it for another row.
      const id = this.claim(qidOfPath(attempt === 1 ? path : [...path, `(${attempt})`]));
      if (id) return id;
    }
  }
}
