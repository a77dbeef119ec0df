export {type Atlas, openAtlas, type Whereabouts} from "./atlas.ts"
export {type CompiledKnowledge, compileKnowledge, foldName, type KnowledgeTables, openKnowledge} from "./compile.ts"
export {knownByKey, nameKey, wordKey} from "./name-key.ts"
export * from "./types.ts"
