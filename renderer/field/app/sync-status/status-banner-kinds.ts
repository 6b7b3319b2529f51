import type { StatusFacts } from './status-facts.ts';

/** Banner about saving, sending or erasing. */
export type StatusBannerKind =
  | 'notSaved'
  | 'lastRoom'
  | 'refused'
  | 'lease'
  | 'due'
  | 'dueParts'
  | 'restored'
  | 'renewed'
  | 'erased'
  | 'erasedMissions'
  | 'erasedParts';

/**
 * Banners that these facts ask for, by urgency: one act of a person, then coming erasures, then reports to read.
 * @returns an empty list where nothing has to be done or read, so that the frame keeps no room
 */
export function statusBannerKindsOf(statusFacts: StatusFacts): readonly StatusBannerKind[] {
  const { restored, renewed, erased, dueMissions, erasedMissions, dueParts, erasedParts } = statusFacts;
  const urgent = urgentBannerKindOf(statusFacts);
  const told: readonly (StatusBannerKind | false)[] = [
    dueMissions.length > 0 && 'due',
    dueParts.length > 0 && 'dueParts',
    restored !== null && 'restored',
    // The report of restored changes tells the cause of a new identity; the identity comes after it was read.
    restored === null && renewed !== null && 'renewed',
    erased !== null && 'erased',
    erasedMissions !== null && 'erasedMissions',
    erasedParts !== null && 'erasedParts',
  ];
  return [...(urgent === null ? [] : [urgent]), ...told.filter((kind) => kind !== false)];
}

/** The one act that comes first: an unsaved change before a full disk, before a refusal, before the lease. */
function urgentBannerKindOf(statusFacts: StatusFacts): StatusBannerKind | null {
  const { saved, isInLastRoom, network, leaseOver, leaseDaysLeft } = statusFacts;
  if (saved.kind === 'failed') return 'notSaved';
  if (isInLastRoom) return 'lastRoom';
  if (network.kind === 'refused') return 'refused';
  return leaseOver || leaseDaysLeft !== null ? 'lease' : null;
}
