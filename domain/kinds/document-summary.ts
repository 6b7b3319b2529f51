import type { JsonValue } from '#base/json.ts';
import { isCausalContextPath, itemRemovedBy } from '../document/causal-context.ts';
import {
  type Document,
  type DocumentLookup,
  hasConflict,
  isDerivedPath,
  type Register,
  registerAt,
  valueAt,
} from '../document/document.ts';
import { type DocumentKind, isPathBelow, type Path } from '../document/op.ts';
import { isRemovedWithoutConflict } from '../document/removal-conflicts.ts';
import type { DocumentId } from '../ids.ts';
import type { SummaryFactRule, SummaryFacts } from '../path-rules/kind-schema.ts';
import { descriptorOf } from './kind-descriptors.ts';
import { contestedRemovalPaths, countDecisions } from './pending-decisions.ts';

/** Raise it whenever the same document gets another summary: stored summaries are then made again. */
export const documentSummaryVersion = 19;

/** Summarize a whole document; costs its size. Code that writes keeps a `SummaryState` instead. */
export const summarizeDocument = (document: Document): SummaryFields => new SummaryState(document).summary;

/** Facts of a document in lists, derived from its registers alone. */
export interface SummaryFields {
  readonly title: string;
  readonly status: string;
  /** Number of decisions that wait for a person; none in a removed document. */
  readonly conflicts: number;
  readonly isGone: boolean;
  readonly facts: SummaryFacts;
}

/** The summary after a change, and the call that marks it as stored. */
export interface SummaryStep {
  readonly summary: SummaryFields;
  readonly commit: () => void;
}

const emptyFactRule: SummaryFactRule = { facts: () => ({}) };

/** Conflicts with removals; found by a walk over the whole document. */
interface RemovalConflicts {
  readonly paths: ReadonlySet<Path>;
  readonly isGone: boolean;
}
const noRemovalConflicts: RemovalConflicts = { paths: new Set(), isGone: false };

/**
 * Parts of one document's summary, updated as its registers change: the cost follows the change. The whole document
 * is read only if a change touches something removed, or if its facts need it.
 */
export class SummaryState {
  readonly #doc: DocumentId;
  readonly #kind: DocumentKind;
  readonly #rule: SummaryFactRule;
  readonly #conflicts = new Set<Path>();
  /** `removed` registers that are set. */
  readonly #removals = new Set<Path>();
  readonly #counted = new Set<string>();
  readonly #kept = new Map<Path, Register>();
  #contests: RemovalConflicts;
  readonly summary: SummaryFields;

  /** Costs the document's size. */
  constructor(document: Document) {
    this.#doc = document.doc;
    this.#kind = document.kind;
    this.#rule = descriptorOf(document.kind)?.facts ?? emptyFactRule;
    this.#contests = noRemovalConflicts;
    // Keys of a parsed record are paths; Object.keys forgets that.
    const paths = Object.keys(document.registers) as Path[];
    const step = this.summarizeAfter(document, paths, () => document);
    step.commit();
    this.summary = step.summary;
  }

  /**
   * Return the summary after these registers changed.
   * @param view the document after the change
   * @param whole all of it
   */
  summarizeAfter(view: DocumentLookup, changed: readonly Path[], whole: () => Document): SummaryStep {
    const conflicts = this.#differences(this.#conflicts, changed, (path) =>
      isDerivedPath(path) ? false : hasConflict(registerAt(view, path)),
    );
    const removals = this.#differences(
      this.#removals,
      changed.filter((path) => itemRemovedBy(path) !== null),
      (path) => registerAt(view, path)?.heads.some(({ value }) => value === true) === true,
    );
    const names = new Set(changed.flatMap((path) => this.#rule.countedNamesAt?.(path) ?? []));
    const counted = this.#differences(
      this.#counted,
      [...names],
      (name) => this.#rule.isCounted?.(view, name) === true,
    );
    const kept = changed.filter((path) => this.#rule.keptAreas?.some((area) => isInArea(path, area)));
    const contests = this.#contestsAfter(changed, removals, whole);

    const decisions = countDecisions(this.#kind, view, {
      conflicts: conflicts.values(),
      removals: contests.paths,
    });
    const summary: SummaryFields = {
      title: stringOrEmpty(valueAt(view, 'title')),
      status: stringOrEmpty(valueAt(view, 'status')),
      conflicts: contests.isGone ? 0 : decisions,
      isGone: contests.isGone,
      facts: this.#rule.facts({
        view,
        count: counted.size,
        kept: () => this.#keptWith(view, kept),
        whole,
      }),
    };
    const keep = (): void => {
      for (const set of [conflicts, removals, counted]) set.commit();
      for (const path of kept) {
        const register = registerAt(view, path);
        if (register !== undefined) this.#kept.set(path, register);
      }
      this.#contests = contests;
    };
    return { summary, commit: keep };
  }

  #contestsAfter(
    changed: readonly Path[],
    removals: PendingSet<Path>,
    whole: () => Document,
  ): RemovalConflicts {
    if (removals.size === 0) return noRemovalConflicts;
    const isTouched =
      this.#removals.size === 0 ||
      changed.some(
        (path) =>
          itemRemovedBy(path) !== null ||
          isCausalContextPath(path) ||
          removals.has('removed' as Path) || // matches Path
          removedPathsAbove(path).some((removed) => removals.has(removed)),
      );
    if (!isTouched) return this.#contests;
    const document = whole();
    return {
      paths: new Set(contestedRemovalPaths(document)),
      isGone: isRemovedWithoutConflict(document),
    };
  }

  #keptWith(view: DocumentLookup, changed: readonly Path[]): Document {
    const registers = Object.fromEntries(this.#kept) as Record<Path, Register>;
    for (const path of changed) {
      const register = registerAt(view, path);
      if (register !== undefined) registers[path] = register;
    }
    return { doc: this.#doc, kind: this.#kind, registers };
  }

  #differences<T>(before: Set<T>, changed: readonly T[], isIn: (one: T) => boolean): PendingSet<T> {
    const added = new Set<T>();
    const removed = new Set<T>();
    for (const one of changed) {
      const [was, is] = [before.has(one), isIn(one)];
      if (is && !was) added.add(one);
      if (was && !is) removed.add(one);
    }
    return {
      size: before.size + added.size - removed.size,
      has: (one) => added.has(one) || (before.has(one) && !removed.has(one)),
      values: () => [...[...before].filter((one) => !removed.has(one)), ...added],
      commit: () => {
        for (const one of added) before.add(one);
        for (const one of removed) before.delete(one);
      },
    };
  }
}

/** A set with changes that are not stored yet. */
interface PendingSet<T> {
  readonly size: number;
  has(one: T): boolean;
  values(): readonly T[];
  commit(): void;
}

/** `removed` registers of the items around a path. */
function removedPathsAbove(path: Path): readonly Path[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, at) => `${segments.slice(0, at + 1).join('/')}/removed` as Path); // of segments of a path
}

const isInArea = (path: string, area: string): boolean => path === area || isPathBelow(path, area);

// A value outside the schema may still be there: a device applies every op that headquarters admits.
const stringOrEmpty = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
