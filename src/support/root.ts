import {existsSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

/// The folder that holds `lang` and `knowledge` with their data: `src`, or `dist` wherever in it the bundler put this module.
export const DATA_ROOT = rootFrom(dirname(fileURLToPath(import.meta.url)))

function rootFrom(folder: string): string {
  if (existsSync(join(folder, "lang", "ar", "data"))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error("isnad: the data files are not beside the program; install it again")
  return rootFrom(above)
}
