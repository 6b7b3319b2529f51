// What the views of this feature show; the shapes are those of headquarters' answers.
export type {
  ApprovedRecovery,
  RecoveriesAnswer,
  RecoveryKeyState,
  RecoveryRow,
  VaultRow,
} from '#renderer/console/api/answers.ts';
export type { OpeningRefusal, RecoveryAnswer } from '#renderer/console/api/open-recovery.ts';
