import type { ParseArgsOptionsConfig } from 'node:util';
import * as z from 'zod';
import { type ChangeGroupRequest, groupLimits } from '#api/groups-api.ts';
import { ShownLine } from '#base/shown-line.ts';
import type { AuditAct } from '#domain/audit-act.ts';
import { DeviceId, GroupId, LogId, PersonId } from '#domain/ids.ts';
import { CountryCode } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/known-devices.ts';
import { GroupRole, Role } from '#domain/people/role.ts';
import { decideApproval } from '../admin/approvals.ts';
import { addGroup, changeGroup, type GroupRefusal } from '../admin/change-group.ts';
import { reportDeviceLoss } from '../admin/device-loss.ts';
import { rebuildProjections } from '../admin/rebuild-projections.ts';
import { revokeDevice } from '../admin/revoke-device.ts';
import { listGroups } from '../auth/groups.ts';
import { notifyRevokedOwner } from '../auth/notices.ts';
import { createOneTimeCode, type OneTimeCode } from '../auth/one-time-codes.ts';
import { addPerson } from '../auth/persons.ts';
import { deleteSecondFactors } from '../auth/second-factors.ts';
import { confirmAdministrator } from '../auth/second-person.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  clearWriteAheadLog,
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { addLog, isLogOpen } from '../log/log-registry.ts';
import { CommandProblem } from './command-options.ts';
import { exportAnswersCommand } from './export-answers-command.ts';
import { auditAndKeyCommands, retentionCommand, vacuumCommand } from './maintenance-commands.ts';
import { publishInstrumentCommand } from './publish-instrument-command.ts';
import { createSealKeyCommand, listSealKeysCommand, retireSealKeyCommand } from './seal-key-commands.ts';
import { exportRegisterCommand } from './sealed-register-commands.ts';

const ConfirmAdministratorOptions = z.object({ person: PersonId });
const ApproveOptions = z.object({ approval: z.guid() });
const approvalStringOption = { type: 'string' } as const;

/** Commands of the operator: acting as the second person, and confirming that administrators are independent. */
const approvalCommands: Readonly<Record<string, AdminCommand>> = {
  /** Confirm this administrator as a second person, also for the one who added them. Until they are let in again. */
  'confirm-administrator': {
    options: { person: approvalStringOption },
    ask: ConfirmAdministratorOptions,
    run: ({ store, dependencies }, ask) =>
      store.transaction().execute(async (tx) => {
        const { person } = ConfirmAdministratorOptions.parse(ask);
        const confirmed = await confirmAdministrator(tx, person, dependencies.nowMs());
        if (!confirmed.ok) throw new CommandProblem(confirmationProblems[confirmed.refusal]);
        await appendAuditLine(tx, dependencies, {
          actor: 'command line',
          act: 'confirm-administrator',
          subject: { person },
        });
        return { confirmed: true };
      }),
  },
  /** Waiting approvals. */
  approvals: {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store, dependencies }) => ({
      approvals: await store
        .selectFrom('approvals')
        .select(['id as approval', 'kind', 'person', 'asked_by as askedBy', 'asked_ms as askedMs'])
        .where('state', '=', 'waiting')
        .where('ends_ms', '>', dependencies.nowMs())
        .orderBy('asked_ms')
        .execute(),
    }),
  },
  approve: {
    options: { approval: approvalStringOption },
    ask: ApproveOptions,
    run: async ({ store, dependencies }, ask) => {
      const { approval } = ApproveOptions.parse(ask);
      const decision = { approval, by: null, decision: 'approve' } as const;
      const done = await store.transaction().execute((tx) => decideApproval(tx, dependencies, decision));
      if (!done.ok && done.refusal === 'asker')
        throw new CommandProblem(
          'The command line asked for this key: another administrator approves it in the console',
        );
      if (!done.ok) throw new CommandProblem('Nothing waits under this id');
      // An erasure leaves no content behind.
      await clearWriteAheadLog(store);
      return { approved: true };
    },
  },
};

const confirmationProblems = {
  noAdministrator: 'There is no such administrator',
  noFactor: 'This administrator has not set up a passkey or an authenticator yet',
} as const;

interface AdminContext {
  readonly store: ServerStore;
  readonly dependencies: RuntimeDependencies;
}

export interface AdminCommand {
  readonly options: ParseArgsOptionsConfig;
  /** Option that may be given without its name, as the word after the command. */
  readonly positional?: string;
  readonly ask: z.ZodType;
  readonly run: (adminContext: AdminContext, ask: unknown) => Promise<object>;
}

const codeMinuteMs = 60_000;
const stringOption = { type: 'string' } as const;
const personOption = PersonId;
const lifetimeMinutes = z.coerce
  .number()
  .int()
  .min(1)
  .max(7 * 24 * 60)
  .default(60);

const groupProblems: { readonly [R in GroupRefusal]: string } = {
  lastAdministrator: 'The last administrator stays',
  unknown: 'There is no such group, person or mission',
  changed: 'The group has changed meanwhile; run the command again',
  nameTaken: 'Another group has this name',
  full: `A group has at most ${groupLimits.members} members and ${groupLimits.roles} roles`,
  manyGroups: `There are ${groupLimits.groups} groups already`,
  administrator: 'An administrator is a member of no group',
  over: 'The last day is over already',
};

type GroupAct = ChangeGroupRequest extends infer Change
  ? Change extends { readonly act: string }
    ? Omit<Change, 'group' | 'version'>
    : never
  : never;

/** Command that changes a group as it is now, at once: the command line is a second person. */
const createGroupCommand = <Shape extends z.ZodRawShape>(
  options: readonly (keyof Shape & string)[],
  shape: Shape,
  changeOf: (said: z.output<z.ZodObject<Shape>>) => GroupAct,
): AdminCommand => {
  const ask = z.object({ group: GroupId, ...shape });
  const flag = { type: 'boolean' } as const;
  return {
    options: Object.fromEntries(
      ['group', ...options].map((name) => [name, name === 'all-missions' ? flag : stringOption]),
    ),
    ask,
    run: ({ store, dependencies }, values) =>
      store.transaction().execute(async (tx) => {
        const { group } = z.object({ group: GroupId }).parse(values);
        const present = (await listGroups(tx)).find((groupRow) => groupRow.group === group);
        if (present === undefined) throw new CommandProblem(groupProblems.unknown);
        const { version } = present;
        const wanted = { ...changeOf(z.object(shape).parse(values)), group, version } as ChangeGroupRequest; // by its act
        const changed = await changeGroup(tx, dependencies, null, wanted);
        if (!changed.ok) throw new CommandProblem(groupProblems[changed.refusal]);
        return { changed: true };
      }),
  };
};

const groupName = ShownLine.max(groupLimits.name);
const groupRoleOptions = {
  role: GroupRole.unwrap().shape.role,
  log: LogId.optional(),
  'all-missions': z.boolean().optional(),
};

/** Return the mission of an option; null for all missions. One of the two has to be stated. */
function scopeOf({
  log,
  'all-missions': isEvery = false,
}: {
  log?: LogId | undefined;
  'all-missions'?: boolean | undefined;
}): LogId | null {
  if ((log !== undefined) === isEvery) throw new CommandProblem('State --log or --all-missions');
  return log ?? null;
}

/** Groups of people, as the console changes them. */
const groupCommands: Readonly<Record<string, AdminCommand>> = {
  groups: {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store }) => ({ groups: await listGroups(store) }),
  },
  'add-group': {
    options: { name: stringOption },
    ask: z.object({ name: groupName }),
    run: ({ store, dependencies }, ask) =>
      store.transaction().execute(async (tx) => {
        const { name } = z.object({ name: groupName }).parse(ask);
        const added = await addGroup(tx, dependencies, null, { name, people: [] });
        if (!added.ok) throw new CommandProblem(groupProblems[added.refusal]);
        return { group: added.value };
      }),
  },
  'rename-group': createGroupCommand(['name'], { name: groupName }, ({ name }) => ({ act: 'rename', name })),
  'dissolve-group': createGroupCommand([], {}, () => ({ act: 'dissolve' })),
  'add-member': createGroupCommand(['person'], { person: PersonId }, ({ person }) => ({
    act: 'add-members',
    people: [person],
  })),
  'take-member': createGroupCommand(['person'], { person: PersonId }, ({ person }) => ({
    act: 'take-members',
    people: [person],
  })),
  'grant-group': createGroupCommand(
    ['role', 'log', 'all-missions', 'until'],
    { ...groupRoleOptions, until: z.iso.date().optional() },
    ({ role, until, ...scope }) => {
      const logId = scopeOf(scope);
      return { act: 'give-role', role, logs: logId === null ? null : [logId], endsOn: until ?? null };
    },
  ),
  'take-group-role': createGroupCommand(
    ['role', 'log', 'all-missions'],
    groupRoleOptions,
    ({ role, ...scope }) => ({ act: 'take-role', role, log: scopeOf(scope) }),
  ),
};

/** Commands by name; each runs in one transaction and leaves an audit line. */
export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  'add-person': createAuditedCommand(
    'add-person',
    { name: stringOption, role: stringOption, 'all-missions': { type: 'boolean' } },
    z.object({ name: ShownLine, role: Role, 'all-missions': z.boolean().optional() }),
    async (tx, dependencies, { name, role, 'all-missions': inEveryLog = false }) => {
      if (inEveryLog && role === 'admin') throw new CommandProblem('An administrator reads no mission');
      const personId = PersonId.parse(newUuid(dependencies));
      await addPerson(tx, dependencies, { person: personId, name, role, inEveryLog });
      return { person: personId };
    },
  ),
  'add-log': createAuditedCommand(
    'add-log',
    { kind: stringOption, title: stringOption, country: stringOption },
    z.object({
      kind: z.enum(['mission', 'programme']),
      title: ShownLine,
      country: CountryCode.optional(),
    }),
    async (tx, dependencies, { country = null, ...log }) => ({
      log: await addLog(tx, dependencies, { ...log, country, log: LogId.parse(newUuid(dependencies)) }),
    }),
  ),
  grant: createAuditedCommand(
    'grant',
    { person: stringOption, log: stringOption, role: stringOption },
    z.object({ person: personOption, log: LogId, role: Role }),
    async (tx, _surroundings, grant) => {
      await requireActivePerson(tx, grant.person);
      if (!(await isLogOpen(tx, grant.log))) throw new CommandProblem('There is no such log');
      await tx
        .insertInto('grants')
        .values(grant)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return { granted: true };
    },
  ),
  'enrol-code': createAuditedCommand(
    'enrol-code',
    { person: stringOption, minutes: stringOption },
    z.object({ person: personOption, minutes: lifetimeMinutes }),
    (tx, dependencies, { person, minutes }) =>
      createCode(tx, dependencies, { purpose: 'enrol', person, minutes }),
  ),
  /** For a person, or with `--first-person` for the reviewer who exists from the first start. */
  'console-code': createAuditedCommand(
    'console-code',
    { person: stringOption, 'first-person': { type: 'boolean' }, minutes: stringOption },
    z
      .object({
        person: personOption.optional(),
        'first-person': z.literal(true).optional(),
        minutes: lifetimeMinutes,
      })
      .refine((ask) => (ask.person === undefined) !== (ask['first-person'] === undefined), {
        path: ['person'],
        error: 'give --person ID or --first-person',
      }),
    async (tx, dependencies, { person: named, minutes }) => {
      const person = named ?? (await findFirstPerson(tx));
      return createCode(tx, dependencies, { purpose: 'console', person, minutes });
    },
  ),
  revoke: createAuditedCommand(
    'revoke',
    { device: stringOption, wipe: { type: 'boolean' }, reason: stringOption, noticed: stringOption },
    z.object({
      device: DeviceId,
      wipe: z.boolean().default(false),
      reason: RevokeReason.optional(),
      /** Time at which a loss was noticed, as `2026-11-24T09:00Z`. */
      noticed: z
        .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])
        .optional(),
    }),
    async (tx, dependencies, { device, wipe, reason, noticed }) => {
      const revoked = await revokeDevice(tx, { device, wipe, nowMs: dependencies.nowMs() });
      if (!revoked.ok) throw new CommandProblem('There is no such device');
      const noticedAtMs = noticed === undefined ? undefined : Date.parse(noticed);
      await reportDeviceLoss(tx, dependencies, { actor: 'command line', device, reason, noticedAtMs });
      await notifyRevokedOwner(tx, dependencies, { device, by: null });
      return { revoked: true };
    },
  ),
  'reset-sign-in': createAuditedCommand(
    'reset-sign-in',
    { person: stringOption },
    z.object({ person: personOption }),
    async (tx, _surroundings, ask) => {
      await requireActivePerson(tx, ask.person);
      await deleteSecondFactors(tx, ask.person);
      return { reset: true };
    },
  ),
  'rebuild-views': {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store }) => ({ documents: await rebuildProjections(store) }),
  },
  'publish-instrument': publishInstrumentCommand,
  'export-answers': exportAnswersCommand,
  'create-seal-key': createSealKeyCommand,
  'export-register': exportRegisterCommand,
  'list-seal-keys': listSealKeysCommand,
  'retire-seal-key': retireSealKeyCommand,
  retention: retentionCommand,
  vacuum: vacuumCommand,
  ...groupCommands,
  ...approvalCommands,
  ...auditAndKeyCommands,
};

async function createCode(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  asked: { readonly purpose: 'enrol' | 'console'; readonly person: PersonId; readonly minutes: number },
): Promise<OneTimeCode> {
  const { purpose, person, minutes } = asked;
  await requireActivePerson(tx, person);
  return createOneTimeCode(tx, dependencies, { purpose, person, lifetimeMs: minutes * codeMinuteMs });
}

/** Return the person who exists from the first start; every command makes them where they are missing. */
async function findFirstPerson(tx: StoreTransaction): Promise<PersonId> {
  const { first_person } = await tx.selectFrom('server').select('first_person').executeTakeFirstOrThrow();
  return first_person;
}

function createAuditedCommand<
  T extends z.ZodType<{ readonly [option: string]: string | boolean | number | undefined }>,
>(
  name: AuditAct,
  options: ParseArgsOptionsConfig,
  ask: T,
  act: (tx: StoreTransaction, dependencies: RuntimeDependencies, ask: z.output<T>) => Promise<object>,
): AdminCommand {
  return {
    options,
    ask,
    run: ({ store, dependencies }, values) =>
      store.transaction().execute(async (tx) => {
        const parsed = values as z.output<T>; // by the schema beside it
        const answer = await act(tx, dependencies, parsed);
        await appendAuditLine(tx, dependencies, {
          actor: 'command line',
          act: name,
          subject: JSON.parse(JSON.stringify(parsed)),
        });
        return answer;
      }),
  };
}

async function requireActivePerson(tx: StoreTransaction, personId: PersonId): Promise<void> {
  const row = await tx
    .selectFrom('persons')
    .select('person')
    .where('person', '=', personId)
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new CommandProblem('There is no such person');
}
