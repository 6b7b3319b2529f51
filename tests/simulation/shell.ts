import type { PersonId } from '#domain/ids.ts';
import type {
  Host,
  HostAnswer,
  HostAsk,
  HostChannel,
  HostEvent,
  HostNews,
} from '#renderer/host/host-contract.ts';
import { type DeviceKeys, signWith } from './seeded-ids.ts';

export interface ShellParts {
  readonly keys: () => DeviceKeys;
  readonly person: PersonId;
  readonly name: string;
  readonly request: (body: string) => Promise<HostAnswer<'net.request'>>;
}

type Answers = { readonly [C in HostChannel]?: (ask: HostAsk<C>) => HostAnswer<C> | Promise<HostAnswer<C>> };

/** The shell around one running store. Once its process is dead it answers nothing more. */
export class Shell implements Host {
  isAlive = true;
  readonly #answers: Answers;
  readonly #reactions = new Set<{ readonly event: HostEvent; readonly react: (news: never) => void }>();

  constructor({ keys, person, name, request }: ShellParts) {
    const enrolment = { person, name, url: 'http://hq.test/', serverName: 'HQ', serverKey: 'key' };
    this.#answers = {
      'app.about': () => ({ version: '0', platform: 'test', runtime: 'simulation', isPackaged: false }),
      'device.identity': () => ({
        device: keys().device,
        publicKey: keys().publicKey,
        former: [],
        enrolment,
      }),
      'device.offer': () => null,
      'device.sign': ({ payload }) => ({ sig: signWith(keys(), payload) }),
      'net.request': ({ body }) => request(body ?? ''),
      'net.simulateOffline': () => false,
    };
  }

  async ask<C extends HostChannel>(channel: C, ask: HostAsk<C>): Promise<HostAnswer<C>> {
    const answer = this.#answers[channel] as
      | ((ask: HostAsk<C>) => HostAnswer<C> | Promise<HostAnswer<C>>)
      | undefined;
    if (answer === undefined) throw new Error(`The simulated shell does not answer ${channel}`);
    if (!this.isAlive) return never();
    const given = await answer(ask);
    return this.isAlive ? given : never();
  }

  on<E extends HostEvent>(event: E, react: (news: HostNews<E>) => void): () => void {
    const reaction = { event, react };
    this.#reactions.add(reaction);
    return () => void this.#reactions.delete(reaction);
  }

  tell<E extends HostEvent>(event: E, news: HostNews<E>): void {
    for (const one of this.#reactions) if (one.event === event) one.react(news as never); // of this very event
  }
}

/** What a dead process gets. */
export const never = <T>(): Promise<T> => new Promise(() => {});
