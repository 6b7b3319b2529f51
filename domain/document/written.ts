import type { DeviceId } from '../ids.ts';
import type { Document } from './document.ts';
import { deviceOf } from './dot.ts';
import type { Path } from './path.ts';
import { shownHead } from './register.ts';

/** On which device something was written, and when in epoch milliseconds by that device's clock. */
export interface Written {
  readonly device: DeviceId;
  readonly atMs: number;
}

/** Who wrote what people see at this path; null where nothing stands, or what was just chosen is not saved yet. */
export function writtenAt(document: Document | undefined, path: string): Written | null {
  const head = shownHead(document?.registers[path as Path]); // what is not a path has no register
  return head ? { device: deviceOf(head.dot), atMs: head.stamp[0] } : null;
}
