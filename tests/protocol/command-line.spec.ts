import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { beforeAll, expect, inject, test } from 'vitest';
import { sealValue } from '#sync/seal/sealed-values.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import {
  buildServer,
  command,
  commandWithInput,
  failedCommand,
  startProcess,
} from '#tests/support/server/built-server.ts';
import { newFolder, postgres } from '#tests/support/server/stores.ts';
import { TestBrowser } from '#tests/support/server/test-browser.ts';

beforeAll(() => buildServer());

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);
const code = expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

test('the server prints its address in one line and exits on a termination signal', async () => {
  const serverProcess = await startProcess('--data', newFolder());
  expect(serverProcess.lines).toEqual([`listening ${serverProcess.url}`]);
  expect(serverProcess.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(serverProcess.consoleCode()).toEqual(code);
  expect(await (await fetch(`${serverProcess.url}/health`)).json()).toMatchObject({
    status: 'ok',
    store: 'sqlite',
  });
  expect(await serverProcess.end('SIGTERM')).toBe(0);
});

test('every admin command prints one object', async () => {
  const data = newFolder();
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const { person = '' } = await admin('add-person', '--name', 'An Assessor', '--role', 'assessor');
  const { log = '' } = await admin('add-log', '--kind', 'programme', '--title', 'A programme');
  expect([person, log]).toEqual([uuid, uuid]);
  expect(await admin('grant', '--person', person, '--log', log, '--role', 'lead')).toEqual({ granted: true });
  const expires = expect.any(Number);
  expect(await admin('enrol-code', '--person', person, '--minutes', '5')).toEqual({ code, expires });
  expect(await admin('console-code', '--person', person)).toEqual({ code, expires });
  expect(await admin('console-code', '--first-person')).toEqual({ code, expires });
  expect(await admin('rebuild-views')).toEqual({ documents: 0 });
  expect(await admin('retention', '--erase')).toEqual({ due: [], erased: [] });
  const key = expect.stringMatching(/^[A-Za-z0-9_-]{43}$/);
  const sig = expect.stringMatching(/^[A-Za-z0-9_-]{86}$/);
  expect(await admin('rotate-key')).toMatchObject({ from: key, key, sig });
  const head = expect.stringMatching(/^[0-9a-f]{64}$/);
  const intact = { intact: true, lines: 7, head, broken: null, holdsKnown: null };
  expect(await admin('verify-audit')).toEqual(intact);
});

test('the operator keeps groups of people by command line', async () => {
  const data = newFolder();
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const { person = '' } = await admin('add-person', '--name', 'A trainer', '--role', 'trainer');
  const { log = '' } = await admin('add-log', '--kind', 'mission', '--title', 'Arlandia');
  const { group = '' } = await admin('add-group', '--name', 'Trainers');
  const on = (name: string, ...args: string[]) => admin(name, '--group', group, ...args);
  const changed = { changed: true };
  expect(await on('rename-group', '--name', 'Trainers 2027')).toEqual(changed);
  expect(await on('grant-group', '--role', 'trainer', '--log', log, '--until', '2099-12-31')).toEqual(
    changed,
  );
  expect(await on('grant-group', '--role', 'adviser', '--all-missions')).toEqual(changed);
  expect(await on('add-member', '--person', person)).toEqual(changed);
  expect(await on('take-group-role', '--role', 'adviser', '--all-missions')).toEqual(changed);
  const roles = [{ role: 'trainer', log, endsOn: '2099-12-31' }];
  expect(await admin('groups')).toEqual({
    groups: [{ group, name: 'Trainers 2027', version: 6, members: [person], roles }],
  });
  expect(await on('take-member', '--person', person)).toEqual(changed);
  expect(await on('dissolve-group')).toEqual(changed);
  const gone = await failedCommand('admin', 'dissolve-group', '--group', group, '--data', data);
  expect(JSON.parse(gone.stderr)).toEqual({ error: 'There is no such group, person or mission' });
});

test.each([
  [['admin', 'grant-group', '--group', '018f0000-0000-7000-8000-000000000001', '--role', 'admin']],
  [['admin', 'add-person', '--name', 'X', '--role', 'emperor']],
  [['admin', 'grant', '--person', 'nobody', '--log', 'nowhere', '--role', 'lead']],
  [['admin', 'enrol-code', '--person', '018f0000-0000-7000-8000-000000000001']],
  [['admin', 'revoke', '--device', '0'.repeat(32)]],
  [['admin', 'no-such-command']],
  [['no-such-command']],
  [['--no-such-option']],
])('a mistake is told in one line on standard error, exit 1: %j', async (args) => {
  const { code: exit, stdout, stderr } = await failedCommand(...args, '--data', newFolder());
  expect([exit, stdout]).toEqual([1, '']);
  expect(JSON.parse(stderr)).toEqual({ error: expect.any(String) });
});

test('[E 6] a revocation for loss adds an incident to the trail; one without reason does not', async () => {
  const data = newFolder();
  const serverProcess = await startProcess('--data', data);
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const { person = '' } = await admin('add-person', '--name', 'An Assessor', '--role', 'assessor');
  const { code: enrolCode = '' } = await admin('enrol-code', '--person', person);
  const device = new Device(serverProcess.url);
  await device.enrol(enrolCode);
  const revoke = (...options: string[]) => admin('revoke', '--device', device.id, ...options);
  const lines = async () => Number((await admin('verify-audit'))['lines']);

  const first = await lines();
  expect(await revoke('--wipe')).toEqual({ revoked: true });
  expect(await revoke('--reason', 'other')).toEqual({ revoked: true });
  expect(await lines()).toBe(first + 2);
  // The revocation, and the incident.
  expect(await revoke('--reason', 'lost', '--noticed', '2026-11-24T09:00Z')).toEqual({ revoked: true });
  expect(await lines()).toBe(first + 4);
  const wrong = await failedCommand(
    'admin',
    'revoke',
    '--device',
    device.id,
    '--reason',
    'sold',
    '--data',
    data,
  );
  expect(wrong.code).toBe(1);
});

test('the demonstration is made once; its codes are fresh each time', async () => {
  const data = newFolder();
  const first = await command('seed-demo', '--data', data);
  const second = await command('seed-demo', '--data', data);
  expect(first).toEqual({
    enrol: [
      { name: 'Lead assessor', role: 'lead', code },
      { name: 'Second assessor', role: 'assessor', code },
      { name: 'Trainer', role: 'trainer', code },
    ],
    administrators: [
      { name: 'Administrator', role: 'admin', code },
      { name: 'Second administrator', role: 'admin', code },
    ],
    advisers: [{ name: 'Human rights and gender adviser', role: 'adviser', code }],
    consoleCode: code,
  });
  expect(JSON.stringify(second)).not.toBe(JSON.stringify(first));

  const serverProcess = await startProcess('--data', data);
  const device = new Device(serverProcess.url);
  const enrolled = await device.enrol(
    (second as unknown as typeof first & { enrol: { code: string }[] }).enrol[0]?.code ?? '',
  );
  const logs = Object.keys(enrolled.body.grants.logs);
  // Two missions, and the programme, in which everybody is.
  expect(logs).toHaveLength(3);
  const { body } = await device.send('/api/v1/missions');
  const missions = body.missions.filter((row: { kind: string }) => row.kind === 'mission');
  const counts = missions.map((row: Record<string, number>) => [
    row['assessments'],
    row['workshops'],
    row['held'],
  ]);
  expect(counts).toEqual([
    [3, 2, 0],
    [2, 1, 0],
  ]);
});

test('`seed-demo --empty` makes one mission with nothing in it', async () => {
  const data = newFolder();
  await command('seed-demo', '--empty', '--data', data);
  const { documents } = await command('admin', 'rebuild-views', '--data', data);
  expect(documents).toBe(1);
});

test('server and commands work on PostgreSQL by --database-url', async () => {
  expect(inject('postgresUrl')).toContain('postgres://');
  const storeLocation = await postgres.newLocation();
  const url = storeLocation.kind === 'postgres' ? storeLocation.url : '';
  const options = ['--database-url', url, '--sealing-key', path.join(newFolder(), 'sealing.key')];
  const serverProcess = await startProcess(...options);
  const { person = '' } = await command('admin', 'add-person', '--name', 'A', '--role', 'lead', ...options);
  const { code: enrolCode = '' } = await command('admin', 'enrol-code', '--person', person, ...options);
  const answer = await new Device(serverProcess.url).enrol(enrolCode);
  expect(answer.body).toMatchObject({ person, name: 'A' });
  expect(await (await fetch(`${serverProcess.url}/health`)).json()).toMatchObject({ store: 'postgres' });
  expect(await serverProcess.end('SIGINT')).toBe(0);
});

test('the console and sign-in apps name the server as its operator does', async () => {
  const serverProcess = await startProcess('--data', newFolder(), '--name', 'Nairobi office');
  const { body } = await new TestBrowser(serverProcess.url).post('/console/sign-in', {
    code: serverProcess.consoleCode(),
  });
  expect(body.server.name).toBe('Nairobi office');
});

test('[H3] two holders with a key file open a laptop’s sealed value by command line alone', async () => {
  const folder = newFolder();
  const [data, out] = [path.join(folder, 'server'), path.join(folder, 'recovery')];
  const made = (await command('admin', 'recovery-key', '--out', out)) as unknown as {
    readonly fingerprint: string;
    readonly holders: readonly { readonly words: string }[];
  };
  expect(fs.existsSync(data)).toBe(false);
  const statement = path.join(out, 'statement.json');
  expect(await command('admin', 'use-recovery-key', '--statement', statement, '--data', data)).toEqual({
    fingerprint: made.fingerprint,
  });
  const { recipients } = JSON.parse(fs.readFileSync(statement, 'utf8')) as { recipients: string[] };
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipients[0] ?? '');
  const [file, opened] = [path.join(folder, 'sealed.age'), path.join(folder, 'opened')];
  fs.writeFileSync(file, await encrypter.encrypt('packs of a laptop'));
  const key = path.join(out, 'recovery-key-1-and-2.age');
  const words = made.holders.map((one) => one.words);
  const open = (said: readonly string[]) =>
    commandWithInput(
      said.join('\n'),
      'admin',
      'recovery-open',
      '--key',
      key,
      '--file',
      file,
      '--out',
      opened,
    );
  await expect(open(words.slice(0, 1))).rejects.toThrow('needs the six words of both');
  expect(await open(words.slice(0, 2))).toEqual({ bytes: 17 });
  expect(fs.readFileSync(opened, 'utf8')).toBe('packs of a laptop');
});

test('[E] the certificate desk opens a workshop’s sealed names by command line, without a store', async () => {
  const data = newFolder();
  const inFolder = (name: string): string => path.join(data, name);
  const admin = (...args: string[]) => command('admin', ...args, '--data', data);
  const serverProcess = await startProcess('--data', data);
  await admin('add-log', '--kind', 'programme', '--title', 'A programme');
  const { log = '' } = await admin('add-log', '--kind', 'mission', '--title', 'Arlandia', '--country', 'XA');
  await admin('add-person', '--name', 'An administrator', '--role', 'admin');
  const { person = '' } = await admin('add-person', '--name', 'A trainer', '--role', 'trainer');
  await admin('grant', '--person', person, '--log', log, '--role', 'trainer');
  const key = inFolder('desk.age');
  const { recipient = '', words = '' } = await admin('create-seal-key', 'certificate-desk', '--out', key);

  const device = new Device(serverProcess.url);
  const { code: enrolCode = '' } = await admin('enrol-code', '--person', person);
  await device.enrol(enrolCode);
  const workshop = randomUUID();
  const write = (field: string, value: unknown) => ({
    doc: workshop,
    kind: 'workshop',
    path: `participants/${field}`,
    value,
  });
  const [ana, ben, cyd] = [randomUUID(), randomUUID(), randomUUID()];
  const other = await identityToRecipient(await generateX25519Identity());
  const desk = (to: string, text: string) => sealValue('certificate-desk', to, text);
  const writes = [
    write(`${ana}/code`, 'A-1'),
    write(`${ana}/name`, await desk(recipient, '=Participant, Marimba')),
    write(`${ana}/certificate`, { number: 'W1-A-1', on: '2026-11-27' }),
    write(`${ben}/code`, 'A-2'),
    write(`${ben}/name`, await desk(other, 'Participant Oboe')),
    write(`${cyd}/code`, 'A-3'),
    write(`${cyd}/name`, await desk(recipient, 'Participant Viola')),
    write(`${cyd}/removed`, true),
  ];
  const { body } = await device.sync({}, [device.pack(log, writes)]);
  expect(body.verdicts[0]).toMatchObject({ verdict: 'accepted' });

  const [register, names] = [inFolder('register.json'), inFolder('names.csv')];
  const exported = ['export-register', 'certificate-desk', '--workshop', workshop, '--out', register];
  expect(await admin(...exported)).toEqual({ role: 'certificate-desk', workshop, values: 2 });
  expect(fs.readFileSync(register, 'utf8')).not.toMatch(/marimba|oboe|viola/i);
  expect(await serverProcess.end('SIGTERM')).toBe(0);

  const open = (said: string) =>
    commandWithInput(said, 'admin', 'open-register', '--key', key, '--file', register, '--out', names);
  await expect(open('six words of nobody at all')).rejects.toThrow('needs its six words');
  expect(fs.existsSync(names)).toBe(false);
  expect(await open(words)).toEqual({ opened: 1, unopened: ['A-2'] });
  expect(fs.readFileSync(names, 'utf8')).toBe(
    '\ufeffcertificate,issued-on,name\r\nW1-A-1,2026-11-27,"\'=Participant, Marimba"\r\n',
  );
});
