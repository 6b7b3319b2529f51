import type { HostResponse } from '#renderer/host/host-contract.ts';
import { SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import type { Random } from '#tests/support/random/random.ts';
import type { DeviceKeys } from '#tests/support/random/seeded-ids.ts';
import type { FaultKind } from '../faults/fault-kinds.ts';
import type { WorldTime } from '../world/world-time.ts';
import type { Headquarters } from './headquarters.ts';
import { headquartersEnd, Links } from './links.ts';

type NetResponse = HostResponse<'net.request'>;

/** Present state of one laptop's network; shares in [0, 1]. */
export interface Weather {
  readonly isDown: boolean;
  readonly slowMs: number;
  readonly losesRequests: number;
  readonly losesResponses: number;
  readonly cutsResponses: number;
  readonly repeats: number;
  readonly portals: number;
}

export const fineWeather: Weather = {
  isDown: false,
  slowMs: 50,
  losesRequests: 0,
  losesResponses: 0,
  cutsResponses: 0,
  repeats: 0,
  portals: 0,
};

/** Share of requests that meet a headquarters that crashes in their middle. */
const crashShare = 0.02;

/** Share of requests that this meets, and the statements up to the end of a request's first pack. */
const [powerCutShare, mostStatements] = [0.06, 25];

/**
 * Time that a laptop waits without an answer: less than the real one, in a story of minutes
 * (`electron/net/send-http-request.ts`).
 */
export const silenceMs = 10_000;

export interface NetworkParts {
  readonly time: WorldTime;
  readonly random: Random;
  readonly headquarters: Headquarters;
  readonly faultKinds: ReadonlySet<FaultKind>;
  /** Headquarters loses its power, or its store alone, at a statement in the middle of a request; null: never. */
  readonly powerCuts: Random | null;
  /** Count a fault that was made. */
  readonly fault: (what: string) => void;
  readonly broken: (error: unknown) => void;
}

/** One request as it leaves a laptop. */
export interface Sending {
  readonly from: string;
  readonly keys: DeviceKeys;
  readonly path: string;
  readonly body: string | null;
}

/** The network from laptops to headquarters, with all its faults. */
export class Network {
  /** Headquarters is down. */
  isClosed = false;
  readonly links = new Links();
  /** Requests that were sent and not answered yet. */
  underWay = 0;
  /** Names of laptops whose last request headquarters did not answer: they try again after a while. */
  readonly unanswered = new Set<string>();
  #moved: string[] | null = null;
  readonly #parts: NetworkParts;

  constructor(networkParts: NetworkParts) {
    this.#parts = networkParts;
  }

  /** One request of the real client to the real server's parts. Never rejects for want of a network. */
  async request(weather: Weather, sending: Sending): Promise<NetResponse> {
    this.underWay += 1;
    try {
      const netRequestResponse = await this.#travel(weather, sending);
      this.#moved?.push(...movedBy(sending, netRequestResponse));
      if (isFailure(netRequestResponse)) this.unanswered.add(sending.from);
      else this.unanswered.delete(sending.from);
      return netRequestResponse;
    } finally {
      this.underWay -= 1;
    }
  }

  /** From now on traffic in either direction is noted, in the words of a fault. */
  watch(): readonly string[] {
    this.#moved = [];
    return this.#moved;
  }

  async #travel(weather: Weather, sending: Sending): Promise<NetResponse> {
    const { time, random, fault } = this.#parts;
    const { from, path, body } = sending;
    time.say(from, `asks ${path.split('?')[0]}, ${body?.length ?? 0} letters`);
    if (weather.isDown) return unreachable('no network');
    await time.wait(this.#delayMs(weather));
    if (random.chance(weather.portals)) {
      fault('portal');
      return answered(sending, '<html>Welcome to the hotel</html>');
    }
    if (random.chance(weather.losesRequests)) {
      fault('request lost');
      await time.wait(5_000);
      return unreachable('lost');
    }
    if (!this.links.passes(from, headquartersEnd)) return this.#silence();
    if (random.chance(weather.repeats)) {
      fault('request repeated');
      time.after(random.between(0, 20_000), () => void this.#reach(sending).catch(this.#parts.broken));
    }
    const netRequestResponse = await this.#reach(sending);
    await time.wait(this.#delayMs(weather));
    if (!this.links.passes(headquartersEnd, from)) return this.#silence();
    if (netRequestResponse.kind !== 'answered') return netRequestResponse;
    if (random.chance(weather.losesResponses)) {
      fault('answer lost');
      await time.wait(5_000);
      return unreachable('lost');
    }
    if (!random.chance(weather.cutsResponses)) return netRequestResponse;
    fault('answer cut');
    return {
      ...netRequestResponse,
      body: netRequestResponse.body.slice(0, random.between(0, netRequestResponse.body.length - 1)),
    };
  }

  async #reach(sending: Sending): Promise<NetResponse> {
    const { headquarters, random, fault, faultKinds, powerCuts } = this.#parts;
    if (this.isClosed) return { kind: 'refused', status: 503, code: 'busy' };
    if (faultKinds.has('headquartersCrashes') && random.chance(crashShare)) {
      fault('headquarters crashed in the middle');
      await headquarters.respondAndCrash(sending);
      return unreachable('cut');
    }
    if (powerCuts?.chance(powerCutShare)) {
      const isHeard = powerCuts.chance(0.5);
      fault(`headquarters lost its ${isHeard ? 'store' : 'power'} in the middle`);
      const said = await headquarters.respondOnFailing(sending, powerCuts.between(0, mostStatements));
      if (!isHeard) return unreachable('cut');
      return said.kind === 'answered' ? answered(sending, said.body) : said;
    }
    const response = await headquarters.respond(sending);
    return response.kind === 'answered' ? answered(sending, response.body) : response;
  }

  async #silence(): Promise<NetResponse> {
    const { time, fault } = this.#parts;
    fault('silence');
    await time.wait(silenceMs);
    return unreachable('timeout');
  }

  #delayMs({ slowMs }: Weather): number {
    return this.#parts.random.between(1, Math.max(1, slowMs));
  }
}

/** News of one round trip in each direction; questions and answers without news are nothing. */
function movedBy({ from, path, body }: Sending, netResponse: NetResponse): readonly string[] {
  if (path !== '/api/v1/sync') return [`${from} asks ${path.split('?')[0]}`];
  const { packs } = SyncRequest.parse(JSON.parse(body ?? ''));
  const sent = packs.length > 0 ? [`${from} sends ${packs.length} packs`] : [];
  if (netResponse.kind !== 'answered') return sent;
  const { logs } = SyncResponse.parse(JSON.parse(netResponse.body));
  const entries = Object.values(logs).reduce((sum, log) => sum + log.entries.length, 0);
  return entries > 0 ? [...sent, `${from} is given ${entries} entries`] : sent;
}

const isFailure = (netResponse: NetResponse): boolean =>
  netResponse.kind === 'unreachable' || (netResponse.kind === 'refused' && netResponse.status >= 500);

const unreachable = (why: string): NetResponse => ({ kind: 'unreachable', why });

const answered = ({ body }: Sending, down: string): NetResponse => ({
  kind: 'answered',
  status: 200,
  body: down,
  bytesUp: body?.length ?? 0,
  bytesDown: down.length,
  tookMs: 100,
});
