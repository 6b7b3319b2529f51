// Shapes of parsed answers, for the console's features. The schemas stay with the client, so that nothing
// else here reads unchecked input.
export type {
  NamedPerson as Author,
  SignedInPersonAnswer as ConsoleMe,
  DeviceRow,
  DevicesAnswer,
  IntakeWarnings,
  ConsoleDocumentAnswer as DocumentAnswer,
  ConsoleDocumentRow as DocumentRow,
  DocumentsAnswer,
  ExportAnswersRequest as ExportAnswers,
  HeldChangeRow as HeldChange,
  HistoryOp,
  ConsoleMissionRow as MissionRow,
  MissionsAnswer,
  SearchAnswer as FoundRecords,
  SetupStep,
  WaitingCounts,
} from '#api/console-api.ts';
export type {
  AddLogRequest as AddLog,
  AddPersonRequest as AddPerson,
  ApprovedRecoveryAnswer as ApprovedRecovery,
  AuditAnswer,
  AuditRow,
  AuditChainAnswer as ChainAnswer,
  ChangeGroupRequest as ChangeGroup,
  ChangePersonRequest as ChangePerson,
  CodeAnswer,
  CountedRole,
  GroupConsequences,
  GroupRow,
  GrantManyRequest as GrantMany,
  OpenProgrammeRequest as OpenProgramme,
  AdminLogRow as LogRow,
  PersonRow,
  RecoveriesAnswer,
  RecoveryKeyStatus as RecoveryKeyState,
  RecoveryRow,
  VaultKeyRow as VaultRow,
} from '#api/admin-api.ts';
export type {
  DataRequestHistoryAnswer as DataRequestAnswered,
  DataRequestRow,
  DataRequestsAnswer,
  DataRequestVersion,
  FoundAnswer,
  FoundPlace,
  SearchRecordsRequest as SearchRecords,
  WaitingErasure,
} from '#api/data-requests-api.ts';
export type {
  ChangeMissionRequest as ChangeMission,
  MissionDetailsAnswer as MissionDetails,
  MissionFormPath,
  NewTeamMember,
  TeamCandidate,
} from '#api/missions-api.ts';
export type {
  DueRow,
  InstitutionChange,
  InstitutionsAnswer,
  ProposedInstitution,
  ProgrammeFactChange,
  ProgrammeOverview as Programme,
  RequestAct,
  AlikeRequestAnswer,
  AlikeRequestQuery,
  FieldRequestRow,
  RequestRow,
  RequestsAnswer,
  RequestsQuery,
} from '#api/programme-api.ts';
export type {
  DueWorkAnswer,
  DueWorkRow,
  OverviewCell,
  StateAnswer,
  StateRow,
  StatesAnswer,
} from '#api/overview-api.ts';
export type { PlanAnswer, PlanItemAnswer } from '#api/plan-api.ts';
export type { ReviewRow } from '#api/review-api.ts';
export type { ApprovalRow, ApprovalsAnswer } from '#api/approvals-api.ts';
export type { AccessNotice, NoticeAnswer } from '#sync/protocol/access-notices.ts';
export type { FactorsAnswer } from '#api/sign-in-api.ts';
export type { LibraryRow, TemplateRow } from '#api/library-api.ts';
export type { OpeningRefusal, RecoveryAnswer } from './open-escrowed-key.ts';
export type { MailSettings as PersonMail } from '#domain/people/mail-settings.ts';
