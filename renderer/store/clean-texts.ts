import type { DeviceId, LogId } from '#domain/ids.ts';

/**
 * Up to which own op of each log the texts were looked through and name nobody. Ops never change, so each is looked at
 * once while the store is open; another roster begins anew.
 */
export class CleanTexts {
  readonly #seen = new Map<string, { readonly roster: string; readonly upTo: number }>();

  upTo(own: DeviceId, log: LogId, roster: readonly string[]): number {
    const seen = this.#seen.get(`${own} ${log}`);
    return seen?.roster === roster.join() ? seen.upTo : 0;
  }

  keep(own: DeviceId, log: LogId, roster: readonly string[], upTo: number): void {
    this.#seen.set(`${own} ${log}`, { roster: roster.join(), upTo });
  }
}
