import { equalJson, type Json } from '../base/json.ts';
import type { DeviceId } from '../ids.ts';
import type { Document } from './document.ts';
import { type Dot, deviceOf } from './dot.ts';
import type { Path } from './path.ts';
import { isConflict, type Register, shownHead } from './register.ts';

/** What a field for one register shows, and the dots that a write from that field replaces. */
export interface EditableValue {
  readonly value: Json | undefined;
  readonly over: readonly Dot[];
}

/**
 * Without a conflict: the value and all its dots. In a conflict one's own value stays in one's own field, and writing
 * there replaces that value only: typing on must not decide (M3), the other value stays until a person chooses.
 */
export function editableValue(document: Document | undefined, path: string, device: DeviceId): EditableValue {
  // Reading takes any text: what is not a path has no register.
  const register = document?.registers[path as Path];
  const value = editableHead(register, device)?.value;
  const same = (register?.heads ?? []).filter((head) => value !== undefined && equalJson(head.value, value));
  return { value, over: same.map(({ dot }) => dot) };
}

function editableHead(register: Register | undefined, device: DeviceId) {
  const own = register?.heads.filter(({ dot }) => deviceOf(dot) === device) ?? [];
  return isConflict(register) && own.length > 0 ? shownHead({ heads: own }) : shownHead(register);
}
