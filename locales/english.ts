// Made by `npm run format` from locales/*/*.json. Do not edit.

import access from './en/access.json' with { type: 'json' };
import approvals from './en/approvals.json' with { type: 'json' };
import assessment from './en/assessment.json' with { type: 'json' };
import backup from './en/backup.json' with { type: 'json' };
import check from './en/check.json' with { type: 'json' };
import colleague from './en/colleague.json' with { type: 'json' };
import conflict from './en/conflict.json' with { type: 'json' };
import console from './en/console.json' with { type: 'json' };
import desk from './en/desk.json' with { type: 'json' };
import difference from './en/difference.json' with { type: 'json' };
import enrol from './en/enrol.json' with { type: 'json' };
import finding from './en/finding.json' with { type: 'json' };
import form from './en/form.json' with { type: 'json' };
import frame from './en/frame.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import life from './en/life.json' with { type: 'json' };
import mission from './en/mission.json' with { type: 'json' };
import note from './en/note.json' with { type: 'json' };
import plan from './en/plan.json' with { type: 'json' };
import processing from './en/processing.json' with { type: 'json' };
import programme from './en/programme.json' with { type: 'json' };
import register from './en/register.json' with { type: 'json' };
import report from './en/report.json' with { type: 'json' };
import rights from './en/rights.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import several from './en/several.json' with { type: 'json' };
import sync from './en/sync.json' with { type: 'json' };
import travel from './en/travel.json' with { type: 'json' };
import ui from './en/ui.json' with { type: 'json' };
import vault from './en/vault.json' with { type: 'json' };
import version from './en/version.json' with { type: 'json' };
import whereabouts from './en/whereabouts.json' with { type: 'json' };
import workshop from './en/workshop.json' with { type: 'json' };

/** Every message in English: the table from which keys are typed. */
export const english = {
  ...access,
  ...approvals,
  ...assessment,
  ...backup,
  ...check,
  ...colleague,
  ...conflict,
  ...console,
  ...desk,
  ...difference,
  ...enrol,
  ...finding,
  ...form,
  ...frame,
  ...library,
  ...life,
  ...mission,
  ...note,
  ...plan,
  ...processing,
  ...programme,
  ...register,
  ...report,
  ...rights,
  ...settings,
  ...several,
  ...sync,
  ...travel,
  ...ui,
  ...vault,
  ...version,
  ...whereabouts,
  ...workshop,
} as const;

/** Messages of one language: one that lacks a key does not compile. */
export type MessageCatalogue = { readonly [Key in keyof typeof english]: string };
