import { IsoDay } from '../mission/mission-work.ts';
import type { KindSchema } from '../path-rules/kind-schema.ts';
import { objectRegister } from '../path-rules/object-parts.ts';
import { noAudience } from '../path-rules/path-audience.ts';
import { SealRecipient } from '../path-rules/sealed-value.ts';
import { EraseAfter } from '../vault/passphrase.ts';
import { Institution, PartnerState } from './institutions.ts';
import { FundingLine, factLine, PartnerId, ProgrammePartner, ProgrammePhase } from './programme.ts';

// Sharing starts from a mission.
const programmeHandling = { group: 'programme', sharedWith: noAudience, erasable: 'never' } as const;

const programmeFact = { rights: 'facts', ...programmeHandling } as const;

/** Null removes a setting: there is no last day any more, or vaults never erase themselves. */
export const programmeSchema: KindSchema<'programme'> = [
  { pattern: 'name', field: ['line', 'path.title'], holds: factLine.nullable(), ...programmeFact },
  // Null takes an item out, also one of the defaults.
  {
    pattern: 'phases/*',
    field: ['other', 'path.phase'],
    ...objectRegister(ProgrammePhase, {
      title: { field: ['line', 'path.title'] },
      from: { field: ['number', 'path.phase.from'] },
      to: { field: ['number', 'path.phase.to'] },
      results: { field: ['names', 'path.phase.results'] },
    }),
    ...programmeFact,
  },
  {
    pattern: 'funding/*',
    field: ['other', 'path.item.fundingLine'],
    ...objectRegister(FundingLine, {
      title: { field: ['line', 'path.item.fundingLine'] },
      donor: { field: ['line', 'path.fundingLine.donor'] },
      endsOn: { field: ['day', 'path.to'] },
    }),
    ...programmeFact,
  },
  {
    pattern: 'partners/*',
    field: ['other', 'path.partner'],
    ...objectRegister(ProgrammePartner, {
      name: { field: ['line', 'path.partner.name'] },
      kind: { field: ['partnerKind', 'path.partner.kind'] },
      part: { field: ['partnerPart', 'path.partner.part'] },
      areas: { field: ['mandateArea[]', 'path.partner.areas'] },
    }),
    ...programmeFact,
  },
  // By id, and by code of the State. Null takes an entry out that was a mistake.
  {
    pattern: 'institutions/*',
    field: ['other', 'path.institution.entry'],
    ...objectRegister(Institution, {
      names: { field: ['other', 'path.institution.names', 'path.institution.names.help'] },
      otherNames: { field: ['names', 'path.institution.otherNames', 'path.institution.otherNames.help'] },
      type: { field: ['institutionType', 'path.institution.type'] },
      level: { field: ['institutionLevel', 'path.institution.level'] },
      state: { field: ['state', 'path.country'] },
      isClosed: { field: ['flag', 'path.institution.closed', 'path.institution.closed.help'] },
      mergedInto: { field: ['other', 'path.institution.mergedInto', 'path.institution.mergedInto.help'] },
    }),
    ...programmeFact,
  },
  {
    pattern: 'states/*',
    field: ['other', 'path.partnerState'],
    ...objectRegister(PartnerState, {
      status: { field: ['partnerStateStatus', 'path.status'] },
      institution: {
        field: ['other', 'path.partnerState.institution', 'path.partnerState.institution.help'],
      },
      function: {
        field: ['line', 'path.partnerState.function', 'path.partnerState.function.help'],
        personalDataCheck: 'always',
      },
      channel: {
        field: ['line', 'path.partnerState.channel', 'path.partnerState.channel.help'],
        personalDataCheck: 'always',
      },
      agreement: { field: ['line', 'path.partnerState.agreement'], personalDataCheck: 'always' },
    }),
    ...programmeFact,
  },
  // Partner that a person works for, by the id of each.
  { pattern: 'officers/*', field: ['other', 'path.officer'], holds: PartnerId.nullable(), ...programmeFact },
  {
    pattern: 'starts-on',
    field: ['day', 'path.from', 'path.programme.startsOn.help'],
    holds: IsoDay.nullable(),
    rights: 'period',
    ...programmeHandling,
  },
  {
    pattern: 'ends-on',
    field: ['day', 'path.to'],
    holds: IsoDay.nullable(),
    rights: 'period',
    ...programmeHandling,
  },
  {
    pattern: 'erase-after',
    field: ['other', 'path.eraseAfter'],
    holds: EraseAfter.nullable(),
    rights: 'vaults',
    ...programmeHandling,
  },
  // Key of each role to which values are encrypted, by `SealRole`. Null: the role has none any more.
  {
    pattern: 'seal-keys/*',
    field: ['line', 'path.sealKey'],
    holds: SealRecipient.nullable(),
    rights: 'seal-keys',
    ...programmeHandling,
  },
];
