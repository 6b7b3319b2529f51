/** Whether the shell has a network: the system's word, and the switch that simulates having none. */
export interface OfflineSwitch {
  /** Sets it, or with null only asks; answers what now holds. Setting it also ends what is on its way. */
  readonly simulate: (offline: boolean | null) => boolean;
  readonly isSimulated: () => boolean;
  /** Aborts when the switch is set. A new one after each time. */
  readonly signal: () => AbortSignal;
  /** Looks at the system's word again, and tells when the whole has changed. */
  readonly checkConnection: () => void;
}

/** The switch is of this run only: after a restart the network counts again. */
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
