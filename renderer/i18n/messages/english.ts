import enFrame from './en/frame.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import enAccess from './en/access.json' with { type: 'json' };
import enApprovals from './en/approvals.json' with { type: 'json' };
import enAssessment from './en/assessment.json' with { type: 'json' };
import enForm from './en/form.json' with { type: 'json' };
import enWorkshop from './en/workshop.json' with { type: 'json' };
import enMission from './en/mission.json' with { type: 'json' };
import enColleague from './en/colleague.json' with { type: 'json' };
import enConflict from './en/conflict.json' with { type: 'json' };
import enWhereabouts from './en/whereabouts.json' with { type: 'json' };
import enSync from './en/sync.json' with { type: 'json' };
import enSettings from './en/settings.json' with { type: 'json' };
import enEnrol from './en/enrol.json' with { type: 'json' };
import enBackup from './en/backup.json' with { type: 'json' };
import enVault from './en/vault.json' with { type: 'json' };
import enConsole from './en/console.json' with { type: 'json' };
import enDesk from './en/desk.json' with { type: 'json' };
import enDifference from './en/difference.json' with { type: 'json' };
import enLibrary from './en/library.json' with { type: 'json' };
import enNote from './en/note.json' with { type: 'json' };
import enVersion from './en/version.json' with { type: 'json' };
import enReport from './en/report.json' with { type: 'json' };
import enCheck from './en/check.json' with { type: 'json' };
import enLife from './en/life.json' with { type: 'json' };
import enSeveral from './en/several.json' with { type: 'json' };
import enRegister from './en/register.json' with { type: 'json' };
import enFinding from './en/finding.json' with { type: 'json' };
import enPlan from './en/plan.json' with { type: 'json' };
import enProcessing from './en/processing.json' with { type: 'json' };
import enProgramme from './en/programme.json' with { type: 'json' };
import enRights from './en/rights.json' with { type: 'json' };
import enTravel from './en/travel.json' with { type: 'json' };

/** Every text in English, complete: the table that all keys are typed from, and what is shown where a translation is missing. */
export const english = {
  ...enFrame,
  ...enUi,
  ...enAccess,
  ...enApprovals,
  ...enAssessment,
  ...enForm,
  ...enWorkshop,
  ...enMission,
  ...enColleague,
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
  ...enRights,
  ...enTravel,
  ...enProcessing,
  ...enNote,
} as const;

type WordsOf<English> = { readonly [Key in keyof English]: string };
/** A translation: all of the frame and of what is said of sync, and as much of the rest as exists. */
export type Translation = WordsOf<typeof enFrame> & WordsOf<typeof enSync> & Partial<WordsOf<typeof english>>;
