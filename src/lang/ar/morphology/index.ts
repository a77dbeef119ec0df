export {distinct, type Inflected, keyOf} from "./inflected.ts"
export {
  type AdjectiveEntry,
  type NounEntry,
  type NounTag,
  nounTags,
  readAdjectives,
  readNouns,
  readVerbs,
  type VerbEntry,
  type VerbForm,
  verbForms,
} from "./lexicon.ts"
export {inflectAdjective, inflectNoun, masdarForms, nisbaForms, participleForms} from "./noun.ts"
export {citation, inflectVerb, masdarsOf} from "./verb.ts"
