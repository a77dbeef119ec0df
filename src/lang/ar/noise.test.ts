import {describe, expect, test} from "vitest"
import {annotate} from "../../annotate/index.ts"
import {openReader, readReport} from "../../pipeline.ts"

// Sentences as machine translation and broken copies leave them: the text, then the signs seen in it.
const DAMAGED = `
اجتمع الوزير في في مكتبه مع وفد من رجال الأعمال. | a particle twice
قال المتحدث إن إن القوات انسحبت من المدينة أمس. | a particle twice
ناقش المجلس ناقش المجلس خطة الطوارئ في جلسة مغلقة. | words twice
أقر البرلمان الموازنة الموازنت الجديدة العام الماضي وأعلن القرار القرار للصحفيين. | words twice
أعلنت الشركة the خفض الإنتاج بنسبة الربع. | words left in another language
وقال الخبير إن السوق will تشهد تحسنا كبيرا هذا العام. | words left in another language
رفضت الحكومة هذا الخطة في اجتماعها الأخير. | genders that do not agree
وصف الوزير هذه القرار بأنه خطوة إلى الأمام. | genders that do not agree
وقعت الشركة على الاتفاقية الجديد في العاصمة. | genders that do not agree
وقال الوزير: «لن نتراجع عن القرار مهما كان الثمن. | a quotation without its end
بلغ عدد القتلى عشرة (بينهم طفلان في الهجوم الأخير. | a bracket without its partner
وصل الوفد إلى الدوحة ، ، وبدأ المحادثات على الفور. | marks upon marks
وأكد الوزير أن المحادثات ستستمر حتى التوصل إلى. | ends in the middle
عاد الوفد إلى البلاد بعد زيارة استمرت ثلاثة أيام. عاد الوفد إلى البلاد بعد زيارة استمرت ثلاثة أيام. | the sentence stood before
`

// Sound sentences, however odd they look.
const SOUND = `
قال رئيس الوزراء العراقي إن الحكومة ستواصل الإصلاح خطوة خطوة.
عادت الحياة إلى المدينة رويدا رويدا بعد انتهاء القتال.
وصفت وزيرة الخارجية هذه الخطوة بأنها مهمة، ورحبت بذلك القرار.
أعلن رئيس اللجنة الجديد أن الانتخابات ستجرى في موعدها.
بلغ طول خط الأنابيب 1200 km وقطره متر واحد.
أطلقت شركة OpenAI نموذجا جديدا، وفق موقع reuters.com ومنصة X.
وقال الأمين العام: «الوقت ينفد». وأضاف: «علينا أن نتحرك».
1) ارتفع عدد السكان. 2) تراجعت نسبة البطالة في العام الماضي.
التقى كيم كيم هيونغ في سيول أمس الثلاثاء.
قال (وهو يبتسم) إن المفاوضات صعبة...
`

const rows = (table: string): string[][] =>
  table
    .trim()
    .split("\n")
    .map((line) => line.split(" | "))

describe("damage", () => {
  const reader = openReader()

  test.each(rows(DAMAGED))("%s", (text, sign) => {
    const {damage} = annotate(text as string, reader.language)
    expect(damage.length, text).toBe(1)
    expect(damage[0]?.says.join("; ")).toContain(sign as string)
    expect(damage[0]?.weight).toBeGreaterThan(0)
    expect(damage[0]?.weight).toBeLessThanOrEqual(0.5)
  })

  test.each(rows(SOUND))("sound: %s", (text) => {
    expect(annotate(text as string, reader.language).damage).toEqual([])
  })

  test("more signs leave less trust", () => {
    const once = annotate("أعلنت الشركة the خفض الإنتاج بنسبة الربع.", reader.language).damage[0]?.weight as number
    const twice = annotate("أعلنت الشركة the خفض في في الإنتاج بنسبة الربع.", reader.language).damage[0]?.weight as number
    expect(twice).toBeGreaterThan(once)
  })

  test("a claim on a damaged sentence is trusted less, says why, and keeps its words", () => {
    const read = (text: string) => readReport({source: "x", text, published: "2024-05-01"}, reader)
    const sound = read("قال وزير المالية السعودي محمد الجدعان إن الاقتصاد ينمو بوتيرة جيدة.").statements[0]
    const broken = read("قال وزير المالية السعودي محمد الجدعان إن الاقتصاد ينمو the بوتيرة جيدة في في.").statements[0]
    expect(broken?.confidence).toBeLessThan(sound?.confidence as number)
    expect(broken?.why.at(-1)?.step).toBe("noise")
    expect(sound?.why.some((w) => w.step === "noise")).toBe(false)
    expect(broken?.content.quote).toContain("the")
  })
})
