import type { Qid } from '../instrument.ts';
import type { RecordedAnswers, RecordedRow } from './core.ts';
import type { Address, AnswerChange, AnswerValue, InstanceId } from './form.ts';

interface Row extends RecordedRow {
  readonly parent: InstanceId | null;
}

/** What was recorded, whether or not the form (still) has a question or a row for it. */
export class AnswerStore implements RecordedAnswers {
  readonly #values = new Map<string, AnswerValue>();
  readonly #rows = new Map<Qid, Map<InstanceId, Row>>();
  readonly #sorted = new Map<string, readonly Row[]>();

  valueOf(qid: Qid, instance: InstanceId | null): AnswerValue | null {
    return this.#values.get(keyOf({ qid, instance })) ?? null;
  }

  rowsOf(repeat: Qid, parent: InstanceId | null): readonly RecordedRow[] {
    const key = keyOf({ qid: repeat, instance: parent });
    const known = this.#sorted.get(key);
    if (known !== undefined) return known;
    const rows = [...(this.#rows.get(repeat)?.values() ?? [])].filter((row) => row.parent === parent);
    rows.sort((a, b) => compare(a.order, b.order) || compare(a.instance, b.instance));
    this.#sorted.set(key, rows);
    return rows;
  }

  /** Takes one change over; for rows it names the places whose rows are to be looked at again. */
  record(change: AnswerChange): readonly Address[] {
    switch (change.kind) {
      case 'value':
        if (change.value === null) this.#values.delete(keyOf(change.at));
        else this.#values.set(keyOf(change.at), change.value);
        return [];
      case 'instance': {
        const rows = this.#rows.get(change.repeat) ?? new Map<InstanceId, Row>();
        this.#rows.set(change.repeat, rows);
        const before = rows.get(change.instance);
        const { instance, order, parent } = change;
        rows.set(instance, { instance, order, parent });
        const moved = before !== undefined && before.parent !== parent ? [before.parent] : [];
        return this.#changed(change.repeat, [parent, ...moved]);
      }
      case 'instanceRemoved': {
        const row = this.#rows.get(change.repeat)?.get(change.instance);
        if (row === undefined) return [];
        this.#rows.get(change.repeat)?.delete(change.instance);
        return this.#changed(change.repeat, [row.parent]);
      }
    }
  }

  #changed(repeat: Qid, parents: readonly (InstanceId | null)[]): readonly Address[] {
    return parents.map((parent) => {
      const at = { qid: repeat, instance: parent };
      this.#sorted.delete(keyOf(at));
      return at;
    });
  }
}

/** Ids have no slash in them, so a key means one place. */
export const keyOf = ({ qid, instance }: Address): string => `${qid}/${instance ?? ''}`;

const compare = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
