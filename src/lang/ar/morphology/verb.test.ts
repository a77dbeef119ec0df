import {readFileSync} from "node:fs"
import {describe, expect, test} from "vitest"
import {foldWord} from "../fold.ts"
import {citation, type Inflected, inflectVerb, masdarsOf, readVerbs} from "./index.ts"

const verbs = readVerbs(readFileSync(new URL("../data/verbs.tsv", import.meta.url), "utf8"))
const plain = (text: string) => text.replace(/[\u064b-\u0652]/g, "")

// Cells: tense (perf, impf, short = shortened imperfect; with ! the passive), then person, gender, number. `+` before a pronoun.
// Each cell reads "a form so spelled has this reading"; with ~ "no form so spelled has it".
const table = `
sound
  كتب I          perf3ms كتب   perf3fs كتبت   perf3mp كتبوا   perf+3mp كتبو   impf3ms يكتب   impf3mp يكتبون   short3mp يكتبوا   perf!3ms كتب   impf!3fs تكتب   ap كاتب   pp مكتوب
  قتل I          perf3ms قتل   perf!3ms قتل   perf3md قتلا   perf3fd قتلتا   impf3md يقتلان   short3md يقتلا   impf3fp يقتلن   md قتل
  صرح II         perf3ms صرح   perf3fs صرحت   impf3ms يصرح   impf3fs تصرح   ap مصرح   md تصريح
  ناقش III       perf3ms ناقش   perf!3ms نوقش   perf!3fs نوقشت   impf3md يناقشان   ap مناقش   md مناقشة
  أعلن IV        perf3ms أعلن   perf1p أعلنا   perf3fp أعلن   impf3ms يعلن   impf1s أعلن   perf!3ms أعلن   md إعلان   pp معلن
  تحدث V         perf3ms تحدث   impf3ms يتحدث   impf3fs تتحدث   ap متحدث   md تحدث
  تبادل VI       perf3mp تبادلوا   perf!3ms تبودل   impf3md يتبادلان   md تبادل   ap متبادل
  انسحب VII      perf3fs انسحبت   impf3ms ينسحب   md انسحاب   ap منسحب   ~perf!3ms انسحب
  اجتمع VIII     perf3md اجتمعا   impf3mp يجتمعون   short3mp يجتمعوا   md اجتماع   ap مجتمع
  احمر IX        perf3ms احمر   perf1s احمررت   impf3ms يحمر   md احمرار
  استقبل X       perf3ms استقبل   perf!3ms استقبل   impf+3mp يستقبلو   md استقبال   pp مستقبل
  ترجم QI        perf3ms ترجم   impf3ms يترجم   md ترجمة   ap مترجم
  تدهور QII      perf3fs تدهورت   impf3ms يتدهور   md تدهور
assimilated
  وصل I          perf3ms وصل   impf3ms يصل   impf3fs تصل   impf3mp يصلون   md وصول   ap واصل   ~impf3ms يوصل
  وضع I          impf3ms يضع   impf!3ms يوضع   pp موضوع   ap واضع
  وقع I          impf3ms يقع   impf3mp يقعون
  وقع II         impf3ms يوقع   perf!3ms وقع   md توقيع   ap موقع
  ورث I          impf3ms يرث
  وثق I          impf3ms يثق   md ثقة
  ود I           impf3ms يود   perf1s وددت
  اتفق VIII      perf3md اتفقا   impf3ms يتفق   md اتفاق   ap متفق
  اتصل VIII      perf3ms اتصل   impf3ms يتصل   md اتصال
  أوفد IV        impf3ms يوفد   perf!3ms أوفد   md إيفاد   pp موفد
  أيقظ IV        impf3ms يوقظ   md إيقاظ
  استورد X       impf3ms يستورد   md استيراد
hollow
  زار I          perf3ms زار   perf3fs زارت   perf1p زرنا   impf3ms يزور   short3ms يزر   short3fs تزر   perf!3ms زير   impf!3ms يزار   ap زائر   pp مزور   md زيارة
  عاد I          perf3mp عادوا   perf1s عدت   impf3fs تعود   short3ms يعد   ap عائد   md عودة
  سار I          impf3ms يسير   short3ms يسر
  باع I          impf3ms يبيع   perf!3ms بيع   impf!3ms يباع   pp مبيع
  خاف I          impf3ms يخاف   perf1s خفت   short3ms يخف
  قال I          perf!3ms قيل   impf!3ms يقال   short3ms يقل   ap قائل   impf3fp يقلن
  أقام IV        perf3ms أقام   perf!3fs أقيمت   impf3ms يقيم   short3ms يقم   impf!3ms يقام   md إقامة   ap مقيم
  أدان IV        perf3fs أدانت   impf3ms يدين   md إدانة   pp مدان
  انهار VII      perf3fs انهارت   impf3ms ينهار   short3ms ينهر   md انهيار
  اختار VIII     perf1p اخترنا   perf!3ms اختير   impf3ms يختار   short3ms يختر   md اختيار
  ازداد VIII     perf3fs ازدادت   impf3ms يزداد   md ازدياد
  استقال X       perf3ms استقال   impf3ms يستقيل   short3ms يستقل   md استقالة   ap مستقيل
  استحوذ X       perf3ms استحوذ   impf3ms يستحوذ   md استحواذ
  حاول III       perf3ms حاول   perf!3ms حوول   impf3ms يحاول   md محاولة
  تعاون VI       impf3md يتعاونان   md تعاون
  كون II         impf3ms يكون   md تكوين
defective
  دعا I          perf3ms دعا   perf3fs دعت   perf3mp دعوا   perf3md دعوا   perf1s دعوت   impf3ms يدعو   impf3mp يدعون   impf3fp يدعون   short3ms يدع   perf!3ms دعي   impf!3ms يدعى   impf!+3ms يدعا   pp مدعو   ap داعي
  غزا I          perf3fs غزت   impf3fs تغزو   short3ms يغز
  رمى I          perf3ms رمى   perf+3ms رما   perf3fs رمت   perf3mp رموا   impf3ms يرمي   impf3mp يرمون   short3ms يرم   ap رامي   pp مرمي
  جرى I          perf3fs جرت   impf3fs تجري   short3ms يجر
  نفى I          perf3ms نفى   perf3fs نفت   impf3ms ينفي   perf!3ms نفي   impf!3ms ينفى   md نفي
  سعى I          perf3fs سعت   impf3ms يسعى   impf3mp يسعون   short3ms يسع   impf3fp يسعين
  بقي I          perf3ms بقي   perf3fs بقيت   perf3mp بقوا   impf3ms يبقى   impf3mp يبقون   short3ms يبق   ~perf3fs بقت
  نوى I          perf3fs نوت   impf3ms ينوي   ap ناوي   short3ms ينو
  وفى I          impf3ms يفي   short3ms يف
  لبى II         perf3fs لبت   impf3ms يلبي   md تلبية
  نادى III       perf3ms نادى   perf!3ms نودي   impf3ms ينادي   md مناداة
  أجرى IV        perf3ms أجرى   perf3fs أجرت   perf+3ms أجرا   perf!3ms أجري   perf!3fs أجريت   impf3ms يجري   impf!3ms يجرى   short3ms يجر   md إجراء
  ألغى IV        perf3mp ألغوا   perf!3fs ألغيت   short3mp يلغوا   md إلغاء
  تلقى V         perf3ms تلقى   perf3fs تلقت   impf3ms يتلقى   impf3mp يتلقون   short3ms يتلق   impf+3ms يتلقا   ap متلقي
  تنامى VI       perf3fs تنامت   impf3ms يتنامى   ap متنامي
  انقضى VII      impf3ms ينقضي   md انقضاء
  التقى VIII     perf3ms التقى   perf+3ms التقا   perf3fs التقت   perf3md التقيا   perf3mp التقوا   perf+3mp التقو   perf1p التقينا   impf3ms يلتقي   impf3mp يلتقون   impf3md يلتقيان   short3ms يلتق   md التقاء
  ادعى VIII      perf3fs ادعت   impf3ms يدعي   md ادعاء   pp مدعى
  استدعى X       perf3fs استدعت   perf!3ms استدعي   impf3ms يستدعي   short3ms يستدع   md استدعاء
  أحيا IV        perf3ms أحيا   impf3ms يحيي   md إحياء
doubled
  شن I           perf3ms شن   perf3fs شنت   perf1s شننت   impf3ms يشن   short3ms يشنن   perf3mp شنوا   ap شان   md شن
  تم I           perf3ms تم   impf3ms يتم   impf3fs تتم
  رد I           perf3ms رد   perf1s رددت   impf3ms يرد   pp مردود
  أصر IV         perf3fs أصرت   impf3ms يصر   short3ms يصرر   md إصرار
  انضم VII       perf3fs انضمت   impf3ms ينضم   md انضمام
  احتل VIII      perf3mp احتلوا   impf3ms يحتل   md احتلال   pp محتل
  اضطر VIII      perf3ms اضطر   perf!3ms اضطر   perf1s اضطررت   md اضطرار
  استمر X        perf3fs استمرت   perf1p استمررنا   impf3fs تستمر   md استمرار   ap مستمر   ~perf!3ms استمر
  قرر II         perf3ms قرر   impf3ms يقرر   md تقرير
  اطمأن QIV      perf3ms اطمأن   impf3ms يطمئن   md اطمئنان   ap مطمئن
hamzated
  أخذ I          impf3ms يأخذ   impf1s آخذ   perf!3ms أخذ   ap آخذ   pp مأخوذ
  أمر I          impf3ms يأمر   impf!3ms يؤمر
  سأل I          impf3ms يسأل   perf!3ms سئل   pp مسؤول   pp مسئول   ap سائل
  بدأ I          perf3fs بدأت   perf3mp بدؤوا   perf3mp بدأوا   perf3md بدآ   impf3ms يبدأ   impf3mp يبدؤون   impf3mp يبدأون   perf!3ms بدئ   impf+3ms يبدؤ
  قرأ I          impf3ms يقرأ   impf+3ms يقرؤ   impf+3ms يقرأ   pp مقروء
  جاء I          perf3ms جاء   perf3fs جاءت   perf3mp جاؤوا   perf3mp جاءوا   perf1s جئت   impf3ms يجيء   short3ms يجئ
  ساء I          impf3ms يسوء
  رأى I          perf3ms رأى   perf+3ms رآ   perf3fs رأت   perf3mp رأوا   impf3ms يرى   short3ms ير   impf3mp يرون   impf+3ms يرا   md رؤية   pp مرئي
  أرى IV         impf3ms يري   perf3fs أرت
  أكد II         perf3ms أكد   impf3ms يؤكد   impf3fs تؤكد   md تأكيد   ap مؤكد
  هنأ II         impf3ms يهنئ   perf3fs هنأت   md تهنئة
  ترأس V         perf3ms ترأس   impf3ms يترأس   impf3fs تترأس
  تنبأ V         impf3ms يتنبأ   md تنبؤ
  آمن IV         impf3ms يؤمن   md إيمان   ap مؤمن
  أرجأ IV        perf3fs أرجأت   perf!3ms أرجئ   impf3ms يرجئ   md إرجاء
  أساء IV        impf3ms يسيء   perf1s أسأت   md إساءة   ap مسيء
  فاجأ III       impf3ms يفاجئ   perf!3ms فوجئ   md مفاجأة
  تساءل VI       perf3ms تساءل   impf3ms يتساءل   md تساؤل
  تفاءل VI       ap متفائل   md تفاؤل
  تآمر VI        perf3ms تآمر   impf3ms يتآمر   md تآمر
  اتخذ VIII      perf!3fs اتخذت   impf3ms يتخذ   md اتخاذ
  ائتمن VIII     impf3ms يأتمن   md ائتمان
  استأنف X       impf3ms يستأنف   perf!3fs استؤنفت   md استئناف
  استاء VIII     perf3ms استاء   impf3ms يستاء   md استياء   ap مستاء
changed letters of form VIII
  اصطدم VIII     perf3fs اصطدمت   impf3ms يصطدم   md اصطدام
  اطلع VIII      impf3ms يطلع   md اطلاع   ap مطلع
  ازدهر VIII     impf3ms يزدهر   md ازدهار
  ادخر VIII      impf3ms يدخر   md ادخار
on its own
  ليس I          perf3ms ليس   perf3fs ليست   perf3mp ليسوا   perf1p لسنا
  كان I          perf3fs كانت   impf3ms يكون   short3ms يكن   perf3mp كانوا   perf1p كنا
`

type Row = {readonly word: string; readonly form: string; readonly cells: readonly string[]}
const rows: Row[] = table
  .split("\n")
  .filter((line) => line.startsWith("  "))
  .map((line) => {
    const [word, form, ...rest] = line.trim().split(/\s+/) as [string, string, ...string[]]
    const cells: string[] = []
    for (let at = 0; at < rest.length; at += 2) cells.push(`${rest[at]} ${rest[at + 1]}`)
    return {word, form, cells}
  })

function reads(cell: string, forms: readonly Inflected[]): boolean {
  const [what, spelled] = cell.replace("~", "").split(" ") as [string, string]
  const form = foldWord(spelled)
  if (what === "md") return forms.some((one) => one.pos === "masdar" && one.form === form)
  if (what === "ap" || what === "pp") return forms.some((one) => one.pos === what && one.form === form && one.number === "sg")
  const [, tense, passive, joined, person, gender, number] = /^(perf|impf|short)(!?)(\+?)([123])([mf]?)([sdp])$/.exec(what)!
  return forms.some(
    (one) =>
      one.pos === "verb" &&
      one.form === form &&
      one.aspect === (tense === "short" ? "impf" : tense) &&
      (one.voice === "either" || one.voice === (passive ? "passive" : "active")) &&
      (tense !== "short" || one.mood === "shortened") &&
      (tense !== "impf" || joined || one.mood !== "shortened") &&
      (joined ? one.beforePronoun === true : one.beforePronoun === undefined) &&
      one.person === Number(person) &&
      (gender === "" || one.gender === gender || one.gender === undefined) &&
      one.number === ({s: "sg", d: "du", p: "pl"} as const)[number as "s" | "d" | "p"],
  )
}

describe("verbs in their classes", () => {
  test.each(rows)("$word $form", ({word, form, cells}) => {
    const entries = verbs.filter((verb) => plain(verb.lemma) === word && verb.form === form)
    expect(entries).not.toEqual([])
    const forms = entries.flatMap(inflectVerb)
    for (const cell of cells) expect({cell, found: reads(cell, forms)}).toEqual({cell, found: !cell.startsWith("~")})
  })

  test("the table is long enough to mean something", () => {
    expect(rows.reduce((sum, row) => sum + row.cells.length, 0)).toBeGreaterThan(350)
  })
})

describe("the verb list", () => {
  test("each lemma is what its root and form make", () => {
    for (const verb of verbs) expect(citation(verb).normalize("NFC")).toBe(verb.lemma.normalize("NFC"))
  })

  test("no line twice, no empty form, every form folded", () => {
    const seen = new Set<string>()
    for (const verb of verbs) {
      expect(seen).not.toContain(verb.lemma + verb.form)
      seen.add(verb.lemma + verb.form)
      for (const {form} of inflectVerb(verb))
        if (form === "" || foldWord(form) !== form || /[a-zA-Z#-]/.test(form)) expect.fail(`${verb.lemma}: ${form}`)
    }
    expect(verbs.length).toBeGreaterThan(2300)
  })

  test("form II to X always have a masdar", () => {
    for (const verb of verbs) if (verb.form !== "I" && verb.masdar[0] !== "-") expect(masdarsOf(verb).length, verb.lemma).toBeGreaterThan(0)
  })
})

describe("voice", () => {
  const voiceOf = (word: string, form: string) => [
    ...new Set(
      verbs
        .filter((verb) => plain(verb.lemma) === word)
        .flatMap(inflectVerb)
        .filter((one) => one.pos === "verb" && one.form === foldWord(form))
        .map((one) => one.voice),
    ),
  ]
  test.each([
    ["قتل", "قتل", "either"],
    ["استقبل", "يستقبل", "either"],
    ["أجرى", "أجري", "either"],
    ["أجرى", "أجرت", "active"],
    ["ناقش", "نوقش", "passive"],
    ["أقام", "أقيم", "passive"],
    ["سافر", "سافر", "active"],
    ["وضع", "يوضع", "passive"],
  ])("%s: %s is %s", (word, form, voice) => expect(voiceOf(word, form)).toContain(voice))

  test("a verb that takes no object has no passive", () => {
    for (const word of ["سافر", "انسحب", "احمر", "ارتفع"]) {
      const forms = inflectVerb(verbs.find((verb) => plain(verb.lemma) === word)!)
      expect(forms.filter((one) => one.voice === "passive" || one.voice === "either")).toEqual([])
    }
  })
})
