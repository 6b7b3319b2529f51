import fs from 'node:fs';
import { LogId } from '#domain/ids.ts';
import { databaseFileIn } from '#server/db/file-permissions.ts';
import { Device } from '#tests/support/protocol/client.mjs';
import { command, type ServerProcess, spawnServer } from '#tests/support/server/built-server.ts';
import { makeFolder, removeFolder } from '#tests/support/temporary/make-folder.ts';

/** A server process that alone has its store open; commands of `admin` open and close it, as an operator does. */
export class ServerAlone {
  readonly folder: string;
  #process: ServerProcess;

  private constructor(folder: string, serverProcess: ServerProcess) {
    this.folder = folder;
    this.#process = serverProcess;
  }

  static async start(folder = makeFolder('server-alone')): Promise<ServerAlone> {
    return new ServerAlone(folder, await spawnServer('0', ['--data', folder]));
  }

  get url(): string {
    return this.#process.url;
  }

  get errors(): readonly string[] {
    return this.#process.errors;
  }

  get database(): string {
    return databaseFileIn(this.folder);
  }

  admin(...args: readonly string[]): Promise<Record<string, string>> {
    return command('admin', ...args, '--data', this.folder);
  }

  async newLog(): Promise<LogId> {
    const { log = '' } = await this.admin(
      'add-log',
      '--kind',
      'mission',
      '--title',
      'A mission',
      '--country',
      'XA',
    );
    return LogId.parse(log);
  }

  async enrolled(logId: LogId): Promise<Device> {
    const { person = '' } = await this.admin('add-person', '--name', 'A lead', '--role', 'lead');
    await this.admin('grant', '--person', person, '--log', logId, '--role', 'lead');
    const { code = '' } = await this.admin('enrol-code', '--person', person);
    const device = new Device(this.url);
    await device.enrol(code);
    return device;
  }

  async endBy(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string> {
    return this.#process.end(signal);
  }

  async restart(): Promise<void> {
    this.#process = await spawnServer(new URL(this.url).port, ['--data', this.folder]);
  }

  async end(): Promise<void> {
    this.#process.kill();
    await removeFolder(this.folder);
  }

  /** Locks that processes hold on a file, as Linux lists them. */
  locksOn(file: string): readonly string[] {
    const { ino } = fs.statSync(file);
    const locks = fs.readFileSync('/proc/locks', 'utf8').split('\n');
    return locks.filter((line) => line.includes(`:${ino} `));
  }
}
