import type { KnownInstitution } from '#domain/assessment/create-assessment.ts';
import type { LogId } from '#domain/ids.ts';
import type { InstitutionEntry } from '#domain/programme/institutions.ts';
import type { DocumentSummary } from './store-api.ts';

/** Queries about the records of one mission, beside its list. */
export interface MissionRecordQueries {
  /** Removed documents of one log, the last changed first: they can be brought back. */
  removedRecords: { ask: { log: LogId }; result: readonly DocumentSummary[] };
  /** Institutions of the register in the State of this mission, and those of its other assessments, by name. */
  institutions: { ask: { log: LogId }; result: readonly KnownInstitution[] };
  /** Register of institutions, and the States of the missions on this device. */
  institutionRegister: { ask: null; result: KnownRegister };
}

/** Register of institutions as the page needs it for names. */
export interface KnownRegister {
  readonly entries: readonly InstitutionEntry[];
  /** State of each mission that names one. */
  readonly countries: Readonly<Record<LogId, string>>;
}
