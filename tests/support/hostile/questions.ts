import type { DeviceId, LogId } from '#domain/ids.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { aDevice, aLog } from '#tests/support/builders/sample-ids.ts';

/** Request of an enrolled device, and the status of the answer. */
export interface Question {
  readonly name: string;
  readonly logs: Readonly<Record<string, { readonly since: number; readonly have?: Record<string, number> }>>;
  /** Other parts of the request. */
  readonly more: Readonly<Record<string, unknown>>;
  readonly status: 200 | 400;
}

const beyond = [-1, 1.5, 2 ** 53 - 1, 2 ** 53, 1e300];
const devices = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [aDevice(at + 100), wireLimits.number]));
const manyLogs = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [aLog(at + 100), { since: 0 }]));

/** Requests with numbers at their bounds and beyond: `since`, `have`, `waiting`, `budget`. */
export function questions(logId: LogId, colleague: DeviceId | string): readonly Question[] {
  const ask = (status: Question['status'], name: string, logs: Question['logs'], more = {}): Question => ({
    name,
    logs,
    more,
    status,
  });
  const since = (value: number) => ({ [logId]: { since: value } });
  const have = (numbers: Record<string, number>) => ({ [logId]: { since: 0, have: numbers } });
  const waiting = (ops: number, bytes: number) => ({ waiting: { ops, bytes } });
  return [
    ask(200, 'since the last place that can be', since(wireLimits.number)),
    ...[...beyond, wireLimits.number + 1].map((value) => ask(400, `since ${value}`, since(value))),

    ask(200, 'have of a colleague beyond what they wrote', have({ [colleague]: wireLimits.number })),
    ask(200, 'have of as many devices as may be', have(devices(wireLimits.haveDevices))),
    ask(400, 'have of one more', have(devices(wireLimits.haveDevices + 1))),
    ask(200, 'have of nothing of a colleague', have({ [colleague]: 0 })),
    ...[...beyond, wireLimits.number + 1].map((value) =>
      ask(400, `have of a colleague up to ${value}`, have({ [colleague]: value })),
    ),

    ask(200, 'as many logs as may be', manyLogs(wireLimits.requestLogs)),
    ask(400, 'one log more', manyLogs(wireLimits.requestLogs + 1)),

    ask(200, 'as much waits as may be', {}, waiting(wireLimits.waitingOps, wireLimits.waitingBytes)),
    ask(400, 'one op more waits', {}, waiting(wireLimits.waitingOps + 1, 0)),
    ask(400, 'one byte more waits', {}, waiting(1, wireLimits.waitingBytes + 1)),
    ...[...beyond, 0].map((value) => ask(400, `${value} ops wait`, {}, waiting(value, 0))),

    ask(200, 'a budget of one byte', since(0), { budget: 1 }),
    ask(200, 'a budget of a whole answer', since(0), { budget: wireLimits.responseBytes }),
    ...[...beyond, 0, wireLimits.responseBytes + 1].map((value) =>
      ask(400, `a budget of ${value}`, since(0), { budget: value }),
    ),
  ];
}
