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
    const summaryStep = this.summarizeAfter(document, paths, () => document);
    summaryStep.commit();
    this.summary = summaryStep.summary;
  }

  /**
   * Return the summary after these registers changed.
   * @param documentLookup the document after the change
   * @param whole all of it
   */
  summarizeAfter(
    documentLookup: DocumentLookup,
    changedPaths: readonly Path[],
    whole: () => Document,
  ): SummaryStep {
    const conflicts = this.#differences(this.#conflicts, changedPaths, (path) =>
      isDerivedPath(path) ? false : hasConflict(registerAt(documentLookup, path)),
    );
    const pendingRemovals = this.#differences(
      this.#removals,
      changedPaths.filter((path) => itemRemovedBy(path) !== null),
      (path) => registerAt(documentLookup, path)?.heads.some(({ value }) => value === true) === true,
    );
    const names = new Set(changedPaths.flatMap((path) => this.#rule.countedNamesAt?.(path) ?? []));
    const counted = this.#differences(
      this.#counted,
      [...names],
      (name) => this.#rule.isCounted?.(documentLookup, name) === true,
    );
    const keptPaths = changedPaths.filter((path) =>
      this.#rule.keptAreas?.some((area) => isInArea(path, area)),
    );
    const contests = this.#contestsAfter(changedPaths, pendingRemovals, whole);

    const decisions = countDecisions(this.#kind, documentLookup, {
      conflicts: conflicts.values(),
      removals: contests.paths,
    });
    const summary: SummaryFields = {
      title: stringOrEmpty(valueAt(documentLookup, 'title')),
      status: stringOrEmpty(valueAt(documentLookup, 'status')),
      conflicts: contests.isGone ? 0 : decisions,
      isGone: contests.isGone,
      facts: this.#rule.facts({
        view: documentLookup,
        count: counted.size,
        kept: () => this.#keptWith(documentLookup, keptPaths),
        whole,
      }),
    };
    const keep = (): void => {
      for (const pendingSet of [conflicts, pendingRemovals, counted]) pendingSet.commit();
      for (const path of keptPaths) {
        const register = registerAt(documentLookup, path);
        if (register !== undefined) this.#kept.set(path, register);
      }
      this.#contests = contests;
    };
    return { summary, commit: keep };
  }

  #contestsAfter(
    changedPaths: readonly Path[],
    pendingRemovals: PendingSet<Path>,
    whole: () => Document,
  ): RemovalConflicts {
    if (pendingRemovals.size === 0) return noRemovalConflicts;
    const isTouched =
      this.#removals.size === 0 ||
      changedPaths.some(
        (path) =>
          itemRemovedBy(path) !== null ||
          isCausalContextPath(path) ||
          pendingRemovals.has('removed' as Path) || // matches Path
          removedPathsAbove(path).some((removedPath) => pendingRemovals.has(removedPath)),
      );
    if (!isTouched) return this.#contests;
    const document = whole();
    return {
      paths: new Set(contestedRemovalPaths(document)),
      isGone: isRemovedWithoutConflict(document),
    };
  }

  #keptWith(documentLookup: DocumentLookup, changedPaths: readonly Path[]): Document {
    const registers = Object.fromEntries(this.#kept) as Record<Path, Register>;
    for (const path of changedPaths) {
      const register = registerAt(documentLookup, path);
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
