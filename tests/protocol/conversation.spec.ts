import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Device, isSignedAnswer } from '#tests/support/protocol/client.mjs';
import { buildServer, command, startProcess } from '#tests/support/server/built-server.ts';
import { embedded, newFolder, postgres } from '#tests/support/server/stores.ts';
import { earlyOps } from './conversations/early-ops.ts';
import { firstContact } from './conversations/first-contact.ts';
import { forks } from './conversations/forks.ts';
import { relay } from './conversations/relay.ts';
import { releases } from './conversations/releases.ts';
import { snapshotStart } from './conversations/snapshot-start.ts';
import { Programme } from './programme.ts';

// The hand-written client against the real process, like an independent implementation.

beforeAll(() => buildServer());

test("whom an administrator adds on the command line enrols, and can tell that the answer is the server's", async () => {
  const data = newFolder();
  const serverProcess = await startProcess('--data', data);
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const { log = '' } = await admin('add-log', '--kind', 'mission', '--title', 'A mission', '--country', 'XA');
  const { person = '' } = await admin('add-person', '--name', 'Ana', '--role', 'lead');
  await admin('grant', '--person', person, '--log', log, '--role', 'lead');
  const { code = '' } = await admin('enrol-code', '--person', person);
  const device = new Device(serverProcess.url);
  const answer = await device.enrol(code);
  expect([answer.status, answer.body.grants.logs]).toEqual([200, { [log]: ['lead'] }]);
  expect(isSignedAnswer(answer, device.lastExchange, answer.body.server.key)).toBe(true);
});

describe.each([embedded, postgres])('on the $name', (engine) => {
  let running: Programme;
  beforeAll(async () => {
    running = await Programme.startOn(engine);
  });
  afterAll(() => running.end());

  describe.each([
    ['first contact', firstContact],
    ['snapshot start', snapshotStart],
    ['relay', relay],
    ['early ops', earlyOps],
    ['forks', forks],
    ['releases', releases],
  ] as const)('%s', (_name, conversation) => {
    conversation(() => running);
  });
});
