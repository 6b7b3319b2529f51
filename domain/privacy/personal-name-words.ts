/** Titles, roles and other words beside the names of people, in six languages. */

const capitalWord = String.raw`\p{Lu}[\p{L}\p{M}'’-]+`;
const initials = String.raw`(?:\p{Lu}\.[ \u00A0]?){0,3}`;
const particle = String.raw`(?:(?:de la|de|del|van der|van|von|bin|ibn|ben|al|el|du|da|dos)[ -])?`;
/** A name: initials, up to four words with capitals, particles between. */
const properName = String.raw`${initials}${particle}${capitalWord}(?: ${initials}${particle}${capitalWord}){0,3}`;
const wordStart = String.raw`(?<![\p{L}\p{N}-]|(?<![Ll])['’])`;

const abbreviatedTitles = String.raw`Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Sgt|Lt|Capt|Cpl|Col|Gen|Maj|Brig|Insp|Supt|Cmdr|Cdr|Hon|Sir|Mme|Mmes|Mlle|Me|Mgr|Pr|Cne|Cdt|Lcl|Gal|Adjt|Sr|Sra|Srta|Dra|Dña|Cnel|Gral|Tte|Lic|Ing|Cap`;
const dottedTitles = String.raw`M\.|MM\.`;
const wholeTitles = String.raw`[Cc]aptain|[Cc]olonel|[Mm]ajor|[Gg]eneral|[Ll]ieutenant|[Ss]ergeant|[Cc]orporal|[Ii]nspector|[Ss]uperintendent|[Cc]ommander|[Cc]ommissioner|[Jj]udge|[Jj]ustice|[Mm]agistrate|[Pp]rosecutor|[Ss]heikh|[Ii]mam|[Pp]rofessor|[Dd]octor|[Dd]etective|[Cc]onstable`;
const frenchTitles = String.raw`[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]aître|[Cc]apitaine|[Cc]ommandant|[Aa]djudant|[Bb]rigadier|[Gg]énéral|[Cc]ommissaire|[Ii]nspecteur|[Jj]uge|[Pp]rocureure?|[Pp]rofesseure?|[Dd]octeur`;
const spanishTitles = String.raw`[Ss]eñora?|[Ss]eñorita|[Dd]on|[Dd]oña|[Cc]apitán|[Cc]omandante|[Tt]eniente|[Ss]argento|[Cc]oronel|[Jj]uez|[Jj]ueza|[Mm]agistrad[oa]|[Dd]octora?`;
/** An office between title and name: `Mme la juge Orsini`. */
const officeBetween = String.raw`(?:(?:l[ae] |l['’])(?:juge|procureure?|ministre|capitaine|colonel(?:le)?|commissaire|direct(?:eur|rice)|présidente?) )?`;

/** Title (1) and name (2) in Latin letters. */
export const latinNamePattern = new RegExp(
  String.raw`${wordStart}((?:(?:(?:${abbreviatedTitles})(?:\.|(?![\p{L}'’]))|${dottedTitles}|(?:${wholeTitles}|${frenchTitles}|${spanishTitles})(?![\p{L}'’]))[ \u00A0]?){1,3}(?<=[ \u00A0.])${officeBetween})(${properName})`,
  'gu',
);

const russianTitles = String.raw`[Гг]-н(?:а|у|ом)?|[Гг]-ж(?:а|и|е|у|ой)|[Дд]-р(?:а|у|ом)?|[Пп]роф\.|[Гг]осподин\p{L}{0,2}|[Гг]оспож\p{L}{1,2}|[Пп]одполковник\p{L}{0,2}|[Пп]олковник\p{L}{0,2}|[Мм]айор\p{L}{0,2}|[Кк]апитан\p{L}{0,2}|[Лл]ейтенант\p{L}{0,2}|[Сс]ержант\p{L}{0,2}|[Гг]енерал\p{L}{0,2}|[Сс]удь\p{L}{1,2}|[Сс]ледовател\p{L}{1,2}|[Пп]рокурор\p{L}{0,2}|[Ии]нспектор\p{L}{0,2}|[Гг]ражданин\p{L}{0,2}|[Гг]ражданк\p{L}{1,2}|[Дд]октор\p{L}{0,2}|[Пп]рофессор\p{L}{0,2}`;
const russianName = String.raw`(?:[А-ЯЁ]\.[ \u00A0]?){0,2}[А-ЯЁ][а-яё-]+(?: [А-ЯЁ](?:\.[ \u00A0]?[А-ЯЁ]\.|[а-яё-]+)){0,2}`;

/** Title (1) and name (2) in Cyrillic letters. */
export const cyrillicNamePattern = new RegExp(
  String.raw`${wordStart}((?:${russianTitles})(?![\p{L}])[ \u00A0]?)(${russianName})`,
  'gu',
);

const roleWords = String.raw`suspect|accused|defendant|witness|victim|complainant|detainee|informant|prisoner|inmate|deceased|named|called|alias|prévenue?|accusée?|inculpée?|détenue?|témoin|victime|plaignante?|informat(?:eur|rice)|nommée?|imputad[oa]|acusad[oa]|testigo|víctima|detenid[oa]|llamad[oa]|[Пп]одозреваем\p{L}{2,3}|[Оо]бвиняем\p{L}{2,3}|[Сс]видетел\p{L}{1,4}|[Пп]отерпевш\p{L}{2,3}|[Зз]адержанн\p{L}{2,3}`;

/** Role (1) and name (2), as in `the suspect NAME NAME`. */
export const rolePattern = new RegExp(
  String.raw`${wordStart}((?:${roleWords}|Suspect|Accused|Witness|Victim|Prévenue?|Témoin|Victime)(?![\p{L}])(?:,? |: ))(${properName})`,
  'gu',
);

const arabicTitles = String.raw`سيد|سيدة|آنسة|دكتور|دكتورة|أستاذ|أستاذة|مهندس|مهندسة|عقيد|عميد|لواء|رائد|نقيب|مقدم|ملازم|رقيب|مفوض|مفوضة|عريف|قاضي|قاضية|محامي|محامية|شيخ|شيخة|حاج|حاجة|ضابط`;
const arabicWord = String.raw`[\p{Script=Arabic}\p{M}]{2,20}`;
const arabicInitial = String.raw`(?:\p{Script=Arabic}\. ?){0,2}`;
const arabicEnd = String.raw`(?![\p{Script=Arabic}\p{M}])`;

/** Particle (1), title (2) and the words of a name (3) in Arabic. */
export const arabicNamePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبك]{0,2})(?:ال|لل)(${arabicTitles})${arabicEnd} (${arabicInitial}${arabicWord}(?: ال${arabicWord})?)`,
  'gu',
);

const arabicRoles = String.raw`(?:ال)?(?:مشتبه (?:به|بها)|متهم|متهمة|شاهد|شاهدة|محتجز|محتجزة|ضحية|مخبر|مدعو|مدعوة)|[يت]دعى|اسمه|اسمها`;
/** Role (1) and the words of a name (2) in Arabic: a given name with a family name. */
export const arabicRolePattern = new RegExp(
  String.raw`(?<![\p{L}\p{M}])([وفبكل]{0,2}(?:${arabicRoles})${arabicEnd} )(${arabicWord} ${arabicWord})`,
  'gu',
);

const namedPeople: ReadonlySet<string> = new Set([
  'سيد',
  'سيدة',
  'آنسة',
  'دكتور',
  'دكتورة',
  'أستاذ',
  'أستاذة',
]);

/** Return whether words behind an Arabic title or role are a name: there are no capitals that say so. */
export function isArabicName(title: string, name: string): boolean {
  const [first = '', second = ''] = name.split(' ');
  if (arabicPlainWords.has(first) || arabicPlainWords.has(second)) return false;
  if (/^[يتن]\p{L}{3,}$/u.test(first) && !arabicNamesLikeVerbs.has(first)) return false;
  const isTitle = new RegExp(`^(?:${arabicTitles})$`).test(title);
  if (isTitle) return !first.startsWith('ال') || (namedPeople.has(title) && !arabicOffices.has(first));
  const hasNamingVerb = /[يت]دعى|اسمه|مدعو/.test(title);
  if (/^و(?!ليد|ائل|سام|فاء|داد|جدي)/.test(first)) return false;
  return !/^(?:ال|[بل])/.test(first) && (hasNamingVerb || second.startsWith('ال'));
}

/** Words that follow a title in a sentence and are no names. */
const arabicPlainWords: ReadonlySet<string> = new Set(
  (
    'في من إلى على عن أن إن أو ثم مع بعد قبل عند لدى بين حول ضد دون حتى منذ خلال أثناء أمام تحت فوق هو هي هم الذي التي الذين لم لا لن قد كان كانت ليس ما كل بعض غير أي هذا هذه ذلك ' +
    'قال قالت أشار أشارت ذكر ذكرت أفاد أفادت أكد أكدت أوضح أوضحت طلب طلبت حكم وافق وافقت قدم قدمت حضر حضرت غادر وقع رفض رفضت أصدر بدأ ' +
    'رئيس رئيسة مدير مديرة وزير وزيرة نائب نائبة ممثل ممثلة أمين مدعي مدعية وكيل قائد عضو منسق سفير محقق مسؤول مسؤولة ركن أول ثان عام رئيسي مناوب مختص بارتكاب بتهمة عن'
  ).split(' '),
);
const arabicOffices: ReadonlySet<string> = new Set(
  'الوزير الوزيرة الرئيس الرئيسة المدير المديرة المفتش الأمين الأمينة القاضي القاضية المدعي المدعية النائب النائبة الممثل الممثلة المنسق المنسقة السفير السفيرة العميد العقيد اللواء القائد المسؤول المسؤولة المحقق الوكيل المناوب المناوبة المختص المختصة المشرف المشرفة الجامعي الجامعية المحاضر المقرر الخبير الخبيرة العام العامة الأول الأولى المشارك المساعد المحامي'.split(
    ' ',
  ),
);
const arabicNamesLikeVerbs: ReadonlySet<string> = new Set(
  'ياسر ياسين يوسف يونس يعقوب يحيى يزيد تامر توفيق تيسير تحسين توماس تهاني تغريد نادر نادية نادين نبيل نبيلة نجيب نجوى نديم نزار نسرين نصير نضال نعيم نواف نورا نهاد نهى'.split(
    ' ',
  ),
);

/** Frequent family names. Those that are common words as well count before the plainest titles only. */
const chineseFamilyNames =
  '王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷钱汤尹黎贺赖龚';
const chineseOtherFamilyNames = '高林梁马方白江史金万任于和平安常向文华毛武康温施严牛';
const chinesePlainTitles = '先生|女士|小姐|太太';
const chineseOffices = '博士|教授|上校|中校|少校|上尉|少将|警官|法官|检察官|律师|处长|局长|所长|主任';
const compoundFamilyNames = '欧阳|司马|上官|诸葛|司徒|慕容';

/** Names with a title behind them in Chinese. */
export const chineseNamePattern = new RegExp(
  [
    String.raw`(?:${compoundFamilyNames}|[${chineseFamilyNames}${chineseOtherFamilyNames}])\p{Script=Han}{0,2}(?:${chinesePlainTitles})(?!们)`,
    String.raw`(?:${compoundFamilyNames}|[${chineseFamilyNames}])\p{Script=Han}{0,2}(?:${chineseOffices})(?!们)`,
  ].join('|'),
  'gu',
);

/** Words with a capital that name offices, bodies, days and months, or begin a sentence; without accents. */
export const commonNameWords: ReadonlySet<string> = new Set(
  (
    'general adjunto adjunta assembly secretary advocate advocates crimes crime unit directorate division department office court council committee police prosecutor prosecution inspector inspectorate commandant commander delegate state states union rapporteur minister ministry president director chief service services academy headquarters staff bar association fund army corps affairs security justice interior defence law act code board panel bench training programme project team mission group section branch port region district central national federal military criminal civil supreme high chamber attorney attorneys assessor lead trainer reviewer manager administrator partner adviser observer person owner user field records annex table part case cases health surgery school sciences degree ' +
    'the this that these those in on at by for from of to a an and or but if as it he she we they you who when where while after before there both each all no not new two three some any his her their our ' +
    'le la les l un une des il elle ils elles on nous vous ce cette ces dans en au aux du de et ou mais si pour par sur avec apres avant chaque aucun son sa ses leur ' +
    'generale generaux principal principale chef judiciaire assemblee nationale national premier premiere adjoint adjointe republique cour parquet ministere gendarmerie armees etat instruction tribunal cassation appel ' +
    'el los las una uno del al y o que su sus fiscal primera nacional superior republica tribunal ministro ministra director directora juzgado presidente presidenta ' +
    'верховного конституционного генеральной генеральныи генерального областного раионного высшего суда министр министра и в на с по к из о он она они это ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december ' +
    'young field fields price church king knight west north south east hill hall stone wood bridge marsh green brown white black gray grey long short small rich poor best good gold silver rose page post bank law laws lawyer judge bishop pope baker cook miller smith porter cross banks woods rivers waters winter summer may june day days weeks love hope grace joy faith strong wise sharp swift bright early late first last frank major sergeant officer crown temple abbey castle wall walls street lane park garden house homes home road ford ' +
    'police petit grand blanc noir roux leroy roi moulin bois pont marchand berger boucher masson chevalier marin'
  ).split(' '),
);
