/// From sounds to letters. A form is first built as it is pronounced, then written, because the seat of a hamza and the
/// letter of a long vowel depend on the vowels around them even though the press does not write those vowels.
///
/// Sounds are a string: Arabic consonants (a hamza is always ء), `a i u` short, `A I U` long, and
///     Y   final ā written ى (ا after ي: أحيا)
///     #   the silent alif of ـوا
///     ا   the connecting alif at the head of a word (its vowel follows it)
///     ة   as itself, final

const shortVowels = "aiu"
const longVowels = "AIU"
const vowels = "aiuAIUY"
const connectsNot = "اأإآدذرزوؤةىء"

type Around = "start" | "end" | "still" | "y" | "a" | "i" | "u" | "A" | "I" | "U"

/// The usual spelling of the sounds, unvocalised, with hamza seats.
export function write(sounds: string): string {
  return writeAll(sounds)[0]!
}

/// All the spellings the press uses: بدؤوا and بدأوا, جاؤوا and جاءوا. The usual one comes first.
export function writeAll(sounds: string): string[] {
  let spellings = [""]
  const said = settle(sounds)
  for (let at = 0; at < said.length; at++) {
    const sound = said[at]!
    if (shortVowels.includes(sound)) continue
    if (sound === said[at + 1] && !longVowels.includes(sound)) continue // a doubled consonant is written once
    if (sound === "ء") {
      const seats = hamzaSeats(said, at)
      spellings = seats.flatMap((seat) => spellings.map((spelling) => spelling + seat))
      if (seats[0] === "آ") at++
    } else spellings = spellings.map((spelling) => spelling + letterOf(said, at))
  }
  return spellings
}

/// The usual spelling with vowel signs and shadda, without sukun: زَارَ، اتَّفَقَ.
export function vocalise(sounds: string): string {
  const said = settle(sounds)
  let out = ""
  for (let at = 0; at < said.length; at++) {
    const sound = said[at]!
    const next = said[at + 1]
    if (sound === "ا" && next !== undefined && shortVowels.includes(next)) {
      out += "ا"
      at++
      continue
    }
    if (sound === "a") out += "َ"
    else if (sound === "i") out += "ِ"
    else if (sound === "u") out += "ُ"
    else if (sound === "A" || sound === "Y") out += said[at - 1] === "ء" && out.endsWith("آ") ? "" : `َ${letterOf(said, at)}`
    else if (sound === "I") out += "ِي"
    else if (sound === "U") out += "ُو"
    else if (sound === "ء" && next === "ء") {
      out += `${hamzaSeats(said, at + 1)[0]!}ّ`
      at++
    } else if (sound === "ء") out += hamzaSeats(said, at)[0]!
    else if (sound === next) {
      out += `${sound}ّ`
      at++
    } else out += letterOf(said, at)
  }
  return out
}

/// Sounds that change in company, before anything is written:
///     two hamzas in one syllable: ءaء → ءA (آخذ، آمن), ءiء → ءI (إيمان), ءuء → ءU (أومن)
///     و and ي without a vowel after u or i: uو → U (يوفد), iو → I (استيراد), uي → U (يوقظ)
function settle(sounds: string): string {
  return sounds
    .replace(/ءaء(?![aiuAIUY])/g, "ءA")
    .replace(/ءiء(?![aiuAIUY])/g, "ءI")
    .replace(/ءuء(?![aiuAIUY])/g, "ءU")
    .replace(/u([وي])(?![aiuAIUYوي])/g, "U")
    .replace(/i([وي])(?![aiuAIUYوي])/g, "I")
}

function letterOf(said: string, at: number): string {
  const sound = said[at]!
  if (sound === "A") return "ا"
  if (sound === "I") return "ي"
  if (sound === "U") return "و"
  if (sound === "#") return "ا"
  if (sound === "Y") return said[at - 1] === "ي" ? "ا" : "ى"
  return sound
}

function hamzaSeats(said: string, at: number): string[] {
  const before = soundBefore(said, at)
  const after = soundAfter(said, at)
  const next = said[at + 1]
  if (before === "start") return next === "A" ? ["آ"] : [after === "i" || after === "I" ? "إ" : "أ"]
  if (after === "end") return [before === "a" ? "أ" : before === "i" ? "ئ" : before === "u" ? "ؤ" : "ء"]
  if (before === "I" || before === "y" || before === "i" || after === "i" || after === "I") return ["ئ"]
  if (after === "U") {
    if (before === "a") return ["ؤ", "أ"]
    if (before === "A") return ["ؤ", "ء"]
    return connectsNot.includes(said[at - 1]!) ? ["ؤ"] : ["ؤ", "ئ"]
  }
  if (before === "u" || after === "u") return ["ؤ"]
  if (before === "A" || before === "U") return ["ء"]
  return [next === "A" ? "آ" : "أ"]
}

function soundBefore(said: string, at: number): Around {
  if (at === 0) return "start"
  const sound = said[at - 1]!
  if (vowels.includes(sound)) return sound === "Y" ? "A" : (sound as Around)
  return sound === "ي" ? "y" : "still"
}

// A short vowel that ends the word is the vowel of case or mood: it does not move the hamza.
function soundAfter(said: string, at: number): Around {
  const sound = said[at + 1]
  if (sound === undefined) return "end"
  if (shortVowels.includes(sound)) return at + 2 === said.length ? "end" : (sound as Around)
  if (longVowels.includes(sound)) return sound as Around
  return sound === "Y" ? "a" : "still"
}

/// Joins an ending to a written noun or adjective whose vowels are not known; several spellings where the press has several.
///
///     لقاء+ات لقاءات   بناء+ون بناؤون|بناءون   سيئ+ة سيئة   مسيء+ة مسيئة   مبدأ+ان مبدآن   عبء+ا عبئا   جزء+ا جزءا
export function attach(word: string, ending: string): string[] {
  const first = ending[0]
  if (first === undefined) return [word]
  if (word.endsWith("أ")) {
    const stem = word.slice(0, -1)
    if (first === "ا") return [`${stem}آ${ending.slice(1)}`]
    if (first === "و") return [`${stem}ؤ${ending}`, word + ending]
    if (first === "ي") return [`${stem}ئ${ending}`, word + ending]
    return [word + ending]
  }
  if (!word.endsWith("ء")) return [word + ending]
  const stem = word.slice(0, -1)
  const last = stem.at(-1)
  if (last === "ي") return [`${stem}ئ${ending}`]
  if (first === "و") return [`${stem}ؤ${ending}`, word + ending]
  if (first === "ي") return [`${stem}ئ${ending}`, word + ending]
  if (last === "ا" || last === "و") return [word + ending]
  if (first === "ة") return [`${stem}أ${ending}`]
  if (first === "ا") return [connectsNot.includes(last ?? "ا") ? word + ending : `${stem}ئ${ending}`]
  return [word + ending]
}

/// A written word as it stands before a pronoun, in its three cases: لقاؤ(ه) لقاء(ه) لقائ(ه), مستوا(ه), زيارت(ه).
/// One form where the cases look alike.
export function beforePronoun(word: string): string[] {
  const stem = word.slice(0, -1)
  const last = word.at(-1)
  if (last === "ة") return [`${stem}ت`]
  if (last === "ى") return [`${stem}ا`]
  if (last === "أ") return [`${stem}ؤ`, word, `${stem}ئ`]
  if (last !== "ء") return [word]
  const before = stem.at(-1)
  if (before === "ي") return [`${stem}ئ`]
  if (before === "ا" || before === "و") return [`${stem}ؤ`, word, `${stem}ئ`]
  return [`${stem}ؤ`, `${stem}أ`, `${stem}ئ`]
}
