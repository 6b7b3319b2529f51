import { orderedRows } from './folder-order.mjs';
import {
  consoleAnswerTypes,
  fieldTargets,
  notForViews,
  noticeTypes,
  purePackages,
  reactPackages,
  uiEntries,
  viewFilePattern,
  viewPackages,
  viewTargets,
} from './import-targets.mjs';

// Allowed imports by folder: the table "Direction" of docs/architecture.md, as data. The first matching row
// of a file counts. A target is a path in this repository ("domain/ids.ts") or a package ("npm:zod",
// "node:fs"). An entry is the beginning of a path, a whole package name, or a pattern; `$1` is the feature's
// own name.

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {RegExp} files
 * @property {readonly (string | RegExp)[]} may
 * @property {readonly (string | RegExp)[]} [mayTypes] allowed beyond `may` where the whole import is `import type`
 * @property {readonly (string | RegExp)[]} [mayNot] exceptions from `may`
 * @property {string} why purpose of the rule, shown with a violation
 */

/** @type {Layer} */
const domainLayer = {
  name: 'domain',
  files: /^domain\//,
  may: ['base/', 'forms/', 'domain/', ...purePackages],
  why: 'what is true needs no clock, network, screen or machine: it imports itself, zod and pure libraries',
};
/** @type {Layer} */
const storeLayer = {
  name: 'renderer/store',
  files: /^renderer\/store\//,
  may: [
    'renderer/store/',
    'renderer/host/',
    'base/',
    'forms/',
    'domain/',
    'sync/client/',
    'sync/protocol/',
    /^npm:/,
  ],
  mayNot: [...reactPackages, /^npm:electron$/],
  why: 'the store runs in a worker: no React, no screens, no server',
};
/** @type {Layer} */
const serverLayer = {
  name: 'server',
  files: /^server\//,
  may: [
    'server/',
    'base/',
    'forms/',
    'domain/',
    'api/',
    'locales/',
    'sync/protocol/',
    'sync/recovery/',
    'sync/seal/',
    'sync/server/',
    /^n(pm|ode):/,
  ],
  mayNot: [...reactPackages, 'npm:dexie', 'npm:electron'],
  why: 'the server contains neither screens nor the shell nor the device side of sync',
};

/** @type {readonly Layer[]} */
export const layers = [
  {
    name: 'base',
    files: /^base\//,
    may: ['base/', 'npm:zod'],
    why: 'results, calendar days and JSON are below everything: they know no other folder',
  },
  {
    name: 'forms',
    files: /^forms\//,
    may: ['base/', 'forms/', ...purePackages],
    why: 'XLSForm, XForm, XPath and the form engine are a library: they know no mission, store or screen',
  },
  {
    name: 'report texts',
    files: /^domain\/(report|path-rules)\/[^/]*text-key\.ts$/,
    may: ['locales/'],
    why: 'keys of labels and report texts are those of their messages, as types alone: the domain has no texts',
  },
  ...orderedRows(domainLayer),
  domainLayer,
  {
    name: 'sync/protocol',
    files: /^sync\/protocol\//,
    may: ['base/', 'domain/', 'sync/protocol/', 'npm:structured-headers', 'npm:fflate', ...purePackages],
    why: 'the wire knows neither the device nor the server',
  },
  {
    name: 'api',
    files: /^api\//,
    may: ['base/', 'forms/', 'domain/', 'sync/protocol/', 'api/', 'npm:zod'],
    why: "the schemas of the console's HTTP API are shared by server and console, and contain neither",
  },
  {
    name: 'sync/recovery',
    files: /^sync\/recovery\//,
    may: ['base/', 'domain/', 'sync/protocol/', 'sync/recovery/', 'npm:age-encryption', /^npm:@scure\/bip39/],
    why: 'key files are opened alike in the console and at the command line, without either',
  },
  {
    name: 'sync/seal',
    files: /^sync\/seal\//,
    may: ['base/', 'domain/', 'sync/protocol/', 'sync/seal/', 'npm:age-encryption'],
    why: 'values are encrypted to a role in the field and opened at headquarters, without either',
  },
  {
    name: 'sync/client',
    files: /^sync\/client\//,
    may: ['base/', 'domain/', 'sync/protocol/', 'sync/client/', ...purePackages],
    why: 'effects go through ports, and the device does not contain the judge',
  },
  {
    name: 'sync/server',
    files: /^sync\/server\//,
    may: ['base/', 'domain/', 'sync/protocol/', 'sync/server/', ...purePackages],
    why: 'effects go through ports, and the judge does not contain the device',
  },
  {
    name: 'gallery',
    files: /^renderer\/ui\/gallery\//,
    may: [
      ...viewPackages,
      'renderer/ui/',
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
      viewFilePattern,
      /^renderer\/.*-states\.tsx?$/,
    ],
    why: 'the gallery shows components and views with invented props; it has no store, host or network',
  },
  {
    name: 'console views',
    files:
      /^(renderer\/console\/features\/[^/]+|renderer\/console\/.*)\/(?:.*\/)?[^/]+-(?:view|states)\.tsx?$/,
    may: [...viewTargets, 'renderer/console/parts/', '$1/'],
    mayTypes: consoleAnswerTypes,
    mayNot: notForViews,
    why: 'a view looks: it gets parsed answers as props and names their types; nothing of it reads the network',
  },
  {
    name: 'views',
    files: /^(renderer\/.*)\/(?:.*\/)?[^/]+-(?:view|states)\.tsx?$/,
    may: [...viewTargets, 'renderer/field/parts/', '$1/'],
    mayTypes: noticeTypes,
    mayNot: notForViews,
    why: 'a view looks: values and callbacks come in as props, nothing reads the store, the host or the network',
  },
  {
    name: 'renderer/ui',
    files: /^renderer\/ui\//,
    may: [...viewPackages, 'renderer/ui/', 'renderer/i18n/'],
    why: 'components know React and words, but no product data',
  },
  {
    name: 'renderer/form',
    files: /^renderer\/form\//,
    may: [...viewPackages, 'renderer/form/', ...uiEntries, 'renderer/i18n/', 'base/', 'forms/', 'domain/'],
    why: 'a form looks the same in the field and in the console: it has no store, no host and no network',
  },
  {
    name: 'renderer/report',
    files: /^renderer\/report\//,
    may: [
      ...viewPackages,
      'renderer/report/',
      ...uiEntries,
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
      'npm:docx',
      'npm:write-excel-file',
    ],
    why: 'a report looks the same in the field, in the console and on paper: it has no store, no host and no network',
  },
  {
    name: 'renderer/records',
    files: /^renderer\/records\//,
    may: [/^(renderer\/(records|i18n)|base|domain)\//, ...reactPackages, ...uiEntries, 'npm:zod'],
    why: 'labels, fields and foreign files of the domain that both apps treat alike: no screens, no product data',
  },
  {
    name: 'locales',
    files: /^locales\//,
    may: ['locales/'],
    why: 'messages are texts and nothing else',
  },
  {
    name: 'renderer/i18n',
    files: /^renderer\/i18n\//,
    may: [
      ...reactPackages,
      'npm:zod',
      'renderer/i18n/',
      'locales/',
      'domain/report/report-text-key.ts',
      'npm:intl-messageformat',
      /^npm:@internationalized\//,
      /^npm:@formatjs\//,
    ],
    why: 'messages are below everything that speaks',
  },
  {
    name: 'renderer/host',
    files: /^renderer\/host\//,
    may: ['renderer/host/', 'base/', 'domain/', 'sync/protocol/', 'npm:zod', 'npm:react', 'npm:comlink'],
    why: 'the host contract is what the app asks of a shell; it contains neither',
  },
  ...orderedRows(storeLayer),
  storeLayer,
  {
    name: 'field features',
    files: /^renderer\/field\/features\/([^/]+)\//,
    may: fieldTargets,
    mayTypes: noticeTypes,
    mayNot: [/^renderer\/field\/features\/(?!$1\/)/],
    why: 'features are strangers to each other: what two of them need moves up, or they meet on a screen above',
  },
  {
    name: 'field parts',
    files: /^renderer\/field\/parts\//,
    may: [
      ...viewPackages,
      'renderer/field/parts/',
      'renderer/records/',
      ...uiEntries,
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
    ],
    mayTypes: noticeTypes,
    why: 'what views of several features share looks only: no store, no host',
  },
  {
    name: 'renderer/field',
    files: /^renderer\/field\//,
    may: fieldTargets,
    mayTypes: noticeTypes,
    why: 'the field app stands on the store and the host; it knows neither the console nor the server',
  },
  {
    name: 'console features',
    files: /^renderer\/console\/features\/([^/]+)\//,
    may: [
      'renderer/console/',
      'renderer/form/',
      'renderer/report/',
      'renderer/records/',
      ...uiEntries,
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
      ...viewPackages,
    ],
    mayTypes: consoleAnswerTypes,
    mayNot: [/^renderer\/console\/features\/(?!$1\/)/],
    why: 'a console feature has ui, words, domain and the API client, which alone reads unchecked input',
  },
  {
    name: 'console parts',
    files: /^renderer\/console\/parts\//,
    may: [
      ...viewPackages,
      'renderer/console/parts/',
      'renderer/records/',
      ...uiEntries,
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
    ],
    mayTypes: consoleAnswerTypes,
    why: 'what several console views show alike: words and looks, with the types of answers',
  },
  {
    name: 'renderer/console',
    files: /^renderer\/console\//,
    may: [
      'renderer/console/',
      'renderer/records/',
      ...uiEntries,
      'renderer/i18n/',
      'base/',
      'forms/',
      'domain/',
      'api/',
      'sync/protocol/',
      'sync/recovery/',
      'sync/seal/',
      'npm:zod',
      'npm:@simplewebauthn/browser',
      ...viewPackages,
    ],
    why: 'the console speaks to the API; it has no store and no host',
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    may: [],
    why: 'every file of the renderer belongs to ui, form, report, records, i18n, host, store, field or console',
  },
  {
    name: 'electron/hub',
    files: /^electron\/hub\//,
    may: [
      'electron/',
      'server/',
      'renderer/host/host-contract.ts',
      'base/',
      'forms/',
      'domain/',
      'api/',
      'sync/protocol/',
      /^n(pm|ode):/,
    ],
    mayNot: [...reactPackages, 'npm:dexie'],
    why: 'the hub is the only part of the shell that contains a server',
  },
  {
    name: 'electron/remote-wipe',
    files: /^electron\/(remote-wipe|backup)\//,
    may: [
      'electron/',
      /^renderer\/store\/journal\/journal-(entry|state)\.ts$/,
      'sync/client/fit-pack.ts',
      'base/',
      'domain/',
      'sync/protocol/',
      /^n(pm|ode):/,
    ],
    mayNot: [...reactPackages, 'npm:dexie'],
    why: 'orders and backups go on without the page, so these alone read what the journal holds',
  },
  {
    name: 'electron',
    files: /^electron\//,
    may: ['electron/', 'renderer/host/host-contract.ts', 'base/', 'domain/', 'sync/protocol/', /^n(pm|ode):/],
    mayNot: [...reactPackages, 'npm:dexie'],
    why: 'the shell plugs into the host contract and knows nothing else of the app',
  },
  ...orderedRows(serverLayer),
  serverLayer,
  {
    name: 'build/docs',
    files: /^build\/docs\//,
    may: ['build/', 'base/', 'domain/', /^node:/],
    why: 'tables of documents are made from rights and privacy rules, and contain no other product code',
  },
  {
    name: 'build',
    files: /^build\//,
    may: ['build/', /^n(pm|ode):/],
    why: 'tool scripts contain no product code',
  },
];
