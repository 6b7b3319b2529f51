import { ok, refuse, type Result } from '#domain/base/result.ts';

/** `refused`: the shell or the system says no. `silent`: it is there, but another program has it, or it is off. */
export type CameraProblem = 'none' | 'refused' | 'silent';

/** A code on a telephone fills a part of the picture only, so more points than a camera gives unasked. */
const wanted = { video: { width: { ideal: 1_280 }, height: { ideal: 720 } }, audio: false };

const problems: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotReadableError: 'silent',
  AbortError: 'silent',
};

/** The picture of the camera, without sound. */
export async function openCamera(devices: MediaDevices): Promise<Result<MediaStream, CameraProblem>> {
  try {
    return ok(await devices.getUserMedia(wanted));
  } catch (error) {
    return refuse((error instanceof Error && problems[error.name]) || 'none');
  }
}
