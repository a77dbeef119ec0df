/// Which language a text is in, by its script, its letters and its commonest words. Only as fine as is needed to say
/// «this is Persian, not Arabic»; reading belongs to the languages themselves.
export type LanguageGuess = {readonly code: string; readonly name: string; readonly share: number}

const SCRIPTS: readonly (readonly [code: string, name: string, letters: RegExp])[] = [
  ["he", "Hebrew", /\p{Script=Hebrew}/gu],
  ["ru", "a language in Cyrillic letters", /\p{Script=Cyrillic}/gu],
  ["el", "Greek", /\p{Script=Greek}/gu],
  ["zh", "Chinese or Japanese", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ["ko", "Korean", /\p{Script=Hangul}/gu],
  ["hi", "a language in Devanagari letters", /\p{Script=Devanagari}/gu],
  ["en", "a language in Latin letters", /\p{Script=Latin}/gu],
]

/// Function words of the languages written in Arabic letters. Folded: ی and ي, ک and ك are one.
const WORDS: readonly (readonly [code: string, name: string, words: string])[] = [
  [
    "ar",
    "Arabic",
    "في من على إلى أن إن التي الذي الذين هذا هذه ذلك بين قد كما عن مع بعد قبل لم لن كان كانت قال وقال أنه خلال ما لا حول عبر أكد وأكد ضد منذ حيث",
  ],
  [
    "fa",
    "Persian",
    "است این که در به از را با می برای شد کرد بود های خود گفت شده است. کند آن وی باید نیز یک شود کردن هم یا کرده اند بر تا",
  ],
  ["ur", "Urdu", "کے میں ہے کی سے کا نے اور پر کو ہیں یہ اس کہ تھا گیا کیا جا رہا لیے تھے کر بھی ایک نہیں وہ تھی"],
  ["ps", "Pashto", "د په کې چې او له دی ته یې سره هم شوي دا نه شو کړی وي پر هغه"],
  ["ckb", "Kurdish", "لە بە و بۆ ئەم کە ئەو لەگەڵ دەکات کرد بوو هەیە نییە دەبێت هەر یەک لەسەر سەر وەک"],
  ["ug", "Uyghur", "ۋە بىلەن بۇ بىر ئۇ ئۈچۈن قىلىپ دەپ ھەم كېرەك"],
]

const plain = (word: string): string =>
  word
    .replace(/[یى]/g, "ي")
    .replace(/ک/g, "ك")
    .replace(/[\u064b-\u0652\u0640]/g, "")
const listOf = new Map(WORDS.map(([code, , words]) => [code, new Set(words.split(" ").map(plain))]))

/// Undefined where the text has too few words to tell.
export function guessLanguage(text: string): LanguageGuess | undefined {
  const sample = text.length > 40_000 ? text.slice(0, 40_000) : text
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return undefined
  const arabicLetters = sample.match(/\p{Script=Arabic}/gu)?.length ?? 0
  if (arabicLetters / letters < 0.4) {
    const scripts = SCRIPTS.map(([code, name, all]) => ({code, name, share: (sample.match(all)?.length ?? 0) / letters}))
    scripts.sort((a, b) => b.share - a.share)
    return scripts[0]
  }
  const words = (sample.match(/[\p{Script=Arabic}\p{M}]+/gu) ?? []).map(plain)
  const scores = WORDS.map(([code, name]) => ({code, name, share: words.filter((w) => listOf.get(code)?.has(w)).length / words.length}))
  const withArticle = words.filter((w) => /^[وفبكل]?ال../.test(w) || /^[وف]?لل../.test(w)).length / words.length
  const foreign = (sample.match(/[پچژگٹڈڑںھہےۆێڕڵەۋۇۈېڭښځڅډړږڼ]/g)?.length ?? 0) / arabicLetters
  const arabic = scores[0] as (typeof scores)[number]
  arabic.share += withArticle - 3 * foreign
  if (words.length < 6) return foreign < 0.1 ? {code: "ar", name: "Arabic", share: 1} : undefined
  scores.sort((a, b) => b.share - a.share)
  return scores[0]
}
