import { assessmentKind } from '../assessment/assessment.ts';
import { assessmentFacts } from '../assessment/summary.ts';
import type { DocumentId } from '../ids.ts';
import { instrumentKind } from '../instrument/published/instrument-kind.ts';
import { instrumentFacts } from '../instrument/published/summary.ts';
import { missionKind } from '../mission/mission.ts';
import { missionFacts } from '../mission/summary.ts';
import { workshopKind } from '../workshop/workshop.ts';
import { workshopFacts } from '../workshop/summary.ts';
import type { Json } from '../base/json.ts';
import { contestedRemovals } from './contested-items.ts';
import { type Document, type DocumentView, isDerived, registerAt, valueAt } from './document.ts';
import type { Kind } from './op.ts';
import { isBelow, type Path } from './path.ts';
import { isConflict, type Register } from './register.ts';
import { isGone, isRemovalContested } from './removal.ts';
import { isRemovalContext, removedBy } from './removal-context.ts';
import type { Facts, FactRule } from './summary-facts.ts';

/** What lists show of a document, derived from its registers alone. */
export interface Summary {
  readonly title: string;
  readonly status: string;
  /** How many decisions wait for a person; none in what is gone. */
  readonly conflicts: number;
  readonly isGone: boolean;
  readonly facts: Facts;
}

/** The summary after a change, and how to keep that it was stored. */
export interface SummaryStep {
  readonly summary: Summary;
  readonly keep: () => void;
}

const rules: ReadonlyMap<Kind, FactRule> = new Map([
  [missionKind, missionFacts],
  [assessmentKind, assessmentFacts],
  [workshopKind, workshopFacts],
  [instrumentKind, instrumentFacts],
]);
const noFacts: FactRule = { facts: () => ({}) };

/** What stands against removals; found out by looking at the whole document. */
interface Contests {
  readonly paths: ReadonlySet<Path>;
  readonly isGone: boolean;
}
const noContests: Contests = { paths: new Set(), isGone: false };

/**
 * What the summary of one document is made of, kept while its registers change: a change costs what it changed. The whole
 * document is looked at only where something in it is removed and the change touches that, or where its facts need it.
 */
export class SummaryState {
  readonly #doc: DocumentId;
  readonly #kind: Kind;
  readonly #rule: FactRule;
  readonly #conflicts = new Set<Path>();
  /** `removed` registers that say so. */
  readonly #removals = new Set<Path>();
  readonly #counted = new Set<string>();
  readonly #kept = new Map<Path, Register>();
  #contests: Contests;
  readonly summary: Summary;

  /** Costs the document's size. */
  constructor(document: Document) {
    this.#doc = document.doc;
    this.#kind = document.kind;
    this.#rule = rules.get(document.kind) ?? noFacts;
    this.#contests = noContests;
    // Keys of a parsed record are paths; Object.keys forgets that.
    const paths = Object.keys(document.registers) as Path[];
    const step = this.after(document, paths, () => document);
    step.keep();
    this.summary = step.summary;
  }

  /** The summary once these registers changed. `view`: the document after that; `whole`: all of it. */
  after(view: DocumentView, changed: readonly Path[], whole: () => Document): SummaryStep {
    const conflicts = this.#differences(this.#conflicts, changed, (path) =>
      isDerived(path) ? false : isConflict(registerAt(view, path)),
    );
    const removals = this.#differences(
      this.#removals,
      changed.filter((path) => removedBy(path) !== null),
      (path) => registerAt(view, path)?.heads.some(({ value }) => value === true) === true,
    );
    const names = new Set(changed.flatMap((path) => this.#rule.countedAt?.(path) ?? []));
    const counted = this.#differences(
      this.#counted,
      [...names],
      (name) => this.#rule.counts?.(view, name) === true,
    );
    const kept = changed.filter((path) => this.#rule.keptAreas?.some((area) => isIn(path, area)));
    const contests = this.#contestsAfter(changed, removals, whole);

    const decisions = [...contests.paths].filter((path) => !conflicts.has(path)).length + conflicts.size;
    const summary: Summary = {
      title: textOf(valueAt(view, 'title')),
      status: textOf(valueAt(view, 'status')),
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
      for (const set of [conflicts, removals, counted]) set.keep();
      for (const path of kept) {
        const register = registerAt(view, path);
        if (register !== undefined) this.#kept.set(path, register);
      }
      this.#contests = contests;
    };
    return { summary, keep };
  }

  #contestsAfter(changed: readonly Path[], removals: SetAfter<Path>, whole: () => Document): Contests {
    if (removals.size === 0) return noContests;
    const isTouched =
      this.#removals.size === 0 ||
      changed.some(
        (path) =>
          removedBy(path) !== null ||
          isRemovalContext(path) ||
          removals.has('removed' as Path) || // matches Path
          removedAbove(path).some((removed) => removals.has(removed)),
      );
    if (!isTouched) return this.#contests;
    const document = whole();
    const paths = new Set(contestedRemovals(document));
    if (isRemovalContested(document)) paths.add('removed' as Path); // matches Path
    return { paths, isGone: isGone(document) };
  }

  #keptWith(view: DocumentView, changed: readonly Path[]): Document {
    const registers = Object.fromEntries(this.#kept) as Record<Path, Register>;
    for (const path of changed) {
      const register = registerAt(view, path);
      if (register !== undefined) registers[path] = register;
    }
    return { doc: this.#doc, kind: this.#kind, registers };
  }

  #differences<T>(before: Set<T>, changed: readonly T[], isIn: (one: T) => boolean): SetAfter<T> {
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
      keep: () => {
        for (const one of added) before.add(one);
        for (const one of removed) before.delete(one);
      },
    };
  }
}

/** A set as it will be. */
interface SetAfter<T> {
  readonly size: number;
  has(one: T): boolean;
  keep(): void;
}

/** The `removed` registers of the items that a path stands below. */
function removedAbove(path: Path): readonly Path[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, at) => `${segments.slice(0, at + 1).join('/')}/removed` as Path); // of segments of a path
}

const isIn = (path: string, area: string): boolean => path === area || isBelow(path, area);

// A value that the schema does not allow may still be there: a device applies what headquarters lets through.
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
