// What the console's features may know of the wire: the shapes of the answers, already parsed. The schemas themselves
// stay with the client, so that nothing else here reads what has not been checked.
export type {
  Author,
  ConsoleMe,
  DeviceRow,
  DocumentAnswer,
  DocumentRow,
  DocumentsAnswer,
  ExportAnswers,
  HeldChange,
  HistoryAnswer,
  HistoryOp,
  MissionRow,
} from '#sync/protocol/console-api.ts';
export type {
  AddLog,
  AddPerson,
  ApprovedRecovery,
  AuditAnswer,
  AuditRow,
  ChainAnswer,
  ChangePerson,
  CodeAnswer,
  LogRow,
  PersonRow,
  RecoveriesAnswer,
  RecoveryKeyState,
  RecoveryRow,
  VaultRow,
} from '#sync/protocol/admin-api.ts';
export type {
  DataRequestAnswered,
  DataRequestRow,
  DataRequestsAnswer,
  DataRequestVersion,
  FoundAnswer,
  FoundPlace,
  SearchRecords,
} from '#sync/protocol/data-requests-api.ts';
export type { DueRow, Programme } from '#sync/protocol/programme-api.ts';
export type { ReviewRow } from '#sync/protocol/review-api.ts';
export type { ApprovalRow, ApprovalsAnswer, Unfit } from '#sync/protocol/approvals-api.ts';
export type { Notice, NoticeAnswer } from '#sync/protocol/notices.ts';
export type { FactorsAnswer } from '#sync/protocol/sign-in-api.ts';
export type { LibraryRow } from '#sync/protocol/instruments-api.ts';
