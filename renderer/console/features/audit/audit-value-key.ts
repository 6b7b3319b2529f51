import { ErasedPart } from '#domain/document/erase-ops.ts';
import { MissionStatus } from '#domain/mission/mission.ts';
import { RevokeReason } from '#domain/people/known-devices.ts';
import { Role } from '#domain/people/role.ts';
import type { MessageKey } from '#renderer/i18n';
import { statusLabel, valueLabels } from '#renderer/records/value-labels.ts';

/** Label of a value that the trail has under a name; null for a value that is shown as it is. */
export function auditValueKey(name: string, value: string): MessageKey | null {
  const reason = RevokeReason.safeParse(value);
  if (name === 'reason' && reason.success) return valueLabels.revokeReason[reason.data];
  const part = ErasedPart.safeParse(value);
  if (name === 'part' && part.success) return erasedPartKeys[part.data];
  const status = MissionStatus.safeParse(value);
  if (name === 'status' && status.success) return statusLabel('missionStatus', status.data);
  const way = name === 'by' ? signInWayKeys.get(value) : undefined;
  if (way !== undefined) return way;
  const role = Role.safeParse(value);
  return role.success ? valueLabels.role[role.data] : null;
}

const signInWayKeys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['code', 'console.people.code'],
  ['passkey', 'console.audit.subject.passkey'],
  ['authenticator', 'console.audit.way.authenticator'],
]);

const erasedPartKeys: { readonly [P in ErasedPart]: MessageKey } = {
  all: 'rights.erase.all',
  past: 'rights.erase.past',
};
