import type { LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { StoreSession } from '#renderer/store/store-api.ts';
import type { RailPersonFacts } from './field-rail-view.tsx';

/** This person with their roles in a mission; outside one, with those of all missions. */
export function railPersonOf(
  { enrolled, roles }: Pick<StoreSession, 'enrolled' | 'roles'>,
  log: LogId | null,
): RailPersonFacts | null {
  if (enrolled === null) return null;
  const here: readonly Role[] = log === null ? Object.values(roles).flat() : (roles[log] ?? []);
  return { name: enrolled.name, roles: [...new Set(here)] };
}
