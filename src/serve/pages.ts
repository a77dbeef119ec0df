import {existsSync} from "node:fs"
import {dirname, join} from "node:path"
import {fileURLToPath} from "node:url"

/// The folder of the built pages, wherever above this module it is; undefined where they were not built.
export function pagesFolder(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    for (const pages of [join(folder, "web"), join(folder, "dist", "web")]) if (existsSync(join(pages, "ar.html"))) return pages
    const above = dirname(folder)
    if (above === folder) return undefined
    folder = above
  }
}
