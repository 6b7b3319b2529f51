// What the views of this feature show; the shapes are those of headquarters' answers.
export type {
  RecoveriesAnswer,
  RecoveryAnswer,
  RecoveryRow,
  VaultRow,
} from '#renderer/console/api/answers.ts';
