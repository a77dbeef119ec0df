export * from "./links.ts"
export * from "./store.ts"
export type {OpenOptions} from "./sqlite/driver.ts"
export {openSqlite as openStore, type SqliteOptions as StoreOptions} from "./sqlite/store.ts"
