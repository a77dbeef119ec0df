// Builds dist/web: the pages of the reading room with their script, style and fonts, each named by its content, and packed ahead.
import {createHash} from "node:crypto"
import {copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs"
import {createRequire} from "node:module"
import {basename, dirname, join} from "node:path"
import {brotliCompressSync, constants, gzipSync} from "node:zlib"
import {worldMap} from "./world.mjs"

const WEIGHTS = {"ibm-plex-sans-arabic": [400, 500, 600], "noto-naskh-arabic": [400, 600]}
const RANGES = {
  arabic:
    "U+0600-06FF, U+0750-077F, U+0870-088E, U+0890-0891, U+0897-08FF, U+200C-200E, U+2010-2011, U+204F, U+2E41, U+FB50-FDFF, U+FE70-FEFF",
  latin:
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-200B, U+2012-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD",
}

export async function buildWeb(root) {
  const out = join(root, "dist", "web")
  const assets = join(out, "assets")
  rmSync(out, {recursive: true, force: true})
  mkdirSync(assets, {recursive: true})
  const named = (name, content) => {
    const at = name.lastIndexOf(".")
    const hash = createHash("sha256").update(content).digest("base64url").replace(/[-_]/g, "").slice(0, 8)
    const file = `${name.slice(0, at)}-${hash}${name.slice(at)}`
    writeFileSync(join(assets, file), content)
    return file
  }

  // Asked for by the first map that is drawn.
  const world = named("world.json", worldMap(root))

  const {rolldown} = await import("rolldown")
  const build = await rolldown({
    input: {main: join(root, "web/main.tsx"), theme: join(root, "web/theme.ts")},
    platform: "browser",
    transform: {target: "es2022", define: {WORLD_FILE: JSON.stringify(`/assets/${world}`)}},
    logLevel: "warn",
  })
  const {output} = await build.write({
    dir: assets,
    format: "esm",
    minify: true,
    entryFileNames: "[name]-[hash].js",
    chunkFileNames: "[name]-[hash].js",
  })
  await build.close()
  const entry = (name) => output.find((o) => o.type === "chunk" && o.isEntry && o.name === name)

  const require = createRequire(join(root, "package.json"))
  const faces = []
  for (const [family, weights] of Object.entries(WEIGHTS)) {
    const files = join(dirname(require.resolve(`@fontsource/${family}/package.json`)), "files")
    for (const weight of weights)
      for (const [subset, range] of Object.entries(RANGES)) {
        if (family === "noto-naskh-arabic" && subset === "latin") continue
        const file = named(`${family}-${subset}-${weight}.woff2`, readFileSync(join(files, `${family}-${subset}-${weight}-normal.woff2`)))
        const name = family === "noto-naskh-arabic" ? "Noto Naskh Arabic" : "IBM Plex Sans Arabic"
        faces.push(
          `@font-face{font-family:"${name}";font-weight:${weight};font-display:swap;src:url(${file}) format("woff2");unicode-range:${range}}`,
        )
      }
  }
  const css = readdirSync(join(root, "web/style"))
    .sort()
    .map((name) => readFileSync(join(root, "web/style", name), "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\n\s*/g, "\n")
  const style = named("style.css", `${faces.join("\n")}\n${css}`)

  const titles = {ar: "إسناد", en: "Isnad"}
  const main = entry("main")
  for (const language of ["ar", "en"])
    writeFileSync(
      join(out, `${language}.html`),
      `<!doctype html>
<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${titles[language]}</title>
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/${style}">
<script src="/assets/${entry("theme").fileName}"></script>
${main.imports.map((f) => `<link rel="modulepreload" href="/assets/${f}">`).join("\n")}
<script src="/assets/${main.fileName}" type="module"></script>
</head>
<body><div id="app"></div><noscript>${language === "ar" ? "تحتاج هذه الصفحات إلى جافاسكربت." : "These pages need JavaScript."}</noscript></body>
</html>
`,
    )
  for (const to of [out, assets]) copyFileSync(join(root, "web/favicon.svg"), join(to, "favicon.svg"))

  let script = 0
  let first = 0
  for (const name of readdirSync(assets)) {
    if (!/\.(?:js|css|svg|json)$/.test(name)) continue
    const file = join(assets, name)
    const content = readFileSync(file)
    const packed = gzipSync(content, {level: 9})
    writeFileSync(`${file}.gz`, packed)
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length}}),
    )
    if (name.endsWith(".js")) {
      script += packed.length
      if ([main.fileName, entry("theme").fileName, ...main.imports].map((f) => basename(f)).includes(name)) first += packed.length
    }
  }
  const fonts = readdirSync(assets)
    .filter((f) => f.endsWith(".woff2"))
    .reduce((sum, f) => sum + statSync(join(assets, f)).size, 0)
  return {script, first, fonts, map: statSync(join(assets, `${world}.gz`)).size}
}
