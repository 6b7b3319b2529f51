// Made by `npm run format` from locales/**/*.json. Do not edit.

import approvals from './en/console/approvals.json' with { type: 'json' };
import console from './en/console/console.json' with { type: 'json' };
import desk from './en/console/desk.json' with { type: 'json' };
import library from './en/console/library.json' with { type: 'json' };
import processing from './en/console/processing.json' with { type: 'json' };
import programme from './en/console/programme.json' with { type: 'json' };
import rights from './en/console/rights.json' with { type: 'json' };
import difference from './en/difference.json' with { type: 'json' };
import access from './en/field/access.json' with { type: 'json' };
import assessment from './en/field/assessment.json' with { type: 'json' };
import backup from './en/field/backup.json' with { type: 'json' };
import check from './en/field/check.json' with { type: 'json' };
import colleague from './en/field/colleague.json' with { type: 'json' };
import conflict from './en/field/conflict.json' with { type: 'json' };
import enrol from './en/field/enrol.json' with { type: 'json' };
import finding from './en/field/finding.json' with { type: 'json' };
import life from './en/field/life.json' with { type: 'json' };
import mission from './en/field/mission.json' with { type: 'json' };
import note from './en/field/note.json' with { type: 'json' };
import plan from './en/field/plan.json' with { type: 'json' };
import register from './en/field/register.json' with { type: 'json' };
import settings from './en/field/settings.json' with { type: 'json' };
import several from './en/field/several.json' with { type: 'json' };
import sync from './en/field/sync.json' with { type: 'json' };
import travel from './en/field/travel.json' with { type: 'json' };
import vault from './en/field/vault.json' with { type: 'json' };
import version from './en/field/version.json' with { type: 'json' };
import whereabouts from './en/field/whereabouts.json' with { type: 'json' };
import workshop from './en/field/workshop.json' with { type: 'json' };
import form from './en/form.json' with { type: 'json' };
import frame from './en/frame.json' with { type: 'json' };
import report from './en/report.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };

/** Every message in English: the table from which keys are typed. */
export const english = {
  ...approvals,
  ...console,
  ...desk,
  ...library,
  ...processing,
  ...programme,
  ...rights,
  ...difference,
  ...access,
  ...assessment,
  ...backup,
  ...check,
  ...colleague,
  ...conflict,
  ...enrol,
  ...finding,
  ...life,
  ...mission,
  ...note,
  ...plan,
  ...register,
  ...settings,
  ...several,
  ...sync,
  ...travel,
  ...vault,
  ...version,
  ...whereabouts,
  ...workshop,
  ...form,
  ...frame,
  ...report,
  ...ui,
} as const;

/** Messages of one language: one that lacks a key does not compile. */
export type MessageCatalogue = { readonly [Key in keyof typeof english]: string };
