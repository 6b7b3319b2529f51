// What the views of this feature show; the shapes are those of headquarters' answers.
export type {
  AddLog,
  AddPerson,
  ChangePerson,
  CodeAnswer,
  LogRow,
  PersonRow,
} from '#renderer/console/api/answers.ts';
