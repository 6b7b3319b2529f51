// Made by `npm run format` from locales/*/*.json. Do not edit.

import access from './fr/access.json' with { type: 'json' };
import approvals from './fr/approvals.json' with { type: 'json' };
import assessment from './fr/assessment.json' with { type: 'json' };
import backup from './fr/backup.json' with { type: 'json' };
import check from './fr/check.json' with { type: 'json' };
import colleague from './fr/colleague.json' with { type: 'json' };
import conflict from './fr/conflict.json' with { type: 'json' };
import console from './fr/console.json' with { type: 'json' };
import desk from './fr/desk.json' with { type: 'json' };
import difference from './fr/difference.json' with { type: 'json' };
import enrol from './fr/enrol.json' with { type: 'json' };
import finding from './fr/finding.json' with { type: 'json' };
import form from './fr/form.json' with { type: 'json' };
import frame from './fr/frame.json' with { type: 'json' };
import library from './fr/library.json' with { type: 'json' };
import life from './fr/life.json' with { type: 'json' };
import mission from './fr/mission.json' with { type: 'json' };
import note from './fr/note.json' with { type: 'json' };
import plan from './fr/plan.json' with { type: 'json' };
import processing from './fr/processing.json' with { type: 'json' };
import programme from './fr/programme.json' with { type: 'json' };
import register from './fr/register.json' with { type: 'json' };
import report from './fr/report.json' with { type: 'json' };
import rights from './fr/rights.json' with { type: 'json' };
import settings from './fr/settings.json' with { type: 'json' };
import several from './fr/several.json' with { type: 'json' };
import sync from './fr/sync.json' with { type: 'json' };
import travel from './fr/travel.json' with { type: 'json' };
import ui from './fr/ui.json' with { type: 'json' };
import vault from './fr/vault.json' with { type: 'json' };
import version from './fr/version.json' with { type: 'json' };
import whereabouts from './fr/whereabouts.json' with { type: 'json' };
import workshop from './fr/workshop.json' with { type: 'json' };
import type { MessageCatalogue } from './english.ts';

export const french: MessageCatalogue = {
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
};
