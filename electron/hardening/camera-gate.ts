/** Whether the page may turn the camera on now. Shut until it says that it scans a code. */
export interface CameraGate {
  /** The page begins to scan, or ends; answers whether it may film now. */
  readonly scan: (isScanning: boolean) => boolean;
  readonly mayFilm: () => boolean;
}

/** `isJoining`: is there a vault open that belongs to no programme yet? Nothing else is ever scanned. */
export function createCameraGate(isJoining: () => boolean): CameraGate {
  let isScanning = false;
  const mayFilm = (): boolean => isScanning && isJoining();
  return {
    mayFilm,
    scan(wanted) {
      isScanning = wanted;
      return mayFilm();
    },
  };
}
