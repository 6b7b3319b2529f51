import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ConflictEntry } from '#renderer/store/api/store-api.ts';
import { aDevice, aDoc, aLog } from '#tests/support/builders/sample-ids.ts';

/** A value by a device at a time; its dot is `<device>.<time>`. */
export const head = (device: 1 | 2 | 3, atMs: number, value: JsonValue): ConflictEntry['heads'][number] => ({
  dot: dotOf(aDevice(device), atMs),
  stamp: [atMs, 0],
  device: aDevice(device),
  value,
});

/** A register with several values, of an assessment if not said otherwise. */
export const aConflict = (
  path: string,
  heads: ConflictEntry['heads'],
  kind: DocumentKind = assessmentKind,
): ConflictEntry => ({ log: aLog(), doc: aDoc(), kind, title: 'Police', path: Path.parse(path), heads });

export const first: DeviceId = aDevice(1);
export const second: DeviceId = aDevice(2);
