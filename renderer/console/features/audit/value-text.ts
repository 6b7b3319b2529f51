import { ErasedPart } from '#domain/document/erase-ops.ts';
import { RevokeReason } from '#domain/people/device-loss.ts';
import { Role } from '#domain/people/role.ts';
import { reasonKeys } from '#renderer/console/parts/reason-words.ts';
import { roleKeys } from '#renderer/console/parts/role-words.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** The word for a value that the trail has under a name; null for what is shown as it is. */
export function valueKey(name: string, value: string): MessageKey | null {
  const reason = RevokeReason.safeParse(value);
  if (name === 'reason' && reason.success) return reasonKeys[reason.data];
  const part = ErasedPart.safeParse(value);
  if (name === 'part' && part.success) return erasedPartKeys[part.data];
  const role = Role.safeParse(value);
  return role.success ? roleKeys[role.data] : null;
}

const erasedPartKeys: { readonly [P in ErasedPart]: MessageKey } = {
  all: 'rights.erase.all',
  past: 'rights.erase.past',
};
