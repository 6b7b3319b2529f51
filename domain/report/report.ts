import type { Confidence, Level } from '../assessment/assessment.ts';
import type { Mark } from '../assessment/finding.ts';
import type { DocumentId } from '../ids.ts';
import type { Role } from '../people/role.ts';
import type { Figure } from './figure.ts';
import type { RecordRef } from './record-ref.ts';
import type { ReportWord } from './words.ts';

/** The reports that are made from assessments and plans (domain.md D). */
export const reportCodes = ['R1', 'R2', 'R3', 'R4', 'R5'] as const;
export type ReportCode = (typeof reportCodes)[number];

/** A record by its kind and title; a title is empty where nobody gave one. */
export interface RecordTitle {
  readonly doc: DocumentId;
  readonly kind: string;
  readonly title: string;
}

/**
 * One value in a table, before it is in any language. `missing` is something that nobody has reported, which is never 0;
 * `hidden` is known and kept back: in too small a group, or from this reader.
 */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly word: ReportWord }
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  | { readonly kind: 'share'; readonly value: number }
  /** `isBare`: the number alone, where several levels stand beside each other. */
  | { readonly kind: 'level'; readonly level: Level; readonly isProposed?: true; readonly isBare?: true }
  | { readonly kind: 'day'; readonly day: string }
  /** Why a reviewer let a rating stand above its evidence. */
  | { readonly kind: 'reviewerReason'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden'; readonly why: 'small' | 'withheld' }
  | { readonly kind: 'list'; readonly cells: readonly Cell[] };

/**
 * Who outside the programme a part is for (domain.md E, rule 5). `open`: everybody. `inside`: nobody.
 * `state`, `donor`: that one alone; with `-partner` the entity too that leads or supports the item. `rating`: the State, and a donor where the State agrees, for it tells how one
 * institution was rated. `aggregate`: as a rating, but open to a donor where it stands for enough institutions.
 */
export type Access =
  | 'open'
  | 'inside'
  | 'state'
  | 'donor'
  | 'state-partner'
  | 'donor-partner'
  | 'rating'
  | 'aggregate';

export interface Column {
  readonly id: string;
  /** A word of the report, or a text that the instrument or a person wrote. */
  readonly title: ReportWord | { readonly text: string };
  readonly align?: 'end';
  readonly access?: Access;
}

export interface Row {
  readonly id: string;
  readonly cells: readonly Cell[];
  readonly records: readonly RecordRef[];
  /** How many institutions an `aggregate` cell of this row stands for. */
  readonly institutions?: number;
  readonly isTotal?: true;
  readonly access?: Access;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

interface SectionHead {
  /** As in domain.md D: `T1`, `F2`. */
  readonly id: string;
  readonly title: ReportWord;
  readonly access: Access;
  readonly notes?: readonly ReportWord[];
  /** What was taken out for this reader stands as a sentence in its place. */
  readonly withheld?: true;
}

/** A table, or a figure with the table that says the same (`table` is made from the figure, so the two are equal). */
export type Section = SectionHead & {
  readonly table: Table;
  readonly figure?: Figure;
};

/** The common header (domain.md D): author roles, never names. */
export interface ReportHeader {
  readonly code: ReportCode;
  readonly title: ReportWord;
  /** The State by its ISO 3166 code, empty where the mission names none. */
  readonly country: string;
  readonly mission: string;
  /** R2 only: whose assessment. */
  readonly institution?: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly instruments: readonly string[];
  /** The languages that the questions of these instruments are in. */
  readonly languages: readonly string[];
  /** The newest change that is in the figures, in milliseconds since 1970; null when nothing was written. */
  readonly cutOffMs: number | null;
  readonly mark: Mark;
  readonly state: 'draft' | 'final';
  /** Share of the weight of applicable indicators that is rated (B6.2); null when nothing is applicable. */
  readonly coverage: number | null;
  /** How many ratings stand on evidence of which confidence (B3). */
  readonly confidence: { readonly [level in Confidence]: number };
  readonly roles: readonly Role[];
  readonly institutions: number;
  /** What the instrument calls its levels, level 1 first. */
  readonly scale: readonly string[];
}

/** The information-sharing note as the copy says it; nobody may pass it on. `until` is null while nobody has said it. */
export interface SharingTerms {
  readonly entity: string;
  readonly purpose: string;
  readonly until: string | null;
}

/** A report in no language yet: the same in the field app, the console and every file. */
export interface Report {
  readonly header: ReportHeader;
  readonly sections: readonly Section[];
  /** What each record that the rows name is. */
  readonly records: readonly RecordTitle[];
  /** Set for readers who do not get everything. */
  readonly audience: 'programme' | 'state' | 'donor' | 'partner';
  /** Of a partner's copy: under which note it gets it. */
  readonly sharing?: SharingTerms;
}
