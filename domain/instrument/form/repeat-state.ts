import type { Repeat } from '../instrument.ts';
import type { TreeNode } from '../expression/tree-node.ts';
import { type Core, derived, type Owner, type RecordedRow } from './core.ts';
import { Element, noContent } from './element.ts';
import type { FormInstance, FormRepeat, InstanceId } from './form.ts';
import type { Derived } from './derived.ts';
import { Fact } from './graph.ts';
import type { Build } from './group-state.ts';
import { type Around, NodeState } from './node-state.ts';
import type { Place } from './plan.ts';
import { RowState } from './row-state.ts';

/** More rows than this are not made by a count: a form that asks for more has a mistake in it. */
export const mostCountedRows = 2_000;

/** A repeat in one row of the repeat around it, with its own rows. */
export class RepeatState extends NodeState<Repeat> implements FormRepeat {
  readonly kind = 'repeat';
  readonly parent: InstanceId | null;
  /** All rows in order, also hidden ones. */
  readonly rows: Fact<readonly RowState[], Owner>;
  /** How many rows the form asks for; null while it does not say. */
  readonly count: Derived<number | null, Owner> | null;
  /** How many rows the count lets be shown. A fact: a count may follow from the rows that are shown. */
  readonly #limit: Fact<number, Owner>;
  readonly #shown: Derived<Shown, Owner>;
  readonly #build: Build;
  /** Conditions are asked from a row; while there is none, from one that would be. */
  readonly #wouldBe: Element;

  constructor(core: Core, place: Place<Repeat>, around: Around, build: Build) {
    super(core, place, around);
    this.#build = build;
    this.parent = around.row;
    this.rows = new Fact(core.graph, []);
    this.#limit = new Fact(core.graph, Number.POSITIVE_INFINITY);
    this.#wouldBe = new Element(core, place.definition.name, around.element, noContent);
    this.count = this.#counted();
    this.#shown = this.keep(derived(core, this, noneShown, () => this.#show(), isSameShown));
    this.relevantWhen(place.definition.relevant, this, this.#wouldBe);
    this.follow(core.answers.rowsOf(place.definition.qid, around.row));
  }

  /** Takes over which rows there are, keeping the states of those that were there. Gives the new ones. */
  follow(recorded: readonly RecordedRow[]): readonly RowState[] {
    const fresh: RowState[] = [];
    const before = this.rows.peek();
    const gone = new Map<InstanceId, RowState>();
    let same = 0;
    for (; same < before.length; same += 1) {
      const row = before[same];
      const record = recorded[same];
      if (row === undefined || row.instance !== record?.instance) break;
      row.order = record.order;
    }
    for (const row of before.slice(same)) gone.set(row.instance, row);
    const rows = before.slice(0, same);
    for (const record of recorded.slice(same)) {
      const known = gone.get(record.instance);
      gone.delete(record.instance);
      const row = known ?? this.#newRow(record);
      if (known === undefined) fresh.push(row);
      row.order = record.order;
      rows.push(row);
      row.position.write(rows.length);
    }
    for (const row of gone.values()) row.release();
    this.core.numbering.version += 1;
    this.core.graph.touched.add(this);
    this.rows.write(rows);
    return fresh;
  }

  /** Any row is relevant; without rows, whether one would be. */
  override isRelevant(): boolean {
    const { rows } = this.#shown.read();
    return rows.length === 0 ? super.isRelevant() : rows.some((row) => row.isRelevant());
  }

  instances(): readonly FormInstance[] {
    return this.#shown.read().rows;
  }

  rowElements(): readonly TreeNode[] {
    return this.#shown.read().elements;
  }

  hiddenInstances(): number {
    return this.rows.read().length - this.#shown.read().rows.length;
  }

  isCounted(): boolean {
    return this.count !== null;
  }

  label(): string | null {
    return this.words(this.definition.label, this, this.#wouldBe);
  }

  /**
   * Hides the rows beyond the count. A count that follows from its own rows (`count(${person}) + 1`) is asked with all
   * of them shown, then with fewer, until it asks for no fewer: every device finds the same, whatever was shown before.
   */
  limitToCount(): void {
    if (this.count === null) return;
    let shown = this.rows.peek().length;
    if (this.#limit.peek() < shown) this.#limit.write(Number.POSITIVE_INFINITY);
    let asked = this.#asked();
    while (asked < shown) {
      shown = asked;
      this.#limit.write(shown);
      asked = this.#asked();
    }
    if (shown === this.rows.peek().length) this.#limit.write(asked);
    this.#asked();
  }

  /** True when the count follows from the rows that there are: then the last row may only wait for its answer. */
  countsOwnRows(): boolean {
    return this.count !== null && this.rows.peek().length > 0 && this.#shown.reaches(this.count);
  }

  override release(): void {
    super.release();
    for (const row of this.rows.peek()) row.release();
  }

  #newRow(record: RecordedRow): RowState {
    const around = {
      element: this.around.element,
      row: this.parent,
      isRelevant: this.around.isRelevant,
      path: () => this.around.path(),
      repeat: this,
    };
    return new RowState(this.core, this.place, around, record, this.#build);
  }

  #counted(): Derived<number | null, Owner> | null {
    const { count } = this.definition;
    if (count === undefined) return null;
    const compiled = this.core.expressions.at(count, this.place);
    let last: number | null = null;
    return this.keep(
      derived<number | null>(this.core, this, null, () => {
        const asked = compiled.number(this.#wouldBe);
        // While a person types the number it is blank for a moment: rows do not vanish for that.
        if (!Number.isNaN(asked)) last = Math.min(Math.max(Math.floor(asked), 0), mostCountedRows);
        return last;
      }),
    );
  }

  #asked(): number {
    return this.count?.read() ?? Number.POSITIVE_INFINITY;
  }

  #show(): Shown {
    const all = this.rows.read();
    const limit = this.#limit.read();
    const rows = limit >= all.length ? all : all.slice(0, limit);
    return { rows, elements: rows.map(({ element }) => element) };
  }
}

interface Shown {
  readonly rows: readonly RowState[];
  readonly elements: readonly TreeNode[];
}

const noneShown: Shown = { rows: [], elements: [] };

const isSameShown = (a: Shown, b: Shown): boolean =>
  a.rows.length === b.rows.length && a.rows.every((row, at) => row === b.rows[at]);
