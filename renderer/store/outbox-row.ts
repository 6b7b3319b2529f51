import { mayBeFreeText } from '#domain/assessment/texts-to-check.ts';
import { numberOf } from '#domain/document/dot.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { utf8Bytes } from '#sync/protocol/take-pack.ts';
import type { OutboxRow } from './rows.ts';

/** What an op weighs in the outbox: its value or text, without columns and envelope. */
export const valueBytes = (op: Op): number => utf8Bytes(isTextOp(op) ? op.text : JSON.stringify(op.value));

/** An own op as it waits for headquarters. */
export const outboxRowOf = (log: LogId, op: Op, wroteAtMs: number): OutboxRow => ({
  log,
  n: numberOf(op.dot),
  doc: op.doc,
  bytes: valueBytes(op),
  wroteAtMs,
  ...(mayBeFreeText(op.kind, op.path) && { isText: true }),
});
