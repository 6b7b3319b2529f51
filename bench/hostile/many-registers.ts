import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Document } from '#domain/document/document.ts';
import { type Dot, dotOf, type Op, Path } from '#domain/document/op.ts';
import { DeviceId, type DocumentId } from '#domain/ids.ts';

/** Writer of the content before the measurement. */
export const seedDevice = DeviceId.parse('5'.repeat(32));

const registerText = 'The registry is open on three days a week and keeps two copies of each file.';
const registerPathAt = (at: number): Path => Path.parse(`answers/q${at}/value`);

/** A document of so many registers, each with one short text. */
export const documentWithRegisters = (doc: DocumentId, registers: number): Document => ({
  doc,
  kind: assessmentKind,
  registers: Object.fromEntries(
    Array.from({ length: registers }, (_, at) => [
      registerPathAt(at),
      {
        heads: [
          { dot: dotOf(seedDevice, at + 1), stamp: [1_767_225_600_000, 0] as const, value: registerText },
        ],
      },
    ]),
  ),
});

/** Ops of one device; each replaces the value of the one before at one of these registers. */
export class RegisterRewrites {
  readonly #doc: DocumentId;
  readonly #registers: number;
  readonly #device: DeviceId;
  readonly #heads = new Map<Path, Dot>();
  #n = 0;

  constructor(documentId: DocumentId, registers: number, deviceId: DeviceId) {
    this.#doc = documentId;
    this.#registers = registers;
    this.#device = deviceId;
  }

  next(count: number): readonly Op[] {
    return Array.from({ length: count }, () => {
      // A prime step, so that writes reach all parts of a large document.
      const at = (this.#n * 7919) % this.#registers;
      const path = registerPathAt(at);
      this.#n += 1;
      const dot = dotOf(this.#device, this.#n);
      const over = [this.#heads.get(path) ?? dotOf(seedDevice, at + 1)];
      this.#heads.set(path, dot);
      return {
        dot,
        stamp: [1_767_225_600_000 + this.#n, 0] as const,
        doc: this.#doc,
        kind: assessmentKind,
        path,
        over,
        value: `${this.#n} ${registerText}`,
      };
    });
  }
}
