import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { causalContextWriteFor } from '#domain/document/causal-context.ts';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, dotOf, isTextOp, type Op, Path } from '#domain/document/op.ts';
import { hasRemovalConflict, removalConflictOf } from '#domain/document/removal-conflicts.ts';
import type { DeviceId } from '#domain/ids.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, aTextOp, deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';

const devices = [deviceA, deviceB, deviceC] as const;
const item = 'sessions/s1';

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('title', 'minutes', 'notes'), by: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('removed'), by: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('meet'), by: fc.nat(2), with: fc.nat(2) }) },
);

/** A laptop with its clock, which may be hours wrong, and the ops that it has. */
class Replica {
  readonly ops: Op[] = [];
  readonly device: DeviceId;
  readonly #offsetMs: number;
  #n = 0;

  constructor(deviceId: DeviceId, offsetMs: number) {
    this.device = deviceId;
    this.#offsetMs = offsetMs;
  }

  /** Undefined where it has nothing of the item, which may be removed all the same. */
  get document(): Document | undefined {
    return this.ops.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
  }

  /** Return the dot of the write. */
  write(path: Path, value: JsonValue, atMs: number): Dot {
    const previousDocument = this.document;
    const dot = this.#nextDot();
    const stamp = [1_800_000_000_000 + atMs + this.#offsetMs, 0] as const;
    const op: Op = path.endsWith('notes')
      ? { ...aTextOp(dot, `${this.#n}`), path, stamp }
      : anOp({ dot, path, value, stamp, over: dotsAt(previousDocument, path) });
    this.ops.push(op);
    const context = causalContextWriteFor(op, previousDocument);
    if (context !== null) this.ops.push(anOp({ dot: this.#nextDot(), stamp, ...context }));
    return dot;
  }

  learn(ops: readonly Op[]): void {
    for (const op of ops) if (!this.ops.some(({ dot }) => dot === op.dot)) this.ops.push(op);
  }

  #nextDot(): Dot {
    this.#n += 1;
    return dotOf(this.device, this.#n);
  }
}

const writes = fc.tuple(
  fc.array(step, { maxLength: 20 }),
  fc.array(fc.integer({ min: -7_200_000, max: 7_200_000 }), { minLength: 3, maxLength: 3 }),
);

it.each([
  [
    'an item',
    Path.parse(`${item}/removed`),
    (document: Document) => removalConflictOf(document, item) !== null,
  ],
  ['a whole document', Path.parse('removed'), hasRemovalConflict],
] as const)(
  '[M5] the removal of %s waits for a person exactly when something stands there that none of its removers had seen, whatever the clocks',
  (_, removedPath, isContested) => {
    fc.assert(
      fc.property(writes, ([steps, offsets]) => {
        const replicas = devices.map((device, at) => new Replica(device, offsets[at] ?? 0));
        const seenBy = new Map<Dot, ReadonlySet<Dot>>();
        for (const [at, one] of steps.entries()) {
          const replica = replicas[one.by];
          if (replica === undefined) continue;
          if ('with' in one) {
            replica.learn(replicas[one.with]?.ops ?? []);
            continue;
          }
          const seen = new Set(replica.ops.map(({ dot }) => dot));
          const path = one.does === 'removed' ? removedPath : Path.parse(`${item}/${one.does}`);
          seenBy.set(replica.write(path, one.does === 'removed' ? true : at, at * 1_000), seen);
        }
        const [all] = replicas;
        for (const { ops } of replicas) all?.learn(ops);
        const document = all?.document;
        if (document === undefined) return;

        const removals = dotsAt(document, removedPath);
        const standing = all?.ops.filter(
          (op) => op.path.startsWith(`${item}/`) && op.path !== removedPath && stands(document, op),
        );
        // Typed letters do not tell their laptop, so a person's own later words also count against a removal.
        const isUnseen = (op: Op, removal: Dot): boolean =>
          seenBy.get(removal)?.has(op.dot) !== true &&
          (isTextOp(op) || deviceOfDot(op.dot) !== deviceOfDot(removal));
        const expected =
          removals.length > 0 && standing?.some((op) => removals.every((removal) => isUnseen(op, removal)));
        expect(isContested(document)).toBe(expected);
      }),
      { seed: 20_261_127, numRuns: 600 },
    );
  },
);

const stands = (document: Document, op: Op): boolean =>
  isTextOp(op) || dotsAt(document, op.path).includes(op.dot);
