import type { ParseArgsOptionsConfig } from 'node:util';
import * as z from 'zod';
import { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { Country } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/device-loss.ts';
import { Role } from '#domain/people/role.ts';
import { isOpen } from '../access/open-logs.ts';
import { addLog } from '../admin/add-log.ts';
import { reportLoss } from '../admin/report-loss.ts';
import { revokeDevice } from '../admin/revoke-device.ts';
import { audit } from '../identity/audit.ts';
import { makeCode } from '../identity/one-time-codes.ts';
import { forgetSecondFactors } from '../identity/second-factors.ts';
import { addPerson } from '../identity/persons.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';
import { rebuildViews } from '../views/rebuild-views.ts';
import { approvalCommands } from './approval-commands.ts';
import { CommandProblem } from './command-problem.ts';
import { exportAnswersCommand } from './export-answers-command.ts';
import { publishInstrumentCommand } from './publish-instrument-command.ts';
import { retentionCommand } from './retention-command.ts';
import { vacuumCommand } from './vacuum-command.ts';
import { trailCommands } from './trail-commands.ts';

export interface AdminContext {
  readonly store: Store;
  readonly surroundings: Surroundings;
}

export interface AdminCommand {
  readonly options: ParseArgsOptionsConfig;
  /** The option that may be given without its name, as the word after the command. */
  readonly positional?: string;
  readonly ask: z.ZodType;
  readonly run: (context: AdminContext, ask: unknown) => Promise<object>;
}

const minuteMs = 60_000;
const text = { type: 'string' } as const;
const line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);
const person = PersonId;
const minutes = z.coerce
  .number()
  .int()
  .min(1)
  .max(7 * 24 * 60)
  .default(60);

/** The commands by name; each acts in one transaction and leaves an audit line. */
export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  'add-person': command(
    'add-person',
    { name: text, role: text },
    z.object({ name: line, role: Role }),
    async (tx, surroundings, { name, role }) => {
      const id = PersonId.parse(newUuid(surroundings));
      await addPerson(tx, surroundings, { person: id, name, role, inEveryLog: false });
      return { person: id };
    },
  ),
  'add-log': command(
    'add-log',
    { kind: text, title: text, country: text },
    z.object({
      kind: z.enum(['mission', 'programme']),
      title: line,
      country: Country.optional(),
    }),
    async (tx, surroundings, { country = null, ...log }) => ({
      log: await addLog(tx, surroundings, { ...log, country, log: LogId.parse(newUuid(surroundings)) }),
    }),
  ),
  grant: command(
    'grant',
    { person: text, log: text, role: text },
    z.object({ person, log: LogId, role: Role }),
    async (tx, _surroundings, grant) => {
      await mustExist(tx, grant.person);
      if (!(await isOpen(tx, grant.log))) throw new CommandProblem('There is no such log');
      await tx
        .insertInto('grants')
        .values(grant)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return { granted: true };
    },
  ),
  'enrol-code': codeCommand('enrol-code', 'enrol'),
  'console-code': codeCommand('console-code', 'console'),
  revoke: command(
    'revoke',
    { device: text, wipe: { type: 'boolean' }, reason: text, noticed: text },
    z.object({
      device: DeviceId,
      wipe: z.boolean().default(false),
      reason: RevokeReason.optional(),
      /** When a loss was noticed, as `2026-11-24T09:00Z`. */
      noticed: z
        .union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })])
        .optional(),
    }),
    async (tx, surroundings, { device, wipe, reason, noticed }) => {
      const revoked = await revokeDevice(tx, { device, wipe, nowMs: surroundings.nowMs() });
      if (!revoked.ok) throw new CommandProblem('There is no such device');
      const noticedAtMs = noticed === undefined ? undefined : Date.parse(noticed);
      await reportLoss(tx, surroundings, { actor: 'command line', device, reason, noticedAtMs });
      return { revoked: true };
    },
  ),
  'reset-sign-in': command(
    'reset-sign-in',
    { person: text },
    z.object({ person }),
    async (tx, _surroundings, ask) => {
      await mustExist(tx, ask.person);
      await forgetSecondFactors(tx, ask.person);
      return { reset: true };
    },
  ),
  'rebuild-views': {
    options: {},
    ask: z.looseObject({}),
    run: async ({ store }) => ({ documents: await rebuildViews(store) }),
  },
  'publish-instrument': publishInstrumentCommand,
  'export-answers': exportAnswersCommand,
  retention: retentionCommand,
  vacuum: vacuumCommand,
  ...approvalCommands,
  ...trailCommands,
};

function codeCommand(name: string, purpose: 'enrol' | 'console'): AdminCommand {
  return command(
    name,
    { person: text, minutes: text },
    z.object({ person, minutes }),
    async (tx, surroundings, ask) => {
      await mustExist(tx, ask.person);
      return makeCode(tx, surroundings, {
        purpose,
        person: ask.person,
        lifetimeMs: ask.minutes * minuteMs,
      });
    },
  );
}

function command<T extends z.ZodType<{ readonly [option: string]: string | boolean | number | undefined }>>(
  name: string,
  options: ParseArgsOptionsConfig,
  ask: T,
  act: (tx: StoreTransaction, surroundings: Surroundings, ask: z.output<T>) => Promise<object>,
): AdminCommand {
  return {
    options,
    ask,
    run: ({ store, surroundings }, values) =>
      store.transaction().execute(async (tx) => {
        const parsed = values as z.output<T>; // by the schema beside it
        const answer = await act(tx, surroundings, parsed);
        await audit(tx, surroundings, {
          actor: 'command line',
          act: name,
          subject: JSON.parse(JSON.stringify(parsed)),
        });
        return answer;
      }),
  };
}

async function mustExist(tx: StoreTransaction, id: PersonId): Promise<void> {
  const row = await tx
    .selectFrom('persons')
    .select('person')
    .where('person', '=', id)
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new CommandProblem('There is no such person');
}
