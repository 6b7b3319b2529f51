import * as z from 'zod';
import { PersonId } from '#domain/ids.ts';
import { decideApproval } from '#server/admin/approvals.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { adminCommands } from '#server/cli/admin-commands.ts';
import { parseCommandOptions } from '#server/cli/command-options.ts';
import { openStoreWithKeys } from '#server/cli/open-store-with-keys.ts';
import { systemDependencies } from '#server/db/open-store.ts';
import { type ServerStore, serverCommand } from './server-process.ts';

/** A small programme at headquarters: one mission, two assessors, a reviewer, an adviser. */
export interface Programme {
  readonly log: string;
  readonly mission: string;
  /** Fresh codes, one use each. */
  leadCode(): Promise<string>;
  secondCode(): Promise<string>;
  reviewerConsoleCode(): Promise<string>;
  adviserConsoleCode(): Promise<string>;
  /** The data-protection focal point, without a role in the mission. */
  focalPointConsoleCode(): Promise<string>;
  /** Opens the programme, which the administrator looks after. */
  administratorConsoleCode(): Promise<string>;
  /**
   * Open another mission with the same lead.
   * @returns its log
   */
  addMission(title: string): Promise<string>;
  /** Publish a questionnaire into the programme's log; laptops get it from there. */
  publish(file: string): Promise<void>;
  /**
   * Make the key of the certificate desk; laptops encrypt names to it from their next sync.
   * @returns the words that open its file
   */
  createSealKey(file: string): Promise<string>;
}

const Person = z.object({ person: z.string() });
const Log = z.object({ log: z.string() });
const Code = z.object({ code: z.string() });
const SealKey = z.object({ words: z.string(), waitsFor: z.guid() });

/** Run an administrator's command with these options. */
type Administer = (name: string, options: Readonly<Record<string, string | boolean>>) => Promise<unknown>;

/**
 * Set the programme up with the administrator's commands, as an operator does beside a running server. They run in this
 * process: a process for each takes longer than many a journey.
 */
export async function setUpProgramme(store: ServerStore): Promise<Programme> {
  const mission = 'Arlandia, baseline';
  const code = (command: string, person: string): Promise<string> =>
    onStore(store, async (admin) => Code.parse(await admin(command, { person })).code);
  const openProgramme = (): Promise<string> =>
    onStore(store, async (admin) => {
      await admin('add-log', { kind: 'programme', title: 'Programme' });
      return Person.parse(await admin('add-person', { name: 'Publisher', role: 'admin' })).person;
    });
  let opening: Promise<string> | undefined;
  const administrator = (): Promise<string> => (opening ??= openProgramme());
  const { log, lead, second, reviewer, adviser } = await onStore(store, (admin) => addTeam(admin, mission));
  return {
    log,
    mission,
    leadCode: () => code('enrol-code', lead),
    secondCode: () => code('enrol-code', second),
    reviewerConsoleCode: () => code('console-code', reviewer),
    adviserConsoleCode: () => code('console-code', adviser),
    focalPointConsoleCode: async () => {
      const added = await onStore(store, (admin) =>
        admin('add-person', { name: 'Focal point', role: 'dpo' }),
      );
      return code('console-code', Person.parse(added).person);
    },
    administratorConsoleCode: async () => code('console-code', await administrator()),
    addMission: (title) =>
      onStore(store, async (admin) => {
        const added = Log.parse(await admin('add-log', { kind: 'mission', title, country: 'XA' }));
        await admin('grant', { person: lead, log: added.log, role: 'lead' });
        return added.log;
      }),
    publish: async (file) => {
      await serverCommand(store, 'admin', 'publish-instrument', file, '--person', await administrator());
    },
    createSealKey: async (file) => {
      const person = await administrator();
      const options = ['--out', file, '--person', person];
      const made = await serverCommand(store, 'admin', 'create-seal-key', 'certificate-desk', ...options);
      const { words, waitsFor: approval } = SealKey.parse(made);
      await approveAsSecondAdministrator(store, approval);
      return words;
    },
  };
}

/** Decision of another administrator, as the console takes it. */
async function approveAsSecondAdministrator(at: ServerStore, approval: string): Promise<void> {
  const second = await onStore(at, async (admin) =>
    Person.parse(await admin('add-person', { name: 'Second administrator', role: 'admin' })),
  );
  const by = PersonId.parse(second.person);
  await inStore(at, (store) =>
    store.transaction().execute(async (tx) => {
      const done = await decideApproval(tx, systemDependencies, { approval, by, decision: 'approve' });
      if (!done.ok) throw new Error(`The second administrator was refused: ${done.refusal}`);
    }),
  );
}

async function addTeam(admin: Administer, title: string) {
  const { log } = Log.parse(await admin('add-log', { kind: 'mission', title, country: 'XA' }));
  const member = async (name: string, role: string): Promise<string> => {
    const { person } = Person.parse(await admin('add-person', { name, role }));
    await admin('grant', { person, log, role });
    return person;
  };
  return {
    log,
    lead: await member('Lead assessor', 'lead'),
    second: await member('Second assessor', 'assessor'),
    reviewer: await member('Reviewer', 'reviewer'),
    adviser: await member('Adviser', 'adviser'),
  };
}

/** Open the store for these commands, and close it after them. */
export const onStore = <T>(at: ServerStore, act: (admin: Administer) => Promise<T>): Promise<T> =>
  inStore(at, (store) =>
    act(async (name, options) => {
      const adminCommand = adminCommands[name];
      if (adminCommand === undefined) throw new Error(`There is no command ${name}`);
      const context = { store, dependencies: systemDependencies };
      return adminCommand.run(context, parseCommandOptions(adminCommand.ask, options));
    }),
  );

type OpenStore = Awaited<ReturnType<typeof openStoreWithKeys>>['store'];

async function inStore<T>(at: ServerStore, act: (store: OpenStore) => Promise<T>): Promise<T> {
  const { store } = await openStoreWithKeys(
    typeof at === 'string' ? { data: at } : { 'database-url': at.databaseUrl, 'sealing-key': at.sealingFile },
  );
  try {
    await loadServerIdentity(store, systemDependencies);
    return await act(store);
  } finally {
    await store.destroy();
  }
}
