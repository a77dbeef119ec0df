export {type CompiledKnowledge, compileKnowledge, foldName, type KnowledgeTables, openKnowledge} from "./compile.ts"
export {nameKey, wordKey} from "./name-key.ts"
export * from "./types.ts"
