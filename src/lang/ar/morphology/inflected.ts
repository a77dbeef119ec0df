/// One surface form of a lexicon word, folded, without clitics.
///
/// Which forms can meet a pronoun is part of the form, because the stem changes before one:
///     neither flag      stands alone and before a pronoun     كتاب، رئيس
///     `beforePronoun`   only before a pronoun                 زيارت(ـه)، لقائ(ـه)، التقو(ـه)
///     `bare`            never before a pronoun                زيارة، رأى، التقوا، وزيران
/// `construct`: only in idafa or before a pronoun (وزيرا موسكو وطهران، مسؤولو). `indefinite`: only without ال and outside idafa (رئيسا، قاض).
export type Inflected = {
  readonly form: string
  readonly pos: "verb" | "masdar" | "ap" | "pp" | "noun" | "adj"
  readonly aspect?: "perf" | "impf"
  /// "either" where active and passive have the same letters (قتل، يستقبل): the clause decides.
  readonly voice?: "active" | "passive" | "either"
  /// Only where the letters tell: يزورون is indicative, يزوروا and يزر are shortened (after لم، لن، أن).
  readonly mood?: "indicative" | "shortened"
  readonly person?: 1 | 2 | 3
  readonly gender?: "m" | "f"
  readonly number?: "sg" | "du" | "pl"
  /// Only where the letters tell: ـون and ـان are nominative, ـين is not.
  readonly case?: "nominative" | "oblique"
  readonly degree?: "comparative"
  readonly construct?: true
  readonly beforePronoun?: true
  readonly bare?: true
  readonly indefinite?: true
}

/// The same list without repetitions, in first-seen order.
export function distinct(forms: readonly Inflected[]): Inflected[] {
  const seen = new Map<string, Inflected>()
  for (const form of forms) {
    const key = keyOf(form)
    if (!seen.has(key)) seen.set(key, form)
  }
  return [...seen.values()]
}

/// Everything that tells two analyses apart, as one string.
export function keyOf(form: Inflected): string {
  return [
    form.form,
    form.pos,
    form.aspect,
    form.voice,
    form.mood,
    form.person,
    form.gender,
    form.number,
    form.case,
    form.degree,
    form.construct,
    form.beforePronoun,
    form.bare,
    form.indefinite,
  ].join(" ")
}
