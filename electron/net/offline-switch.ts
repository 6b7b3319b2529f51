/** State of the network: the system's report, combined with a switch that simulates being offline. */
export interface OfflineSwitch {
  /** Set the switch, or read it with null; returns the present value. Setting it aborts running requests. */
  readonly simulate: (offline: boolean | null) => boolean;
  readonly isSimulated: () => boolean;
  /** Signal that aborts when the switch is set. New after each time. */
  readonly signal: () => AbortSignal;
  /** Check the system's report again, and notify when the combined state changed. */
  readonly checkConnection: () => void;
}

/** Create the switch. It lasts for this run only; after a restart the real network counts. */
export function createOfflineSwitch(
  systemIsOnline: () => boolean,
  onChange: (online: boolean) => void,
): OfflineSwitch {
  let isSimulated = false;
  let controller = new AbortController();
  let wasOnline = systemIsOnline();

  const look = (): void => {
    const isOnline = !isSimulated && systemIsOnline();
    if (isOnline === wasOnline) return;
    wasOnline = isOnline;
    onChange(isOnline);
  };

  return {
    simulate(offline) {
      if (offline === null || offline === isSimulated) return isSimulated;
      isSimulated = offline;
      if (offline) controller.abort();
      else controller = new AbortController();
      look();
      return isSimulated;
    },
    isSimulated: () => isSimulated,
    signal: () => controller.signal,
    checkConnection: look,
  };
}
