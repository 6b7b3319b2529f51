import type { HostAsk } from '#renderer/host/host-contract.ts';

export type ShellLanguage = HostAsk<'menu.language'>;

/** Texts of the shell itself: its menu, and the page after repeated crashes. All others are the app's messages. */
export interface ShellLabels {
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly about: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly quit: string;
  readonly close: string;
  readonly minimize: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly pasteWithoutFormat: string;
  readonly selectAll: string;
  readonly search: string;
  readonly sync: string;
  readonly settings: string;
  readonly shortcuts: string;
  readonly lock: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly stoppedTitle: string;
  readonly stoppedText: string;
  readonly startAgain: string;
  readonly unwritableTitle: string;
  readonly unwritableText: string;
  readonly cameraTitle: string;
  readonly cameraText: string;
  readonly cameraAllow: string;
  readonly cameraDeny: string;
}

const englishLabels: ShellLabels = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  about: 'About Fieldbook',
  hide: 'Hide Fieldbook',
  hideOthers: 'Hide others',
  showAll: 'Show all',
  quit: 'Quit Fieldbook',
  close: 'Close window',
  minimize: 'Minimize',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteWithoutFormat: 'Paste without formatting',
  selectAll: 'Select all',
  search: 'Search',
  sync: 'Sync now',
  settings: 'Settings',
  shortcuts: 'Show keyboard shortcuts',
  lock: 'Lock now',
  actualSize: 'Actual size',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  fullScreen: 'Full screen',
  stoppedTitle: 'Fieldbook has stopped',
  stoppedText: 'The window stopped twice within a minute. Changes shown as saved are on this laptop’s disk.',
  startAgain: 'Start again',
  unwritableTitle: 'Fieldbook cannot start',
  unwritableText:
    'Fieldbook cannot write to its profile folder, so nothing can be saved. Your earlier work is unchanged. Make this folder writable, then start Fieldbook again:',
  cameraTitle: 'Use the camera to compare a colleague’s laptop?',
  cameraText: 'The camera is on until the code is read or you close the scan. No picture is saved.',
  cameraAllow: 'Use the camera',
  cameraDeny: 'No',
};

const frenchLabels: ShellLabels = {
  file: 'Fichier',
  edit: 'Édition',
  view: 'Affichage',
  window: 'Fenêtre',
  help: 'Aide',
  about: 'À propos de Fieldbook',
  hide: 'Masquer Fieldbook',
  hideOthers: 'Masquer les autres',
  showAll: 'Tout afficher',
  quit: 'Quitter Fieldbook',
  close: 'Fermer la fenêtre',
  minimize: 'Réduire',
  undo: 'Annuler',
  redo: 'Rétablir',
  cut: 'Couper',
  copy: 'Copier',
  paste: 'Coller',
  pasteWithoutFormat: 'Coller sans mise en forme',
  selectAll: 'Tout sélectionner',
  search: 'Rechercher',
  sync: 'Synchroniser maintenant',
  settings: 'Réglages',
  shortcuts: 'Afficher les raccourcis clavier',
  lock: 'Verrouiller maintenant',
  actualSize: 'Taille réelle',
  zoomIn: 'Agrandir',
  zoomOut: 'Réduire la taille',
  fullScreen: 'Plein écran',
  stoppedTitle: 'Fieldbook s’est arrêté',
  stoppedText:
    'La fenêtre s’est arrêtée deux fois en une minute. Les modifications affichées comme enregistrées se trouvent sur le disque de cet ordinateur.',
  startAgain: 'Redémarrer',
  unwritableTitle: 'Fieldbook ne peut pas démarrer',
  unwritableText:
    'Fieldbook ne peut pas écrire dans le dossier de son profil : rien ne peut être enregistré. Votre travail antérieur est inchangé. Rendez ce dossier accessible en écriture, puis relancez Fieldbook :',
  cameraTitle: 'Utiliser la caméra pour comparer l’ordinateur d’un collègue ?',
  cameraText:
    'La caméra reste allumée jusqu’à la lecture du code ou la fermeture du balayage. Aucune image n’est enregistrée.',
  cameraAllow: 'Utiliser la caméra',
  cameraDeny: 'Non',
};

const arabicLabels: ShellLabels = {
  file: 'ملف',
  edit: 'تحرير',
  view: 'عرض',
  window: 'نافذة',
  help: 'مساعدة',
  about: 'حول Fieldbook',
  hide: 'إخفاء Fieldbook',
  hideOthers: 'إخفاء البقية',
  showAll: 'إظهار الكل',
  quit: 'إنهاء Fieldbook',
  close: 'إغلاق النافذة',
  minimize: 'تصغير النافذة',
  undo: 'تراجع',
  redo: 'إعادة',
  cut: 'قص',
  copy: 'نسخ',
  paste: 'لصق',
  pasteWithoutFormat: 'لصق بدون تنسيق',
  selectAll: 'تحديد الكل',
  search: 'بحث',
  sync: 'مزامنة الآن',
  settings: 'الإعدادات',
  shortcuts: 'عرض اختصارات لوحة المفاتيح',
  lock: 'قفل الآن',
  actualSize: 'الحجم الفعلي',
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  fullScreen: 'ملء الشاشة',
  stoppedTitle: 'توقف Fieldbook',
  stoppedText: 'توقفت النافذة مرتين خلال دقيقة. التغييرات التي ظهرت محفوظة موجودة على قرص هذا الحاسوب.',
  startAgain: 'ابدأ من جديد',
  unwritableTitle: 'يتعذر بدء Fieldbook',
  unwritableText:
    'لا يستطيع Fieldbook الكتابة في مجلد ملفه الشخصي، فلن يُحفظ شيء. ما حُفظ من قبل لم يُمَسّ. اجعل هذا المجلد قابلاً للكتابة، ثم ابدأ Fieldbook من جديد:',
  cameraTitle: 'هل تُستخدم الكاميرا لمقارنة حاسوب أحد الزملاء؟',
  cameraText: 'تبقى الكاميرا مشغّلة حتى يُقرأ الرمز أو تغلق المسح. لا تُحفظ أي صورة.',
  cameraAllow: 'استخدم الكاميرا',
  cameraDeny: 'لا',
};

export const shellLabelsByLanguage: { readonly [L in ShellLanguage]: ShellLabels } = {
  en: englishLabels,
  fr: frenchLabels,
  ar: arabicLabels,
};

/** Return the language of a locale such as `fr-CA`; English when the shell has no texts in it. */
export function shellLanguageOf(locale: string): ShellLanguage {
  const [language = ''] = locale.toLowerCase().split(/[-_]/);
  return language === 'fr' || language === 'ar' ? language : 'en';
}
