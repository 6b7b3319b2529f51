import type { RepeatDefinition } from '../model/instrument.ts';
import type { XPathNode } from '../xml/xml-node.ts';
import type { FormInstance, FormNode, FormRepeat, InstanceId } from './form.ts';
import {
  createComputed,
  type FormCore,
  type PlannedNode,
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
    formCore: FormCore,
    name: string,
    parent: XPathNode,
    elementContent: ElementContent,
    position: InputSignal<number, SignalOwner>,
  ) {
    super(formCore, name, parent, elementContent);
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
  /** Its position among its siblings, from 1. */
  readonly position: InputSignal<number, SignalOwner>;

  constructor(
    formCore: FormCore,
    plannedNode: PlannedNode<RepeatDefinition>,
    around: RowParentContext,
    row: { readonly instance: InstanceId; readonly order: string },
    buildChildNodes: BuildChildNodes,
  ) {
    super(formCore, plannedNode, around);
    this.repeat = around.repeat;
    this.instance = row.instance;
    this.order = row.order;
    this.position = new InputSignal(formCore.graph, 0);
    this.element = new RowElement(
      formCore,
      plannedNode.definition.name,
      around.element,
      this.#children,
      this.position,
    );
    this.setRelevance(plannedNode.definition.relevant, this, this.element);
    this.#children.setNodes(
      formCore,
      buildChildNodes(plannedNode, this.childContext(this.element, row.instance)),
    );
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
    formCore: FormCore,
    plannedNode: PlannedNode<RepeatDefinition>,
    parentContext: ParentContext,
    buildChildNodes: BuildChildNodes,
  ) {
    super(formCore, plannedNode, parentContext);
    this.#build = buildChildNodes;
    this.parent = parentContext.row;
    this.rows = new InputSignal(formCore.graph, []);
    this.#limit = new InputSignal(formCore.graph, Number.POSITIVE_INFINITY);
    this.#wouldBe = new FormElement(
      formCore,
      plannedNode.definition.name,
      parentContext.element,
      emptyElementContent,
    );
    this.count = this.#counted();
    this.#shown = this.keepUntilRelease(
      createComputed(formCore, this, noShownRows, () => this.#show(), areSameShownRows),
    );
    this.setRelevance(plannedNode.definition.relevant, this, this.#wouldBe);
    this.updateRows(formCore.answers.rowsOf(plannedNode.definition.qid, parentContext.row));
  }

  /**
   * Update the set of rows and keep the states of known ones.
   * @returns new rows
   */
  updateRows(recordedRows: readonly RecordedRow[]): readonly RowState[] {
    const freshRowStates: RowState[] = [];
    const previousRowStates = this.rows.peek();
    const gone = new Map<InstanceId, RowState>();
    let same = 0;
    for (; same < previousRowStates.length; same += 1) {
      const rowState = previousRowStates[same];
      const record = recordedRows[same];
      if (rowState === undefined || rowState.instance !== record?.instance) break;
      rowState.order = record.order;
    }
    for (const rowState of previousRowStates.slice(same)) gone.set(rowState.instance, rowState);
    const rowStates = previousRowStates.slice(0, same);
    for (const record of recordedRows.slice(same)) {
      const knownRowState = gone.get(record.instance);
      gone.delete(record.instance);
      const rowState = knownRowState ?? this.#newRow(record);
      if (knownRowState === undefined) freshRowStates.push(rowState);
      rowState.order = record.order;
      rowStates.push(rowState);
      rowState.position.write(rowStates.length);
    }
    for (const rowState of gone.values()) rowState.release();
    this.core.numbering.version += 1;
    this.core.graph.touched.add(this);
    this.rows.write(rowStates);
    return freshRowStates;
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
    for (const rowState of this.rows.peek()) rowState.release();
  }

  #newRow(record: RecordedRow): RowState {
    const around = {
      element: this.around.element,
      row: this.parent,
      isRelevant: this.around.isRelevant,
      path: () => this.around.path(),
      repeat: this,
    };
    return new RowState(this.core, this.plannedNode, around, record, this.#build);
  }

  #counted(): ComputedSignal<number | null, SignalOwner> | null {
    const { count } = this.definition;
    if (count === undefined) return null;
    const boundExpression = this.core.expressions.compileAt(count, this.plannedNode);
    let last: number | null = null;
    return this.keepUntilRelease(
      createComputed<number | null>(this.core, this, null, () => {
        const asked = boundExpression.number(this.#wouldBe);
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
    const rowStates = limit >= all.length ? all : all.slice(0, limit);
    return { rows: rowStates, elements: rowStates.map(({ element }) => element) };
  }
}

interface ShownRows {
  readonly rows: readonly RowState[];
  readonly elements: readonly XPathNode[];
}

const noShownRows: ShownRows = { rows: [], elements: [] };

const areSameShownRows = (a: ShownRows, b: ShownRows): boolean =>
  a.rows.length === b.rows.length && a.rows.every((row, at) => row === b.rows[at]);
