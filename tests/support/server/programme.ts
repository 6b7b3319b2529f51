import * as z from 'zod';
import { serverCommand, type ServerStore } from './server-process.ts';

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
  /** Publish a questionnaire into the programme's log; laptops get it from there. */
  publish(file: string): Promise<void>;
}

const Person = z.object({ person: z.string() });
const Log = z.object({ log: z.string() });
const Code = z.object({ code: z.string() });

/** Set the programme up with the administrator's commands, as an operator does. */
export async function setUpProgramme(store: ServerStore): Promise<Programme> {
  const admin = (...args: readonly string[]): Promise<unknown> => serverCommand(store, 'admin', ...args);
  const mission = 'Arlandia, baseline';
  const { log } = Log.parse(
    await admin('add-log', '--kind', 'mission', '--title', mission, '--country', 'XA'),
  );
  const member = async (name: string, role: string): Promise<string> => {
    const { person } = Person.parse(await admin('add-person', '--name', name, '--role', role));
    await admin('grant', '--person', person, '--log', log, '--role', role);
    return person;
  };
  const openProgramme = async (): Promise<string> => {
    await admin('add-log', '--kind', 'programme', '--title', 'Programme');
    return Person.parse(await admin('add-person', '--name', 'Publisher', '--role', 'admin')).person;
  };
  let opening: Promise<string> | undefined;
  const administrator = (): Promise<string> => (opening ??= openProgramme());
  const lead = await member('Lead assessor', 'lead');
  const second = await member('Second assessor', 'assessor');
  const reviewer = await member('Reviewer', 'reviewer');
  const adviser = await member('Adviser', 'adviser');
  const code = async (command: string, person: string): Promise<string> =>
    Code.parse(await admin(command, '--person', person)).code;
  return {
    log,
    mission,
    leadCode: () => code('enrol-code', lead),
    secondCode: () => code('enrol-code', second),
    reviewerConsoleCode: () => code('console-code', reviewer),
    adviserConsoleCode: () => code('console-code', adviser),
    focalPointConsoleCode: async () => {
      const added = await admin('add-person', '--name', 'Focal point', '--role', 'dpo');
      return code('console-code', Person.parse(added).person);
    },
    administratorConsoleCode: async () => code('console-code', await administrator()),
    publish: async (file) => {
      await admin('publish-instrument', file, '--person', await administrator());
    },
  };
}
