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
  /** By repeat and parent, in order. */
  readonly #sorted = new Map<string, Row[]>();

  valueOf(qid: Qid, instance: InstanceId | null): AnswerValue | null {
    return this.#values.get(keyOf({ qid, instance })) ?? null;
  }

  rowsOf(repeat: Qid, parent: InstanceId | null): readonly RecordedRow[] {
    return this.#sorted.get(keyOf({ qid: repeat, instance: parent })) ?? [];
  }

  /** Takes one change over; for rows it names the places whose rows are to be looked at again. */
  record(change: AnswerChange): readonly Address[] {
    switch (change.kind) {
      case 'value':
        if (change.value === null) this.#values.delete(keyOf(change.at));
        else this.#values.set(keyOf(change.at), change.value);
        return [];
      case 'instance': {
        const { repeat, instance, order, parent } = change;
        const moved = this.#takeOut(repeat, instance);
        const row = { instance, order, parent };
        const rows = this.#rows.get(repeat) ?? new Map<InstanceId, Row>();
        this.#rows.set(repeat, rows.set(instance, row));
        const at = { qid: repeat, instance: parent };
        this.#sorted.set(keyOf(at), inserted(this.#sorted.get(keyOf(at)) ?? [], row));
        return moved === null || moved.instance === parent ? [at] : [at, moved];
      }
      case 'instanceRemoved': {
        const at = this.#takeOut(change.repeat, change.instance);
        return at === null ? [] : [at];
      }
    }
  }

  /** Gives the place that the row was at; null when there was none. */
  #takeOut(repeat: Qid, instance: InstanceId): Address | null {
    const row = this.#rows.get(repeat)?.get(instance);
    if (row === undefined) return null;
    this.#rows.get(repeat)?.delete(instance);
    const at = { qid: repeat, instance: row.parent };
    const rows = this.#sorted.get(keyOf(at)) ?? [];
    this.#sorted.set(
      keyOf(at),
      rows.filter((one) => one !== row),
    );
    return at;
  }
}

/** The rows with one more, at its place; rows of the same order by their ids. The last place is tried first. */
function inserted(rows: readonly Row[], row: Row): Row[] {
  let at = rows.length;
  for (let before = rows[at - 1]; before !== undefined && isBehind(before, row); before = rows[at - 1])
    at -= 1;
  return rows.toSpliced(at, 0, row);
}

const isBehind = (one: Row, other: Row): boolean =>
  one.order > other.order || (one.order === other.order && one.instance > other.instance);

/** Ids have no slash in them, so a key means one place. */
export const keyOf = ({ qid, instance }: Address): string => `${qid}/${instance ?? ''}`;
