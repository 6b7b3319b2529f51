import type { StatusFacts } from './status-facts.ts';

/**
 * Whether a person has to act on something, or to read it. Without any the frame keeps no room for a banner.
 */
export const needsStatusBanner = ({
  saved,
  isInLastRoom,
  network,
  restored,
  renewed,
  erased,
  dueMissions,
  erasedMissions,
  dueParts,
  erasedParts,
  leaseOver,
  leaseDaysLeft,
}: StatusFacts): boolean =>
  saved.kind === 'failed' ||
  isInLastRoom ||
  leaseOver ||
  leaseDaysLeft !== null ||
  network.kind === 'refused' ||
  restored !== null ||
  renewed !== null ||
  erased !== null ||
  dueMissions.length > 0 ||
  erasedMissions !== null ||
  dueParts.length > 0 ||
  erasedParts !== null;
