import { deviceOf } from '#domain/document/dot.ts';
import { isTextOp } from '#domain/document/op.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { isReleasable, mayRelease } from '#domain/people/permit.ts';
import type { DocumentAnswer, HeldChange } from '#sync/protocol/console-api.ts';
import { readableBy } from '../access/readable.ts';
import { seesHeld } from '../access/held-visible.ts';
import { rolesByLogOf } from '../access/directory.ts';
import { readOps } from '../log/read-ops.ts';
import type { Store } from '../store/open-store.ts';
import type { HeldOpsTable } from '../store/tables.ts';
import { readDocument, withRegisters } from '../views/load-documents.ts';
import { hasSuccessor } from '../review/has-successor.ts';
import { documentState, unseenState } from './documents.ts';
import { peopleOf } from './people.ts';

/** One document with all its registers, held ops and the people in it; null when there is none for this person. */
export async function readDocumentAnswer(
  store: Store,
  person: PersonId,
  log: LogId,
  doc: DocumentId,
): Promise<DocumentAnswer | null> {
  const found = await store
    .selectFrom('documents')
    .selectAll()
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where((eb) => readableBy(person, eb.ref('documents.log')))
    .executeTakeFirst();
  const [row] = await withRegisters(store, found === undefined ? [] : [found]);
  const held = await readHeld(store, person, log, doc);
  const [firstHeld] = held;
  const roles = (await rolesByLogOf(store, person)).get(log) ?? [];
  const heldChanges = await describeHeld(store, log, held, mayRelease(roles));
  const devices = new Set<DeviceId>(held.map(({ device }) => device));
  if (row === undefined) {
    if (firstHeld === undefined) return null;
    const people = await peopleOf(store, [...devices]);
    return {
      ...unseenState(log, doc, firstHeld.kind, held.length),
      registers: {},
      people,
      heldChanges,
      hasSuccessor: false,
    };
  }

  const document = readDocument(row);
  const { registers } = document;
  for (const { heads } of Object.values(registers)) for (const { dot } of heads) devices.add(deviceOf(dot));
  const people = await peopleOf(store, [...devices.add(row.last_device)]);
  return {
    ...documentState(log, row, held.length, people),
    registers,
    people,
    heldChanges,
    hasSuccessor: await hasSuccessor(store, log, document),
  };
}

type Held = Pick<HeldOpsTable, 'device' | 'n' | 'kind' | 'path' | 'reason'>;

const readHeld = (store: Store, person: PersonId, log: LogId, doc: DocumentId): Promise<readonly Held[]> =>
  store
    .selectFrom('held_ops')
    .select(['device', 'n', 'kind', 'path', 'reason'])
    .where('log', '=', log)
    .where('doc', '=', doc)
    .where('released_place', 'is', null)
    .where((eb) => readableBy(person, eb.ref('held_ops.log')))
    .where((eb) => seesHeld(person, eb.ref('held_ops.log'), eb.ref('held_ops.device')))
    .orderBy('place')
    .orderBy('n')
    .execute();

async function describeHeld(
  store: Store,
  log: LogId,
  held: readonly Held[],
  mayAskerRelease: boolean,
): Promise<readonly HeldChange[]> {
  const changes: HeldChange[] = [];
  for (const { device, n, kind, path, reason: column } of held) {
    const [op] = await readOps(store, log, device, [n]);
    if (op === undefined) continue;
    const reason = JSON.parse(column) as HoldReason; // written by the judge
    changes.push({
      device,
      n,
      path,
      stamp: op.stamp,
      ...(!isTextOp(op) && { value: op.value }),
      reason,
      releasable: mayAskerRelease && isReleasable(kind) && mayCount(reason),
    });
  }
  return changes;
}

/**
 * What breaks the schema or M4 is not releasable, whoever asks; what had no room is, once there is some, and what was only
 * ahead of its text or of a value, once it fits.
 */
function mayCount({ kind }: HoldReason): boolean {
  return releasableReasons.has(kind);
}
const releasableReasons: ReadonlySet<HoldReason['kind']> = new Set([
  'roleMayNotWrite',
  'roleMayNotFinalize',
  'roleMayNotMove',
  'documentIsFinal',
  'documentFull',
  'registerFull',
  'aheadOfText',
  'aheadOfValue',
]);
