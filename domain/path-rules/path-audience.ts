/** Audience outside the programme's missions that gets a part of their records (docs/requirements.md E5). */
type SharingAudience = 'donor' | 'state' | 'partner';

/** Audience of a path. `donor-agreed`: a donor, where the State agrees. */
export type PathAudience = SharingAudience | 'donor-agreed';

// A State never sees another's records, a partner no item of others (`sharedDocumentFor`).
export const noAudience: readonly PathAudience[] = [];
export const allAudiences: readonly PathAudience[] = ['donor', 'state', 'partner'];
export const allIfStateAgrees: readonly PathAudience[] = ['donor-agreed', 'state', 'partner'];
export const stateOnly: readonly PathAudience[] = ['state'];
export const stateAndAgreedDonor: readonly PathAudience[] = ['state', 'donor-agreed'];
export const donorAndState: readonly PathAudience[] = ['donor', 'state'];
export const donorAndPartner: readonly PathAudience[] = ['donor', 'partner'];
export const stateAndPartner: readonly PathAudience[] = ['state', 'partner'];

/** Reader outside the programme. `stateAgrees` counts for a donor. */
export interface AudienceMember {
  readonly kind: SharingAudience;
  readonly stateAgrees?: boolean;
}

/** Return whether a reader belongs to these audiences. */
export const isInAudience = (pathAudiences: readonly PathAudience[], reader: AudienceMember): boolean =>
  pathAudiences.includes(reader.kind) ||
  (reader.kind === 'donor' && reader.stateAgrees === true && pathAudiences.includes('donor-agreed'));
