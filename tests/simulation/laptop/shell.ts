import type { PersonId } from '#domain/ids.ts';
import type { JournalDisk } from '#electron/journal/journal-disk.ts';
import type { openJournal } from '#electron/journal/shell-journal.ts';
import type {
  Host,
  HostAsk,
  HostChannel,
  HostEvent,
  HostEventPayload,
  HostResponse,
} from '#renderer/host/host-contract.ts';
import { renewalProofText } from '#sync/protocol/renew-identity.ts';
import type { EnrolResponse } from '#sync/protocol/wire.ts';
import type { Random } from '#tests/support/random/random.ts';
import { type DeviceKeys, signWith } from '#tests/support/random/seeded-ids.ts';
import { renewalAnswer } from '../network/headquarters.ts';
import { renewed, toldOf, untoldRenewal } from './identity.ts';
import type { LaptopDisk } from './laptop-disk.ts';
import type { Lid } from './lid.ts';

/** A request to headquarters, signed by these keys. */
export type Send = (
  deviceKeys: DeviceKeys,
  path: string,
  body: string | null,
) => Promise<HostResponse<'net.request'>>;

export interface ShellParts {
  /** The vault's files of identities: written at once, as the real ones are flushed. */
  readonly vault: Pick<LaptopDisk, 'identity' | 'isEnrolled' | 'serverKey' | 'backup' | 'sizes'>;
  /** Headquarters' answer to the code. */
  readonly enrol: () => Promise<EnrolResponse>;
  readonly openJournal: typeof openJournal;
  readonly journalDisk: JournalDisk;
  readonly person: PersonId;
  readonly name: string;
  readonly random: Random;
  readonly send: Send;
  /** While it is shut, nothing goes on. */
  readonly lid: Lid;
}

type Answers = {
  readonly [C in HostChannel]?: (hostAsk: HostAsk<C>) => HostResponse<C> | Promise<HostResponse<C>>;
};

/** The shell around one running store, with the real journal. A dead process gets no answer from it. */
export class Shell implements Host {
  isAlive = true;
  readonly #lid: Lid;
  readonly #answers: Answers;
  readonly #reactions = new Set<{ readonly event: HostEvent; readonly react: (news: never) => void }>();

  constructor(shellParts: ShellParts) {
    const { vault, person, name, random } = shellParts;
    this.#lid = shellParts.lid;
    const enrolment = () => ({
      person,
      name,
      url: 'http://hq.test/',
      serverName: 'HQ',
      serverKey: vault.serverKey,
    });
    const shellJournal = shellParts.openJournal(shellParts.journalDisk, vault.sizes);
    const identity = (): HostResponse<'device.identity'> => {
      const { keys, former } = vault.identity;
      return {
        device: keys.device,
        publicKey: keys.publicKey,
        former: former.map((formerKeys) => formerKeys.keys.device),
        renewedFor: former.at(-1)?.why ?? null,
        backup: vault.backup,
        enrolment: vault.isEnrolled ? enrolment() : null,
      };
    };
    this.#answers = {
      'app.about': () => ({
        version: '0',
        platform: 'test',
        runtime: 'simulation',
        isPackaged: false,
        isDemonstration: true,
      }),
      'device.identity': identity,
      'device.renew': ({ why }) => {
        vault.identity = renewed(vault.identity, why, random);
        return identity();
      },
      'database.discard': () => null,
      'database.whole': () => {
        vault.backup = vault.backup && { ...vault.backup, isOpened: true };
        return null;
      },
      'database.engineChanged': () => false,
      'device.offer': () => null,
      'vault.eraseAfter': () => null,
      'device.enrol': async () => {
        const enrolResponse = await shellParts.enrol();
        vault.isEnrolled = true;
        vault.serverKey = enrolResponse.server.key;
        return { kind: 'enrolled', enrolment: enrolment(), response: enrolResponse };
      },
      'device.verify': ({ packs }) => ({ holds: packs.map(() => true) }),
      'device.sign': ({ payload }) => ({ sig: signWith(vault.identity.keys, payload) }),
      'journal.append': ({ frames }) => shellJournal.append(frames),
      'journal.files': () => shellJournal.files(),
      'journal.room': () => shellJournal.room(),
      'journal.read': ({ file }) => shellJournal.read(file),
      'journal.drop': async ({ files }) => {
        await shellJournal.drop(files);
        return null;
      },
      'journal.blank': async ({ file, frames }) => {
        await shellJournal.blank(file, frames);
        return null;
      },
      'net.request': (ask) => this.#request(shellParts, ask),
      'net.simulateOffline': () => false,
    };
  }

  async ask<C extends HostChannel>(channel: C, hostAsk: HostAsk<C>): Promise<HostResponse<C>> {
    const response = this.#answers[channel] as
      | ((ask: HostAsk<C>) => HostResponse<C> | Promise<HostResponse<C>>)
      | undefined;
    if (response === undefined) throw new Error(`The simulated shell does not answer ${channel}`);
    if (!this.isAlive) return never();
    if (this.#lid.isShut) await this.#lid.whenOpen();
    try {
      const given = await response(hostAsk);
      if (this.#lid.isShut) await this.#lid.whenOpen();
      if (this.isAlive) return given;
    } catch (error) {
      if (this.isAlive) throw error;
    }
    return never();
  }

  on<E extends HostEvent>(event: E, react: (news: HostEventPayload<E>) => void): () => void {
    const reaction = { event, react };
    this.#reactions.add(reaction);
    return () => void this.#reactions.delete(reaction);
  }

  tell<E extends HostEvent>(event: E, news: HostEventPayload<E>): void {
    for (const one of this.#reactions) if (one.event === event) one.react(news as never); // of this very event
  }

  /** As `electron/net`: before anything else headquarters is told of a new identity. */
  async #request(
    { vault, send }: ShellParts,
    { path, body }: HostAsk<'net.request'>,
  ): Promise<HostResponse<'net.request'>> {
    for (
      let nextUntoldRenewal = untoldRenewal(vault.identity);
      nextUntoldRenewal;
      nextUntoldRenewal = untoldRenewal(vault.identity)
    ) {
      const { former, renewed: now, why } = nextUntoldRenewal;
      const proof = signWith(now, renewalProofText(former.device, now.device));
      const asked = { deviceKey: now.publicKey, proof, label: 'l', platform: 'p', version: '0', why };
      const netRequestResponse = await send(former, '/api/v1/renew', JSON.stringify(asked));
      if (netRequestResponse.kind !== 'answered') return netRequestResponse;
      // The real shell sees by the signature whether an answer is headquarters'.
      if (netRequestResponse.body !== renewalAnswer) return { kind: 'unreachable', why: 'not signed' };
      if (!this.isAlive) return never();
      vault.identity = toldOf(vault.identity, nextUntoldRenewal);
    }
    return send(vault.identity.keys, path, body);
  }
}

/** Answer for a dead process. */
export const never = <T>(): Promise<T> => new Promise(() => {});
