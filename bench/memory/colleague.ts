import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Op } from '#domain/document/op.ts';
import { firstOfKind } from '#domain/kinds/records-of-kind.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { LogAnswer } from '#sync/protocol/wire.ts';
import { Device } from '#tests/support/protocol/client.mjs';

/** Colleague on another laptop, who replaces texts of the mission's assessment, one after the other. */
export interface Colleague {
  readonly textCount: number;
  /** Send new values of the next so many texts, as one pack; returns their number. */
  replaceTexts(count: number): Promise<number>;
}

const textPaths = [1, 2, 3, 4].flatMap((dimension) =>
  [1, 2, 3, 4, 5].map((question) => `answers/D${dimension}.${question}/rationale`),
);

/** Enrol a laptop that speaks the protocol without our store, and find the assessment of the mission. */
export async function enrolColleague(url: string, code: string, log: string): Promise<Colleague> {
  const device = new Device(url);
  expectOk('enrolment', await device.enrol(code));
  const { body } = expectOk('sync', await device.sync({ [log]: { since: 0 } }));
  const { entries } = LogAnswer.parse(body.logs[log]);
  const ops = entries.flatMap((entry) => ('pack' in entry ? opsOf(entry.pack.payload) : []));
  const documentId = firstOfKind(ops, 'assessment')?.doc;
  if (documentId === undefined) throw new Error('There is no assessment');
  let written = 0;
  return {
    textCount: textPaths.length,
    replaceTexts: async (count) => {
      const writes = Array.from({ length: count }, () => {
        const path = textPaths[written % textPaths.length] ?? '';
        written += 1;
        const replaced = written - textPaths.length;
        const value = `Change ${String(written).padStart(8, '0')}, seen on site. `.repeat(20);
        const over = replaced > 0 ? [`${device.id}.${replaced}`] : [];
        return { doc: documentId, kind: assessmentKind, path, value, over };
      });
      expectOk('sync', await device.sync({}, [device.pack(log, writes)]));
      return count;
    },
  };
}

function expectOk<A extends { readonly status: number; readonly body: unknown }>(what: string, answer: A): A {
  if (answer.status !== 200)
    throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  return answer;
}

function opsOf(payload: string): readonly Op[] {
  const opened = decodePayload(payload);
  if (!opened.ok) throw new Error(opened.refusal.why);
  return opened.value.ops;
}
