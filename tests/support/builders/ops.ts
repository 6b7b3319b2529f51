import * as fc from 'fast-check';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import type { JsonValue } from '#base/json.ts';
import {
  DocumentKind,
  type Dot,
  deviceOfDot,
  dotOf,
  isTextOp,
  numberOfDot,
  type Op,
  Path,
  type TextOp,
  type ValueOp,
} from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';

export const deviceA = DeviceId.parse('a'.repeat(32));
export const deviceB = DeviceId.parse('b'.repeat(32));
export const deviceC = DeviceId.parse('c'.repeat(32));
export const aLog = LogId.parse('0197b1a0-0000-7000-8000-000000000001');
export const aDocument = DocumentId.parse('0197b1a0-0000-7000-8000-0000000000d1');

/** A value op; the test gives only the fields that matter. */
export const anOp = (over: Partial<ValueOp> = {}): ValueOp => ({
  dot: dotOf(deviceA, 1),
  stamp: [1_767_225_600_000, 0],
  doc: aDocument,
  kind: DocumentKind.parse('assessment'),
  path: Path.parse('answers/D1.1/rationale'),
  over: [],
  value: 'seen on site',
  ...over,
});

/** A text op with the update that inserts `text` into an empty document. */
export function aTextOp(dot: Dot, text: string): TextOp {
  const { over: _over, value: _value, ...address } = anOp({ dot, path: Path.parse('notes/n1') });
  const document = new Y.Doc();
  // Yjs draws a random client id; a test that fails must fail again.
  document.clientID = (deviceOfDot(dot).charCodeAt(0) - 96) * 1_000 + numberOfDot(dot);
  document.getText('note').insert(0, text);
  return { ...address, text: encodeBase64(Y.encodeStateAsUpdate(document)) };
}

const devices = [deviceA, deviceB, deviceC];
const paths = ['answers/D1.1/level', 'answers/D1.1/rationale', 'title'].map((path) => Path.parse(path));

/**
 * Writes of several offline devices. Each op replaces any of the earlier ops anywhere, as if its device had seen them.
 * `n` is dense per device, and the order could have happened.
 */
export const history: fc.Arbitrary<readonly Op[]> = fc
  .array(
    fc.record({
      device: fc.constantFrom(...devices),
      path: fc.constantFrom(...paths),
      value: fc.oneof(
        fc.string(),
        fc.integer({ min: 1, max: 5 }),
        fc.constant(null),
      ) as fc.Arbitrary<JsonValue>,
      sees: fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }),
      text: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((plans) => {
    const made: Op[] = [];
    for (const plan of plans) {
      const n = made.filter((op) => op.dot.startsWith(plan.device)).length + 1;
      const dot = dotOf(plan.device, n);
      if (plan.text) {
        made.push(aTextOp(dot, `note of ${dot.slice(0, 1)}${n}`));
        continue;
      }
      const over = made.filter((op, at) => op.path === plan.path && plan.sees[at]).map((op) => op.dot);
      made.push(
        anOp({ dot, path: plan.path, over, value: plan.value, stamp: [1_767_225_600_000 + made.length, 0] }),
      );
    }
    return made;
  });

/**
 * A history in which `over` also names ops of other registers, texts, later ops, the op itself, and ops that never
 * come.
 */
export const malformed: fc.Arbitrary<readonly Op[]> = fc
  .tuple(history, fc.array(fc.array(fc.nat({ max: 14 }), { maxLength: 3 }), { minLength: 14, maxLength: 14 }))
  .map(([ops, named]) =>
    ops.map((op, at) => {
      const stray = (named[at] ?? []).map((other) => ops[other]?.dot ?? dotOf(deviceC, 99));
      return isTextOp(op) ? op : { ...op, over: [...new Set([...op.over, ...stray])] };
    }),
  );
