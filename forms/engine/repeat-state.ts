import type { RepeatDefinition } from '../model/instrument.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { FormInstance, FormNode, FormRepeat, InstanceId } from './form.ts';
import {
  createComputed,
  type FormCore,
  type NodePlace,
  type RecordedRow,
  type SignalOwner,
} from './form-core.ts';
import { type ElementContent, emptyElementContent, FormChildren, FormElement } from './form-tree.ts';
import { type BuildChildNodes, NodeState, type ParentContext } from './node-state.ts';
import { type ComputedSignal, InputSignal } from './signal-graph.ts';

/** Context that a row gets from its repeat. */
interface RowParentContext extends ParentContext {
  readonly repeat: FormRepeat;
}

/** Element of a row. It knows its number, so a new row changes nothing for the rows before it. */
class RowElement extends FormElement {
  readonly #position: InputSignal<number, SignalOwner>;

  constructor(
    core: FormCore,
    name: string,
    parent: XPathNode,
    content: ElementContent,
    position: InputSignal<number, SignalOwner>,
  ) {
    super(core, name, parent, content);
    this.#position = position;
  }

  positionAmongNamesakes(): number {
    return this.#position.read();
  }
}

/** One row of a repeat. */
export class RowState extends NodeState<RepeatDefinition> implements FormInstance {
  readonly kind = 'instance';
  readonly repeat: FormRepeat;
  readonly instance: InstanceId;
  readonly element: FormElement;
  order: string;
  readonly #children = new FormChildren();
  /** Its place among its siblings, from 1. */
  readonly position: InputSignal<number, SignalOwner>;

  constructor(
    core: FormCore,
    place: NodePlace<RepeatDefinition>,
    around: RowParentContext,
    row: { readonly instance: InstanceId; readonly order: string },
    build: BuildChildNodes,
  ) {
    super(core, place, around);
    this.repeat = around.repeat;
    this.instance = row.instance;
    this.order = row.order;
    this.position = new InputSignal(core.graph, 0);
    this.element = new RowElement(core, place.definition.name, around.element, this.#children, this.position);
    this.setRelevance(place.definition.relevant, this, this.element);
    this.#children.setNodes(core, build(place, this.childContext(this.element, row.instance)));
  }

  override path(): string {
    return `${super.path()}[${this.position.read()}]`;
  }

  nodes(): readonly FormNode[] {
    return this.#children.nodes;
  }

  override release(): void {
    this.releaseDerived();
    this.#children.release();
  }
}

/** Limit of rows by a count: a form that requires more has a mistake. */
const maximumCountedRows = 2_000;

/** A repeat in one row of the repeat around it, with its own rows. */
export class RepeatState extends NodeState<RepeatDefinition> implements FormRepeat {
  readonly kind = 'repeat';
  readonly parent: InstanceId | null;
  /** All rows in order, also hidden ones. */
  readonly rows: InputSignal<readonly RowState[], SignalOwner>;
  /** Number of rows that the form requires; null while it sets none. */
  readonly count: ComputedSignal<number | null, SignalOwner> | null;
  /** Number of rows that the count shows. An input: a count may follow from the shown rows. */
  readonly #limit: InputSignal<number, SignalOwner>;
  readonly #shown: ComputedSignal<ShownRows, SignalOwner>;
  readonly #build: BuildChildNodes;
  /** Conditions are evaluated at a row; without one, at this hypothetical row. */
  readonly #wouldBe: FormElement;

  constructor(
    core: FormCore,
    place: NodePlace<RepeatDefinition>,
    around: ParentContext,
    build: BuildChildNodes,
  ) {
    super(core, place, around);
    this.#build = build;
    this.parent = around.row;
    this.rows = new InputSignal(core.graph, []);
    this.#limit = new InputSignal(core.graph, Number.POSITIVE_INFINITY);
    this.#wouldBe = new FormElement(core, place.definition.name, around.element, emptyElementContent);
    this.count = this.#counted();
    this.#shown = this.keepUntilRelease(
      createComputed(core, this, noShownRows, () => this.#show(), areSameShownRows),
    );
    this.setRelevance(place.definition.relevant, this, this.#wouldBe);
    this.updateRows(core.answers.rowsOf(place.definition.qid, around.row));
  }

  /**
   * Update the set of rows and keep the states of known ones.
   * @returns new rows
   */
  updateRows(recorded: readonly RecordedRow[]): readonly RowState[] {
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

  /** True if any row is relevant; without rows, if a new one would be. */
  override isRelevant(): boolean {
    const { rows } = this.#shown.read();
    return rows.length === 0 ? super.isRelevant() : rows.some((row) => row.isRelevant());
  }

  instances(): readonly FormInstance[] {
    return this.#shown.read().rows;
  }

  rowElements(): readonly XPathNode[] {
    return this.#shown.read().elements;
  }

  hiddenInstances(): number {
    return this.rows.read().length - this.#shown.read().rows.length;
  }

  isCounted(): boolean {
    return this.count !== null;
  }

  label(): string | null {
    return this.localizedTextOf(this.definition.label, this, this.#wouldBe);
  }

  /**
   * Hide the rows beyond the count. A count may follow from its own rows (`count(${person}) + 1`). It is evaluated
   * with all rows shown, then with fewer, until it gets no lower. So every device gets the same result, from any rows
   * shown before.
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

  /** True when the count follows from its own rows: then the last row may only wait for its answer. */
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

  #counted(): ComputedSignal<number | null, SignalOwner> | null {
    const { count } = this.definition;
    if (count === undefined) return null;
    const compiled = this.core.expressions.compileAt(count, this.place);
    let last: number | null = null;
    return this.keepUntilRelease(
      createComputed<number | null>(this.core, this, null, () => {
        const asked = compiled.number(this.#wouldBe);
        // While a person types the number it is blank for a moment: rows must not vanish then.
        if (!Number.isNaN(asked)) last = Math.min(Math.max(Math.floor(asked), 0), maximumCountedRows);
        return last;
      }),
    );
  }

  #asked(): number {
    return this.count?.read() ?? Number.POSITIVE_INFINITY;
  }

  #show(): ShownRows {
    const all = this.rows.read();
    const limit = this.#limit.read();
    const rows = limit >= all.length ? all : all.slice(0, limit);
    return { rows, elements: rows.map(({ element }) => element) };
  }
}

interface ShownRows {
  readonly rows: readonly RowState[];
  readonly elements: readonly XPathNode[];
}

const noShownRows: ShownRows = { rows: [], elements: [] };

const areSameShownRows = (a: ShownRows, b: ShownRows): boolean =>
  a.rows.length === b.rows.length && a.rows.every((row, at) => row === b.rows[at]);
