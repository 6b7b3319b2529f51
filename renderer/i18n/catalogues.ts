import enFrame from './messages/en/frame.json' with { type: 'json' };
import enUi from './messages/en/ui.json' with { type: 'json' };
import enAssessment from './messages/en/assessment.json' with { type: 'json' };
import enForm from './messages/en/form.json' with { type: 'json' };
import enWorkshop from './messages/en/workshop.json' with { type: 'json' };
import enMission from './messages/en/mission.json' with { type: 'json' };
import enConflict from './messages/en/conflict.json' with { type: 'json' };
import enWhereabouts from './messages/en/whereabouts.json' with { type: 'json' };
import enSync from './messages/en/sync.json' with { type: 'json' };
import enSettings from './messages/en/settings.json' with { type: 'json' };
import enEnrol from './messages/en/enrol.json' with { type: 'json' };
import enBackup from './messages/en/backup.json' with { type: 'json' };
import enVault from './messages/en/vault.json' with { type: 'json' };
import enConsole from './messages/en/console.json' with { type: 'json' };
import enDesk from './messages/en/desk.json' with { type: 'json' };
import enDifference from './messages/en/difference.json' with { type: 'json' };
import enLibrary from './messages/en/library.json' with { type: 'json' };
import enNote from './messages/en/note.json' with { type: 'json' };
import enVersion from './messages/en/version.json' with { type: 'json' };
import enReport from './messages/en/report.json' with { type: 'json' };
import enCheck from './messages/en/check.json' with { type: 'json' };
import enLife from './messages/en/life.json' with { type: 'json' };
import enSeveral from './messages/en/several.json' with { type: 'json' };
import enRegister from './messages/en/register.json' with { type: 'json' };
import enFinding from './messages/en/finding.json' with { type: 'json' };
import enPlan from './messages/en/plan.json' with { type: 'json' };
import enProgramme from './messages/en/programme.json' with { type: 'json' };
import frFrame from './messages/fr/frame.json' with { type: 'json' };
import frUi from './messages/fr/ui.json' with { type: 'json' };
import frAssessment from './messages/fr/assessment.json' with { type: 'json' };
import frForm from './messages/fr/form.json' with { type: 'json' };
import frWorkshop from './messages/fr/workshop.json' with { type: 'json' };
import frMission from './messages/fr/mission.json' with { type: 'json' };
import frConflict from './messages/fr/conflict.json' with { type: 'json' };
import frWhereabouts from './messages/fr/whereabouts.json' with { type: 'json' };
import frSync from './messages/fr/sync.json' with { type: 'json' };
import frSettings from './messages/fr/settings.json' with { type: 'json' };
import frEnrol from './messages/fr/enrol.json' with { type: 'json' };
import frBackup from './messages/fr/backup.json' with { type: 'json' };
import frVault from './messages/fr/vault.json' with { type: 'json' };
import frConsole from './messages/fr/console.json' with { type: 'json' };
import frDesk from './messages/fr/desk.json' with { type: 'json' };
import frDifference from './messages/fr/difference.json' with { type: 'json' };
import frLibrary from './messages/fr/library.json' with { type: 'json' };
import frNote from './messages/fr/note.json' with { type: 'json' };
import frVersion from './messages/fr/version.json' with { type: 'json' };
import frReport from './messages/fr/report.json' with { type: 'json' };
import frCheck from './messages/fr/check.json' with { type: 'json' };
import frLife from './messages/fr/life.json' with { type: 'json' };
import frSeveral from './messages/fr/several.json' with { type: 'json' };
import frRegister from './messages/fr/register.json' with { type: 'json' };
import frFinding from './messages/fr/finding.json' with { type: 'json' };
import frPlan from './messages/fr/plan.json' with { type: 'json' };
import frProgramme from './messages/fr/programme.json' with { type: 'json' };
import arFrame from './messages/ar/frame.json' with { type: 'json' };
import arUi from './messages/ar/ui.json' with { type: 'json' };
import arAssessment from './messages/ar/assessment.json' with { type: 'json' };
import arForm from './messages/ar/form.json' with { type: 'json' };
import arWorkshop from './messages/ar/workshop.json' with { type: 'json' };
import arMission from './messages/ar/mission.json' with { type: 'json' };
import arConflict from './messages/ar/conflict.json' with { type: 'json' };
import arWhereabouts from './messages/ar/whereabouts.json' with { type: 'json' };
import arSync from './messages/ar/sync.json' with { type: 'json' };
import arSettings from './messages/ar/settings.json' with { type: 'json' };
import arEnrol from './messages/ar/enrol.json' with { type: 'json' };
import arBackup from './messages/ar/backup.json' with { type: 'json' };
import arVault from './messages/ar/vault.json' with { type: 'json' };
import arConsole from './messages/ar/console.json' with { type: 'json' };
import arDesk from './messages/ar/desk.json' with { type: 'json' };
import arDifference from './messages/ar/difference.json' with { type: 'json' };
import arLibrary from './messages/ar/library.json' with { type: 'json' };
import arNote from './messages/ar/note.json' with { type: 'json' };
import arVersion from './messages/ar/version.json' with { type: 'json' };
import arReport from './messages/ar/report.json' with { type: 'json' };
import arCheck from './messages/ar/check.json' with { type: 'json' };
import arLife from './messages/ar/life.json' with { type: 'json' };
import arSeveral from './messages/ar/several.json' with { type: 'json' };
import arRegister from './messages/ar/register.json' with { type: 'json' };
import arFinding from './messages/ar/finding.json' with { type: 'json' };
import arPlan from './messages/ar/plan.json' with { type: 'json' };
import arProgramme from './messages/ar/programme.json' with { type: 'json' };
import type { Language } from './language.ts';

/** Every text in English, complete: the table that all keys are typed from, and what is shown where a translation is missing. */
export const english = {
  ...enFrame,
  ...enUi,
  ...enAssessment,
  ...enForm,
  ...enWorkshop,
  ...enMission,
  ...enConflict,
  ...enWhereabouts,
  ...enSync,
  ...enSettings,
  ...enEnrol,
  ...enBackup,
  ...enVault,
  ...enConsole,
  ...enDesk,
  ...enDifference,
  ...enLibrary,
  ...enVersion,
  ...enReport,
  ...enCheck,
  ...enLife,
  ...enSeveral,
  ...enRegister,
  ...enFinding,
  ...enPlan,
  ...enProgramme,
  ...enNote,
} as const;

type Words<English> = { readonly [Key in keyof English]: string };
/** A translation: all of the frame and of what is said of sync, and as much of the rest as exists. */
type Translation = Words<typeof enFrame> & Words<typeof enSync> & Partial<Words<typeof english>>;

const french: Translation = {
  ...frFrame,
  ...frUi,
  ...frAssessment,
  ...frForm,
  ...frWorkshop,
  ...frMission,
  ...frConflict,
  ...frWhereabouts,
  ...frSync,
  ...frSettings,
  ...frEnrol,
  ...frBackup,
  ...frVault,
  ...frConsole,
  ...frDesk,
  ...frDifference,
  ...frLibrary,
  ...frVersion,
  ...frReport,
  ...frCheck,
  ...frLife,
  ...frSeveral,
  ...frRegister,
  ...frFinding,
  ...frPlan,
  ...frProgramme,
  ...frNote,
};

const arabic: Translation = {
  ...arFrame,
  ...arUi,
  ...arAssessment,
  ...arForm,
  ...arWorkshop,
  ...arMission,
  ...arConflict,
  ...arWhereabouts,
  ...arSync,
  ...arSettings,
  ...arEnrol,
  ...arBackup,
  ...arVault,
  ...arConsole,
  ...arDesk,
  ...arDifference,
  ...arLibrary,
  ...arVersion,
  ...arReport,
  ...arCheck,
  ...arLife,
  ...arSeveral,
  ...arRegister,
  ...arFinding,
  ...arPlan,
  ...arProgramme,
  ...arNote,
};

/** All texts by language. The contract for tests and tools: no other file reads `messages/`. */
export const catalogues: { readonly en: Words<typeof english> } & { readonly [L in Language]: Translation } =
  {
    en: english,
    fr: french,
    ar: arabic,
  };
